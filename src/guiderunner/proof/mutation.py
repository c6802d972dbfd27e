"""What a run of mutants says: which defects the scenarios notice, and by the right claim."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from guiderunner.evidence.model import Run, Try
from guiderunner.evidence.verdicts import died
from guiderunner.proof.mutants import bystanders, proving
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant
from guiderunner.site.defects import Defect

Outcome = Literal["killed", "noticed", "survived", "error"]
# Of several answers the first of these is the one that counts.
_ORDER: tuple[Outcome, ...] = ("killed", "error", "noticed", "survived")
# A page that never came says nothing of the defect.
_SILENT = re.compile(r"Page\.goto: |net::ERR_")
RunMutants = Callable[[Sequence[Mutant]], Run | None]


@dataclass(frozen=True)
class Answer:
    """How one mutant fared, and what failed in it: where it stands, and in words."""

    mutant: Mutant
    outcome: Outcome
    place: str = ""
    said: str = ""

    @property
    def scenario(self) -> str:
        """The scenario that was asked."""
        return self.mutant.variant.scenario.id


@dataclass(frozen=True)
class Verdict:
    """What all mutants of one defect say together."""

    defect: Defect
    answers: tuple[Answer, ...]

    @property
    def outcome(self) -> Outcome:
        """Killed only by an expectation that proves the claim which the defect breaks."""
        return strongest(one.outcome for one in self.answers)

    def of(self, scenario: str) -> Outcome | None:
        """Return what the scenario with this id says; None if it was not asked."""
        own = [one.outcome for one in self.answers if one.scenario == scenario]
        return strongest(own) if own else None

    def by(self, outcome: Outcome) -> list[Answer]:
        """Return the answers with this outcome."""
        return [one for one in self.answers if one.outcome == outcome]


def strongest(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the outcome that counts among several."""
    return min(outcomes, key=_ORDER.index, default="survived")


@dataclass(frozen=True)
class Mutation:
    """All verdicts, and how many mutants were run for them, each on a site of its own.

    `baseline` holds what failed without any defect: then its mutants say nothing.
    """

    verdicts: tuple[Verdict, ...]
    baseline: tuple[Answer, ...]
    tried: int

    @property
    def killed(self) -> int:
        """How many defects were killed."""
        return sum(one.outcome == "killed" for one in self.verdicts)

    @property
    def code(self) -> int:
        """0: all killed; 1: not all; 2: it could not be found out."""
        if self.baseline or any(one.outcome == "error" for one in self.verdicts):
            return 2
        return 0 if self.killed == len(self.verdicts) else 1

    def scenarios(self) -> list[str]:
        """Return the ids of the scenarios that were asked."""
        asked = {answer.scenario: None for one in self.verdicts for answer in one.answers}
        return sorted(asked)


def mutate(
    suite: Suite, variants: Sequence[Variant], defects: Sequence[Defect], run: RunMutants
) -> Mutation:
    """Ask of *variants* those that could notice *defects*, and say which did.

    What proves the broken claim is asked first; who else is in the flow, only of defects that
    were not killed by then: to tell whether anybody notices.
    """
    asked = {one.name: proving(suite, variants, one) for one in defects}
    session = _Session(suite, run)
    session.ask(asked.values())
    verdicts = [session.verdict(one, asked[one.name]) for one in defects]
    more = {
        one.defect.name: bystanders(suite, variants, one.defect)
        for one in verdicts
        if one.outcome in ("noticed", "survived") and not session.failed
    }
    if any(more.values()):
        session.ask(more.values())
        verdicts = [
            session.verdict(one, [*asked[one.name], *more.get(one.name, ())]) for one in defects
        ]
    return Mutation(tuple(verdicts), tuple(session.failed.values()), len(session.tries))


class _Session:
    """The runs so far; each baseline is run once, with its first mutants."""

    def __init__(self, suite: Suite, run: RunMutants) -> None:
        self.suite, self.run = suite, run
        self.tries: dict[str, Try] = {}
        self.failed: dict[str, Answer] = {}

    def ask(self, groups: Iterable[Sequence[Mutant]]) -> None:
        """Run the mutants of all groups, and their baselines first."""
        mutants = [one for group in groups for one in group]
        baselines = {one.variant.node: Mutant(one.variant) for one in mutants}
        fresh = [one for node, one in baselines.items() if node not in self.tries]
        evidence = self.run([*fresh, *mutants])
        self.tries |= {one.node: one for one in evidence.tries} if evidence else {}
        for baseline in fresh:
            answer = judge(self.suite, baseline, self.tries.get(baseline.node), "")
            if answer.outcome != "survived":
                self.failed[baseline.node] = answer

    def verdict(self, defect: Defect, mutants: Sequence[Mutant]) -> Verdict:
        """Return what *mutants* say; nothing, where the site as it is fails already."""
        return Verdict(defect, tuple(self._answer(one, defect.breaks) for one in mutants))

    def _answer(self, mutant: Mutant, claim: str) -> Answer:
        if mutant.variant.node in self.failed:
            return Answer(mutant, "error", said="it fails without the defect, too")
        return judge(self.suite, mutant, self.tries.get(mutant.node), claim)


def judge(suite: Suite, mutant: Mutant, tried: Try | None, claim: str) -> Answer:
    """Return how *mutant* fared: killed, if an expectation failed that proves *claim*."""
    if tried is None:
        return Answer(mutant, "error", said="it was not run")
    if tried.outcome == "passed":
        return Answer(mutant, "survived")
    step = next((one for one in tried.steps if one.outcome == "failed"), None)
    failure = step.failure if step else tried.failure
    if step is None or failure is None or died(tried) or _SILENT.search(failure.found):
        return Answer(mutant, "error", said=failure.found if failure else "it was broken off")
    failed = [one for one in step.expectations if one.outcome == "failed"]
    right = [one for one in failed if claim in one.proves]
    line = right[0].line if right else failed[0].line if failed else step.line
    placed = {one.step.id: one.position.path for one in suite.steps_of(mutant.variant)}
    place = f"{placed[step.id]}:{line}"
    said = f"{failure.expected}; found {failure.found}"
    return Answer(mutant, "killed" if right else "noticed", place, said)


def unbroken(suite: Suite, defects: Sequence[Defect], least: int = 2) -> Mapping[str, int]:
    """Return the claims that fewer than *least* defects break, with how many do."""
    counts = {claim: sum(one.breaks == claim for one in defects) for claim in suite.claims}
    return {claim: count for claim, count in counts.items() if count < least}
