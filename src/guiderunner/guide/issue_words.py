"""What the guide of an issue says beside its steps: symptoms, cause, and what the screen says."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from guiderunner.guide.catalogue import Source
from guiderunner.guide.model import Sentence
from guiderunner.guide.proofs import ProvedStep
from guiderunner.guide.sources import cause_source, symptom_sources
from guiderunner.guide.words import Words
from guiderunner.scenario.suite import LoadedScenario
from guiderunner.scenario.variants import Variant

SAYS = "says"  # The key of a row with the label of what the screen says.


def issue_words(
    loaded: LoadedScenario, variant: Variant, steps: Sequence[ProvedStep], words: Words
) -> dict[str, Any]:
    """Return these parts of the guide of *variant*; of one that is no issue, none."""
    cause = cause_source(loaded)
    if cause is None:
        return {}
    shown = [label for one in steps for label in one.labels()]

    def said(source: Source) -> Sentence:
        return Sentence(tokens=words.say(source, variant.variables, shown))

    return {
        "symptoms": tuple(said(one) for one in symptom_sources(loaded)),
        "message": _message(variant, _of(steps, "steps"), words),
        "cause": said(cause),
    }


def followed(steps: Sequence[ProvedStep]) -> Sequence[ProvedStep]:
    """Return the steps that readers follow: those of the resolution, if there is one."""
    return _of(steps, "resolution") or steps


def _of(steps: Iterable[ProvedStep], part: str) -> list[ProvedStep]:
    return [one for one in steps if one.placed.part == part]


def _message(variant: Variant, steps: Sequence[ProvedStep], words: Words) -> Sentence | None:
    """Return what the screen said when the issue was reproduced, with what found it there."""
    rows = [one for one in variant.variables.values() if isinstance(one, Mapping)]
    name = next((str(one[SAYS]) for one in rows if one.get(SAYS)), "")
    for step in steps:
        found = [one for one in step.labels() if one.name == name]
        proofs = tuple(
            proof
            for proof, record in zip(step.expectations(), step.held(), strict=True)
            if any(label.name == name for label in record.labels)
        )
        if found and proofs:
            source = Source(name, None, step.placed.position)
            return Sentence(tokens=(words.label(name, source, found),), proofs=proofs)
    return None
