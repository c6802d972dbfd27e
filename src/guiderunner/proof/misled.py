"""The sentences of guides that rest on a claim: what readers are misled by if it does not hold."""

from collections.abc import Iterator
from dataclasses import dataclass

from guiderunner.scenario.model import Sentence, Step
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import fill
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class GuideSentence:
    """A sentence of a guide, in English, and where its step stands."""

    text: str
    place: str
    guide: str


def misled_by(suite: Suite, claim: str) -> list[GuideSentence]:
    """Return the sentences of the guides, each of one row, that rest on the claim with this id."""
    return [
        GuideSentence(
            " ".join(fill(text, variant.variables).split()),
            f"{placed.position.path}:{placed.position.line}",
            fill(scenario.scenario.title, variant.variables),
        )
        for scenario in suite.scenarios
        if scenario.scenario.guide != "none"
        for variant in scenario.variants[:1]
        for placed in scenario.steps_of(variant)
        for text in _resting(suite, placed, variant, claim)
    ]


def _resting(suite: Suite, placed: PlacedStep, variant: Variant, claim: str) -> Iterator[str]:
    step = placed.step
    if any(claim in one.proves for one in step.expect):
        said = step.result or (step.text.text if step.text else "")
        yield from [said] if said else []
    for _, _, sentence in step.sentences():
        if _rests(suite, sentence, variant, claim):
            yield sentence.text


def _rests(suite: Suite, sentence: Sentence, variant: Variant, claim: str) -> bool:
    asked = list(sentence.expect)
    if sentence.proved_by:
        name, _, step = sentence.proved_by.partition("/")
        asked += [
            one
            for scenario in suite.scenarios
            if scenario.scenario.id == name
            for proof in _steps(scenario, step, variant)
            for one in proof.expect
        ]
    return any(claim in one.proves for one in asked)


def _steps(scenario: LoadedScenario, step: str, variant: Variant) -> list[Step]:
    found = scenario.variants_with(step, variant)[:1]
    return [
        placed.step for one in found for placed in scenario.steps_of(one) if placed.step.id == step
    ]
