"""The small languages inside texts: `{{ variable }}` and `[Label]`."""

import pytest

from guiderunner.scenario.text import (
    Label,
    Variable,
    fill,
    is_closed,
    labels_of,
    look_up,
    parse,
    replace_variables,
    resolve,
    variables,
    whole_variable,
)

KNOWN = {"shop": {"id": "hanbit", "fields": ["a", "b"]}, "count": 3, "words": "[Save] or [Close]"}


def test_a_text_is_split_into_words_labels_and_variables() -> None:
    """In order, each with its place; braces and brackets that mean nothing stay words."""
    assert parse("Go to [My Keys], {{ shop.id }}.") == (
        "Go to ",
        Label("My Keys", 6),
        ", ",
        Variable("shop.id", 17),
        ".",
    )
    assert parse("[{{ count }} keys]{{shop}}") == (
        Label("{{ count }} keys", 0),
        Variable("shop", 18),
    )
    assert parse("a [] b { c } ]d[") == ("a [] b { c } ]d[",)
    assert parse("{{ a { b } c }}") == (Variable("a { b } c", 0),)
    assert parse("") == ()


def test_variables_are_found_in_labels_too() -> None:
    """Each with its place."""
    assert variables("[{{ count }} keys] of {{shop.id}}") == (
        Variable("count", 1),
        Variable("shop.id", 22),
    )


def test_a_path_is_names_joined_by_dots() -> None:
    """Nothing is called or computed."""
    for name in ("shop", "shop.id_2", "_a.B"):
        assert Variable(name, 0).is_path
    for name in ("2a", "a.", "a b", "a()", "a | upper", "a.2", ""):
        assert not Variable(name, 0).is_path


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("plain }}", True),
        ("{{ a }} and {{ b }}", True),
        ("{{ a } }}", True),
        ("{{ a", False),
        ("{{ a }} {{ b }", False),
        ("{{ a {{ b }}", False),
        ("{{{ a }}}", True),
    ],
)
def test_each_variable_is_closed(text: str, closed: bool) -> None:
    """What begins ends before the next begins."""
    assert is_closed(text) is closed


def test_a_text_that_is_one_variable_means_what_it_stands_for() -> None:
    """With anything beside it, it is a text."""
    assert whole_variable("{{ shop.id }}") == "shop.id"
    assert whole_variable("{{shop}} ") is None
    assert whole_variable("shop") is None


def test_a_variable_is_looked_up_by_its_parts() -> None:
    """The part that is not there is named."""
    assert look_up("shop.id", KNOWN) == "hanbit"
    assert look_up("count", KNOWN) == 3
    for name, part in (("shops.id", "shops"), ("shop.key.id", "key"), ("count.real", "real")):
        with pytest.raises(KeyError) as caught:
            look_up(name, KNOWN)
        assert caught.value.args == (part,)


def test_variables_in_data_are_replaced_at_any_depth() -> None:
    """A whole one by the object, one in a text by its words; keys and what is no text stay."""
    given = {"{{ count }}": ["{{ shop }}", "{{ count }} of {{ shop.id }}", 7], "b": ("{{count}}",)}

    assert resolve(given, KNOWN) == {
        "{{ count }}": [KNOWN["shop"], "3 of hanbit", 7],
        "b": [3],
    }
    assert fill("{{ count }}, {{ shop.id }}", KNOWN) == "3, hanbit"
    assert fill("nothing", {}) == "nothing"
    assert replace_variables("{{ a }}-{{ b.c }}", lambda name: f"<{name}>") == "<a>-<b.c>"


def test_labels_may_come_from_values() -> None:
    """And a label's own name may hold a variable."""
    text = "Select [Add], {{ words }} or [Key {{ count }}]; {{ shop.id }}."

    assert labels_of(text, KNOWN) == ["Add", "Save", "Close", "Key 3"]
