"""Readers find on pages what is proved of the article, and how true the screens are."""

import posixpath
import re
from html import unescape
from typing import Any

import pytest

from guiderunner.diagnostics import ProblemsError
from guiderunner.evidence.model import Run
from guiderunner.evidence.site_model import ScreenRecord, SiteRecord
from tests.guide.key_guides import Project
from tests.proof.kept import CREATE, failing, keep_try, publish_with_claims


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def _page(project: Project, name: str) -> str:
    return (project.pages / name).read_text(encoding="utf-8")


def test_each_claim_has_a_row_in_each_locale(project: Project) -> None:
    """Its wording, the sentences that say it with their guides, and what proves it."""
    project.edit("guides/locales/ko.po", 'msgstr "A new key is shown."',
                 'msgstr "새 키가 표시됩니다."')  # fmt: skip
    publish_with_claims(project)

    english, korean = (_text(_page(project, f"{one}/claims.html")) for one in ("en", "ko"))

    assert "K01 Proved A new key is shown. You should see Your new Key is shown." in english
    assert f"keys.key : shown. {CREATE}:21 Held: 6 March 2, 2026" in english
    assert "K02 Proved The old key is refused. Danger The old key stops working." in english
    assert "Proved: 2 Unproved: 0 Contradicted: 0" in english
    assert "새 키가 표시됩니다." in korean
    assert "A new key is shown." not in korean


def test_pages_lead_to_the_claims_and_back(project: Project) -> None:
    """From the list and the verification pages; each link of the page leads somewhere."""
    publish_with_claims(project)

    for name in ("index.html", "free/create-key/verification.html",
                 "articles/all-about-keys/verification.html"):  # fmt: skip
        folder = posixpath.dirname(name)
        links = re.findall(r'href="([^"#]+claims\.html)"', _page(project, f"ja/{name}"))
        assert [posixpath.normpath(f"ja/{folder}/{one}") for one in links] == ["ja/claims.html"]
    page = _page(project, "ja/claims.html")
    steps = re.findall(r'href="([^"#]+)#([^"]+)"', page)
    assert steps
    for href, anchor in steps:
        target = _page(project, posixpath.normpath(f"ja/{href}"))
        assert f'id="{anchor}"' in target or anchor == "icon-result"


def test_a_contradicted_claim_is_told(project: Project) -> None:
    """The page says how things are now; no page of a guide changes with it."""
    publish_with_claims(project)
    before = project.files()
    (one,) = [one for one in project.run(project.suite()).tries if one.node.endswith("e-en")
              and one.scenario == "create-key"]  # fmt: skip
    keep_try(project.root / "runs" / "run-2", failing(one, "create"))

    publish_with_claims(project)

    after = project.files()
    assert "K01 Contradicted A new key is shown." in _text(_page(project, "en/claims.html"))
    assert "Held: 5 · Failed: 1" in _text(_page(project, "en/claims.html"))
    changed = {name for name in before if before[name] != after.get(name)}
    assert {posixpath.basename(name) for name in changed} == {"claims.html"}


def test_a_claim_without_translation_stops_the_publication(project: Project) -> None:
    """Nobody reads a claim in a language that is not theirs."""
    project.edit("guides/locales/ja.po", 'msgstr "A new key is shown."', 'msgstr ""')

    with pytest.raises(ProblemsError) as caught:
        publish_with_claims(project)

    assert [str(one.position.path) for one in caught.value.problems] == [
        "scenarios/data/claims.yaml"
    ]


def test_a_project_without_claims_has_no_such_page(project: Project) -> None:
    """And no link to it."""
    (project.root / "scenarios" / "data" / "claims.yaml").unlink()

    publish_with_claims(project)

    assert not (project.pages / "en" / "claims.html").exists()
    assert "claims.html" not in _page(project, "en/index.html")
    assert "claims.html" not in _page(project, "en/free/create-key/verification.html")


def _run_on(project: Project, started: str, **screen: Any) -> Run:
    """Return a run on a site whose only screen is as *screen* says."""
    told = {"id": "keys", "site": "app", "paths": ["/keys"], "name": "鍵", "language": "ja"}
    site = SiteRecord(
        kind="mock",
        name="Keys",
        language="en",
        screens=(ScreenRecord.model_validate(told | screen),),
        stale_after=180,
    )
    run = project.run(project.suite())
    tries = []
    for one in run.tries:
        first = one.steps[0].model_copy(update={"site": "app", "url": "/keys"})
        update = {"site": site, "started": started, "steps": (first, *one.steps[1:])}
        tries.append(one.model_copy(update=update))
    return run.model_copy(update={"tries": tuple(tries)})


def test_a_guide_says_how_true_its_screens_are(project: Project) -> None:
    """Inferred, never compared, or compared too long before the run: each in so many words."""
    name, started = "en/free/create-key/verification.html", "2026-03-02T10:00:00+00:00"
    expected = {
        ("", "", ""): ("Never", ("no public page shows: 1.", "never compared with the real")),
        ("help", "2025-09-03", "qa"): ("September 3, 2025, QA", ()),
        ("article", "2025-09-02", "docs"): (
            "September 2, 2025, docs team More than 180 days before",
            ("compared more than 180 days before: 1.",),
        ),
    }
    for (documented, compared, by), (last, notices) in expected.items():
        screen = {"documented": documented, "compared": compared, "by": by}
        project.publish(_run_on(project, started, **screen))

        page = _page(project, name)
        said = _text(page)
        top = said.partition("What proves each sentence")[0]
        assert '<span lang="ja">鍵</span> <code>app</code>' in page
        assert last in said
        for words in ("no public page shows", "never compared with", "compared more than"):
            assert (words in top) == any(words in one for one in notices), words


def test_a_page_stays_the_same_as_time_goes_by(project: Project) -> None:
    """Whether a comparison is old is judged as of the run, and not as of the publication."""
    run = _run_on(project, "2026-03-02", documented="help", compared="2025-10-01", by="docs")
    project.publish(run)
    first = project.files()

    project.publish(run)
    later = _run_on(project, "2026-05-02", documented="help", compared="2025-10-01", by="docs")
    again = project.files()
    project.publish(later)

    name = "en/free/create-key/verification.html"
    assert again == first
    assert "More than 180 days before" not in first[name].decode()
    assert "More than 180 days before" in _page(project, name)
    index = "en/free/create-key/index.html"
    assert project.files()[index] == first[index]


def test_without_a_ledger_nothing_is_said_of_screens(project: Project) -> None:
    """A site that does not know gets no empty table."""
    publish_with_claims(project)

    for name in ("en/free/create-key/verification.html", "en/claims.html"):
        assert 'id="screens"' not in _page(project, name)
