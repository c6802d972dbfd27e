"""What a running site calls its labels, beside what the table of labels says."""

import difflib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.scenario.labels import Labels

Key = tuple[str, str, str]  # Site, English name, language.


@dataclass(frozen=True)
class Findings:
    """What was read: differences, what is ambiguous, and what was never seen.

    `differing` maps each label to what the site says; `unclear` to the several things it says.
    """

    read: int
    differing: Mapping[Key, str] = field(default_factory=dict)
    unclear: Mapping[Key, Sequence[str]] = field(default_factory=dict)
    unseen: Sequence[Key] = ()


def compare_labels(labels: Labels, readings: Sequence[Path]) -> Findings:
    """Return how the lines of *readings* differ from *labels*."""
    seen: dict[Key, set[str]] = {}
    for file in readings:
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            key = (one["site"], one["name"], one["language"])
            seen.setdefault(key, set()).update(one["texts"])
    differing, unclear = {}, {}
    for key, texts in seen.items():
        written = labels.shown(*key)
        if not texts or written in texts:
            continue
        if len(texts) == 1:
            differing[key] = next(iter(texts))
        else:
            unclear[key] = sorted(texts)
    return Findings(
        read=sum(bool(texts) for texts in seen.values()),
        differing=differing,
        unclear=unclear,
        unseen=[key for key, texts in seen.items() if not texts],
    )


def patch(labels: Labels, file: Path, path: str, findings: Findings) -> str:
    """Return a unified diff of the table *file*, known as *path*, that takes in the differences."""
    old = file.read_text(encoding="utf-8").splitlines(keepends=True)
    new = list(old)
    for (site, name, language), text in findings.differing.items():
        number, column = labels.spot(site, name, language)
        line = new[number - 1]
        written = labels.shown(site, name, language) or ""
        start = line.find(written, column - 1) if column else -1
        if start >= 0:
            new[number - 1] = line[:start] + text + line[start + len(written) :]
        else:
            new[number - 1] = _added(line, language, text)
    return "".join(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=0))


def _added(line: str, language: str, text: str) -> str:
    """Return the *line* `Name: {ko: ...}` with one language more."""
    held = line.rstrip("\n").rstrip("}").rstrip()
    comma = "" if held.endswith("{") else ", "
    return f"{held}{comma}{language}: {text}}}\n"
