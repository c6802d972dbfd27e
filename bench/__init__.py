"""Times guiderunner against the same steps written by hand; `python -m bench`."""
