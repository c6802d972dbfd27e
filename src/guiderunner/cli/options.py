"""Options that several commands share."""

from contextvars import ContextVar
from pathlib import Path
from typing import Annotated

import typer

from guiderunner.project import find_project
from guiderunner.run.running import Checked, check_project
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
Headed = Annotated[bool, typer.Option("--headed", help="Show the browser while it works.")]
Slowmo = Annotated[
    int, typer.Option("--slowmo", min=0, help="Wait so many milliseconds before each move.")
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


def browser_options(headed: bool, slowmo: int) -> list[str]:
    """Return pytest-playwright's own flags for these."""
    return [*(["--headed"] if headed else []), *(["--slowmo", str(slowmo)] if slowmo else [])]
