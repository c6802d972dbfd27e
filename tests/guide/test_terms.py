"""Guides explain the words that they use."""

import pytest

from guiderunner.diagnostics import ProblemsError
from tests.guide.key_guides import Project, translate

GLOSSARY = """
version: 1
terms:
  - id: server
    term: {en: server, ko: 서버, ja: サーバー}
    definition: A machine that works for you.
  - id: key
    term: {en: key, ko: 키, ja: キー}
    definition: A <secret> word.
  - id: mail
    term: {en: parcel, ko: 소포, ja: 小包}
    definition: It is on no page.
  - id: api
    term: {en: API, ko: API, ja: API}
"""


@pytest.fixture
def explaining(project: Project) -> Project:
    """Give the project a glossary, and translations of it."""
    project.write("guides/glossary.yaml", GLOSSARY)
    translate(project)
    return project


def test_terms_that_a_guide_uses_are_explained(explaining: Project) -> None:
    """In the order of the glossary; not those that it does not use, or that have no definition."""
    explaining.publish()

    terms = explaining.page().partition('class="terms"')[2].partition("</section>")[0]
    assert terms.index("<dt>server</dt>") < terms.index("<dt>key</dt>")
    assert "A &lt;secret&gt; word." in terms
    assert "parcel" not in terms
    assert "<dt>API</dt>" not in terms
    assert "<dt>키</dt>" in explaining.page("ko/free/create-key")


def test_articles_explain_them_once(explaining: Project) -> None:
    """Two parts of an article may use the same word."""
    explaining.publish()

    assert explaining.page("en/articles/all-about-keys").count("<dt>key</dt>") == 1


def test_a_definition_must_be_translated(explaining: Project) -> None:
    """English is never mixed in."""
    explaining.edit("guides/glossary.yaml", "for you.", "for everybody.")

    with pytest.raises(ProblemsError, match="for everybody"):
        explaining.publish()


def test_without_glossary_nothing_is_explained(project: Project) -> None:
    """A project may have none."""
    project.publish()

    assert 'class="terms"' not in project.page()
