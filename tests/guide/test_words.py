"""Sentences are said with the values and labels of their variant."""

from collections.abc import Mapping
from typing import Any

import pytest

from guiderunner.diagnostics import Position
from guiderunner.evidence.model import ShownLabel
from guiderunner.guide.catalogue import Catalogue, Source
from guiderunner.guide.tokens import Inline, Text, UiLabel
from guiderunner.guide.words import Words, row_source
from tests.guide.key_guides import Project

VARIABLES: Mapping[str, Any] = {
    "plan": {"id": "team", "name": "Team", "button": "Create key"},
    "shop": {"name": "Lee"},
}
CREATE = ShownLabel(site="app", name="Create key", shown="Create key", language="en")


@pytest.fixture
def words(project: Project) -> Words:
    """What says English sentences of the project."""
    suite = project.suite()
    catalogue = Catalogue.load(project.root / "guides" / "locales", "en", project.root)
    return Words(catalogue, suite.rows, suite.surroundings.labels)


def _said(words: Words, text: str, *shown: ShownLabel) -> tuple[Inline, ...]:
    return words.say(Source(text, "x", Position("")), VARIABLES, shown)


def test_values_stand_where_they_are_named(words: Words) -> None:
    """Prose of a row and plain values, also several in one sentence."""
    said = _said(words, "{{ plan.id }}, {{ plan.name }} of {{ shop.name }}.")

    assert said == (Text(text="team, Team <b>&</b> of Lee."),)
    assert words.problems == []


def test_a_value_may_name_a_label(words: Words) -> None:
    """It is looked for on the screen by its value."""
    before, label, after = _said(words, "Select [{{ plan.button }}] now.", CREATE)

    assert (before, after) == (Text(text="Select "), Text(text=" now."))
    assert label == UiLabel(
        site="app", name="Create key", shown="Create key", language="en", gloss=None
    )


def test_a_label_that_means_what_it_says_has_no_gloss(words: Words) -> None:
    """A screen in another language may show a word of the reader's."""
    foreign = CREATE.model_copy(update={"language": "ko"})
    translated = CREATE.model_copy(update={"language": "ko", "shown": "키 만들기"})

    (same,) = _said(words, "[Create key]", foreign)
    (other,) = _said(words, "[Create key]", translated)

    assert isinstance(same, UiLabel)
    assert isinstance(other, UiLabel)
    assert (same.gloss, other.gloss) == (None, "Create key")


def test_the_prose_of_a_row_stands_in_its_line(project: Project) -> None:
    """Who must translate it is sent there."""
    rows = project.suite().rows["plan"]

    source = row_source(rows, "team", "select")

    lines = (project.root / source.position.path).read_text(encoding="utf-8").splitlines()
    assert source.text == "Select [Create key]."
    assert lines[source.position.line - 1].lstrip().startswith("- {id: team,")
