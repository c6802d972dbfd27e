"""Guides tell what may go wrong: only what a run brought about and ended."""

import re

import pytest

from guiderunner.guide.diff.parts import pairs
from guiderunner.guide.exports import take_stock
from guiderunner.guide.ledger import Entry, Ledger
from guiderunner.guide.markdown_files import export_markdown
from guiderunner.guide.pdf import guide_page
from guiderunner.guide.publish import publish
from guiderunner.guide.stored import read_guides
from guiderunner.guide.validity import Plan
from guiderunner.guide.zendesk.articles import help_articles
from guiderunner.scenario.issue_rows import issues_of
from tests.guide.key_guides import Project
from tests.guide.key_issues import FILE, LOST, add_issues, issue

GUIDE, PAGE = "en/free/create-key", "en/lost-free/lost-key"


@pytest.fixture
def with_issues(project: Project) -> Project:
    """Give the project two issues."""
    return add_issues(project)


def _main(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


class TestSection:
    @pytest.mark.parametrize(
        ("locale", "shown"), [("en", "Key"), ("ko", "[키]"), ("ja", "「キー」")]
    )
    def test_a_guide_tells_the_issues_of_its_row(
        self, with_issues: Project, locale: str, shown: str
    ) -> None:
        """Symptom, what the screen said in that language, cause, remedy, and a link to all."""
        with_issues.publish()

        told = _main(with_issues.page(f"{locale}/free/create-key"))
        (link,) = re.findall(r'href="\.\./\.\./\.\./([^"]*lost-key/index.html)"', told)

        assert "My key is &lt;gone&gt;." in told
        assert f'<dd><strong class="label">{shown}</strong></dd>' in told
        assert "It was deleted." in told
        assert "Make another key." in told
        assert "Somebody has my key." not in told
        assert (with_issues.pages / link).is_file()

    def test_an_issue_of_another_flow_is_not_told(self, with_issues: Project) -> None:
        """It has its page, and the list of all guides leads to it."""
        with_issues.edit(
            "scenarios/data/troubles.yaml", "plan: free, flow: keys", "plan: free, flow: mail"
        )

        with_issues.publish()

        assert "gone" not in with_issues.page(GUIDE)
        assert f"{PAGE}/index.html" in with_issues.page("en/..") + with_issues.page("en")

    def test_what_failed_is_not_told(self, with_issues: Project) -> None:
        """The guide is published without the row, and the reason is reported."""
        published = with_issues.publish(lost_free_en="failed")

        assert "troubles" not in _main(with_issues.page(GUIDE))
        assert not (with_issues.pages / PAGE).exists()
        assert list(published.left_out) == [LOST]
        assert [one.code for one in published.problems] == ["G001"]
        assert len(published.fresh) == 6
        assert published.refused == {}

    def test_what_no_longer_holds_is_taken_away(self, with_issues: Project) -> None:
        """An issue that is left out loses its page and its row; other guides stay to the byte."""
        with_issues.publish()
        before, contents = with_issues.files(), with_issues.contents()

        publish(contents, with_issues.build, [], left_out=[issue(with_issues)])

        after = with_issues.files()
        assert not (with_issues.pages / PAGE).exists()
        assert "troubles" not in _main(with_issues.page(GUIDE))
        for name in ("en/team/create-key/index.html", "ko/free/create-key/index.html"):
            assert after[name] == before[name]

    def test_new_words_of_an_issue_renew_the_guide_that_tells_it(
        self, with_issues: Project
    ) -> None:
        """The guide of another row stays as it is."""
        with_issues.publish()
        before = with_issues.files()
        with_issues.edit("scenarios/data/troubles.yaml", "It was deleted.", "It ran out.")

        with_issues.publish(only=["lost-free-en"])

        assert "It ran out." in with_issues.page(GUIDE)
        assert (
            with_issues.files()["en/team/create-key/index.html"]
            == (before["en/team/create-key/index.html"])
        )

    def test_nothing_changes_when_nothing_changed(self, with_issues: Project) -> None:
        """The same evidence of issues gives the same publication."""
        first = with_issues.publish()

        assert with_issues.publish().folder == first.folder


class TestPages:
    def test_the_page_of_an_issue_has_the_steps_that_end_it(self, with_issues: Project) -> None:
        """Those that bring it about are not told; numbers begin at one."""
        with_issues.publish()

        told = _main(with_issues.page(PAGE))

        assert re.findall(r'<li class="step" id="([^"]+)"', told) == ["what-helps", "open-keys"]
        assert "Look for the key." not in told
        assert told.count("<img ") == 1

    def test_verification_says_what_proves_a_row(self, with_issues: Project) -> None:
        """What the screen said is proved where it was seen; cause and remedy are not passed off."""
        with_issues.publish()
        name = with_issues.pages / GUIDE / "verification.html"
        told = name.read_text(encoding="utf-8").partition("If something goes wrong")[2]

        message = told[told.index("The screen says") : told.index("Why it happens")]
        cause, remedy = told.partition("Why it happens")[2].split("Instruction")[:2]

        assert f"{FILE}:15" in message
        assert LOST in message
        assert "Framing:" not in message
        assert "Framing:" in cause
        assert "Editorial:" in remedy

    def test_an_issue_is_found_by_what_people_say(self, with_issues: Project) -> None:
        """The search leads to its page, by symptom and by the text of the screen."""
        with_issues.publish()

        index = (with_issues.pages / "en/search.js").read_text(encoding="utf-8")

        assert f'"{PAGE}/index.html"' in index
        assert "It was deleted." in index

    def test_issues_lead_to_each_other_by_row_alone(self, with_issues: Project) -> None:
        """An issue of another row is neither before nor after, and not beside it."""
        with_issues.publish()

        assert "stolen" not in with_issues.page(PAGE)
        assert f"../../../{GUIDE}/index.html" in with_issues.page(PAGE)


def test_a_new_cause_is_a_change_for_readers(with_issues: Project) -> None:
    """`diff` tells it, as any other sentence."""
    with_issues.publish()
    old = with_issues.pages.resolve()
    with_issues.edit("scenarios/data/troubles.yaml", "It was deleted.", "It ran out.")
    with_issues.publish(only=["lost-free-en"])

    before, after = (
        {one.node: one for one in read_guides(each)} for each in (old, with_issues.pages.resolve())
    )
    changed = [one.part for one in pairs(before[LOST], after[LOST]) if one.old != one.new]

    assert changed == ["cause"]


def test_exports_carry_the_section(with_issues: Project) -> None:
    """Markdown, paper and the help centre tell it; no issue is a page or an article of its own."""
    with_issues.publish()
    contents = with_issues.contents()
    chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
    stock = take_stock(contents, with_issues.build, chosen)

    export_markdown(stock, folder := with_issues.root / "markdown")
    articles = help_articles(contents, read_guides(with_issues.pages.resolve()))

    guide = next(one for one in stock.guides if one.row == {"plan": "free"} and one.locale == "en")
    markdown = (folder / GUIDE / "index.md").read_text(encoding="utf-8")
    assert "## If something goes wrong" in markdown
    assert "**Why it happens**: It was deleted." in markdown
    assert not (folder / PAGE).exists()
    assert "It was deleted." in guide_page(stock, guide)
    spoken = next(one for one in articles if one.name == "create-key-free").spoken["en"]
    assert [one.symptoms[0].plain for one in spoken.troubles] == ["My key is <gone>."]
    assert not [one.name for one in articles if "lost" in one.name]


class TestSelection:
    def test_issues_come_with_the_guides_that_tell_them(self, with_issues: Project) -> None:
        """Of the same row and locale, and no others."""
        suite = with_issues.suite()
        guides = [one for one in suite.variants if one.name == "free-ko"]

        assert [one.name for one in issues_of(suite, guides)] == ["lost-free-ko"]

    def test_without_issues_what_is_told_must_go(self, with_issues: Project) -> None:
        """An issue that would have to run is left out; there is work if it is published."""
        one = issue(with_issues)
        entry = Entry(run="", words="", around="")
        plans = [Plan(run=[one], is_published=True) for _ in range(2)]

        plans[0].leave_out_issues(Ledger(guides={LOST: entry}))
        plans[1].leave_out_issues(Ledger())

        assert [(each.run, each.left_out, each.is_done) for each in plans] == [
            ([], [one], False),
            ([], [one], True),
        ]
