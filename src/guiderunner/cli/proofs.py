"""The command that says what is proved: claims, and sentences of guides."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

import typer

from guiderunner.cli import making, options
from guiderunner.cli.proof_console import ProofConsole
from guiderunner.diagnostics import GuiderunnerError, ProblemsError, suggestion
from guiderunner.evidence.latest import LatestTries
from guiderunner.proof.account import Account, as_data, make_account
from guiderunner.proof.sentences import GuideSentences
from guiderunner.report.console import make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import Selection, select
from guiderunner.scenario.variants import Variant

# A sentence that nothing proves is what this command is there to tell.
_TOLD_HERE = "S030"

Guides = Annotated[
    list[str] | None,
    typer.Option("--guide", metavar="ID", help="All sentences of this guide; repeatable."),
]
Claims = Annotated[
    list[str] | None,
    typer.Option("--claim", metavar="CLAIM", help="All about this claim; repeatable."),
]
All = Annotated[bool, typer.Option("--all", help="All claims, all sentences, all screens.")]


def register(app: typer.Typer) -> None:
    """Add the command to *app*."""
    app.command(
        name="claims",
        epilog=options.examples(
            "guiderunner claims",
            "guiderunner claims --only marketplace=rakuten",
            "guiderunner claims --claim C05",
            "guiderunner claims --guide connect-account --only marketplace=rakuten --locale ko",
            "guiderunner claims --format json",
        ),
    )(claims)


def claims(
    guide: Guides = None,
    claim: Claims = None,
    only: options.Only = None,
    locale: options.Locales = None,
    everything: All = False,
    output: Annotated[
        options.Form, typer.Option("--format", help="Text for people, JSON for programs.")
    ] = options.Form.TEXT,
    project: options.ProjectFolder = None,
) -> None:
    """Show which claims and which sentences of guides are proved, by what, and what is not.

    Each variant is judged by its newest run. Exit code 1 says that something is unproved or
    contradicted, 2 that nothing was run.
    """
    checked = options.load(project)
    others = [one for one in checked.suite.problems if one.code != _TOLD_HERE]
    if others:
        raise ProblemsError(others)
    asked, chosen = _asked_claims(checked, claim), _asked_guides(checked, guide, only, locale)
    tries, today = LatestTries(checked.project.runs), datetime.now(UTC).date()
    account = make_account(checked.suite, chosen, tries, today, asked)
    if claim and not guide:
        account = replace(account, guides=_saying(account, asked), screens=())
    elif guide and not claim:
        account = replace(account, claims=())
    if not account.has_evidence:
        raise GuiderunnerError("nothing of it was run yet. Run it: guiderunner run")
    if output is options.Form.JSON:
        typer.echo(json.dumps(as_data(account), indent=1, ensure_ascii=False))
    else:
        console = ProofConsole(make_console(), account)
        console.show(whole=everything or bool(guide or claim), outdated=_outdated(checked, tries))
    raise typer.Exit(0 if account.is_good else 1)


def _outdated(checked: Checked, tries: LatestTries) -> int:
    """Return how many variants do something else now, or elsewhere, than in their newest run."""
    try:
        behaviours = making.behaviours(checked)
    except GuiderunnerError:
        return 0  # Without a browser it is not known.
    variants = {one.node: one for one in checked.suite.variants}
    return sum(
        behaviours.of(variants[one.tried.node]) != one.tried.behaviour for one in tries.found
    )


def _asked_claims(checked: Checked, asked: list[str] | None) -> list[str]:
    known = list(checked.suite.claims)
    for one in asked or ():
        if one not in known:
            raise GuiderunnerError(f"there is no claim '{one}'.{suggestion(one, known)}")
    return asked or known


def _asked_guides(
    checked: Checked,
    guides: list[str] | None,
    only: list[str] | None,
    locales: list[str] | None,
) -> list[Variant]:
    known = [one.scenario.id for one in checked.suite.scenarios if one.scenario.has_guide]
    for one in guides or ():
        if one not in known:
            raise GuiderunnerError(f"there is no guide '{one}'.{suggestion(one, known)}")
    given = (guides, None, only, locales)
    asked = Selection(*(tuple(one or ()) for one in given))
    chosen = select(checked.suite, asked, checked.project.root)
    return [one for one in chosen if one.scenario.has_guide]


def _saying(account: Account, asked: Sequence[str]) -> list[GuideSentences]:
    """Return the guides that say one of the claims, each with the sentences that do."""
    found = []
    for guide in account.guides:
        said = tuple(one for one in guide.sentences if one.claims & set(asked))
        if said:
            found.append(replace(guide, sentences=said))
    return found
