"""Sentences of guides and how they stand: each by the newest answers to what proves it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from guiderunner.guide.catalogue import Source
from guiderunner.guide.sources import (
    READ_BEFORE,
    admonition_source,
    prerequisite_sources,
    result_source,
    summary_source,
    text_source,
    title_source,
)
from guiderunner.proof.answers import Answer, Answers, Reason
from guiderunner.proof.claims import expectations_of, in_words
from guiderunner.scenario.model import Sentence
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import fill
from guiderunner.scenario.variants import Variant

Standing = Literal["proved", "editorial", "unproved", "contradicted", "framing"]


@dataclass(frozen=True)
class SentenceProof:
    """What a sentence is to be proved by: an action or an expectation of a variant."""

    kind: Literal["action", "world", "expectation"]
    node: str
    place: str
    asked: str
    claims: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True)
class Said:
    """A sentence of a guide, in English: what it is to readers, and how it stands.

    `place` is path:line, `reason` and `why` say why it is neither proved nor in no need of proof.
    """

    what: str
    step: str
    place: str
    text: str
    standing: Standing
    proofs: tuple[SentenceProof, ...] = ()
    reason: Reason = ""
    why: str = ""

    @property
    def claims(self) -> frozenset[str]:
        """The claims that it says: what proves it proves them."""
        return frozenset(claim for proof in self.proofs for claim in proof.claims)


@dataclass(frozen=True)
class GuideSentences:
    """The sentences of one guide, in reading order."""

    variant: Variant
    sentences: tuple[Said, ...]

    def count(self, standing: Standing) -> int:
        """Return how many sentences stand so."""
        return sum(one.standing == standing for one in self.sentences)


def judge_guides(
    suite: Suite, chosen: Sequence[Variant], answers: Answers
) -> Iterator[GuideSentences]:
    """Yield the guides of *chosen* with their sentences."""
    scenarios = {one.path: one for one in suite.scenarios}
    by_id = {one.scenario.id: one for one in suite.scenarios}
    for variant in chosen:
        if variant.scenario.has_guide:
            judge = _Judge(scenarios[variant.path], variant, by_id, answers)
            yield GuideSentences(variant, tuple(judge.sentences()))


@dataclass(frozen=True)
class _Judge:
    """Judges the sentences of one guide."""

    loaded: LoadedScenario
    variant: Variant
    scenarios: dict[str, LoadedScenario]
    answers: Answers

    def sentences(self) -> Iterator[Said]:
        framing = [("title", title_source(self.loaded)), ("summary", summary_source(self.loaded))]
        framing += [("prerequisite", one) for one in prerequisite_sources(self.loaded)]
        for what, source in framing:
            yield self._said(what, "", source, "framing")
        for placed in self.loaded.steps_of(self.variant):
            if placed.step.text is not None:
                yield from self._of_step(placed, placed.step.text)

    def _of_step(self, placed: PlacedStep, text: Sentence) -> Iterator[Said]:
        step, told = placed.step, list(placed.step.sentences())
        for kind, index, one in told:
            if kind in READ_BEFORE:
                yield self._admonition(placed, kind, index, one)
        source = text_source(self.loaded, placed, text)
        proofs = self._action(self.variant, placed) or self._expectations(self.variant, placed)
        yield self._judged("instruction", placed, source, proofs, editorial=text.editorial)
        if step.result:
            source = result_source(self.loaded, placed, step.result)
            proofs = self._expectations(self.variant, placed)
            yield self._judged("result", placed, source, proofs)
        for kind, index, one in told:
            if kind not in READ_BEFORE:
                yield self._admonition(placed, kind, index, one)

    def _admonition(self, placed: PlacedStep, kind: str, index: int, one: Sentence) -> Said:
        source = admonition_source(self.loaded, placed, kind, index, one)
        if one.proved_by:
            proofs = self._elsewhere(one.proved_by)
        else:
            proofs = self._expectations(self.variant, placed, f"{kind}.{index}")
        return self._judged(kind, placed, source, proofs, editorial=one.editorial)

    def _elsewhere(self, name: str) -> list[SentenceProof]:
        """Return the proofs of the step `scenario-id/step-id` in each variant like this one."""
        scenario, _, step = name.partition("/")
        loaded = self.scenarios.get(scenario)
        found: list[SentenceProof] = []
        for variant in loaded.variants_with(step, self.variant) if loaded else ():
            for placed in loaded.steps_of(variant) if loaded else ():
                if placed.step.id == step and placed.step.expect:
                    found += self._action(variant, placed)
                    found += self._expectations(variant, placed)
        return found

    def _action(self, variant: Variant, placed: PlacedStep) -> list[SentenceProof]:
        step = placed.step
        asked = step.action or ", ".join(step.world or {})
        if not asked:
            return []
        kind: Literal["action", "world"] = "world" if step.world else "action"
        place = f"{placed.position.path}:{placed.position.line}"
        answer = self.answers.of_action(variant, step)
        return [SentenceProof(kind, variant.node, place, asked, (), answer)]

    def _expectations(
        self, variant: Variant, placed: PlacedStep, of: str = "step"
    ) -> list[SentenceProof]:
        found = []
        for whose, trail, one in expectations_of(placed):
            if whose == of:
                position = placed.document.position(trail)
                place = f"{position.path}:{position.line}"
                answer = self.answers.of_expectation(variant, placed.step.id, of, one)
                found.append(
                    SentenceProof(
                        "expectation", variant.node, place, in_words(one), one.proves, answer
                    )
                )
        return found

    def _judged(
        self,
        what: str,
        placed: PlacedStep,
        source: Source,
        proofs: Sequence[SentenceProof],
        *,
        editorial: bool = False,
    ) -> Said:
        step = placed.step.id
        if editorial:
            return self._said(what, step, source, "editorial")
        failed = next((one.answer for one in proofs if one.answer.state == "failed"), None)
        if failed is not None:
            return self._said(what, step, source, "contradicted", proofs, failed)
        if not proofs:
            nothing = Answer("none", reason="not written", why="nothing is written that proves it")
            return self._said(what, step, source, "unproved", proofs, nothing)
        lacking = next((one.answer for one in proofs if one.answer.state == "none"), None)
        if lacking is not None:
            return self._said(what, step, source, "unproved", proofs, lacking)
        return self._said(what, step, source, "proved", proofs)

    def _said(
        self,
        what: str,
        step: str,
        source: Source,
        standing: Standing,
        proofs: Sequence[SentenceProof] = (),
        answer: Answer | None = None,
    ) -> Said:
        return Said(
            what=what,
            step=step,
            place=f"{source.position.path}:{source.position.line}",
            text=fill(source.text, self.variant.variables),
            standing=standing,
            proofs=tuple(proofs),
            reason=answer.reason if answer else "",
            why=answer.why if answer else "",
        )
