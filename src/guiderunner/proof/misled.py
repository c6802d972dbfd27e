"""The sentences of guides that rest on claims: what readers are misled by if one does not hold."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from guiderunner.scenario.model import Expectation, Sentence
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import fill
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class GuideSentence:
    """A sentence of a guide, in English, where its step stands, and the claims that it rests on."""

    text: str
    place: str
    guide: str
    claims: frozenset[str]


def misled_by(suite: Suite, claim: str) -> list[GuideSentence]:
    """Return the sentences of guides that rest on the claim with this id."""
    return [one for one in guide_sentences(suite) if claim in one.claims]


def untouched(suite: Suite, broken: Collection[str]) -> list[GuideSentence]:
    """Return the sentences of guides that rest on none of the *broken* claims."""
    return [one for one in guide_sentences(suite) if one.claims.isdisjoint(broken)]


def guide_sentences(suite: Suite) -> list[GuideSentence]:
    """Return what the guides say will happen or is so: each guide once, with its first row."""
    return [
        GuideSentence(
            " ".join(fill(text, variant.variables).split()),
            f"{placed.position.path}:{placed.position.line}",
            fill(scenario.scenario.title, variant.variables),
            frozenset(claims),
        )
        for kind in ("article", "troubleshooting")
        for scenario in suite.scenarios
        if scenario.scenario.guide == kind
        for variant in scenario.variants[:1]
        for placed in scenario.steps_of(variant)
        for text, claims in _resting(suite, placed, variant)
    ]


def _resting(suite: Suite, placed: PlacedStep, variant: Variant) -> Iterator[tuple[str, set[str]]]:
    step = placed.step
    claims = _claims(step.expect)
    if step.result:
        yield step.result, claims
    elif step.text and claims:
        yield step.text.text, claims
    for _, _, sentence in step.sentences():
        if not sentence.editorial:
            yield sentence.text, _claims([*sentence.expect, *_elsewhere(suite, sentence, variant)])


def _claims(asked: Iterable[Expectation]) -> set[str]:
    return {claim for one in asked for claim in one.proves}


def _elsewhere(suite: Suite, sentence: Sentence, variant: Variant) -> list[Expectation]:
    """Return what is asked in the step of another scenario that is said to prove *sentence*."""
    name, _, step = (sentence.proved_by or "").partition("/")
    return [
        expectation
        for scenario in suite.scenarios
        if scenario.scenario.id == name
        for one in scenario.variants_with(step, variant)[:1]
        for placed in scenario.steps_of(one)
        if placed.step.id == step
        for expectation in placed.step.expect
    ]
