"""Proof: which claim of the documentation is proved by which expectation."""
