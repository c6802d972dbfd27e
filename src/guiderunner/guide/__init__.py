"""Guides: a function of evidence, scenarios, locale files and templates."""
