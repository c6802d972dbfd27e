"""Guiderunner: one YAML scenario is a browser test, an illustrated guide and a reproduction."""

__version__ = "0.1.0"
