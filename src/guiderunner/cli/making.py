"""What `guides` does between the selection and the publication: decides, and gathers evidence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guiderunner.evidence.latest import LatestTries
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import read_run
from guiderunner.guide.contents import Contents
from guiderunner.guide.generations import Shelves
from guiderunner.guide.ledger import read_ledger
from guiderunner.guide.proofs import Batch
from guiderunner.guide.stored import read_guides
from guiderunner.guide.validity import Plan, Validity, make_plan
from guiderunner.proof.answers import Answers
from guiderunner.proof.claims import prove_claims
from guiderunner.run.behaviour import Behaviours
from guiderunner.run.checking import Checked
from guiderunner.scenario.selection import with_proofs
from guiderunner.scenario.variants import Variant
from guiderunner.site.browser import browser_identity


@dataclass(frozen=True)
class Work:
    """What is published: guides from evidence, and pages that are only rendered again."""

    batches: Sequence[Batch]
    current: Sequence[Variant] = ()
    left_out: Sequence[Variant] = ()


def with_claims(checked: Checked, contents: Contents) -> Contents:
    """Return *contents* with what proves the claims of the project in the newest runs."""
    answers = Answers(LatestTries(checked.project.runs))
    return replace(contents, claims=prove_claims(checked.suite, answers))


def behaviours(checked: Checked) -> Behaviours:
    """Return what says the behaviour of each variant in the browser of this machine."""
    return Behaviours(checked, browser_identity())


def plan(
    checked: Checked,
    contents: Contents,
    chosen: Sequence[Variant],
    *,
    run_all: bool = False,
    run_issues: bool = True,
) -> Plan:
    """Return what must be run, and what only rendered, so that *chosen* are up to date.

    With *run_all*, everything is run; without *run_issues*, an issue that must run is left out.

    Raises:
        GuiderunnerError: If there is no browser, or what is published cannot be read.
    """
    validity = Validity(checked.suite, checked.project.runs, behaviours(checked).of)
    shown = Shelves(checked.project.build).current()
    ledger = read_ledger(shown)
    made = Plan(run=list(chosen)) if run_all else make_plan(contents, chosen, validity, ledger)
    if not run_issues:
        made.leave_out_issues(ledger)
    if shown is not None and not made.is_done:
        read_guides(shown)  # What could not be carried over is told before anything runs.
    return made


def work(checked: Checked, made: Plan, run: Run | None) -> Work:
    """Return the guides of *made*: from the new *run*, and from the evidence that is there."""
    batches = [] if run is None else [Batch(run, checked.project.runs / run.id, made.run)]
    for folder, variants in made.render.items():
        nodes = {one.node for one in with_proofs(checked.suite, variants)}
        batches.append(Batch(read_run(folder, nodes), folder, variants))
    return Work(batches, made.current, made.left_out)


def from_run(checked: Checked, name: str, chosen: Sequence[Variant]) -> Work:
    """Return the guides of *chosen* from the run that the person named, by folder or id."""
    folder = Path(name) if Path(name).is_dir() else checked.project.runs / name
    run = read_run(folder)
    tried = {one.node for one in run.tries}
    wanted = [one for one in chosen if one.scenario.has_guide or one.node in tried]
    return Work([Batch(run, folder, wanted)])
