"""Articles join guides; a mistake in one is told where it stands."""

import pytest

from guiderunner.diagnostics import ProblemsError
from tests.guide.key_guides import Project

ARTICLE = "guides/articles/all_about_keys.yaml"


def test_an_article_joins_guides_with_words_of_its_own(project: Project) -> None:
    """Each part has a heading that the table of contents leads to; steps keep their numbers."""
    project.publish()

    page = project.page("en/articles/all-about-keys")
    assert '<a href="#create-key">Find your keys</a>' in page
    assert '<h2 id="create-key-2">Create a key for Free</h2>' in page
    assert 'id="create-key--open-keys"' in page
    assert 'id="create-key-2--check-mail"' in page
    assert 'id="create-key--check-mail"' not in page
    assert "They are in one place." in page


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "  - {guide: create-key, row",
            "  - {guide: create-keys, row",
            "8:13: there is no guide 'create-keys'. Did you mean 'create-key'? [A001]",
        ),
        (
            "create-key, row: {plan: free}}",
            "create-key, row: {plan: gold}}",
            "8:30: guide 'create-key' has no row 'gold'. Known: free, team. [A002]",
        ),
        (
            "steps: [open-keys]",
            "steps: [open-key]",
            "7:33: guide 'create-key' has no step 'open-key'. Did you mean 'open-keys'? [A003]",
        ),
        (
            "introduction: They are in one place.",
            "introduction: {text: They are in one place.}",
            "6:5: item 1 of 'parts': nothing proves the introduction: mark it editorial. [S016]",
        ),
        ("summary: From", "sumary: From", "4:1: unknown key 'sumary' in the article."),
    ],
)
def test_a_mistake_in_an_article_is_told_where_it_stands(
    project: Project, old: str, new: str, said: str
) -> None:
    """Guides, rows and steps that are not there, and what nothing proves."""
    project.edit(ARTICLE, old, new)

    with pytest.raises(ProblemsError) as raised:
        project.contents()

    assert any(said in str(one) for one in raised.value.problems), str(raised.value.problems)


def test_an_article_waits_for_its_guides(project: Project) -> None:
    """It is made once every guide in it is published."""
    before = project.publish(only=["team-en"])
    after = project.publish(only=["free-en"])

    assert (before.articles, after.articles) == ([], ["en/all-about-keys"])


def test_an_article_without_translation_keeps_its_old_page(project: Project) -> None:
    """It is refused in that locale only, and the guides are published."""
    project.publish()
    old = project.page("ko/articles/all-about-keys")
    project.edit(ARTICLE, "They are in one place.", "They are together.")

    published = project.publish()

    assert list(published.refused_articles) == ["ko/all-about-keys", "ja/all-about-keys"]
    assert project.page("ko/articles/all-about-keys") == old
    assert "They are together." in project.page("en/articles/all-about-keys")
    assert not published.refused
