"""`python -m guiderunner` is the command."""

from guiderunner.cli.app import main

main()
