"""No form of a secret is left in anything that is written."""

import base64
import html
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guiderunner.evidence.redaction import Redactor

# As requests, pages and files spell a value: URLs as browsers write them, forms, JSON, HTML.
FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "url": lambda secret: quote(secret, safe=""),
    "encodeURIComponent": lambda secret: quote(secret, safe="!'()*"),
    "form": lambda secret: quote_plus(secret, safe="*").replace("~", "%7E"),
    "base64": lambda secret: base64.b64encode(secret.encode()).decode(),
    "json": lambda secret: json.dumps(secret)[1:-1],
    "unicode json": lambda secret: json.dumps(secret, ensure_ascii=False)[1:-1],
    "html": html.escape,
    "html of a browser": lambda secret: html.escape(secret, quote=False),
}
SECRETS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="«»"), min_size=4, max_size=20
)


@pytest.mark.parametrize("form", FORMS)
@given(value=SECRETS)
@example(value="a!b&'(c)*~d\"/é 1")
def test_no_form_of_a_secret_is_left(form: str, value: str) -> None:
    """Its name stands there instead, and what is around it stays."""
    redactor, spelled = Redactor({"key": value}), FORMS[form](value)
    text = f"«{spelled}»"

    assert redactor.text(text) == "««key»»"
    assert redactor.content(text.encode()) == "««key»»".encode()
    assert redactor.finds_any(text)


@given(SECRETS, SECRETS)
@example("abcd", "abcdef")
@example("cdef", "abcdef")
def test_a_secret_within_another_leaves_nothing_of_it(first: str, second: str) -> None:
    """The longer one is replaced whole."""
    redactor = Redactor({"first": first, "second": second})

    shown = redactor.text(f"«{first}» «{second}»")

    assert shown.replace("«first»", "").replace("«second»", "") == "«» «»"


TREES = st.recursive(
    st.one_of(st.none(), st.integers(), st.text(max_size=5), st.just("x s3cr3t y")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["a", "b s3cr3t", "c"]), inner, max_size=3),
    ),
)


@given(TREES)
def test_data_keeps_its_shape_and_loses_its_secrets(tree: Any) -> None:
    """Keys too; what is no text stays what it is."""
    redactor = Redactor({"key": "s3cr3t"})

    redacted = redactor.data(tree)

    assert "s3cr3t" not in json.dumps(redacted)
    assert json.dumps(redacted) == json.dumps(tree).replace("s3cr3t", r"\u00abkey\u00bb")


def test_what_is_too_short_is_no_secret() -> None:
    """It would be found everywhere; of four characters it is one."""
    redactor = Redactor({"pin": "923", "code": "1234"})

    assert redactor.text("923, 1234") == "923, «code»"
    assert redactor.secrets == ["1234", "923"]  # The longest is covered first.
    assert not redactor.finds_any("923")


def test_a_secret_is_learned_once() -> None:
    """Under its name; two that a page gives the same name are told apart."""
    redactor = Redactor({"key": "s3cr3t"})

    for value in ("s3cr3t", "the other", "a third", "the other"):
        redactor.learn("marked", value)

    assert redactor.known == {"key": "s3cr3t", "marked": "the other", "marked 2": "a third"}
    assert redactor.text("s3cr3t, the other, a third") == "«key», «marked», «marked 2»"
    assert redactor.secrets == ["the other", "a third", "s3cr3t"]


def test_half_a_character_stays_as_it_is() -> None:
    """Pages and programs cut texts anywhere; what is around it is redacted all the same."""
    redactor = Redactor({"key": "s3cr3t"})

    assert redactor.text("\ud83d s3cr3t \udc00") == "\ud83d «key» \udc00"
    assert redactor.finds_any("\ud83d s3cr3t")
    assert not redactor.finds_any("\ud83d")
    assert redactor.text("\ud83d") == "\ud83d"
