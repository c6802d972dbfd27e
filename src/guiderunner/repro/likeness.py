"""How alike texts are, by the runs of characters in them: endings and spellings count less."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guiderunner.repro.features import normal

_WORD = re.compile(r"[a-z0-9]+")
_RUN = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]+")
_OF_WORDS, _OF_RUNS = (4, 5), (2, 3)  # Lengths; one Korean or Chinese character says more.


class Likeness:
    """Compares a text with known ones: the cosine of their runs, weighed by how rare each is."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(_runs(one)) for one in texts]
        held = Counter(run for one in counted for run in one)
        self._count = len(texts)
        self._rarity = {run: math.log(1 + len(texts) / number) for run, number in held.items()}
        self._holding: dict[str, list[tuple[int, float]]] = {}
        for number, one in enumerate(counted):
            for run, weight in self._vector(one).items():
                self._holding.setdefault(run, []).append((number, weight))

    def to(self, text: str) -> list[float]:
        """Return how alike *text* is to each known one, from 0 to 1."""
        alike = [0.0] * self._count
        for run, weight in self._vector(Counter(_runs(text))).items():
            for number, known in self._holding[run]:
                alike[number] += weight * known
        return alike

    def _vector(self, counted: Mapping[str, int]) -> dict[str, float]:
        known = {run: number for run, number in counted.items() if run in self._rarity}
        weights = {run: (1 + math.log(one)) * self._rarity[run] for run, one in known.items()}
        length = math.hypot(*weights.values()) or 1.0
        return {run: weight / length for run, weight in weights.items()}


def _runs(text: str) -> Iterable[str]:
    said = normal(text)
    parts = [(f" {word} ", _OF_WORDS) for word in _WORD.findall(said)]
    parts += [(run, _OF_RUNS) for run in _RUN.findall(said)]
    for part, lengths in parts:
        for length in lengths:
            yield from (part[at : at + length] for at in range(len(part) - length + 1))
