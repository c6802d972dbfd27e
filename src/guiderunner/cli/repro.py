"""The command for support and engineering: repro."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from guiderunner.cli import bundling, options
from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.report.console import RunConsole, make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import Selection, select
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.repro.issues import Issue

_BUNDLE = ".zip"


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="repro",
        epilog=options.examples(
            "guiderunner repro QSM-03 --locale ko --headed --slowmo 400",
            "guiderunner repro QSM-03 --save qsm-03.zip",
            "guiderunner repro qsm-03.zip",
        ),
    )(repro)


def repro(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="An issue, a scenario or variant, or a bundle.")
    ],
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE.zip", help="Keep all that an engineer needs in one."),
    ] = None,
    only: options.Only = None,
    locale: Annotated[
        str | None, typer.Option("--locale", "-l", metavar="LOCALE", help="In this language.")
    ] = None,
    headed: options.Headed = False,
    slowmo: options.Slowmo = 0,
    pause_at: options.PauseAt = None,
    project: options.ProjectFolder = None,
) -> None:
    """Run an issue of sellers, and save it as a bundle; or run a bundle again, and compare.

    Of a bundle the exit code is 0 if all is the SAME, 1 if it is DIFFERENT, 3 if it is FIXED.
    """
    is_bundle = what.endswith(_BUNDLE)
    if is_bundle and (save or only or locale or pause_at):
        raise GuiderunnerError(f"{what} is run as it is: leave the other options out.")
    if save is not None:
        from guiderunner.repro.bundle_making import check_target  # noqa: PLC0415 - slow to import

        check_target(save)
    checked = options.load(project)
    if is_bundle:
        flags = options.BrowserFlags(headed, slowmo).arguments([], 1)
        raise typer.Exit(bundling.run_bundle(Path(what), checked, flags))
    variant = _variant(checked, what, only or (), locale)
    flags = options.BrowserFlags(headed, slowmo, pause_at=pause_at).arguments([variant], 1)
    raise typer.Exit(_run(checked, variant, flags, save))


def _run(checked: Checked, variant: Variant, flags: Sequence[str], save: Path | None) -> int:
    from guiderunner.run.session import INTERRUPTED, run_variants  # noqa: PLC0415 - slow to import

    everything = ["--record-everything"] if save else []
    with RunConsole(make_console()) as console:
        result = run_variants(checked, [variant], console, options=[*flags, *everything])
        if result.said:
            typer.echo(result.said, err=True)
        console.summary(result.seconds, f"runs/{result.run.id}" if result.run else None)
    if save and result.run and result.code != INTERRUPTED:
        bundling.save(save, checked, variant, result)
    return result.code


def _variant(checked: Checked, what: str, only: Sequence[str], locale: str | None) -> Variant:
    """Return the one variant that is meant.

    Raises:
        GuiderunnerError: If there is none, or there are several.
    """
    checked.suite.require_no_problems()
    issue = _issue(checked, what)
    rows = tuple(f"{axis}={row}" for axis, row in issue.row.items()) if issue else ()
    language = locale or checked.suite.surroundings.locales[0]
    asked = Selection(
        what=(issue.scenario if issue else what,),
        only=(*rows, *only),
        locales=() if "::" in what and locale is None else (language,),
    )
    found = select(checked.suite, asked, Path.cwd())
    if len(found) > 1:
        named = ", ".join(one.name for one in found[:3])
        raise GuiderunnerError(
            f"'{what}' means {len(found)} variants ({named} ...): name one, or --only AXIS=ROW."
        )
    return found[0]


def _issue(checked: Checked, what: str) -> "Issue | None":
    """Return the issue of this id; None if it is the name of something else."""
    from guiderunner.repro.issues import load_issues  # noqa: PLC0415 - slow to import

    known = {one.id: one for one in load_issues(checked.suite, checked.project.guides)}
    named = {one.scenario.id for one in checked.suite.scenarios}
    if what not in known and what not in named and "/" not in what and "::" not in what:
        near = suggestion(what, [*known, *named])
        raise GuiderunnerError(f"there is no issue or scenario '{what}'.{near}")
    return known.get(what) if what not in named else None
