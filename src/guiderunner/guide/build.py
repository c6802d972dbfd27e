"""From one passing try to a guide: every sentence said, and its proof looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from guiderunner.diagnostics import Position, Problem
from guiderunner.evidence.model import ShownLabel, Try
from guiderunner.guide.catalogue import Source
from guiderunner.guide.issue_words import followed, issue_words
from guiderunner.guide.model import (
    MOST_STEPS,
    Admonition,
    AdmonitionKind,
    FieldTable,
    Guide,
    GuideStep,
    Proof,
)
from guiderunner.guide.model import Sentence as GuideSentence
from guiderunner.guide.proofs import Evidence, ProvedStep, UnprovedError
from guiderunner.guide.sources import (
    READ_BEFORE,
    admonition_source,
    prerequisite_sources,
    result_source,
    section_source,
    summary_source,
    text_source,
    title_source,
)
from guiderunner.guide.tokens import Inline
from guiderunner.guide.words import Words, row_source
from guiderunner.scenario.issue_rows import flow_of
from guiderunner.scenario.model import Sentence
from guiderunner.scenario.suite import LoadedScenario
from guiderunner.scenario.variants import Variant


@dataclass
class GuideBuilder:
    """Builds the guide of one variant, without pictures; what is in its way is in `problems`."""

    loaded: LoadedScenario
    variant: Variant
    evidence: Evidence
    words: Words
    problems: list[Problem] = field(default_factory=list)

    def build(self) -> Guide | None:
        """Return the guide, or None if anything in it is not proved or cannot be said."""
        self.words.problems.clear()
        steps = self._proved_steps()
        if steps is None:
            return None
        shown = [label for one in steps for label in one.labels()]
        guide = Guide(
            node=self.variant.node,
            scenario=self.variant.scenario.id,
            flow=flow_of(self.variant),
            row=dict(self.variant.row),
            axes=self._axes(),
            locale=self.variant.locale,
            title=GuideSentence(tokens=self._say(title_source(self.loaded), shown)),
            summary=GuideSentence(tokens=self._say(summary_source(self.loaded), shown)),
            prerequisites=tuple(
                GuideSentence(tokens=self._say(one, shown))
                for one in prerequisite_sources(self.loaded)
            ),
            steps=tuple(self._steps(followed(steps))),
            next=self.loaded.scenario.next,
            provenance=self.evidence.provenance(self.variant),
            **issue_words(self.loaded, self.variant, steps, self.words),
        )
        self.problems += self.words.problems
        if not guide.steps:
            message = f"no step of {self.variant.name} has a text. Write one, or 'guide: none'."
            self._report(self.loaded.loaded.document.position(("steps",)), message, "G007")
        return None if self.problems else guide

    def _proved_steps(self) -> list[ProvedStep] | None:
        tried = self.evidence.try_of(self.variant)
        position = self.loaded.loaded.document.position(("id",))
        if tried is None or tried.outcome != "passed":
            how = "was not run" if tried is None else "did not pass"
            message = f"{self.variant.name} {how} in run {self.evidence.run.id}{_where(tried)}."
            self._report(position, message, "G001")
            return None
        try:
            return self.evidence.steps(self.loaded, self.variant)
        except UnprovedError as error:
            self._report(position, f"{error}.", "G002")
            return None

    def _report(self, position: Position, message: str, code: str) -> None:
        self.problems.append(Problem(position, message, code))

    def _axes(self) -> dict[str, str]:
        """Return the reader's name of each row: its prose `name` if it has one."""
        names = {}
        for axis, row in self.variant.row.items():
            rows = self.words.rows.get(axis)
            names[axis] = row
            if rows is not None and "name" in rows.prose:
                said = self._say(row_source(rows, row, "name"), ())
                names[axis] = "".join(token.text for token in said)
        return names

    def _say(self, source: Source, shown: Sequence[ShownLabel]) -> tuple[Inline, ...]:
        return self.words.say(source, self.variant.variables, shown)

    def _steps(self, steps: Sequence[ProvedStep]) -> list[GuideStep]:
        written = [(one, one.placed.step.text) for one in steps]
        readable = [(one, text) for one, text in written if text is not None]
        told = [
            self._step(proved, text, number)
            for number, (proved, text) in enumerate(readable, start=1)
        ]
        return self._parted(told, [one for one, _ in readable])

    def _parted(self, told: list[GuideStep], steps: Sequence[ProvedStep]) -> list[GuideStep]:
        """Return *told* with its headings; a guide of few steps needs none."""
        if len(told) <= MOST_STEPS:
            return told
        shown = [label for one in steps for label in one.labels()]
        sections = [
            section_source(self.loaded, one.placed, one.placed.step.section)
            if one.placed.step.section
            else None
            for one in steps
        ]
        return [
            step.model_copy(update={"section": GuideSentence(tokens=self._say(one, shown))})
            if one
            else step
            for step, one in zip(told, sections, strict=True)
        ]

    def _step(self, proved: ProvedStep, text: Sentence, number: int) -> GuideStep:
        placed, step = proved.placed, proved.placed.step
        shown = proved.labels()
        instruction = GuideSentence(
            tokens=self._say(text_source(self.loaded, placed, text), shown),
            proofs=() if text.editorial else tuple(proved.action()),
            editorial=text.editorial,
        )
        result = None
        if step.result:
            # What the expectations saw comes first: an action may end on another site.
            shown = [*proved.labels("step")[len(proved.record.labels) :], *shown]
            said = self._say(result_source(self.loaded, placed, step.result), shown)
            result = GuideSentence(tokens=said, proofs=tuple(proved.expectations()))
        admonitions = [
            self._admonition(proved, cast("AdmonitionKind", kind), index, one)
            for kind, index, one in step.sentences()
        ]
        return GuideStep(
            number=number,
            id=step.id,
            before=tuple(one for one in admonitions if one.kind in READ_BEFORE),
            instruction=instruction,
            result=result,
            after=tuple(one for one in admonitions if one.kind not in READ_BEFORE),
            table=self._table(proved),
        )

    def _table(self, proved: ProvedStep) -> FieldTable | None:
        if proved.placed.step.fields is None:
            return None
        if not proved.record.fields:
            message = f"the fields of step '{proved.record.id}' were not read in the run."
            self._report(proved.placed.position, message, "G005")
            return None
        return FieldTable(fields=proved.record.fields, proof=proved.reading())

    def _admonition(
        self, proved: ProvedStep, kind: AdmonitionKind, index: int, sentence: Sentence
    ) -> Admonition:
        source = admonition_source(self.loaded, proved.placed, kind, index, sentence)
        proofs: tuple[Proof, ...] = ()
        shown: Sequence[ShownLabel] = ()
        if sentence.proved_by:
            try:
                proving = self.evidence.proving(sentence.proved_by, self.variant)
                shown = [label for one in proving for label in one.labels()]
                proofs = tuple(proof for one in proving for proof in _all_of(one))
            except UnprovedError as error:
                self._report(source.position, f"{error}.", "G003")
                return Admonition(kind=kind, tokens=())
        elif not sentence.editorial:
            shown = proved.labels(f"{kind}.{index}")
            proofs = tuple(proved.expectations(f"{kind}.{index}"))
        tokens, editorial = self._say(source, shown), sentence.editorial
        return Admonition(kind=kind, tokens=tokens, proofs=proofs, editorial=editorial)


def _where(tried: Try | None) -> str:
    failed = [one.id for one in tried.steps if one.outcome == "failed"] if tried else []
    return f" at step '{failed[0]}'" if failed else ""


def _all_of(proved: ProvedStep) -> list[Proof]:
    """Return the action of a step and what was expected of it, without saying one twice."""
    return list(dict.fromkeys([*proved.action(), *proved.expectations()]))
