"""Behaviours that the documentation rests on, and the defects that replace them."""
