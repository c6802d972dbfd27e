"""What proves a sentence: looked up in one run, step by step."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.evidence.model import (
    ExpectationRecord,
    QuestionRecord,
    Run,
    ShownLabel,
    StepRecord,
    Try,
)
from guiderunner.evidence.screens import screens_met
from guiderunner.guide.model import Proof, ProofKind, Provenance
from guiderunner.scenario.document import Trail
from guiderunner.scenario.model import Step
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.variants import Variant


class UnprovedError(Exception):
    """What was named as a proof did not pass; says so in words."""


@dataclass(frozen=True)
class ProvedStep:
    """A step that passed: how it was written and what was recorded of it."""

    node: str
    placed: PlacedStep
    record: StepRecord

    def labels(self, of: str = "step") -> list[ShownLabel]:
        """Return the labels that were found: `step` means its action and its own expectations."""
        own = list(self.record.labels) if of == "step" else []
        for one in self.record.expectations:
            if one.of == of:
                own += one.labels
        return own

    def action(self) -> list[Proof]:
        """Return what proves the instruction: its action; of a text alone, what it points at."""
        kind: ProofKind = "world" if self.placed.step.world else "action"
        asked = self.record.action or ", ".join(self.placed.step.world or {})
        return [self._proof(kind, (), asked)] if asked else self.expectations()

    def expectations(self, of: str = "step") -> list[Proof]:
        """Return the expectations that held."""
        kind, _, number = of.partition(".")
        trail: Trail = (kind, int(number)) if number else ()
        if number and not self.placed.document.has((*self.placed.trail, *trail)):
            trail = (kind,)  # One may stand without a list.
        return [
            self._proof(
                "expectation",
                (*trail, "expect", index),
                f"{one.at or 'page'} {one.expected}",
                one.proves,
                one.question,
            )
            for index, one in enumerate(self.held(of))
        ]

    def held(self, of: str = "step") -> list[ExpectationRecord]:
        """Return the records of these expectations."""
        return [one for one in self.record.expectations if one.of == of]

    def reading(self) -> Proof:
        """Return what proves the table of fields: they were read off the screen."""
        return self._proof("reading", (), self.placed.step.fields or "")

    def _proof(
        self,
        kind: ProofKind,
        trail: Trail,
        asked: str,
        claims: tuple[str, ...] = (),
        question: QuestionRecord | None = None,
    ) -> Proof:
        # Where it stands now: in the file that was run, other words may have been above it.
        position = self.placed.document.position((*self.placed.trail, *trail))
        place = f"{position.path}:{position.line}"
        return Proof(kind, self.node, self.record.id, place, asked, question, claims)


@dataclass(frozen=True)
class Batch:
    """Guides to be made from one run, whose files are in the folder *evidence*."""

    run: Run
    evidence: Path
    variants: Sequence[Variant]


class Evidence:
    """One run, seen with the scenarios that it ran."""

    def __init__(self, suite: Suite, run: Run) -> None:
        self.run = run
        self.scenarios = {one.scenario.id: one for one in suite.scenarios}
        self._asked: dict[int, Sequence[object]] = {}  # The scenarios keep the steps alive.
        tries = run.by_node()
        # A flaky variant proves nothing, though its last try passed.
        self._tries = {
            node: next((one for one in own if one.outcome == "failed"), own[-1])
            for node, own in tries.items()
        }

    def try_of(self, variant: Variant) -> Try | None:
        """Return the try of *variant*; if there were several, the first that failed."""
        return self._tries.get(variant.node)

    def provenance(self, variant: Variant) -> Provenance:
        """Return which run the try of *variant* is of, when it began, and on what site."""
        tried = self._tries[variant.node]
        met = {"screens": screens_met(tried)}
        return Provenance(
            run=self.run.id,
            started=tried.started,
            versions=self.run.versions,
            site=tried.site.model_copy(update=met) if tried.site else None,
        )

    def steps(self, loaded: LoadedScenario, variant: Variant) -> list[ProvedStep]:
        """Return every step of a try that passed.

        Raises:
            UnprovedError: If the scenario has other steps than the run had.
        """
        tried = self._tries[variant.node]
        records = {one.id: one for one in tried.steps}
        own = loaded.steps_of(variant)
        for placed in own:
            record = records.get(placed.step.id)
            if record is None or asked_of(record) != self._asked_by(placed.step):
                how = "is not" if record is None else "was another one"
                said = f"step '{placed.step.id}' {how} in run {self.run.id}"
                raise UnprovedError(f"{said}. Run the scenario again")
        return [ProvedStep(variant.node, one, records[one.step.id]) for one in own]

    def _asked_by(self, step: Step) -> Sequence[object]:
        """Return what *step* asks; the rows of a scenario share it."""
        if id(step) not in self._asked:
            self._asked[id(step)] = asked_by(step)
        return self._asked[id(step)]

    def proving(self, name: str, variant: Variant) -> list[ProvedStep]:
        """Return the step `scenario-id/step-id` in each variant that has it and must have passed.

        Raises:
            UnprovedError: If one of them did not, or there is none.
        """
        scenario, _, step = name.partition("/")
        loaded = self.scenarios[scenario]
        asked = loaded.variants_with(step, variant)
        if not asked:
            raise UnprovedError(f"'{name}' has no variant like {variant.name}")
        for one in asked:
            tried = self._tries.get(one.node)
            if tried is None or tried.outcome != "passed":
                how = "was not run" if tried is None else "did not pass"
                raise UnprovedError(f"'{name}', which is to prove it, {how} for {one.name}")
        steps = [proved for one in asked for proved in self.steps(loaded, one)]
        return [proved for proved in steps if proved.placed.step.id == step]


def asked_by(step: Step) -> list[tuple[str, str | None, str | None]]:
    """Return what a step does and expects: evidence proves nothing of a step that was changed."""
    asked = [("step", one) for one in step.expect]
    for kind, index, sentence in step.sentences():
        asked += [(f"{kind}.{index}", one) for one in sentence.expect]
    return [("action", step.action, None), *((of, one.kind, one.target) for of, one in asked)]


def asked_of(record: StepRecord) -> list[tuple[str, str | None, str | None]]:
    """Return the same of a step as it was recorded."""
    asked = [(one.of, one.kind, one.at) for one in record.expectations]
    return [("action", record.action, None), *asked]
