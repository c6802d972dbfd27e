"""The glossary has one word for each thing, and a mistake in it is told where it stands."""

import pytest

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.extraction import all_sources
from guiderunner.guide.glossary import definition_source
from tests.guide.key_guides import Project

GLOSSARY = "guides/glossary.yaml"
TERMS = """
version: 1
terms:
  - id: key
    term: {en: key, ko: 키, ja: キー}
    avoid: {en: [token], ko: [토큰]}
    definition: What a program identifies itself with.
  - id: retrieve
    term: {en: retrieve, ko: 불러오기, ja: 取得}
"""


def test_readers_are_told_terms_that_the_page_uses(project: Project) -> None:
    """A term is found in whatever form of the word; without a definition it is not told."""
    project.write(GLOSSARY, TERMS)
    loaded = project.contents().glossary
    assert loaded is not None
    assert loaded.value is not None

    told = {
        text: [one.id for one in loaded.value.defined_in(text, locale)]
        for text, locale in (
            ("Two keys were retrieved.", "en"),
            ("A keyboard, or a monkey.", "en"),
            ("키를 만들어 주세요.", "ko"),
        )
    }

    assert list(told.values()) == [["key"], [], ["key"]]
    assert loaded.value.terms[1].is_in("They were retrieved.", "en")


def test_definitions_are_translated(project: Project) -> None:
    """Translators get each definition, with its place, in the context of its term."""
    project.write(GLOSSARY, TERMS)
    contents = project.contents()
    assert contents.glossary is not None
    assert contents.glossary.value is not None

    sources = dict(all_sources(contents.suite, contents.guides))
    source = definition_source(contents.glossary, contents.glossary.value.terms[0])

    assert source is not None
    assert source.context == "glossary/key"
    assert str(source.position) == "guides/glossary.yaml:6:17"
    assert sources[source] == "definition of key"
    assert definition_source(contents.glossary, contents.glossary.value.terms[1]) is None


def test_a_project_may_have_no_glossary(project: Project) -> None:
    """Guides are made without one too."""
    assert project.contents().glossary is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (", ja: 取得", "", "8:11: term 'retrieve' has no word in 'ja'. [T001]"),
        ("ja: 取得", "ja: ' '", "8:11: term 'retrieve' has no word in 'ja'. [T001]"),
        (
            "ko: [토큰]",
            "ko: [불러오기]",
            "5:31: '불러오기' is not to be used, but is the word of term 'retrieve'. [T002]",
        ),
        ("en: retrieve", "en: Key", "8:16: 'Key' is the word of term 'key' already. [T002]"),
        (
            "    avoid:",
            "    avoids:",
            "5:5: unknown key 'avoids' in item 1 of 'terms'. Did you mean 'avoid'? [S012]",
        ),
        (
            "definition: What",
            "definition: {text: What, editorial: false} #",
            "3:5: item 1 of 'terms': nothing proves the definition: mark it editorial. [S016]",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(project: Project, old: str, new: str, said: str) -> None:
    """Each word stands for one term, in every locale of the project."""
    project.write(GLOSSARY, TERMS)
    project.edit(GLOSSARY, old, new)

    with pytest.raises(ProblemsError) as caught:
        project.contents()

    assert str(caught.value).splitlines()[0] == f"{GLOSSARY}:{said}"
