"""Issues of people with the product: found, diagnosed and run."""
