"""The command that holds texts to the rules of good guides."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import options
from guiderunner.cli.qa import Format
from guiderunner.diagnostics import GuiderunnerError, Problem, plural, render
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import Selection, select
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.guide.contents import Contents
    from guiderunner.guide.lint.linting import Linted

What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="WHAT",
        help="Scenarios, articles and other files of the project, or published HTML files.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="lint",
        epilog=options.examples(
            "guiderunner lint",
            "guiderunner lint unlink-account --locale ko",
            "guiderunner lint published/article.html --format json",
        ),
    )(lint)


def lint(
    what: What = None,
    locale: options.Locales = None,
    output: Annotated[
        Format, typer.Option("--format", help="How findings are told; github makes annotations.")
    ] = Format.TEXT,
    project: options.ProjectFolder = None,
) -> None:
    """Hold the words of guides to the rules of good guides; no browser is needed.

    Exit code 1 if a text breaks a rule. The rules are in docs/lint.md.
    """
    from guiderunner.guide.lint.linting import join  # noqa: PLC0415 - slow to import

    asked = _Asked(what or [])
    found = join([*_in_project(asked, locale, project), *_published(asked, locale, project)])
    _tell(found, output)
    raise typer.Exit(1 if found.findings else 0)


@dataclass
class _Asked:
    """What was asked for, sorted: HTML files, and all else, which is of the project."""

    what: Sequence[str]
    pages: list[str] = field(default_factory=list)
    ours: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for one in self.what:
            is_page = Path(one).suffix.lower() in {".html", ".htm"}
            (self.pages if is_page else self.ours).append(one)


def _in_project(asked: _Asked, locale: list[str] | None, project: Path | None) -> list["Linted"]:
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import
    from guiderunner.guide.lint.linting import lint_project  # noqa: PLC0415 - as above

    if asked.pages and not asked.ours:
        return []
    checked = options.load(project)
    checked.suite.require_no_problems()
    contents = Contents.load(checked.suite, checked.project.guides)
    contents.require_translations()
    variants, files = _chosen(checked, contents, asked.ours, tuple(locale or ()))
    return [lint_project(contents, variants, files, tuple(locale or ()))]


def _chosen(
    checked: Checked, contents: "Contents", what: Sequence[str], locales: tuple[str, ...]
) -> tuple[list[Variant], list[str] | None]:
    """Return the variants and the files of other texts that *what* means; None is all files."""
    from guiderunner.guide.extraction import all_sources  # noqa: PLC0415 - slow to import

    here, root = Path.cwd(), checked.project.root
    if not what:
        return select(checked.suite, Selection(locales=locales), here), None
    scenarios = {root / one.path for one in checked.suite.scenarios}
    texts = {one.position.path for one, _ in all_sources(checked.suite, contents.guides)}
    files, names = [], []
    for one in what:
        place = (here / one).resolve()
        below = [path for path in texts if place in [file := root / path, *file.parents]]
        files += [path for path in below if root / path not in scenarios]
        is_scenario = any(place in [file, *file.parents] for file in scenarios)
        names += [one] if is_scenario or not below else []
    asked = Selection(tuple(names), locales=locales)
    return (select(checked.suite, asked, here) if names else []), files


def _published(asked: _Asked, locale: list[str] | None, project: Path | None) -> list["Linted"]:
    from guiderunner.guide.lint.linting import lint_articles  # noqa: PLC0415 - slow to import

    if not asked.pages:
        return []
    language = locale[0] if locale else None
    return [lint_articles(asked.pages, Path.cwd(), _glossary_of(project), language)]


def _glossary_of(project: Path | None) -> "Contents | None":
    """Return the project whose glossary counts; published articles are read without one too."""
    from guiderunner.guide.contents import Contents  # noqa: PLC0415 - slow to import

    try:
        checked = options.load(project)
    except GuiderunnerError:
        if project is not None:
            raise
        return None
    return Contents.load(checked.suite, checked.project.guides)


def _tell(found: "Linted", output: Format) -> None:
    from guiderunner.report import problems  # noqa: PLC0415 - slow to import

    findings = found.findings
    exceptions = f"{plural(found.accepted, 'exception')}." if found.accepted else ""
    if output is Format.JSON:
        typer.echo(problems.as_json(findings))
    elif output is Format.GITHUB:
        typer.echo(problems.as_annotations(findings), nl=bool(findings))
    elif not findings:
        typer.echo(f"{plural(found.texts, 'text')} read, no problems. {exceptions}".rstrip())
    else:
        _print(findings, exceptions)


def _print(findings: Sequence[Problem], end: str) -> None:
    from guiderunner.report.console import make_console  # noqa: PLC0415 - slow to import
    from guiderunner.report.problems import with_snippets  # noqa: PLC0415 - as above

    if sys.stdout.isatty():
        make_console().print(with_snippets(findings, options.project_root.get(), end))
    else:
        typer.echo(render(findings, end))
