"""A verification page says of every sentence what proves it, or that nothing does."""

import re
from html import unescape

from guiderunner.evidence.site_model import SiteRecord, SourcedFact
from guiderunner.guide.stored import read_guides
from guiderunner.guide.verification import in_words, verification_of
from tests.guide.key_guides import Project

SITE = SiteRecord(
    kind="mock",
    name="A site of <nobody>",
    language="en",
    facts=(SourcedFact(fact="鍵", language="ja", status="inferred", source="made up"),),
)


def _page(project: Project, name: str = "en/free/create-key") -> str:
    return (project.pages / name / "verification.html").read_text(encoding="utf-8")


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_every_sentence_of_the_guide_is_there(project: Project) -> None:
    """Nothing that readers are told is left out."""
    project.publish()
    guide = next(one for one in read_guides(project.pages.resolve()) if one.node.endswith("e-en"))

    said = _text(_page(project))

    told = [sentence.tokens for _, _, sentence in guide.sentences()]
    assert len(told) == 9
    assert [one.text for tokens in told for one in tokens if one.text.strip() not in said] == []


def test_each_stands_as_it_is_proved(project: Project) -> None:
    """Proved, framing and editorial sentences are told apart and counted; tables too."""
    project.publish()
    guide = next(one for one in read_guides(project.pages.resolve()) if one.node.endswith("e-en"))

    proofs = verification_of(guide)

    counts = {one: proofs.count(one) for one in ("proved", "framing", "editorial")}
    assert counts == {"proved": 5, "framing": 3, "editorial": 1}
    assert proofs.tables == 1
    said = _text(_page(project))
    for words in ("Proved sentences: 5", "Framing sentences: 3", "Editorial sentences: 1"):
        assert words in said


def test_a_proof_is_named_with_its_place(project: Project) -> None:
    """Action or expectation, file and line; and the scenario, if it is another one."""
    project.publish()

    said = _text(_page(project))

    assert "Action keys.create scenarios/keys/create_key.yaml:15" in said
    assert "Expectation keys.key : shown. scenarios/keys/create_key.yaml:21" in said
    assert "proved by another scenario: scenarios/keys/old_key.yaml::free-en" in said
    assert "Reading keys.fields" in said


def test_the_site_says_what_it_is(project: Project) -> None:
    """Also where its facts are from; words in another language say so."""
    run = project.run(project.suite())
    tries = tuple(one.model_copy(update={"site": SITE}) for one in run.tries)
    project.publish(run.model_copy(update={"tries": tries}))

    page = _page(project, "ko/free/create-key")

    assert '<span lang="en">A site of &lt;nobody&gt;</span>' in page
    assert '<span lang="ja">鍵</span>' in page
    assert "made up" in page


def test_a_page_leads_to_its_proofs_and_back(project: Project) -> None:
    """Guides by their badge, articles to those of their guides."""
    project.publish()

    assert 'href="../../../en/free/create-key/verification.html"' in project.page()
    assert 'href="../../../en/free/create-key/index.html"' in _page(project)
    article = "en/articles/all-about-keys"
    assert f'href="../../../{article}/verification.html"' in project.page(article)
    of_article = _page(project, article)
    assert of_article.count('href="../../../en/free/create-key/verification.html"') == 2
    assert "They are in one place." in of_article


def test_a_kept_guide_keeps_its_proofs(project: Project) -> None:
    """A failed run changes neither the old page nor what proved it."""
    project.publish()
    before = _page(project)

    project.publish(free_en="failed")

    assert _page(project) == before


def test_a_moment_is_told_as_each_language_does() -> None:
    """The date as readers write it; the time in UTC, and said to be so."""
    moment = "2026-11-25T22:46:00.123+09:00"

    assert in_words(moment, "en") == "November 25, 2026 13:46 UTC"
    assert in_words(moment, "ko") == "2026년 11월 25일 13:46 UTC"
    assert in_words("2026-11-25T13:46:00", "ja") == "2026年11月25日 13:46 UTC"
