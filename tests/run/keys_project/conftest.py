"""Loads the plugin, as every project does."""

pytest_plugins = ["guiderunner.run.plugin"]
