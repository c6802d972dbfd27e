"""What changed for readers between two publications."""
