"""What Cafe24 PRO may ask of a marketplace: plain functions, as an HTTP API would answer."""
