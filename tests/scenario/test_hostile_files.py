"""Whatever stands in a scenario file, it is told in words, in bounded time."""

import time
from pathlib import Path

import pytest

from guiderunner.diagnostics import ProblemsError
from guiderunner.scenario.suite import load_suite
from tests.scenario.api_keys_project import surroundings

BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [
        f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]"
        for one, two in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)
SCENARIO = "version: 1\nid: x\nguide: none\ntitle: '%s'\nsummary: S\n"
STEPS = "steps:\n- id: q\n  expect: [{visible: api_keys.name_field}]\n"
AXIS = ", ".join(map(str, range(1_000)))
FILES = {
    "binary": (bytes(range(256)) * 64, "S001"),
    "utf16": ("version: 1\nid: x\n".encode("utf-16"), "S001"),
    "tabs": (b"version: 1\nsteps:\n\t- id: a\n", "S002"),
    "null": (b"version: 1\nid: \x00\n", "S002"),
    "bomb": (BOMB.encode(), "S003"),
    "deep": (b"[" * 5000 + b"]" * 5000, "S003"),
    "long": (b"id: " + b"x" * 50_000_000, "S003"),
    "many": (b"- a\n" * 400_000, "S003"),
    "recursive": (b"a: &a [*a]\n", "S00"),
    "emoji": ("version: 1\nid: 🎉\n".encode(), "S01"),
    "deep-after-many": (b"[" + b"[], " * 45_000 + b"[" * 45_000, "S003"),
    "deep-flow": (b"[" * 900_000, "S003"),
    "deep-block": (b"- " * 900_000, "S003"),
    "long-id": (b"id: " + b"X" * 1_000_000, "S01"),
    "open-braces": ((SCENARIO % ("{{ " * 600_000) + STEPS).encode(), "S052"),
    "spaces-in-braces": ((SCENARIO % ("{{" + " " * 1_000_000) + STEPS).encode(), "S052"),
    "many-variants": (
        f"{SCENARIO}each: {{a: [{AXIS}], b: [{AXIS}], c: [{AXIS}]}}\n{STEPS}".encode(),
        "S044",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_told_quickly(name: str, tmp_path: Path) -> None:
    """A problem with a code, no traceback, and no more than seconds."""
    around = surroundings(tmp_path)
    content, code = FILES[name]
    file = tmp_path / "scenarios" / "keys" / f"{name}.yaml"
    file.parent.mkdir()
    file.write_bytes(content)

    started = time.monotonic()
    with pytest.raises(ProblemsError) as caught:
        load_suite(around).require_no_problems()

    assert any(one.code.startswith(code) for one in caught.value.problems)
    assert len(str(caught.value)) < 5_000
    assert time.monotonic() - started < 20
