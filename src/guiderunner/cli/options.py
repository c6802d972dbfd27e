"""Options that several commands share."""

import os
import sys
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.project import find_project
from guiderunner.run.checking import Checked, check_project
from guiderunner.scenario.selection import Selection, select
from guiderunner.scenario.variants import Variant

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHAT", help="Files, folders, scenario ids or variants; all without it."
    ),
]
Tags = Annotated[
    list[str] | None,
    typer.Option(
        "--tag", "-t", metavar="TAGS", help="Only with this tag, or e.g. 'ko and not rakuten'."
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option("--only", help="Only this row, as axis=row; repeatable.", metavar="AXIS=ROW"),
]
Locales = Annotated[
    list[str] | None,
    typer.Option("--locale", "-l", metavar="LOCALE", help="Only this locale; repeatable."),
]
Claims = Annotated[
    list[str] | None,
    typer.Option("--claim", metavar="CLAIM", help="Only what proves this claim; repeatable."),
]
ProjectFolder = Annotated[
    Path | None,
    typer.Option("--project", help="The project's folder; else found from here upwards."),
]
Workers = Annotated[
    int, typer.Option("--workers", "-n", min=1, help="How many browsers run at once.")
]


class Tracing(StrEnum):
    """When pytest-playwright records a trace of its own, under test-results/."""

    ON = "on"
    OFF = "off"
    RETAIN = "retain-on-failure"


class Form(StrEnum):
    """How something is told: to people, or to programs."""

    TEXT = "text"
    JSON = "json"


Headed = Annotated[bool, typer.Option("--headed", help="Show the browser while it works.")]
Slowmo = Annotated[
    int, typer.Option("--slowmo", min=0, help="Wait so many milliseconds before each move.")
]


Traced = Annotated[
    Tracing, typer.Option("--tracing", help="Playwright's own traces, in test-results/.")
]
Channel = Annotated[
    str | None, typer.Option("--browser-channel", help="Another browser, e.g. chrome or msedge.")
]
PauseAt = Annotated[
    str | None,
    typer.Option(
        "--pause-at", metavar="STEP", help="Stop before this step, and leave the browser to you."
    ),
]
NoPictures = Annotated[
    bool, typer.Option("--no-pictures", help="Take no pictures: quicker, but no run for guides.")
]
BaseUrls = Annotated[
    list[str] | None,
    typer.Option(
        "--base-url",
        metavar="SITE=URL",
        help="Run on a site that is there already, e.g. pro=https://host; repeatable.",
    ),
]
StorageState = Annotated[
    Path | None,
    typer.Option(
        "--storage-state", metavar="FILE", help="Playwright's storage state, to enter that site."
    ),
]
DestroyOn = Annotated[
    list[str] | None,
    typer.Option(
        "--destroy-on",
        metavar="HOST",
        help="Let actions that destroy data reach this host, which is not this machine; "
        "repeatable.",
    ),
]
Reports = Annotated[
    list[str] | None,
    typer.Option(
        "--report",
        metavar="KIND=FILE",
        help="Write a report: html=FILE, junit=FILE or markdown=FILE; repeatable.",
    ),
]
# Where the paths of problems begin.
project_root: ContextVar[Path] = ContextVar("project_root", default=Path())


def examples(*commands: str) -> str:
    """Return the part of a command's help that shows how it is used."""
    return "**Examples**\n\n" + "\n\n".join(f"`{command}`" for command in commands)


def load(project: Path | None) -> Checked:
    """Return the project, checked; problems of its scenarios are kept in the suite."""
    found = find_project(project)
    project_root.set(found.root)
    return check_project(found)


def selected(
    checked: Checked,
    what: list[str] | None,
    tags: list[str] | None,
    only: list[str] | None,
    locales: list[str] | None,
    claims: list[str] | None = None,
) -> list[Variant]:
    """Return the selected variants; a project with problems selects nothing.

    Raises:
        GuiderunnerError: With every problem, or with what was wrong in the selection.
    """
    checked.suite.require_no_problems()
    given = (what, tags, only, locales, claims)
    asked = Selection(*(tuple(one or ()) for one in given))
    return select(checked.suite, asked, Path.cwd())


@dataclass(frozen=True)
class BrowserFlags:
    """What is passed on to pytest-playwright and to our plugin, under their own names."""

    headed: bool = False
    slowmo: int = 0
    tracing: Tracing = Tracing.OFF
    browser_channel: str | None = None
    pause_at: str | None = None
    no_pictures: bool = False

    def arguments(self, variants: Sequence[Variant], workers: int) -> list[str]:
        """Return these as arguments of pytest.

        Raises:
            GuiderunnerError: If nobody could go on after the pause.
        """
        if self.pause_at is not None:
            self._require_pause(self.pause_at, variants, workers)
        shown = self.headed or (self.pause_at is not None and _has_display())
        found = ["--headed"] if shown else []
        found += ["--slowmo", str(self.slowmo)] if self.slowmo else []
        found += ["--tracing", self.tracing.value] if self.tracing is not Tracing.OFF else []
        found += ["--browser-channel", self.browser_channel] if self.browser_channel else []
        found += ["--no-pictures"] if self.no_pictures else []
        return [*found, *(["--pause-at", self.pause_at] if self.pause_at else [])]

    @staticmethod
    def _require_pause(step: str, variants: Sequence[Variant], workers: int) -> None:
        known = [getattr(one, "id", "") for each in variants for one in each.scenario.steps]
        if step not in known:
            raise GuiderunnerError(
                f"no selected scenario has a step '{step}'.{suggestion(step, known)}"
            )
        if workers > 1:
            raise GuiderunnerError("--pause-at needs --workers 1: there is one person.")
        if not sys.stdin.isatty():
            raise GuiderunnerError("--pause-at needs a terminal, where Enter goes on.")


def _has_display() -> bool:
    return sys.platform != "linux" or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ))
