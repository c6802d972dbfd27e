"""Markdown says what the guide says, and MkDocs Material builds it without a warning."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import markdown as python_markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.exports import MARKER, Stock, replacing, take_stock
from guiderunner.guide.html import Frame
from guiderunner.guide.markdown import MarkdownRenderer, escaped
from guiderunner.guide.markdown_files import export_markdown
from guiderunner.guide.stored import read_guides
from guiderunner.guide.tokens import Text, UiLabel
from tests.guide.key_guides import OURS, Project

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
# All that may come out, as MkDocs reads it; `div` and `p` with classes are admonitions.
ALLOWED = {
    "h1": {"id"},
    "h2": {"id"},
    "h3": {"id"},
    "p": {"id", "class"},
    "ul": set[str](),
    "ol": {"start"},
    "li": {"id"},
    "strong": {"lang"},
    "span": {"lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading"},
    "div": {"class"},
    "table": set[str](),
    "thead": set[str](),
    "tbody": set[str](),
    "tr": set[str](),
    "th": set[str](),
    "td": set[str](),
    "br": set[str](),
}


class _Read(HTMLParser):
    """Collects the words of a page and its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data


def settings() -> dict[str, object]:
    """Return the part of mkdocs.yml that docs/formats.md tells its readers to write."""
    (block,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    found = yaml.safe_load(block)
    assert isinstance(found, dict)
    return found


def stock(project: Project) -> Stock:
    """Return what is published of the project."""
    contents = project.contents()
    chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
    return take_stock(contents, project.build, chosen)


@pytest.fixture
def exported(project: Project, tmp_path: Path) -> Path:
    """Publish the project and export it."""
    project.publish()
    export_markdown(stock(project), tmp_path / "docs")
    return tmp_path / "docs"


def as_html(text: str) -> str:
    """Return *text* as Python-Markdown, which MkDocs uses, makes it."""
    extensions = settings()["markdown_extensions"]
    assert isinstance(extensions, list)
    return python_markdown.markdown(text, extensions=extensions)


def body(file: Path) -> str:
    """Return a file without its front matter."""
    return body_of(file.read_text(encoding="utf-8"))


def body_of(text: str) -> str:
    """Return *text* without its front matter."""
    return text.split("\n---\n", 1)[1]


MEANT = st.one_of(
    st.text(
        st.sampled_from(" \\`*_{}[]()<>#+-.!|~^=:&;\"'/@$%0123?aB가キ\n\t"), min_size=1, max_size=30
    ),
    st.text(min_size=1, max_size=30),
)


def plain(text: str) -> str:
    """Return *text* as HTML shows it: stretches of space are one, none at the ends."""
    return " ".join(text.split())


@given(MEANT)
@example("1. one")
@example("# heading")
@example("!!! danger")
@example("??? note")
@example("- [ ] task")
@example("[link](https://a.example) ![x](y)")
@example("<b>bold</b> &amp; <script>")
@example("`code` **bold** _it_ ~~gone~~ ==marked== ^^ins^^ ++ctrl++ :smile:")
@example("*[HTML]: abbreviation")
@example("| a | b |")
@example(": definition")
@example("{ #id .class } {{ macro }}")
@example("https://a.example/?a=1&b=2")
@example("    code")
def test_words_stay_words(text: str) -> None:
    """What looks like Markdown is read as it was written, by MkDocs and by CommonMark."""
    text = "".join(one for one in text if one.isprintable() or one in "\n\t")
    said = str(escaped(text)).strip()
    if not said:
        return

    for page in (as_html(said), MarkdownIt("commonmark").render(said)):
        read = _Read(page)
        assert plain(read.words) == plain(text)
        assert [tag for tag, _ in read.tags] == ["p"]


WORD = st.text(st.sampled_from("aB가キ1 *_`[]()!?.、。「"), min_size=1, max_size=8)


@given(WORD, WORD, WORD)
@example("a", "Save!", "b")
@example("を", "保存。", "を")
def test_a_label_is_bold_between_any_words(before: str, shown: str, after: str) -> None:
    """Also where CommonMark would take the asterisks for words."""
    shown = plain(shown)
    if not shown:
        return
    renderer = MarkdownRenderer(OURS / "templates", Catalogue("en", "en.po"))
    label = UiLabel(site="app", name="x", shown=shown, language="en")
    said = str(renderer.inline([Text(text=before), label, Text(text=after)]))

    for page in (as_html(said), MarkdownIt("commonmark").render(said)):
        assert plain(_Read(page).words) == plain(before + shown + after)
        (bold,) = re.findall(r"<strong>(.*?)</strong>", page)
        assert plain(_Read(bold).words) == shown


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_only_what_is_allowed_comes_out(exported: Path, locale: str) -> None:
    """No other element or attribute is in any file: guides, articles and the list."""
    files = list((exported / locale).rglob("*.md"))
    assert len(files) == 4

    for file in files:
        for tag, attributes in _Read(as_html(body(file))).tags:
            assert tag in ALLOWED, f"{file}: {tag}"
            assert set(attributes) <= ALLOWED[tag], f"{file}: {tag} {attributes}"


def test_a_guide_reads_as_its_page_does(exported: Path) -> None:
    """Danger, instruction, picture, result and note stand in the order of the page."""
    page = as_html(body(exported / "en/free/create-key/index.md"))

    places = [
        page.index(one)
        for one in (
            "<h1>Create a key for Free</h1>",
            'class="admonition danger"',
            "The old key stops working.",
            '<p id="create">Select <strong>Create key</strong>.</p>',
            'src="create.webp"',
            'class="admonition success"',
            "Keep the key secret.",
            'id="check-mail"',
        )
    ]
    assert places == sorted(places)
    assert 'alt="“My keys” is shown. Ready to be selected: Create key."' in page
    assert '<strong lang="ja">受信トレイ</strong> (Inbox)' in page
    assert (exported / "en/free/create-key/create.webp").is_file()


def test_steps_keep_their_numbers(exported: Path, project: Project) -> None:
    """A part of an article that leaves steps out numbers the others as its guide does."""
    assert "<ol>" in as_html(body(exported / "en/articles/all-about-keys/index.md"))
    project.edit("guides/articles/all_about_keys.yaml", "[open-keys]", "[open-keys, check-mail]")
    project.publish()
    export_markdown(stock(project), exported.parent / "again")

    page = as_html(body(exported.parent / "again/en/articles/all-about-keys/index.md"))
    assert '<ol start="3">\n<li id="create-key--check-mail">' in page


def test_a_long_guide_lists_its_steps_first(exported: Path, project: Project) -> None:
    """Each leads to its step; a short one needs no list."""
    assert "at a glance" not in (exported / "en/free/create-key/index.md").read_text()
    guide = next(one for one in read_guides(project.pages.resolve()) if one.locale == "en")
    steps = [guide.steps[0].model_copy(update={"number": n, "id": f"s{n}"}) for n in range(1, 7)]
    many = guide.model_copy(update={"steps": tuple(steps)})
    frame = Frame("", "en", "", "", "", {})
    renderer = MarkdownRenderer(OURS / "templates", Catalogue("en", "en.po"))
    names = ("facts", "later", "pictures", "terms", "troubles")
    empty: dict[str, object] = {name: {} for name in names}

    page = as_html(body_of(renderer.render("markdown/guide.md", frame, guide=many, **empty)))

    listed, _, told = page.partition('id="steps"')
    assert all(f'<a href="#s{n}">Go to <strong>Keys</strong>.</a>' in listed for n in range(1, 7))
    assert listed.count('<a href="#s') == 6
    assert all(f'id="s{n}"' in told for n in range(1, 7))


def test_front_matter_is_data(exported: Path) -> None:
    """Whatever the title says, it is the title; no date and no run is in it."""
    file = exported / "en/team/create-key/index.md"

    facts = yaml.safe_load(file.read_text(encoding="utf-8").split("---\n")[1])
    assert facts == {
        "title": "Create a key for Team <b>&</b>",
        "description": "Give your server a key, so that it can call the API.",
        "lang": "en",
        "guide": "create-key",
        "flow": "keys",
        "row": {"plan": "team"},
    }


def test_mkdocs_material_builds_it_without_a_warning(exported: Path, tmp_path: Path) -> None:
    """In all three locales, with the settings of docs/formats.md; links and anchors are checked."""
    written = {"site_name": "Guides", "docs_dir": str(exported), **settings()}
    config = tmp_path / "mkdocs.yml"
    config.write_text(yaml.safe_dump(written), encoding="utf-8")

    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config)]
    ended = subprocess.run(
        [*command, "-d", str(tmp_path / "site")], capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stderr
    for locale in ("en", "ko", "ja"):
        assert (tmp_path / "site" / locale / "free/create-key/index.html").is_file()


def test_the_same_guides_give_the_same_files(exported: Path, project: Project) -> None:
    """To the byte."""
    export_markdown(stock(project), exported.parent / "again")

    first, again = (
        {one.relative_to(root): one.read_bytes() for one in root.rglob("*") if one.is_file()}
        for root in (exported, exported.parent / "again")
    )
    assert first == again


def test_an_export_replaces_an_export_only(tmp_path: Path) -> None:
    """A folder with files of others is left alone; one of ours is replaced as a whole."""
    folder = tmp_path / "docs"
    with replacing(folder) as staging:
        (staging / "old.md").write_text("old")
    with replacing(folder) as staging:
        (staging / "new.md").write_text("new")
    assert {one.name for one in folder.iterdir()} == {"new.md", MARKER}
    (folder / MARKER).unlink()

    with pytest.raises(GuiderunnerError, match="holds what no export made"), replacing(folder):
        pass

    assert (folder / "new.md").read_text() == "new"
    assert [one.name for one in tmp_path.iterdir()] == ["docs"]


def test_what_fails_half_way_leaves_the_old_export(tmp_path: Path) -> None:
    """Nothing is half-written."""
    folder = tmp_path / "docs"
    with replacing(folder) as staging:
        (staging / "old.md").write_text("old")

    with pytest.raises(RuntimeError):
        _fail_half_way(folder)

    assert {one.name for one in folder.iterdir()} == {"old.md", MARKER}
    assert [one.name for one in tmp_path.iterdir()] == ["docs"]


def _fail_half_way(folder: Path) -> None:
    with replacing(folder) as staging:
        (staging / "new.md").write_text("new")
        raise RuntimeError


def test_only_what_is_published_is_exported(project: Project) -> None:
    """Guides that are not published are named; with none at all there is nothing to export."""
    with pytest.raises(GuiderunnerError, match="no guides are published yet"):
        stock(project)
    project.publish(only=["free-en"])

    found = stock(project)

    assert [one.node.partition("::")[2] for one in found.guides] == ["free-en"]
    assert len(found.missing) == 5
    assert [one.name for one in found.articles] == ["en/all-about-keys"]
