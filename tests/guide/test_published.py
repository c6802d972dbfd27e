"""What a publication says of itself: to who made it, and to the one after it."""

import pytest

from guiderunner.guide.ledger import read_ledger
from tests.guide.key_guides import Project
from tests.guide.key_issues import LOST, add_issues
from tests.guide.publisher import Publisher, drawn

SCENARIO = "scenarios/keys/create_key.yaml"


def _complete(project: Project) -> bool:
    return read_ledger(project.pages.resolve()).complete


def test_what_is_kept_and_removed_is_named(project: Project) -> None:
    """By its node, each once."""
    project.publish()
    (project.root / "guides/articles/all_about_keys.yaml").unlink()
    project.edit(SCENARIO, "prerequisites:", "locales: [en]\nprerequisites:")

    published = project.publish(only=["free-en"])

    assert published.kept == [f"{SCENARIO}::team-en"]
    assert sorted(published.removed) == sorted(
        f"{SCENARIO}::{row}-{locale}" for row in ("free", "team") for locale in ("ko", "ja")
    )


def test_issues_that_were_made_are_named(project: Project) -> None:
    """They are no guides: both are counted for themselves."""
    published = add_issues(project).publish()

    assert LOST in published.issues
    assert LOST not in published.fresh


def test_what_is_complete_need_not_be_looked_at_again(project: Project) -> None:
    """A publication is, once all that was asked for is in it; the next call then ends at once."""
    project.publish(free_en="failed")
    with_a_guide_refused = _complete(project)
    project.edit("guides/articles/all_about_keys.yaml", "They are in", "These are in")
    project.publish()
    with_an_article_refused = _complete(project)
    project.edit("guides/articles/all_about_keys.yaml", "These are in", "They are in")
    project.publish()

    assert (with_a_guide_refused, with_an_article_refused) == (False, False)
    assert _complete(project)


def test_a_publication_without_an_issue_is_not_complete(project: Project) -> None:
    """An issue that its run does not prove is asked for all the same."""
    add_issues(project).publish(lost_free_en="failed")
    before = _complete(project)
    project.publish()

    assert not before
    assert _complete(project)


def test_what_was_around_a_guide_is_known_until_it_is_made_again(project: Project) -> None:
    """A guide that is kept was made with the old templates, and is known to be."""
    project.publish()
    old = {entry.around for entry in read_ledger(project.pages.resolve()).guides.values()}
    project.edit("guides/templates/guide.html", "<article>", "<article data-new>")

    project.publish(only=["free-en"])

    now = {key: entry.around for key, entry in read_ledger(project.pages.resolve()).guides.items()}
    renewed = now.pop(f"{SCENARIO}::free-en")
    assert len(old) == 1
    assert set(now.values()) == old
    assert renewed not in old


def test_a_picture_that_is_held_back_is_not_published(project: Project) -> None:
    """It is drawn for those who look at the review; readers keep the old one."""
    publisher = Publisher(project)
    publisher.publish()
    publisher.accept()
    publisher.publish()
    before = {name for name in project.files() if name.startswith("pictures/")}

    published, _ = publisher.publish(publisher.run(f"{SCENARIO}::free-en", drawn(90)))

    assert list(published.refused) == [f"{SCENARIO}::free-en"]
    assert before
    assert {name for name in project.files() if name.startswith("pictures/")} == before


@pytest.mark.parametrize("locale", ["en", "ko"])
def test_articles_are_on_the_list_of_their_language(project: Project, locale: str) -> None:
    """Each leads to the article of its own language."""
    published = project.publish()

    page = (project.pages / locale / "index.html").read_text("utf-8")
    assert f"{locale}/all-about-keys" in published.articles
    assert page.count("articles/all-about-keys/index.html") == 1
    assert f'{locale}/articles/all-about-keys/index.html"' in page
