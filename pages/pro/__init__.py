"""Cafe24 PRO."""
