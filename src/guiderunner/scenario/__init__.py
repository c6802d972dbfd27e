"""Scenarios: what an author writes, read and checked without a browser."""
