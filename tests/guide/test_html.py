"""Pages say what the guide says, in words that any reader and any browser can follow."""

import re
from html.parser import HTMLParser

import pytest

from tests.guide.key_guides import Project, translate

VOID = {"meta", "link", "img", "input", "br", "source", "path", "use"}
LOOK = """
version: 1
id: look
guide: article
title: Look at the keys
summary: To know them.
each: {plan: all}
next: [create-key]
steps:
  - {id: look, text: Look at the keys., action: keys.look}
"""


class _Links(HTMLParser):
    """Collects what a page refers to, and the names in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the links and the id of a tag."""
        self.targets += [value or "" for key, value in attrs if key in {"href", "src", "srcset"}]
        self.ids += [value or "" for key, value in attrs if key == "id"]


def test_every_link_of_every_page_leads_somewhere(project: Project) -> None:
    """Links are relative, so that pages work from a folder; anchors are there, and only once."""
    project.publish()
    root = project.pages.resolve()

    for file in root.rglob("*.html"):
        links = _Links(file.read_text(encoding="utf-8"))
        assert len(links.ids) == len(set(links.ids)), file
        for target in links.targets:
            path, _, anchor = target.partition("#")
            assert "://" not in target
            assert not target.startswith("/")
            other = (file.parent / path).resolve() if path else file
            assert other.is_file(), f"{file}: {target}"
            if anchor:
                assert anchor in _Links(other.read_text(encoding="utf-8")).ids, f"{file}: {target}"


def test_the_danger_is_read_before_its_instruction(project: Project) -> None:
    """Whoever reads a step from top to bottom is warned in time."""
    project.publish()

    step = project.page().partition('id="create"')[2].partition("</li>")[0]
    places = [
        step.index(one)
        for one in ("stops working", "Create key", "Your new", "Keep the key secret")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", '<strong class="label">Keys</strong>'),
        ("ko", '<strong class="label">[키 목록]</strong>'),
        ("ja", '<strong class="label">「キー一覧」</strong>'),
    ],
)
def test_labels_are_set_off_as_each_language_does(project: Project, locale: str, said: str) -> None:
    """English by weight, Korean in brackets, Japanese in its own quotation marks."""
    project.publish()

    assert said in project.page(f"{locale}/free/create-key")


def test_a_foreign_label_says_its_language_and_meaning(project: Project) -> None:
    """A screen reader pronounces it right, and a reader knows what it means."""
    project.publish()

    assert (
        '<strong class="label">[<span lang="ja">受信トレイ</span>]</strong> '
        '<span class="gloss">(받은편지함)</span>을'
    ) in project.page("ko/free/create-key")


class _Languages(HTMLParser):
    """Collects the languages in which a word is said on a page, wherever it is read."""

    def __init__(self, page: str, word: str) -> None:
        super().__init__()
        self.word, self.languages, self._open = word, list[str](), list[tuple[str, str]]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Go into an element: it is in the language of what it is in, if it does not say."""
        around = self._open[-1][1] if self._open else ""
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while tag not in VOID and self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note in what language the word is said; a title of a window has no mark-up."""
        if self.word in data and self._open[-1][0] != "title":
            self.languages.append(self._open[-1][1])


def test_a_foreign_label_says_its_language_on_every_page(project: Project) -> None:
    """In headings, menus, breadcrumbs, lists, tables of contents, and links to other guides."""
    scenario, title = "scenarios/keys/create_key.yaml", "title: Create a key for {{ plan.name }}"
    project.edit(scenario, title, 'title: "[Inbox] of {{ plan.name }}"')
    project.write("scenarios/keys/look.yaml", LOOK)
    translate(project)
    project.publish()
    root = project.pages.resolve()

    for locale, language in (("ko", "ja"), ("en", "ja"), ("ja", "ja")):
        pages = {one: one.read_text(encoding="utf-8") for one in (root / locale).rglob("*.html")}
        said = {one: _Languages(text, "受信トレイ").languages for one, text in pages.items()}
        assert {each for one in said.values() for each in one} == {language}
        assert len(said[root / locale / "free/look/index.html"]) >= 3  # Menu, next, previous.


def test_markup_in_a_text_is_text(project: Project) -> None:
    """What an author or a data row says can never become part of the page."""
    project.publish()

    page = project.page("en/team/create-key")
    assert "Create a key for Team &lt;b&gt;&amp;&lt;/b&gt;" in page
    assert "<b>" not in page


def test_the_fields_of_a_form_are_a_table(project: Project) -> None:
    """Label, icon, help and note as on the screen; what is in another language says so."""
    project.publish()

    table = project.page().partition("<table")[2].partition("</table>")[0]
    name, permission = re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>.*?</tr>", table, re.DOTALL)
    assert ">Name</th>" in name
    assert [one in name for one in (">Yes</td>", "Yours &lt;b&gt;", "* 9.")] == [True] * 3
    assert '<span lang="ja">権限</span>' in permission
    assert ">No</td>" in permission


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "“My keys” is shown. Ready to be selected: Create key."),
        ("ko", "“My keys” is shown. Ready to be selected: [키 만들기]."),
        ("ja", "“My keys” is shown. Ready to be selected: 「キーを作成」."),
    ],
)
def test_a_picture_has_size_and_words(project: Project, locale: str, said: str) -> None:
    """Its place is known before it is loaded, and who does not see it is told what it shows."""
    project.publish()

    image = re.findall(r"<img[^>]*>", project.page(f"{locale}/free/create-key"))[0]

    assert 'width="400" height="200"' in image
    assert f'alt="{said}"' in image


def test_phones_get_the_part_around_the_marks(project: Project) -> None:
    """The link leads to the whole; the part is published, kept, and removed with it."""
    run = project.run_with_wide_pictures()

    for _ in range(2):
        project.publish(run)

        page = project.page()
        (whole,) = set(re.findall(r'href="[./]*(pictures/\w+\.webp)"', page))
        (part,) = set(re.findall(r'<source media="[^"]*" srcset="[./]*(pictures/[^"]*)"', page))
        pictures = {one for one in project.files() if one.startswith("pictures/")}
        assert pictures == {whole, part}
    project.publish()

    assert len([one for one in project.files() if one.startswith("pictures/")]) == 1


def test_the_language_switch_stays_on_the_page(project: Project) -> None:
    """It leads to the same guide, or to all guides where that one is not published."""
    project.publish(only=["free-en", "free-ko", "team-ja"])

    page = project.page("ko/free/create-key")
    assert '<a href="../../../en/free/create-key/index.html" lang="en"' in page
    assert '<a href="../../../ja/index.html" lang="ja"' in page


def test_only_verification_pages_have_date_and_run(project: Project) -> None:
    """Two runs of the same give the same pages; what proves them says which run it was."""
    project.publish()
    first = project.files()
    run = project.run(project.suite()).model_copy(update={"id": "run-2"})
    tries = [one.model_copy(update={"started": "2027-01-01T10:00:00+00:00"}) for one in run.tries]

    published = project.publish(run.model_copy(update={"tries": tuple(tries)}))

    again = project.files()
    changed = {name for name, content in again.items() if content != first.get(name)}
    proofs = {name for name in again if name.endswith("/verification.html")}
    of_guides = {name for name in proofs if "/articles/" not in name}
    records = {name.replace("verification.html", "guide.json.gz") for name in of_guides}
    assert changed == of_guides | records | {"ledger.json"}
    assert published.changed == []
    assert b"2027" in again["en/free/create-key/verification.html"]
    assert b"run-2" in again["en/free/create-key/verification.html"]
