"""Every English text for readers that scenarios and data rows hold, as gettext knows it."""

from collections.abc import Iterator

from guiderunner.guide.catalogue import Source
from guiderunner.guide.words import row_source
from guiderunner.scenario.model import Sentence
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite

READ_BEFORE = ("danger", "warning")  # Read before the instruction is followed.


def title_source(loaded: LoadedScenario) -> Source:
    """Return the title of the scenario."""
    return _framing(loaded, loaded.scenario.title, ("title",))


def summary_source(loaded: LoadedScenario) -> Source:
    """Return the summary of the scenario."""
    return _framing(loaded, loaded.scenario.summary, ("summary",))


def prerequisite_sources(loaded: LoadedScenario) -> list[Source]:
    """Return the prerequisites of the scenario."""
    return [
        _framing(loaded, one.text, ("prerequisites", index))
        for index, one in enumerate(loaded.scenario.prerequisites)
    ]


def symptom_sources(loaded: LoadedScenario) -> list[Source]:
    """Return what people with the issue say; one symptom may stand without a list."""
    listed = loaded.loaded.document.has(("symptom", 0))
    return [
        _framing(loaded, one, ("symptom", index) if listed else ("symptom",))
        for index, one in enumerate(loaded.scenario.symptom)
    ]


def cause_source(loaded: LoadedScenario) -> Source | None:
    """Return why the issue of a troubleshooting scenario happens."""
    cause = loaded.scenario.cause
    return _framing(loaded, cause, ("cause",)) if cause else None


def _framing(loaded: LoadedScenario, text: str, trail: tuple[str | int, ...]) -> Source:
    position = loaded.loaded.document.position(trail)
    return Source(text.strip(), loaded.scenario.id, position)


def section_source(loaded: LoadedScenario, placed: PlacedStep, section: str) -> Source:
    """Return the heading before a step."""
    return _of_step(loaded, placed, section, ("section",))


def text_source(loaded: LoadedScenario, placed: PlacedStep, sentence: Sentence) -> Source:
    """Return the instruction of a step."""
    return _of_step(loaded, placed, sentence.text, ("text",))


def result_source(loaded: LoadedScenario, placed: PlacedStep, result: str) -> Source:
    """Return the result of a step."""
    return _of_step(loaded, placed, result, ("result",))


def admonition_source(
    loaded: LoadedScenario, placed: PlacedStep, kind: str, index: int, sentence: Sentence
) -> Source:
    """Return a danger, warning, note or tip of a step; one may stand without a list."""
    listed = placed.document.has((*placed.trail, kind, index))
    return _of_step(loaded, placed, sentence.text, (kind, index) if listed else (kind,))


def _of_step(
    loaded: LoadedScenario, placed: PlacedStep, text: str, trail: tuple[str | int, ...]
) -> Source:
    sequence, dot, step = placed.step.id.partition(".")
    context = f"{sequence}/{step}" if dot else f"{loaded.scenario.id}/{placed.step.id}"
    return Source(text.strip(), context, placed.document.position((*placed.trail, *trail)))


def scenario_sources(loaded: LoadedScenario) -> Iterator[tuple[Source, str]]:
    """Yield every text of the scenario's guide, each with what it is to a translator."""
    yield title_source(loaded), "title"
    yield summary_source(loaded), "summary"
    for source in prerequisite_sources(loaded):
        yield source, "prerequisite"
    for source in symptom_sources(loaded):
        yield source, "what people with the issue say"
    if cause := cause_source(loaded):
        yield cause, "cause"
    for placed in loaded.steps:
        step = placed.step
        if step.text is None:
            continue
        told = [
            (admonition_source(loaded, placed, kind, index, one), kind)
            for kind, index, one in step.sentences()
        ]
        if step.section:
            yield section_source(loaded, placed, step.section), "section"
        yield from (one for one in told if one[1] in READ_BEFORE)
        yield text_source(loaded, placed, step.text), "instruction"
        if step.result:
            yield result_source(loaded, placed, step.result), "result"
        yield from (one for one in told if one[1] not in READ_BEFORE)


def guide_scenarios(suite: Suite) -> list[LoadedScenario]:
    """Return the scenarios that readers get a guide of."""
    return [one for one in suite.scenarios if one.scenario.guide != "none"]


def suite_sources(suite: Suite) -> Iterator[tuple[Source, str]]:
    """Yield every text of guides and data rows."""
    for loaded in guide_scenarios(suite):
        yield from scenario_sources(loaded)
    for rows in suite.rows.values():
        for row in rows.rows:
            for key in rows.prose_of(row):
                yield row_source(rows, row, key), f"{key} of {row}"
