"""Finds the newest evidence of a variant among all runs, without reading whole runs."""

import json
import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from guiderunner.evidence.reader import TORN, try_file

_END_OF_PNG, _END_OF_RUN = b"IEND\xae\x42\x60\x82", b"\n}"


@dataclass(frozen=True)
class Found:
    """What one run has of a variant: whether it passed at once, and in which behaviour.

    `pictures` are the files of the pictures of its steps.
    """

    passed: bool = False
    behaviour: str = ""
    pictures: tuple[Path, ...] = ()

    def is_whole(self) -> bool:
        """Whether each picture is there to its end."""
        return all(_is_whole(one, _END_OF_PNG) for one in self.pictures)


@dataclass
class NewestEvidence:
    """The evidence in the folder *runs*, the newest run first."""

    runs: Path
    _found: dict[tuple[Path, str], Found] = field(default_factory=dict)

    @cached_property
    def _tries(self) -> dict[Path, frozenset[str]]:
        """The names of the tries of each run. The id of a run sorts by time."""
        folders = sorted(self.runs.glob("*/tries"), reverse=True)
        return {
            one.parent: frozenset(each.name for each in one.iterdir())
            for one in folders
            if _is_whole(one.parent / "run.json", _END_OF_RUN, or_missing=True)
        }

    def runs_with(self, node: str) -> list[Path]:
        """Return the folders of the runs that tried the variant *node*."""
        name = try_file(node, 1)
        return [folder for folder, names in self._tries.items() if name in names]

    def find(self, run: Path, node: str) -> Found:
        """Return what the run in the folder *run* has of the variant *node*."""
        key = (run, node)
        if key not in self._found:
            names = self._tries.get(run, frozenset())
            again = try_file(node, 2) in names  # Who needed a second try did not pass.
            there = try_file(node, 1) in names and not again
            self._found[key] = _read(run, node) if there else Found()
        return self._found[key]


def _read(run: Path, node: str) -> Found:
    try:
        first, *steps, last = (run / "tries" / try_file(node, 1)).read_bytes().splitlines()
        header, end = json.loads(first)["try"], json.loads(last)["end"]
        pictures = [_picture(json.loads(one)["step"]) for one in steps if b'"picture":{' in one]
        passed = end.get("outcome") == "passed" and header.get("node") == node
        behaviour = str(header.get("behaviour", ""))
    except TORN:
        return Found()  # Broken off, or torn: it proves nothing.
    folder = run / "pictures"
    return Found(passed, behaviour, tuple(folder / one for one in pictures))


def _picture(step: dict[str, Any]) -> str:
    return str(step["picture"]["file"])


def _is_whole(file: Path, end: bytes, or_missing: bool = False) -> bool:
    try:
        with file.open("rb") as stream:
            stream.seek(-len(end), os.SEEK_END)
            return stream.read() == end
    except FileNotFoundError:
        return or_missing
    except (OSError, ValueError):  # A name that no file can have.
        return False
