"""docs/lint.md has every rule, and its examples are what they say."""

import re
from pathlib import Path

import pytest

from guiderunner.diagnostics import Position
from guiderunner.guide.lint.draft import Chunk, Draft, DraftStep, Lexicon, Passage, Role
from guiderunner.guide.lint.rules import RULES
from guiderunner.guide.lint.styles import style_of

PAGE = Path(__file__).parents[2] / "docs" / "lint.md"
ROW = re.compile(r"^\| (L\d{3}) \| (.+?) \| (.*?) \| (.+?) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text(encoding="utf-8"))
# Rows whose two examples are sentences of a step.
SENTENCES = {"L106", "L109", "L110", "L111", "L201", "L202", "L203", "L205", "L206", "L209"}
HERE = Position("lint.md", 1, 1)


def _found(code: str, text: str) -> list[str]:
    """Return what the rule says of *text*, a step in the Markdown of the page."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    chunks = tuple(
        Chunk(part, HERE, "label" if index % 2 else "text", "en")
        for index, part in enumerate(parts)
    )
    style = style_of("ko" if re.search("[가-힣]", text) else "en")
    words = Lexicon((("disconnect", "unlink"),), frozenset({"Qoo10"}))
    role: Role = "note" if code == "L209" else "instruction"
    step = DraftStep(Passage(role, chunks, HERE))
    return [one.message for one in RULES[code](Draft(style, (), (step,), (), words))]


def test_every_rule_is_described_once() -> None:
    """The page has a line for each rule, in the order of their codes."""
    assert [code for code, *_ in ROWS] == list(RULES)


@pytest.mark.parametrize(
    ("code", "bad", "good"),
    [(code, bad, good) for code, _, bad, good in ROWS if code in SENTENCES],
    ids=sorted(SENTENCES),
)
def test_the_examples_of_the_page_are_true(code: str, bad: str, good: str) -> None:
    """The rule finds the one and is silent about the other."""
    assert _found(code, bad)
    assert not _found(code, good)
