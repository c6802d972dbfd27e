"""The model of what Zendesk leaves of a body, and bodies that pass it unchanged."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiderunner.guide.zendesk.limits import attachment_problems, body_problems
from guiderunner.guide.zendesk.sanitiser import TAGS, sanitise

REMOVED = {
    "script": ("<p>a</p><script>x()</script>", "<p>a</p>"),
    "handler": ('<p onclick="x()">a</p>', "<p>a</p>"),
    "javascript": ('<a href="javascript:x()">a</a>', "<a>a</a>"),
    "form": ('<form><input value="a"><button>b</button></form>', "b"),
    "drawing": ('<svg><path d="M0"></path></svg>a', "a"),
    "role": ('<div role="note">a</div>', "<div>a</div>"),
    "margin": ('<div style="margin: 0;padding: 1px">a</div>', '<div style="padding: 1px">a</div>'),
    "only a margin": ('<p style="margin: 0">a</p>', "<p>a</p>"),
    "position": (
        '<div style="position: fixed;color: red">a</div>',
        '<div style="color: red">a</div>',
    ),
    "variable": ('<div style="--x: 1px">a</div>', "<div>a</div>"),
    "list style elsewhere": ('<div style="list-style: none">a</div>', "<div>a</div>"),
    "float elsewhere": ('<div style="float: left">a</div>', "<div>a</div>"),
    "url": (
        "<div style=\"background-image: url('javascript:x()')\">a</div>",
        "<div>a</div>",
    ),
    "empty span": ("<p>a<span></span></p>", "<p>a</p>"),
    "nested empty": ("<p>a<span><i> </i></span></p>", "<p>a</p>"),
    "empty cell": (
        "<table><tbody><tr><td></td><td>a</td></tr></tbody></table>",
        "<table><tbody><tr><td>a</td></tr></tbody></table>",
    ),
    "empty paragraph": ("<p></p>", "<p>&nbsp;</p>"),
    "frame": ('<iframe src="https://example.com/x"></iframe>', "<iframe></iframe>"),
    "words in a frame": ('<iframe><p onclick="x">a</p></iframe>', "<iframe></iframe>"),
    "data link": ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
}
KEPT = (
    '<div class="guide" id="a" lang="ko" data-step="b" aria-label="c">가 &amp; &lt;</div>',
    '<table style="margin: 0 auto"><tbody><tr><td>a</td></tr></tbody></table>',
    '<ol style="list-style: none;padding: 0"><li style="list-style: none">a</li></ol>',
    '<figure style="float: right"><img src="https://example.com/a.png" alt=""></figure>',
    '<img src="{{attachment:ko/save-1a2b3c4d.png}}" alt="a &quot;b&quot;" width="2" height="1">',
    '<a href="#steps">a</a>',
    "<details><summary>a</summary>b</details>",
    '<iframe src="https://www.youtube.com/embed/x"></iframe>',
    '<div style="border-left: 4px solid rgba(214, 48, 49, 0.9);border-radius: 0 6px 6px 0">a</div>',
)


@pytest.mark.parametrize(("body", "left"), REMOVED.values(), ids=REMOVED)
def test_what_zendesk_removes_is_removed(body: str, left: str) -> None:
    """Each rule of the documentation, and of what others observed."""
    assert sanitise(body) == left


@pytest.mark.parametrize("body", KEPT)
def test_what_zendesk_keeps_is_kept_to_the_letter(body: str) -> None:
    """What is allowed comes out as it was written."""
    assert sanitise(body) == body


NAMES = st.sampled_from([*sorted(TAGS), "script", "button", "svg", "style", "font", "picture"])
TEXTS = st.text("ab<>&\"';/= \n\u00a0가ー", max_size=6)
STYLES = st.sampled_from(
    ["margin: 0", "padding: 1px", "list-style: none", "position: fixed", "x", "color: red;;", ""]
)


@st.composite
def elements(draw: st.DrawFn, depth: int = 2) -> str:
    """Any markup, good and bad."""
    name, style = draw(NAMES), draw(STYLES)
    deeper = elements(depth - 1) if depth else TEXTS
    inside = "".join(draw(st.lists(deeper | TEXTS, max_size=3)))
    return f'<{name} style="{style}" onclick="x" data-a="b">{inside}</{name}>'


@given(elements())
def test_what_is_left_is_left_for_good(body: str) -> None:
    """Whatever goes in: cleaning twice is cleaning once."""
    once = sanitise(body)

    assert sanitise(once) == once


class _Parts(HTMLParser):
    """Collects elements and attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs)}
        styles = [value or "" for name, value in attrs if name == "style"]
        self.found |= {f"style {part.split(':')[0]}" for one in styles for part in one.split(";")}


@given(elements())
def test_nothing_unsafe_is_left(body: str) -> None:
    """No element, attribute or style that is not on the list."""
    parts = _Parts()
    parts.feed(sanitise(body))
    parts.close()

    styles = {"style padding", "style list-style", "style margin", "style color", "style "}
    assert parts.found <= TAGS | {"style", "data-a"} | styles


def test_a_loss_is_told_where_it_stands() -> None:
    """The problem has file, line, column and the element that would be lost."""
    body = '<div>\n  <p>a</p>\n  <div role="note">b</div>\n</div>\n'

    assert [str(one) for one in body_problems("body/ko.html", body)] == [
        (
            "body/ko.html:3:3: readers would not see this as it is made: "
            '<div role="note">. Change the template. [Z003]'
        )
    ]


def test_a_body_over_a_megabyte_is_refused() -> None:
    """Bytes count, not letters, and so do the addresses of pictures."""
    under, over = "<p>" + "가" * 333_300 + "</p>", "<p>" + "가" * 333_332 + "</p>"
    picture = under + '<img src="{{attachment:a.png}}" alt="">'

    assert len(picture.encode()) < 1_000_000
    assert list(body_problems("b", under)) == []
    for body in (over, picture):
        (problem,) = body_problems("b", body)
        assert problem.code == "Z002"
        assert "1,000,000 are allowed" in problem.message


def test_the_title_is_no_heading_of_the_body() -> None:
    """The help centre writes the title itself."""
    (problem,) = body_problems("b", "<p>a</p>\n<h1>A</h1>")

    assert (str(problem.position), problem.code) == ("b:2:1", "Z002")


def test_limits_of_pictures() -> None:
    """At most 500 pictures of 20 MB each."""
    many = {f"{one}.png": 1 for one in range(501)}

    assert [str(one) for one in attachment_problems("x", many)] == [
        "x/manifest.json:1:1: 501 pictures, 500 are allowed in an article. [Z002]"
    ]
    assert [str(one) for one in attachment_problems("x", {"a.png": 20_000_001})] == [
        "x/attachments/a.png:1:1: the picture is 20,000,001 bytes, 20,000,000 are allowed. [Z002]"
    ]
