"""What expectations look at, by names for readers: the docstrings of page objects."""

import re
from collections.abc import Iterator

from guiderunner.guide.catalogue import Source
from guiderunner.guide.sources import guide_scenarios
from guiderunner.scenario.names import NameProblemError, Names
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite

_PARAMETER = re.compile(r"\*(\w+)\*")  # Docstrings set off their parameters so.
CONTEXT = "element of a page"  # No id of a scenario has spaces.


def element_name(names: Names, name: str) -> str | None:
    """Return the English name of what `page.member` stands for; None if nobody wrote it down."""
    try:
        _, members = names.find(name)
    except NameProblemError:
        return None
    doc = members[-1].doc if members else ""
    first = " ".join(doc.split("\n\n", maxsplit=1)[0].split())
    said = _PARAMETER.sub(r"\1", first.removeprefix("Return ").removesuffix("."))
    return said[:1].upper() + said[1:] or None


def element_sources(suite: Suite) -> Iterator[tuple[Source, str]]:
    """Yield the name of each element that proves a sentence, each with what it is to a translator.

    It stands where an expectation first asks for it: page objects hold no text for readers.
    """
    seen: set[str] = set()
    for loaded in _proving(suite):
        for placed in loaded.steps:
            for name in _targets(placed):
                said = element_name(suite.surroundings.names, name)
                if said is not None and said not in seen:
                    seen.add(said)
                    yield Source(said, CONTEXT, placed.position), f"{name}, on verification pages"


def _proving(suite: Suite) -> list[LoadedScenario]:
    """Return the scenarios of guides, and those that prove a sentence of theirs."""
    guides = guide_scenarios(suite)
    told = (one for each in guides for step in each.steps for _, _, one in step.step.sentences())
    proving = {one.proved_by.partition("/")[0] for one in told if one.proved_by}
    return [one for one in suite.scenarios if one in guides or one.scenario.id in proving]


def _targets(placed: PlacedStep) -> Iterator[str]:
    step = placed.step
    for one in [*step.expect, *(one for _, _, each in step.sentences() for one in each.expect)]:
        if one.target is not None and one.kind != "url":
            yield one.target
