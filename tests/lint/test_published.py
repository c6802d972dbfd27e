"""A published article is read as readers get it: its steps, boxes, pictures and languages."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.lint.article import ArticleDraft, read_article
from guiderunner.guide.lint.draft import Draft, Lexicon
from guiderunner.guide.lint.linting import lint, lint_articles
from tests.guide.key_guides import Project
from tests.lint.examples import HERE, lint_file

ARTICLE = HERE / "articles" / "marketplace_accounts.html"
# What is wrong with help articles that nobody checks, and the lines of the example that have it.
DEFECTS = {
    "L101": [16],  # The loss is told after the step.
    "L102": [16],  # ... in a box that says Info.
    "L202": [12, 18],  # One thing has two words.
    "L208": [12],  # A control has two names.
    "L104": [4, 11, 14],  # Steps are paragraphs.
    "L206": [4],  # The menu path has no spaces.
    "L108": [1],  # Nothing says what is needed first.
    "L107": [6],  # Nothing says what happens then.
    "L203": [5, 5],  # Colour and place are all that points.
    "L205": [4],  # Zeros stand in a name.
    "L111": [6],  # A step has lost its path.
    "L207": [8],  # Japanese words have no language mark.
}


def _draft(tmp_path: Path, text: str, language: str | None = None) -> Draft:
    file = tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    spoken, blocks = read_article(file, file.name, language)
    return ArticleDraft(spoken, Lexicon()).make(blocks)


def _codes(tmp_path: Path, text: str) -> list[str]:
    return [one.code for one in lint([_draft(tmp_path, text)], tmp_path).findings]


def test_each_defect_of_an_unchecked_article_is_found() -> None:
    """All eight kinds of defects that the articles of help centres have are told, by line."""
    found: dict[str, list[int]] = {}
    for one in lint_file(ARTICLE).findings:
        found.setdefault(one.code, []).append(one.position.line)

    assert {code: found.get(code) for code in DEFECTS} == DEFECTS


def test_words_of_a_finding_are_pointed_at() -> None:
    """Line and column are those of the words, over line ends and character references."""
    places = {str(one.position) for one in lint_file(ARTICLE).findings if one.code == "L205"}
    line = ARTICLE.read_text(encoding="utf-8").splitlines()[3]

    assert places == {f"marketplace_accounts.html:4:{line.index('Q0010') + 1}"}


def test_steps_are_items_of_numbered_lists(tmp_path: Path) -> None:
    """A box before the instruction is read before it; what follows is its result."""
    draft = _draft(
        tmp_path,
        """
        <h2>Steps</h2><ol>
          <li><div class="callout danger"><strong>Danger</strong><p>It is gone.</p></div>
              <p>Select <b>Unlink</b>.<p>It is unlinked.
              <div role="note"><p>Keep this.</p></div>
          <li>Wait.
        </ol><p>Select <b>Cancel</b>, and nothing has happened.</p>""",
    )

    # Beside a list, a paragraph is an explanation.
    first, second = draft.steps
    assert [one.plain for one in first.passages()] == [
        "It is gone.",
        "Select Unlink.",
        "It is unlinked.",
        "Keep this.",
    ]
    assert [one.role for one in first.passages()] == ["danger", "instruction", "result", "note"]
    assert second.instruction.plain == "Wait."


@pytest.mark.parametrize(
    "text",
    [
        "<nav><p>Click <b>Home</b>.</p></nav><p>All is well.</p>",
        "<p>Click <b>Home</b>.</p><main><p>All is well.</p></main>",
        "<style>p { color: red }</style><p>All is well.</p>",
        "<p>All is well.<span aria-hidden='true'>Click here.</span></p>",
        "<p>All is well.</p><footer><p>Click here.</p></footer>",
    ],
)
def test_what_is_no_part_of_the_article_is_not_read(tmp_path: Path, text: str) -> None:
    """Navigation, scripts, styles and hidden words are not asked anything."""
    assert _codes(tmp_path, text) == []


def test_a_table_of_contents_has_no_steps(tmp_path: Path) -> None:
    """Items that only lead to another part of the page are not followed; a link in a text is."""
    draft = _draft(
        tmp_path,
        """<ol><li><a href="#a">Select <b>Save</b>.</a></li></ol>
        <ol><li id="a">Select <b>Save</b>, as in <a href="#b">step 3</a>.</li></ol>""",
    )

    assert [one.instruction.plain for one in draft.steps] == ["Select Save, as in step 3."]


def test_words_of_the_screen_are_not_ours(tmp_path: Path) -> None:
    """What is not to be translated is quoted: labels, and what a screen says."""
    assert _codes(tmp_path, "<p translate='no'>Click the red one.</p>") == []
    assert _codes(tmp_path, "<p>All <kbd>Click</kbd> keys.</p>") == []


def test_a_name_in_a_title_stays_capital(tmp_path: Path) -> None:
    """A name that stands small in an address is no word of the title."""
    text = "<h1>Connect your Rakuten shop</h1><p>See rakuten.example for it.</p>"
    file = tmp_path / "page.html"
    file.write_text(text, encoding="utf-8")
    language, blocks = read_article(file, file.name)

    draft = ArticleDraft(language, Lexicon((), frozenset({"Rakuten"}))).make(blocks)

    assert lint([draft], tmp_path).findings == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<p>Info: The list cannot be restored.</p>", ["L102"]),
        ("<p><strong>Note</strong> It is gone for good.</p>", ["L102"]),
        ("<p>Notes can be long.</p>", []),
        ("<div class='alert-info'>It is gone for good.</div>", ["L102"]),
        ("<div class='admonition danger'>It is gone for good.</div>", []),
    ],
)
def test_a_box_is_known_by_its_class_or_first_word(
    tmp_path: Path, text: str, code: list[str]
) -> None:
    """Whoever writes boxes by hand is understood too."""
    assert _codes(tmp_path, text) == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("<html lang='ko'><p>Hello.</p></html>", "ko"),
        ("<p>계정을 연동해 주세요.</p>", "ko"),
        ("<p>アカウントを連携します。</p>", "ja"),
        ("<p>In RMS, open 店舗設定 of the shop, and then its メニュー.</p>", "en"),
    ],
)
def test_the_language_is_declared_or_read_off_the_letters(
    tmp_path: Path, text: str, language: str
) -> None:
    """A body without html element, as of a help centre, is known by its letters."""
    assert _draft(tmp_path, text).style.locale == language


def test_a_language_without_a_style_is_asked_what_all_are_asked(tmp_path: Path) -> None:
    """French has no words of ours, but pictures and headings as everybody."""
    text = "<html lang='fr'><p>Cliquez sur <b>OK</b>.</p><img src='a.png'></html>"

    assert _codes(tmp_path, text) == ["L301"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "the file cannot be read, or is not UTF-8. Save it in UTF-8. [S001]"),
        (b"<html><script>x</script></html>", "there is no article in it. [L112]"),
        (b"", "there is no article in it. [L112]"),
    ],
)
def test_what_is_no_article_is_told_in_words(tmp_path: Path, content: bytes, said: str) -> None:
    """A file without words, or in another encoding, is one clear message."""
    file = tmp_path / "page.html"
    file.write_bytes(content)

    with pytest.raises(ProblemsError) as caught:
        read_article(file, file.name)

    assert str(caught.value.problems[0]) == f"page.html:1:1: {said}"


@pytest.mark.parametrize(
    "text",
    ["</p></div><p>a", "<p><b>a</p>b</b>", "<li>a<li>b", "<ol><li><ol><li>a", "<p>&#xfffff;&x;<"],
)
def test_broken_html_is_read_all_the_same(tmp_path: Path, text: str) -> None:
    """An article that a browser shows is an article, however it was written."""
    assert _draft(tmp_path, text).passages or _draft(tmp_path, text).steps


def test_an_exception_in_html_is_a_comment(tmp_path: Path) -> None:
    """In an article it stands in the line of the text, or in the one above."""
    text = "<!-- lint-ok L201: the vendor words it so. -->\n<p>All clicks are counted.</p>"

    found = lint([_draft(tmp_path, text)], tmp_path)

    assert (found.findings, found.accepted) == ((), 1)


def test_a_page_of_our_own_is_read_like_its_scenario(project: Project) -> None:
    """Steps, boxes, labels and pictures of published guides are understood; nothing is added."""
    project.publish()
    pages = [f"en/{row}/create-key/index.html" for row in ("free", "team")]

    found = lint_articles(pages, project.pages, project.contents())

    told = {(one.position.path, one.code, one.message) for one in found.findings}
    said = "the step has no result. Say what the reader should see after it."
    assert told == {(page, "L107", said) for page in pages}
    assert len(found.findings) == 4


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<ol>", "<li>", "</ol>", "<b>", "</b>", "<h2>", "<img>", "<!--", "-->"]
        )
        | st.text(max_size=12)
        | st.sampled_from(["Click ", "Go to .", "저장을 클릭", "を選択します。", "&gt;", "&#0;"]),
        max_size=20,
    )
)
def test_no_article_breaks_the_reader(tmp_path: Path, parts: list[str]) -> None:
    """Whatever stands in a file, it is linted or refused in words, and places are in the file."""
    text = "<p>Words.</p>" + "".join(parts).encode("utf-8", "ignore").decode()

    draft = _draft(tmp_path, text)
    places = [one.position for one in lint([draft], tmp_path).findings]

    lines = (tmp_path / "page.html").read_text("utf-8").split("\n")
    assert all(1 <= one.line <= len(lines) for one in places)
    assert all(1 <= one.column <= len(lines[one.line - 1]) + 1 for one in places)
