"""Scenarios are collected and run by our plugin; see src/guiderunner/run/plugin.py."""

pytest_plugins = ["guiderunner.run.plugin"]
