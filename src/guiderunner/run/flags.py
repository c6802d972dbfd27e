"""The flags that our plugin adds to pytest; the command line passes them on."""

from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.site.hosts import named_host


def add_flags(group: pytest.OptionGroup) -> None:
    """Add them to *group*."""
    text = "stop before the step with this id, and leave the browser to you"
    group.addoption("--pause-at", metavar="STEP", help=text)
    text = "take no pictures of steps: the run is to prove, and not to make guides of"
    group.addoption("--no-pictures", action="store_true", help=text)
    text = "record everything in the first try, too: console, requests, trace, and the worlds"
    group.addoption("--record-everything", action="store_true", help=text)
    text = "read each picture by OCR, and look for secrets in what it says: needs Tesseract"
    group.addoption("--read-pictures", action="store_true", help=text)
    text = "put each world into the state of this file before its variant is run"
    group.addoption("--restore-world", metavar="FILE", type=Path, help=text)
    text = "leave the world, once all steps went well, to whoever listens; try nothing again"
    group.addoption("--leave-open", action="store_true", help=text)
    text = "read labels in the other languages of each site, and keep what was read here"
    group.addoption("--read-labels", metavar="FOLDER", type=Path, help=text)
    group.addoption("--mutants", metavar="FOLDER", help="run mutants by the plan in this folder")
    text = "the address of a site that is there already, as site=https://host"
    group.addoption("--live-site", metavar="SITE=URL", action="append", help=text)
    text = "Playwright's storage state to enter it with"
    group.addoption("--live-state", metavar="FILE", type=Path, help=text)
    text = "let actions that destroy data reach this host, which is not this machine; repeatable"
    group.addoption(
        "--destroy-on", metavar="HOST", action="append", default=[], type=_host, help=text
    )


def _host(text: str) -> str:
    try:
        return named_host(text)
    except GuiderunnerError as error:
        raise pytest.UsageError(str(error)) from None
