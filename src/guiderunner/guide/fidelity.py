"""How far the screens of guides can be trusted, as of the runs that the guides are from.

A page must stay the same while its guide does, so no date of today gets into it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from guiderunner.evidence.screens import Comparison, comparison
from guiderunner.evidence.site_model import ScreenRecord
from guiderunner.guide.model import Provenance


@dataclass(frozen=True)
class ScreenView:
    """A screen, how its comparison stood on the day of the run, and its date in words."""

    screen: ScreenRecord
    comparison: Comparison
    compared: str


@dataclass(frozen=True)
class Fidelity:
    """The screens that guides met; a comparison holds for `stale_after` days."""

    screens: Sequence[ScreenView] = ()
    stale_after: int = 0

    @property
    def inferred(self) -> int:
        """How many no public page shows at all."""
        return sum(not one.screen.documented for one in self.screens)

    def count(self, standing: Comparison) -> int:
        """Return the number of screens whose comparison stood so."""
        return sum(one.comparison == standing for one in self.screens)


def fidelity_of(guides: Iterable[Provenance], locale: str) -> Fidelity:
    """Return the screens of *guides*, each as the newest of them knew it, in words of *locale*."""
    found: dict[tuple[str, str], ScreenView] = {}
    days = 0
    for one in sorted(guides, key=lambda one: one.started):
        if one.site is None:
            continue
        days, ran = one.site.stale_after, date.fromisoformat(one.started[:10])
        for screen in one.site.screens:
            how = comparison(screen, days, ran)
            found[screen.site, screen.id] = ScreenView(screen, how, _in_words(screen, locale))
    return Fidelity(list(found.values()), days)


def _in_words(screen: ScreenRecord, locale: str) -> str:
    if not screen.compared:
        return ""
    day = date.fromisoformat(screen.compared)
    return format_date(day, "long", locale=locale.replace("-", "_"))
