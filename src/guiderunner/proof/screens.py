"""Screens under guides: what documents them, and when they were last compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guiderunner.evidence.latest import LatestTries
from guiderunner.evidence.screens import Comparison, comparison, screens_met
from guiderunner.evidence.site_model import ScreenRecord
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class ScreenUnderGuides:
    """A screen that guides show: how its comparison stands, and which guides show it."""

    screen: ScreenRecord
    comparison: Comparison
    guides: tuple[str, ...]

    @property
    def is_inferred(self) -> bool:
        """Whether no public page shows it at all."""
        return not self.screen.documented


def judge_screens(
    chosen: Sequence[Variant], tries: LatestTries, day: date
) -> list[ScreenUnderGuides]:
    """Return the screens that the guides of *chosen* were last carried out on, as of *day*."""
    shown: dict[tuple[str, str], list[str]] = {}
    known: dict[tuple[str, str], tuple[ScreenRecord, int]] = {}
    for variant in chosen:
        latest = tries.of(variant.node) if variant.scenario.has_guide else None
        if latest is None or latest.tried.site is None:
            continue
        for one in screens_met(latest.tried):
            key = (one.site, one.id)
            shown.setdefault(key, []).append(variant.node)
            known.setdefault(key, (one, latest.tried.site.stale_after))
    return [
        ScreenUnderGuides(one, comparison(one, days, day), tuple(shown[key]))
        for key, (one, days) in known.items()
    ]
