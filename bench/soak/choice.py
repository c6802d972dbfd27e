"""What a batch runs: each scenario in its turn, the rest short variants, a few with defects."""

import random
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from bench.soak.project import MUTANTS

TURNS, DEFECTIVE = 10, 2  # Of each batch.
_UNKNOWN = 3.0  # Seconds, of what has not run yet.


def is_mutant(node: str) -> bool:
    """Whether the variant has a defect that it must notice."""
    return PurePosixPath(node.partition("::")[0]).parent.name == MUTANTS


def choose(nodes: Sequence[str], seconds: Mapping[str, float], number: int, size: int) -> list[str]:
    """Return *size* of the variants *nodes* for batch *number*, in the order they shall run.

    *seconds* says how long each took. Equal arguments choose alike.
    """
    chance = random.Random(f"soak {number}")  # noqa: S311 - to be repeated, not to be secret
    sound = [one for one in nodes if not is_mutant(one)]
    defective = _in_turn([one for one in nodes if is_mutant(one)], number, DEFECTIVE, chance)
    chosen = _in_turn(sound, number, TURNS, chance)
    quickest = sorted(sound, key=lambda one: seconds.get(one, _UNKNOWN))[: max(len(sound) // 2, 1)]
    rest = [one for one in quickest if one not in set(chosen)]
    wanted = max(size - len(chosen) - len(defective), 0)
    chosen += chance.sample(rest, min(wanted, len(rest)))
    chosen += defective
    chance.shuffle(chosen)
    return chosen


def _in_turn(nodes: Sequence[str], number: int, count: int, chance: random.Random) -> list[str]:
    """Return a variant of each of *count* files: those whose turn it is in batch *number*."""
    files: dict[str, list[str]] = {}
    for one in sorted(nodes):
        files.setdefault(one.partition("::")[0], []).append(one)
    names = list(files)
    first = number * count
    turn = dict.fromkeys(names[(first + index) % len(names)] for index in range(count) if names)
    return [chance.choice(files[name]) for name in turn]
