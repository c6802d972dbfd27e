"""What changed for readers between two publications is told in words, and each change once."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from playwright.sync_api import Browser

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Box, ExpectationRecord, Mark, PictureRecord, ShownLabel
from guiderunner.guide.diff.compare import compare
from guiderunner.guide.diff.model import Difference
from guiderunner.guide.diff.page import as_page
from guiderunner.guide.diff.publications import Side, choose, read_side
from guiderunner.guide.diff.text import as_markdown, as_text, summary
from guiderunner.guide.diff.words import Piece, aligned, word_diff
from guiderunner.guide.model import Guide
from guiderunner.guide.stored import read_guide, stored
from guiderunner.scenario.model import Expectation
from tests.guide import key_guides
from tests.guide.key_guides import Project

SCENARIO = "scenarios/keys/create_key.yaml"
Changed = Callable[[], None]


@pytest.fixture
def change(project: Project, monkeypatch: pytest.MonkeyPatch) -> "_Changes":
    """Give the changes that a test can make between two publications."""
    project.publish()
    return _Changes(project, monkeypatch)


class _Changes:
    """Changes a project, and compares what it publishes then with what it published first."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project, self.monkeypatch = project, monkeypatch
        self.old = project.pages.resolve()

    def label(self, name: str, **shown: str) -> None:
        """Let the screen call a label otherwise."""
        words = {key: {**known} for key, known in vars(key_guides)["_SHOWN"].items()}
        for locale, text in shown.items():
            words[locale][name] = text
        self.monkeypatch.setattr(key_guides, "_SHOWN", words)

    def step(self) -> None:
        """Add a step before the one with the picture."""
        new = "  - id: rest\n    text: Wait a moment.\n    action: keys.wait\n  - id: create\n"
        self.text("  - id: create\n", new)

    def text(self, old: str, new: str) -> None:
        """Change the scenario, and translate it anew."""
        self.project.edit(SCENARIO, old, new)
        key_guides.translate(self.project)

    def picture(self) -> None:
        """Let the button be elsewhere."""
        made, box = key_guides.make_picture, Box(x=300, y=180, width=90, height=32)

        def moved(label: str) -> PictureRecord:
            mark = Mark(name="keys.create_button", box=box, label=label, state="ready")
            return made(label, marks=(mark,))

        self.monkeypatch.setattr(key_guides, "make_picture", moved)

    def sides(self) -> tuple[Side, Side]:
        """Publish, and return both publications."""
        self.project.publish()
        return read_side(self.old), read_side(self.project.pages)

    def found(self) -> Difference:
        """Publish, and compare."""
        return compare(*self.sides())


def heads(difference: Difference) -> list[tuple[str, str]]:
    """Return title and subject of each change."""
    return [(one.title, one.subject) for one in difference.changes]


def test_a_label_a_step_and_a_picture_are_just_these_three(change: _Changes) -> None:
    """In six guides of three locales, with badges that count on and other Korean particles."""
    change.label("Keys", en="All keys", ko="모든 키", ja="すべてのキー")
    change.step()
    change.picture()

    difference = change.found()

    assert heads(difference) == [
        ("Label renamed", "[Keys] of app"),
        ("Step added", "create-key, step rest"),
        ("Picture changed", "create-key, step create"),
    ]
    assert [len(one.guides) for one in difference.changes] == [6, 6, 6]
    assert (
        as_text(difference).plain
        == f"""\
{difference.old} → {difference.new}: 3 changes, in 6 guides

Label renamed
  [Keys] of app
    en  [-Keys-] → {{+All keys+}} (2 guides)
    ja  [-キー一覧-] → {{+すべてのキー+}} (2 guides)
    ko  [-키 목록-] → {{+모든 키+}} (2 guides)
    in create-key (free, team): en, ja, ko

Step added
  create-key, step rest
    en  {{+Wait a moment.+}} (2 guides)
    ja  {{+Wait a moment.+}} (2 guides)
    ko  {{+Wait a moment.+}} (2 guides)
    in create-key (free, team): en, ja, ko

Picture changed
  create-key, step create
    in create-key (free, team): en, ja, ko"""
    )


def test_equal_publications_have_no_difference(change: _Changes) -> None:
    """A copy of a publication elsewhere reads the same."""
    copy = change.project.root / "copy"
    shutil.copytree(change.old, copy)

    difference = compare(read_side(change.old), read_side(copy))

    assert heads(difference) == []
    assert summary(difference) == f"{change.old.name} → copy: nothing changed for readers"


def test_a_number_in_a_badge_is_no_change(change: _Changes) -> None:
    """A step that comes later has another number in its picture, and is otherwise as it was."""
    change.step()
    old, new = change.sides()
    pictures = [{step.picture.file for one in side.guides for step in one.steps if step.picture}
                for side in (old, new)]  # fmt: skip
    assert pictures[0].isdisjoint(pictures[1])

    assert heads(compare(old, new)) == [("Step added", "create-key, step rest")]


def test_what_changes_beside_the_number_is_told(change: _Changes) -> None:
    """A picture in which anything else than the badge differs has changed."""
    change.step()
    old, new = change.sides()
    for picture in (new.folder / "pictures").glob("*.webp"):
        with Image.open(picture) as image:
            changed = image.convert("RGB")
        changed.putpixel((3, 3), (0, 0, 255))
        changed.save(picture, lossless=True)

    assert ("Picture changed", "create-key, step create") in heads(compare(old, new))


def test_other_words_are_told_word_by_word(change: _Changes) -> None:
    """A sentence that was reworded in all rows and locales is one change."""
    change.text("Your new [Key] is shown.", "Your [Key] is shown at once.")

    difference = change.found()

    (told,) = difference.changes
    assert (told.title, told.subject) == ("Result reworded", "create-key, step create")
    assert len(told.guides) == 6
    english = next(one for one in told.versions if one.locale == "en")
    assert english.pieces == (
        Piece("same", "Your"),
        Piece("removed", " new"),
        Piece("same", " [Key] is shown"),
        Piece("added", " at once"),
        Piece("same", "."),
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: Create a key for", "title: Make a key for", ["Title reworded"]),
        ("so that it can call", "that calls", ["Summary reworded"]),
        ("  - You can log in.\n", "  - You can log in.\n  - You pay.\n", ["Prerequisite added"]),
        ("    note: {text: Keep the key secret., editorial: true}\n", "", ["Note removed"]),
        ("    note: {text: Keep", "    warning: {text: Keep", ["Note removed", "Warning added"]),
        ("danger: {text: The old key", "danger: {text: Each old key", ["Danger reworded"]),
        ("    picture: {of: keys.form, mark: [keys.create_button], when: before}\n", "",
         ["Picture removed"]),
    ],
)  # fmt: skip
def test_each_part_of_a_guide_is_compared(
    change: _Changes, old: str, new: str, told: list[str]
) -> None:
    """Titles, prerequisites, boxes and pictures that come, go or change."""
    change.text(old, new)

    assert sorted(one.title for one in change.found().changes) == told


def test_a_guide_that_comes_or_goes_is_told(change: _Changes) -> None:
    """With its title, and the articles that are not there without it."""
    change.project.edit(SCENARIO, "each: {plan: all}", "each: {plan: {id: team}}")
    change.project.edit("guides/articles/all_about_keys.yaml", "plan: free", "plan: team")
    old, new = change.sides()

    gone, come = compare(old, new), compare(new, old)

    assert heads(gone) == [("Guide removed", "create-key")]
    assert gone.changes[0].versions[0].pieces == (Piece("removed", "Create a key for Free"),)
    assert heads(come) == [("Guide added", "create-key")]


def test_an_article_that_goes_is_told(change: _Changes) -> None:
    """In which locales, too."""
    (change.project.root / "guides/articles/all_about_keys.yaml").unlink()
    key_guides.translate(change.project)

    difference = change.found()

    assert heads(difference) == [("Article removed", "all-about-keys")]
    assert [one.locale for one in difference.changes[0].versions] == ["en", "ja", "ko"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: All about keys", "title: Everything about keys", [("Title reworded", "")]),
        ("From the first", "From one", [("Summary reworded", "")]),
        ("{title: Find your keys", "{title: Look for them", [("Heading reworded", ", part {}")]),
        ("They are in one place.", "All in one.", [("Introduction reworded", ", part {}")]),
        (" introduction: They are in one place.,", "", [("Introduction removed", ", part {}")]),
        ("  - {guide: create-key, row: {plan: free}}\n", "", [("Part removed", ", part {}-2")]),
    ],
)
def test_an_articles_own_words_are_compared(
    change: _Changes, old: str, new: str, told: list[tuple[str, str]]
) -> None:
    """Once for all locales; the words of its guides are told of the guides."""
    change.project.edit("guides/articles/all_about_keys.yaml", old, new)
    key_guides.translate(change.project)

    found = change.found()

    subjects = [(one, f"article all-about-keys{where.format('create-key')}") for one, where in told]
    assert heads(found) == subjects
    assert [one.locale for one in found.changes[0].versions] == ["en", "ja", "ko"]
    assert summary(found).endswith(": 1 change")


def test_articles_of_an_older_version_have_no_words_to_compare(change: _Changes) -> None:
    """They are not told as new; a damaged file is."""
    old, new = change.sides()
    (torn, *others) = sorted(old.folder.rglob("article.json"))
    for one in others:
        one.unlink()
    torn.unlink()

    assert heads(compare(read_side(old.folder), new)) == []
    torn.write_text("{")
    with pytest.raises(GuiderunnerError, match=r"article\.json: this is no article of this"):
        read_side(old.folder)


def altered(side: Side, folder: Path, change: Callable[[Guide], Guide]) -> Side:
    """Return a copy of *side* in *folder* in which each guide is changed."""
    shutil.copytree(side.folder, folder)
    for file in folder.rglob("guide.json.gz"):
        file.write_bytes(stored(change(read_guide(file))))
    return read_side(folder)


def test_a_step_that_moved_is_told(change: _Changes, tmp_path: Path) -> None:
    """The one that moved, and not those that made room for it."""
    old = read_side(change.old)
    new = altered(
        old,
        tmp_path / "new",
        lambda one: one.model_copy(
            update={
                "steps": tuple(
                    step.model_copy(update={"number": number})
                    for number, step in enumerate((*one.steps[1:], one.steps[0]), start=1)
                )
            }
        ),
    )

    difference = compare(old, new)

    told = [one for one in difference.changes if one.title == "Step moved"]
    assert [one.subject for one in told] == ["create-key, step open-keys"]
    assert told[0].versions[0].pieces == (Piece("same", "1 → 3: Go to [Keys]."),)


def test_another_control_is_no_renamed_label(change: _Changes) -> None:
    """Where the old label is still on other guides, the author means another one."""
    change.text("Your new [Key] is shown.", "Your new [Keys] is shown.")
    made = vars(key_guides)["_expectation"]

    def expectation(asked: Expectation, of: str, label: ShownLabel) -> ExpectationRecord:
        changed = label.model_copy(update={"name": "Keys", "shown": "Keys"})
        record: ExpectationRecord = made(asked, of, changed)
        return record

    change.monkeypatch.setattr(key_guides, "_expectation", expectation)

    assert heads(change.found()) == [("Result reworded", "create-key, step create")]


def test_a_label_that_also_has_another_name_was_renamed(change: _Changes, tmp_path: Path) -> None:
    """Readers meet the old one nowhere any more, and never met the new one before."""
    old = read_side(change.old)

    def renamed(guide: Guide) -> Guide:
        said = guide.model_dump_json().replace('"name":"Keys"', '"name":"All keys"')
        return Guide.model_validate_json(said.replace('"shown":"Keys"', '"shown":"All keys"'))

    new = altered(old, tmp_path / "new", renamed)

    (told,) = compare(old, new).changes
    assert (told.title, told.subject) == ("Label renamed", "[Keys] of app")
    assert [one.locale for one in told.versions] == ["en"]


WORDS = st.text(st.sampled_from("ab 가나キーあ漢字.,!"), max_size=20)


@given(WORDS, WORDS)
@example("Go to a b.", "Go to c d.")
def test_a_word_diff_holds_both_texts(old: str, new: str) -> None:
    """Read without what was added it is the old text, without what was removed the new one."""
    pieces = word_diff(old, new)

    assert "".join(one.text for one in pieces if one.op != "added") == old
    assert "".join(one.text for one in pieces if one.op != "removed") == new
    assert all(one.text for one in pieces)


@given(st.lists(st.integers(0, 4), max_size=6), st.lists(st.integers(0, 4), max_size=6))
def test_nothing_is_lost_when_lists_are_laid_side_by_side(old: list[int], new: list[int]) -> None:
    """Each of both lists is there once, in its order."""
    pairs = aligned(old, new)

    assert [one for one, _ in pairs if one is not None] == old
    assert [two for _, two in pairs if two is not None] == new


def test_markdown_shows_words_as_they_are(change: _Changes) -> None:
    """What was reworded stays text, and a list."""
    change.text("Keep the key secret.", "Keep *the* key <b>.")

    page = MarkdownIt("commonmark").render(as_markdown(change.found()))

    assert "<h2>Note reworded</h2>" in page
    assert "<li>en: Keep <ins>*</ins>the<ins>*</ins> key <del>secret</del>" in page
    assert "<b>" not in page


def test_the_page_shows_old_and_new_pictures(change: _Changes) -> None:
    """Side by side, in a page that needs no other file."""
    change.picture()
    change.text("Keep the key secret.", "Keep <b>.")
    old, new = change.sides()

    page = as_page(compare(old, new), old.folder, new.folder)

    images = re.findall(r'<img src="(data:image/webp;base64,[^"]+)" alt="([^"]+)"', page)
    assert {alt for _, alt in images} == {"The old picture", "The new picture"}
    assert (len(images), len({source for source, _ in images})) == (6, 2)
    assert "<b>" not in page
    assert not re.search(r'(src|href)="(?!data:|#)', page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_fault(change: _Changes, browser: Browser, scheme: str) -> None:
    """Axe finds nothing, and nothing is cut off on a phone."""
    change.label("Keys", en="All keys")
    change.picture()
    old, new = change.sides()
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": 360, "height": 740})
    page.set_content(as_page(compare(old, new), old.folder, new.folder))

    found = Axe().run(page)

    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_by_default_the_last_two_are_compared(change: _Changes) -> None:
    """Others are named by number, name or folder."""
    project = change.project
    with pytest.raises(GuiderunnerError, match=f"no publication before {change.old.name}"):
        choose(project.build, None, None)
    change.step()
    _, new = change.sides()

    assert choose(project.build, None, None) == (change.old, new.folder)
    assert choose(project.build, "1", None) == (change.old, new.folder)
    assert choose(project.build, new.folder.name, str(change.old)) == (new.folder, change.old)
    with pytest.raises(GuiderunnerError, match="there is no publication '7'"):
        choose(project.build, "7", None)


def test_a_damaged_publication_is_refused(change: _Changes, tmp_path: Path) -> None:
    """In one line, that names the file."""
    with pytest.raises(GuiderunnerError, match=r"is no publication: it holds no guide\."):
        read_side(change.project.root / "pages")
    with pytest.raises(GuiderunnerError, match="there is no publication"):
        read_side(tmp_path / "nowhere")
    copy = tmp_path / "copy"
    shutil.copytree(change.old, copy)
    file = copy / "en/free/create-key/guide.json.gz"
    file.write_text("{}")

    with pytest.raises(GuiderunnerError) as raised:
        read_side(copy)

    assert str(raised.value).startswith(f"{file}: ")
    assert str(raised.value).endswith("It cannot be compared.")
    assert "\n" not in str(raised.value)


def test_a_picture_that_is_lost_is_named(change: _Changes) -> None:
    """The page is not made without it."""
    change.picture()
    old, new = change.sides()
    for file in (new.folder / "pictures").iterdir():
        file.unlink()

    with pytest.raises(GuiderunnerError, match=r"webp: this picture is not there\.$"):
        as_page(compare(old, new), old.folder, new.folder)
