"""A mistake in a template is told like a mistake in any other file."""

import pickle
from pathlib import Path

import pytest

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.html import Frame, Renderer, TemplatesError

FRAME = Frame("index.html", "en", "Title", "Site", "index.html", {})


def _refused(root: Path, name: str = "page.html", **templates: str) -> str:
    """Return what is said of a page that cannot be made of *templates*."""
    folder = root / "guides" / "templates"
    folder.mkdir(parents=True)
    for key, text in templates.items():
        (folder / f"{key}.html").write_text(text, encoding="utf-8")
    with pytest.raises(TemplatesError) as raised:
        Renderer(folder, Catalogue("en", "en.po")).render(name, FRAME, guide=FRAME)
    return str(raised.value)


@pytest.mark.parametrize(
    ("written", "marked", "said"),
    [
        ("{{ foo }}", "foo", "'foo' is undefined. Known: guide, page. [J003]"),
        ("{{ giude }}", "giude", "'giude' is undefined. Did you mean 'guide'? [J003]"),
        ("{{ page.titel }}", "titel", "Frame has no 'titel'. Did you mean 'title'? [J003]"),
        ("{{ page.root.x }}", "x }}", "'str object' has no attribute 'x'. [J003]"),
        ("{{ page | foo }}", "foo", "No filter named 'foo'. [J001]"),
        ("{% if %}", "{%", "Expected an expression, got 'end of statement block'. [J001]"),
        ("{{ 1 + 'x' }}", "{{", "unsupported operand type(s) for +: 'int' and 'str'. [J003]"),
        ("{{ 1 // 0 }}", "{{", "integer division or modulo by zero. [J003]"),
        ("{% include 'gone.html' %}", "gone", "there is no template 'gone.html'.{} [J002]"),
        ("{% extends 'gone.html' %}", "gone", "there is no template 'gone.html'.{} [J002]"),
        ("{% include 'pages.html' %}", "pages", "there is no template 'pages.html'.{} [J002]"),
        ("{% include 'page.html' %}", "{%", "the template includes itself. [J002]"),
        ("{{ page.__class__ }}", "__class__", "access to attribute '__class__' of 'Frame'{}"),
        ("{{ ''.__class__ }}", "__class__", "access to attribute '__class__' of 'str'{}"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, written: str, marked: str, said: str
) -> None:
    """A slip in the syntax, an unknown value, a file that is not there, what is out of reach."""
    near = " Did you mean 'page.html'?"
    if "class" in written:
        near = " object is unsafe. Templates hold no code. [J004]"

    told = _refused(tmp_path, page=f"<p>\n  <b>{written}")

    column = len("  <b>") + written.index(marked) + 1
    expected = said.replace("{}", near)
    assert told.splitlines() == [
        f"guides/templates/page.html:2:{column}: {expected}",
        "",
        "1 problem in 1 file. Nothing was made.",
    ]


def test_a_mistake_stands_in_the_template_that_has_it(tmp_path: Path) -> None:
    """Not in the one that includes it, or whose macro is called."""
    told = _refused(tmp_path, page="{% include 'part.html' %}", part="\n{{ foo }}")

    assert told.startswith("guides/templates/part.html:2:4: 'foo' is undefined.")


def test_slips_of_all_templates_are_told_at_once(tmp_path: Path) -> None:
    """Also of those that the page does not use; what only this page does wrong comes after."""
    told = _refused(
        tmp_path, page="{% include 'a.html' %}", a="{% iff x %}", b="\n{{ 1", c="{{ x }}"
    )

    assert [one.partition(": ")[0] for one in told.splitlines()[:-2]] == [
        "guides/templates/a.html:1:4",
        "guides/templates/b.html:2:1",
    ]


def test_a_template_that_is_gone_is_told_by_its_name(tmp_path: Path) -> None:
    """It is the page's own."""
    told = _refused(tmp_path, "guide.html", page="")

    assert told.startswith("guides/templates/guide.html:1:1: there is no template 'guide.html'.")


def test_what_is_not_the_templates_fault_is_raised_as_it_is(tmp_path: Path) -> None:
    """An error of ours is no problem of an author."""
    folder = tmp_path / "guides" / "templates"
    folder.mkdir(parents=True)

    (folder / "page.html").write_bytes(b"\xff")
    renderer = Renderer(folder, Catalogue("en", "en.po"))

    with pytest.raises(UnicodeDecodeError):
        renderer.render("page.html", FRAME)


def test_problems_come_whole_from_another_process() -> None:
    """Many guides are made by several; what one of them tells is not lost on the way."""
    problem = Problem(Position("a.html", 2, 3), "wrong.", "J001")

    error = pickle.loads(pickle.dumps(TemplatesError([problem], "Nothing was made.")))  # noqa: S301

    assert (type(error), error.problems) == (TemplatesError, [problem])
    assert str(error).endswith("1 problem in 1 file. Nothing was made.")
