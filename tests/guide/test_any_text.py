"""Any text survives in every format, and none becomes mark-up that no template made."""

import shutil
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from typing import Any

import markdown as python_markdown
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guiderunner.evidence.model import Failure
from guiderunner.guide.exports import Stock, take_stock
from guiderunner.guide.html import PartView, Renderer
from guiderunner.guide.markdown_files import export_markdown
from guiderunner.guide.model import Guide
from guiderunner.guide.site import Site
from guiderunner.guide.tokens import UiLabel
from guiderunner.guide.zendesk.articles import Spoken
from guiderunner.guide.zendesk.render import BodyRenderer
from guiderunner.report.page import page as report_page
from guiderunner.report.summary import markdown as report_summary
from tests.guide.key_guides import Project
from tests.guide.test_markdown import settings as markdown_settings
from tests.properties import examples
from tests.report.runs import failed, run_of

# Where the words of readers are in a stored guide; what is there besides are names of ours.
SAID = {"text", "shown", "gloss", "heading", "names", "label", "help", "note", "axes", "asked"}
PLAIN = ["Words of a person"]
MARKUP = [
    "<script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "\"><a href='javascript:x'>link</a>",
    "' onmouseover='x' a='",
    "&lt;b&gt; &#60;i&#62; &amp;",
    "<!-- a --> <![CDATA[ b ]]> <?c?>",
    "{{ 7 * 7 }} {% include 'x' %} {# gone #}",
    "[a](https://a.example) ![b](c) <https://d.example>",
    "# a\n\n* b\n\n```\nc\n```\n\n    d\n\n!!! danger\n",
    "| a | b |\n|---|---|\n| c | d |",
    "a\u2028b\u2029c\x85d",
    "저장\u202e을 「保存」 🎉\u200d🎈 e\u0301",
]
TEXT = st.one_of(
    st.sampled_from(MARKUP),
    st.text(st.sampled_from(" <>&\"'`*_[](){}#!|\\/:=-+~^aZ가キ\n"), min_size=1, max_size=20),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
).filter(lambda text: any(one.isalnum() for one in text))
TEXTS = st.lists(TEXT, min_size=4, max_size=24)


class Parsed(HTMLParser):
    """A page as a browser takes it: what it is made of, and all its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.made: list[tuple[str, tuple[str, ...]]] = []
        self.words: list[str] = []
        self._data: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with its attributes; where a link leads is part of what is made."""
        links = [f"{key}={value}" for key, value in attrs if key in {"href", "src", "srcset"}]
        self.made.append((tag, (*(key for key, _ in attrs), *links)))
        self.words += [value or "" for _, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element."""
        self.made.append((f"/{tag}", ()))

    def handle_comment(self, data: str) -> None:
        """Note a comment: readers are never given one."""
        self.made.append(("!", (data,)))

    def handle_decl(self, decl: str) -> None:
        """Note the kind of document."""
        self.made.append(("!doctype", (decl,)))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)
        self._data.append(data)

    @property
    def read(self) -> str:
        """What a reader reads, without what stands in attributes."""
        return "".join(self._data)

    def lacks(self, texts: Sequence[str]) -> list[str]:
        """Return those of *texts* that a reader would not find."""
        said = _spaced("".join(self.words))
        return [one for one in texts if _spaced(one) not in said]


def _spaced(text: str) -> str:
    return " ".join(text.split())


class Press:
    """Renders a guide as each format; no data class, as Hypothesis prints what examples have."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self._renderers: dict[str, Renderer] = {}

    def guide(self, locale: str) -> Guide:
        """Return a guide of the project, to be given other words."""
        return next(one for one in self.stock.guides if one.locale == locale)

    def renderer(self, locale: str) -> Renderer:
        """Return what renders one locale."""
        if locale not in self._renderers:
            site = self.stock.site
            self._renderers[locale] = Renderer(site.templates, site.catalogues[locale])
        return self._renderers[locale]

    def site(self, guide: Guide) -> Site:
        """Return a site of this guide alone."""
        site = self.stock.site
        theme = dict.fromkeys(("guide.css", "guide.js", "search.js"), "theme/file")
        return Site(site.templates, [guide], site.catalogues, site.front, theme)

    def pages(self, guide: Guide) -> dict[str, str]:
        """Return the pages that a guide appears on."""
        site = self.site(guide)
        lists = [text for name, text in site.lists({}) if name.endswith(".html")]
        pages = {"guide": site.guide(guide), "verification": site.verification(guide)}
        return {**pages, "lists": "".join(lists)}

    def body(self, guide: Guide) -> str:
        """Return the body of an article of a help centre."""
        part = PartView("", "", guide.title.plain, None, guide, guide.steps)
        spoken = Spoken(guide.locale, guide.title.plain, guide.summary, [part])
        renderer = self.renderer(guide.locale)
        files = [file for step in guide.steps if step.picture for file in step.picture.files]
        bodies = BodyRenderer(renderer.templates, {guide.locale: renderer}, "theme")
        return bodies.body("name", spoken, dict(zip(files, files, strict=True)))

    def markdown(self, guide: Guide, folder: Path) -> tuple[dict[str, Any], str]:
        """Return front matter and content of a Markdown file, as MkDocs reads them."""
        export_markdown(Stock(self.stock.publication, self.site(guide), [], []), folder)
        (file,) = (folder / guide.locale).rglob(f"{guide.scenario}/index.md")
        front, body = file.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        extensions: Any = markdown_settings()["markdown_extensions"]
        return yaml.safe_load(front), python_markdown.markdown(body, extensions=extensions)


@pytest.fixture(scope="module")
def press(translated_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Press:
    """What is published of a project, to be rendered with other words."""
    root = tmp_path_factory.mktemp("press") / "project"
    shutil.copytree(translated_project, root)
    project = Project(root)
    project.publish()
    contents = project.contents()
    chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
    return Press(take_stock(contents, project.build, chosen))


def _with_words(guide: Guide, texts: Sequence[str]) -> tuple[Guide, list[str]]:
    """Return *guide* with *texts* in place of its own, and all that it then says."""
    used: list[str] = []
    words = cycle(texts)

    def other(value: Any, is_said: bool) -> Any:
        if isinstance(value, str) and is_said:
            used.append(next(words))
            return used[-1]
        if isinstance(value, dict):
            # What was asked is told in the reader's language where it can be.
            said = SAID - {"asked"} if value.get("question") else SAID
            return {key: other(one, is_said or key in said) for key, one in value.items()}
        return [other(one, is_said) for one in value] if isinstance(value, list) else value

    return Guide.model_validate(other(guide.model_dump(mode="json"), is_said=False)), used


LOCALES = st.sampled_from(["en", "ko", "ja"])


@given(TEXTS, LOCALES)
@examples(4)
@example(MARKUP, "en")
@example(MARKUP, "ja")
@example([*["plain"] * 18, *MARKUP], "en")
def test_pages_are_made_of_what_their_templates_hold(
    press: Press, texts: list[str], locale: str
) -> None:
    """With any words the same elements, attributes and links as with plain ones."""
    guide, said = _with_words(press.guide(locale), texts)
    plain, _ = _with_words(guide, PLAIN)

    pages, expected = press.pages(guide), press.pages(plain)

    for name, page in pages.items():
        assert Parsed(page).made == Parsed(expected[name]).made, name
    assert Parsed(pages["guide"] + pages["verification"]).lacks(said) == []


@given(TEXTS, LOCALES)
@examples(6)
@example(MARKUP, "ko")
def test_a_body_for_the_help_centre_is_made_of_what_its_template_holds(
    press: Press, texts: list[str], locale: str
) -> None:
    """As pages, though without what proves it."""
    guide, _ = _with_words(press.guide(locale), texts)
    plain, _ = _with_words(guide, PLAIN)

    body = Parsed(press.body(guide))

    assert body.made == Parsed(press.body(plain)).made
    assert (
        body.lacks([token.text for step in guide.steps for token in step.instruction.tokens]) == []
    )


@given(TEXTS, LOCALES)
@examples(4)
@example(MARKUP, "en")
def test_a_markdown_file_is_made_of_what_its_template_holds(
    press: Press, tmp_path: Path, texts: list[str], locale: str
) -> None:
    """As MkDocs reads it; the title stands in the front matter to the letter."""
    guide, _ = _with_words(press.guide(locale), texts)
    plain, _ = _with_words(guide, PLAIN)

    front, page = press.markdown(guide, tmp_path / "any")
    _, expected = press.markdown(plain, tmp_path / "plain")

    assert Parsed(page).made == Parsed(expected).made
    assert front["title"] == guide.title.plain
    words = [token.text for step in guide.steps for token in step.instruction.tokens]
    assert Parsed(page).lacks(words) == []


@given(TEXT, TEXT, LOCALES, LOCALES)
def test_any_label_is_set_off_as_its_language_does(
    press: Press, shown: str, gloss: str, locale: str, language: str
) -> None:
    """English by weight, Korean in brackets, Japanese in its quotation marks; meaning after it."""
    before, after = {"en": ("", ""), "ko": ("[", "]"), "ja": ("「", "」")}[locale]
    label = UiLabel(site="app", name="x", shown=shown, language=language, gloss=gloss)

    parsed = Parsed(press.renderer(locale).inline([label]))

    assert parsed.read == f"{before}{shown}{after} ({gloss})"
    assert [tag for tag, _ in parsed.made if tag[0] != "/"] == [
        "strong",
        *(["span"] if language != locale else []),
        "span",
    ]


@given(TEXT)
@examples(6)
@example("</script><script>alert(1)</script>")
def test_reports_show_a_failure_as_it_was(text: str) -> None:
    """In the HTML page as text, in the Markdown summary as a block of code."""
    failure = Failure(expected=text, found=text, nearest=text)
    plain = Failure(expected="a", found="a", nearest="a")
    pages, summaries = (
        [
            report_page(run_of(failed("keys-ko", failure=one)), Path("none")),
            MarkdownIt("commonmark").render(report_summary(run_of(failed("keys-ko", failure=one)))),
        ]
        for one in (failure, plain)
    )

    for shown, expected in zip(pages, summaries, strict=True):
        assert Parsed(shown).made == Parsed(expected).made
        assert Parsed(shown).lacks([text]) == []
