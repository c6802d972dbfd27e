"""Guides as articles of a Zendesk help centre: bundles to review, and what sends them."""
