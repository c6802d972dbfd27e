"""Whether a text is about an issue at all: learnt from what was said of issues, and of none."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from guiderunner.repro.features import normal

_LENGTHS = (2, 3, 4)
_UNSEEN = 0.5  # What is added to each count, so that what was not seen is not impossible.


class Relevance:
    """Naive Bayes over the runs of characters in what was said *about* issues, and of *others*."""

    def __init__(self, about: Sequence[str], others: Sequence[str]) -> None:
        ours, theirs = _counted(about), _counted(others)
        known = ours.keys() | theirs.keys() if about and others else set()
        kinds = len(known) * _UNSEEN
        least = math.log((theirs.total() + kinds) or 1) - math.log((ours.total() + kinds) or 1)
        self._weights = {
            run: least + math.log(ours[run] + _UNSEEN) - math.log(theirs[run] + _UNSEEN)
            for run in known
        }

    def of(self, text: str) -> float:
        """Return how much more *text* is like what is said of issues; below 0, how much less.

        It is of the size of 10 for either, whatever the length, and 0 for what is not known.
        """
        known = [self._weights[run] for run in _runs(text) if run in self._weights]
        return sum(known) / math.sqrt(len(known)) if known else 0.0


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(run for text in texts for run in _runs(text))


def _runs(text: str) -> set[str]:
    said = f" {' '.join(normal(text).split())} "
    return {said[at : at + n] for n in _LENGTHS for at in range(len(said) - n + 1)}
