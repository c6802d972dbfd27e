"""Which guides must be run again, which only rendered again, and which are as they should be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.evidence.newest import NewestEvidence
from guiderunner.guide.contents import Contents
from guiderunner.guide.fingerprints import Fingerprints
from guiderunner.guide.ledger import Entry, Ledger
from guiderunner.scenario.issue_rows import is_issue
from guiderunner.scenario.selection import proving_variants
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


@dataclass
class Plan:
    """What is to be done for the selected guides; `render` has them by the folder of their run.

    `left_out` are issues that nothing proves now: guides do not tell them.
    """

    run: list[Variant] = field(default_factory=list)
    render: dict[Path, list[Variant]] = field(default_factory=dict)
    current: list[Variant] = field(default_factory=list)
    left_out: list[Variant] = field(default_factory=list)
    is_published: bool = False

    @property
    def is_done(self) -> bool:
        """Whether there is nothing to run, to render or to take away."""
        return self.is_published and not self.run and not self.render

    def leave_out_issues(self, ledger: Ledger) -> None:
        """Run no issue; one that is told in the publication of *ledger* is taken away."""
        self.left_out = [one for one in self.run if is_issue(one)]
        self.run = [one for one in self.run if not is_issue(one)]
        self.is_published &= not any(one.node in ledger.guides for one in self.left_out)


@dataclass
class Validity:
    """Judges guides by the evidence in *runs*; *behaviour* says what a variant does now."""

    suite: Suite
    runs: Path
    behaviour: Callable[[Variant], str]

    def __post_init__(self) -> None:
        self._evidence = NewestEvidence(self.runs)

    def evidence_of(self, variant: Variant, published: str = "") -> Path | None:
        """Return the run that proves all of a guide: that of its page, else the newest that does.

        None says that the scenario must run: what it does has changed, it failed the last time,
        or the evidence is not whole.
        """
        runs = self._evidence.runs_with(variant.node)
        if not runs or not self._evidence.find(runs[0], variant.node).passed:
            return None
        proving = [variant, *proving_variants(self.suite, variant)]
        runs.sort(key=lambda one: one.name != published)
        return next((one for one in runs if self._proves(one, variant, proving)), None)

    def _proves(self, run: Path, variant: Variant, proving: Sequence[Variant]) -> bool:
        for one in proving:
            found = self._evidence.find(run, one.node)
            if not found.passed or found.behaviour != self.behaviour(one):
                return False
        found = self._evidence.find(run, variant.node)
        asked = [one for one in self.suite.steps_of(variant) if one.step.picture]
        return len(found.pictures) == len(asked) and found.is_whole()


def make_plan(
    contents: Contents, chosen: Sequence[Variant], validity: Validity, ledger: Ledger
) -> Plan:
    """Return what is to be done so that the guides of *chosen* are as they should be."""
    plan, now = Plan(), Fingerprints(contents)
    around = now.around
    plan.is_published = ledger.complete
    for one in chosen:
        entry = ledger.guides.get(one.node, Entry(run="", words="", around=""))
        proof = validity.evidence_of(one, entry.run)
        if proof is None:
            plan.run.append(one)
        elif (proof.name, now.words(one)) != (entry.run, entry.words):
            plan.render.setdefault(proof, []).append(one)
        else:
            plan.current.append(one)
            plan.is_published &= entry.around == around
    return plan
