"""Whether each verdict of a batch is right, and what each process gained in it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import linear_regression
from typing import NamedTuple

from bench.soak.choice import is_mutant
from bench.soak.processes import Kill, Sample
from guiderunner.evidence.model import Run, Try
from guiderunner.evidence.verdicts import Verdict, exit_code, verdict_of

# A kill concerns what ran shortly before or after: a browser or a site takes time to be replaced,
# and the clock of a try begins when both are there.
_BEFORE, _AFTER = 5.0, 2.0
_WARMING, _SPAN = 60, 90  # Variants: what a process gains at first, and what a slope needs.
_ALLOWED: dict[tuple[bool, bool], frozenset[Verdict]] = {
    # (has a defect, was disturbed)
    (False, False): frozenset({"passed"}),
    (False, True): frozenset({"passed", "flaky", "environment"}),
    (True, False): frozenset({"failed"}),
    (True, True): frozenset({"failed", "environment"}),
}


class Judged(NamedTuple):
    """The verdicts of a batch: how many of each, of what was disturbed, and those not right."""

    verdicts: Counter[str]
    disturbed: Counter[str]
    mutants: int
    wrong: list[str]


class Slope(NamedTuple):
    """What a process gained a variant, over so many variants: KiB, open files."""

    role: str
    over: int
    memory: float
    files: float


def judge(run: Run, asked: Sequence[str], kills: Sequence[Kill], code: int) -> Judged:
    """Return what *run* says of the variants *asked*, and where it is wrong."""
    tries = run.by_node()
    verdicts: Counter[str] = Counter()
    disturbed: Counter[str] = Counter()
    wrong = [f"{node}: was not run" for node in asked if node not in tries]
    found: list[Verdict] = []
    for node, own in tries.items():
        verdict, was_disturbed = verdict_of(own), _was_disturbed(own, kills)
        found.append(verdict)
        verdicts[verdict] += 1
        if was_disturbed:
            disturbed[verdict] += 1
        if verdict not in _ALLOWED[is_mutant(node), was_disturbed]:
            kind = "with a defect" if is_mutant(node) else "sound"
            told = "was disturbed" if was_disturbed else "was left alone"
            wrong.append(f"{node}: {verdict}, though it is {kind} and {told}")
    if not wrong and code != exit_code(found):
        wrong.append(f"the run ended with {code}, and not with {exit_code(found)}")
    return Judged(verdicts, disturbed, sum(map(is_mutant, tries)), wrong)


def _was_disturbed(tries: Sequence[Try], kills: Sequence[Kill]) -> bool:
    first, last = (datetime.fromisoformat(one.started).timestamp() for one in (tries[0], tries[-1]))
    end = last + tries[-1].seconds
    return any(first - _BEFORE <= one.at <= end + _AFTER for one in kills)


def slopes(samples: Iterable[Sample]) -> list[Slope]:
    """Return what each process gained that lived long enough to tell."""
    lives: dict[tuple[str, int], list[Sample]] = {}
    for one in samples:
        lives.setdefault((one.role, one.process), []).append(one)
    found = []
    for (role, _), life in lives.items():
        settled = [one for one in life if one.ran >= life[0].ran + _WARMING]
        over = settled[-1].ran - settled[0].ran if settled else 0
        if over >= _SPAN:
            ran = [one.ran for one in settled]
            files, _ = linear_regression(ran, [float(one.files) for one in settled])
            found.append(Slope(role, over, _memory(settled), files))
    return found


def _memory(life: Sequence[Sample]) -> float:
    """Return the gain from the least that was held early to the least that was held late.

    What a collector has not looked at yet comes and goes in between.
    """
    part = len(life) // 3
    early, late = (min(one, key=lambda held: held.memory) for one in (life[:part], life[-part:]))
    return (late.memory - early.memory) / (late.ran - early.ran)
