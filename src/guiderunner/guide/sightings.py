"""Where a translator sees a text in its place: the page, and on it the step with its picture.

The links name pages and steps, never picture files, so that a catalogue stays as it is when only
a picture changes.
"""

from collections.abc import Iterable, Sequence

from guiderunner.guide.addresses import article_address, folder_of, index_address
from guiderunner.guide.catalogue import Source
from guiderunner.guide.sources import guide_scenarios, scenario_sources
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.text import variables
from guiderunner.scenario.variants import Variant


class Sightings:
    """Knows by its context where a text is read in *locale*; links begin at *publication*."""

    def __init__(
        self, suite: Suite, articles: Iterable[str], locale: str, publication: str
    ) -> None:
        self.locale, self.publication = locale, publication
        self._pages: dict[str, str] = {"front-page": index_address(locale)}
        self._pages |= {one: article_address(one, locale) for one in articles}
        for loaded in guide_scenarios(suite):
            sources = [one for one, _ in scenario_sources(loaded)]
            for variant in (one for one in loaded.variants if one.locale == locale):
                self._add(loaded, variant, sources)

    def _add(self, loaded: LoadedScenario, variant: Variant, sources: Sequence[Source]) -> None:
        page = f"{folder_of(variant.scenario.id, variant.row, self.locale)}/index.html"
        places = {variant.scenario.id: page}
        for step in (one.step.id for one in loaded.steps_of(variant)):
            context = step.replace(".", "/") if "." in step else f"{variant.scenario.id}/{step}"
            places[context] = f"{page}#{step}"
        for source in sources:
            place = places.get(source.context or "")
            if place:
                self._pages.setdefault(source.context or "", place)
                for one in variables(source.text):
                    axis, _, key = one.name.partition(".")
                    self._pages.setdefault(f"{axis}/{variant.row.get(axis)}/{key}", place)

    def of(self, source: Source) -> str | None:
        """Return the link from a catalogue to *source* on its page; None if it is on all pages."""
        context = source.context or ""
        page = self._pages.get(context) or self._pages.get(context.partition("/")[0])
        return f"{self.publication}/{page}" if page else None
