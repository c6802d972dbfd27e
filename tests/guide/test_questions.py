"""What an expectation asked is told in the language of the reader."""

import re
from functools import cache

import pytest

from guiderunner.evidence.model import QuestionRecord
from guiderunner.guide.catalogue import Catalogue
from guiderunner.guide.elements import element_name
from guiderunner.guide.html import Renderer
from guiderunner.guide.model import Guide
from guiderunner.guide.questions import Questions
from guiderunner.guide.site import Site
from guiderunner.guide.stored import read_guides
from guiderunner.scenario.model import COMPARING, KINDS
from guiderunner.scenario.names import Member, Names, PageNames
from tests.guide.key_guides import OURS, Project

MEMBERS = {
    "heading": Member("locator", {}, doc="The heading of the page.\n\nMore for authors."),
    "row": Member("locator", {}, doc="Return the row of the account that is linked to *shop*."),
    "bare": Member("locator", {}),
}
NAMES = Names({"keys": PageNames("keys", "KeysPage", "app", MEMBERS)})


@cache
def _questions(locale: str) -> Questions:
    catalogue = Catalogue.load(OURS / "locales", locale, OURS.parent)
    return Questions(Renderer(OURS / "templates", catalogue), NAMES)


def _told(locale: str, **asked: object) -> str:
    question = QuestionRecord.model_validate({"at": "keys.heading", "language": locale} | asked)
    return str(_questions(locale).tell(question))


def _forms() -> list[dict[str, object]]:
    """Return every form of a question that a scenario can ask."""
    forms: list[dict[str, object]] = []
    for kind in KINDS:
        ways = ("is", "is_not", "contains") if kind in COMPARING else (None,)
        forms += [{"kind": kind, "compares": how, "value": "7" if how else ""} for how in ways]
    empty: list[dict[str, object]] = [
        {"kind": "value", "compares": how, "value": ""} for how in ("is", "is_not")
    ]
    # A count contains nothing; of a structure, `is` and `contains` ask the same.
    left_out = [("count", "contains"), ("aria", "contains")]
    return [one for one in forms if (one["kind"], one["compares"]) not in left_out] + empty


@pytest.mark.parametrize(
    ("asked", "english", "korean", "japanese"),
    [
        (
            {"kind": "visible"},
            "The heading of the page: shown.",
            "페이지의 제목 영역이 표시됩니다.",
            "ページの見出しが表示されています。",
        ),
        (
            {"kind": "hidden", "at": "keys.row"},
            "The row of the account that is linked to shop: not shown.",
            "샵에 연동된 계정의 행이 표시되지 않습니다.",
            "ショップに連携したアカウントの行は表示されていません。",
        ),
        (
            {"kind": "text", "compares": "is_not", "value": "저장"},
            "The heading of the page: the text is not “저장”.",
            "페이지의 제목 영역의 텍스트가 “저장”이 아닙니다.",
            "ページの見出しのテキストは「저장」ではありません。",
        ),
        (
            {"kind": "text", "compares": "contains", "value": "메뉴"},
            "The heading of the page: the text contains “메뉴”.",
            "페이지의 제목 영역의 텍스트에 “메뉴”가 포함되어 있습니다.",
            "ページの見出しのテキストに「메뉴」が含まれています。",
        ),
        (
            {"kind": "value", "compares": "is", "value": "", "every": True},
            "The heading of the page (each of them): empty.",
            "페이지의 제목 영역(각각)이 비어 있습니다.",
            "ページの見出し(それぞれ)は空です。",
        ),
        (
            {"kind": "url", "value": "/keys/*"},
            'The address of the page: <code lang="en">/keys/*</code>.',
            '페이지의 주소는 <code lang="en">/keys/*</code>입니다.',
            'ページのアドレスは<code lang="en">/keys/*</code>です。',
        ),
    ],
)
def test_a_question_reads_as_its_language_does(
    asked: dict[str, object], english: str, korean: str, japanese: str
) -> None:
    """Names are translated, and Korean particles fit the name or value before them."""
    assert _told("en", **asked) == english
    assert _told("ko", **asked) == korean
    assert _told("ja", **asked) == japanese


@pytest.mark.parametrize("locale", ["en", "ko", "ja"])
def test_every_form_has_a_sentence_of_its_own(locale: str) -> None:
    """No two kinds or ways to compare are told alike; a translation has no English in it."""
    told = [_told(locale, **asked) for asked in _forms()]

    assert len(set(told)) == len(told) == len(_forms())
    assert [one for one in told if not one.endswith((".", "。"))] == []
    if locale != "en":
        words = [re.sub(r"<[^>]*>", "", one) for one in told]
        assert [one for one in words if re.search("[a-z]", one)] == []


@pytest.mark.parametrize("at", ["keys.bare", "keys.gone", "gone.heading"])
def test_what_has_no_name_is_told_by_its_code(at: str) -> None:
    """As scenarios write it, and marked so."""
    assert element_name(NAMES, at) is None
    assert _told("ko", kind="visible", at=at).startswith(f'<code lang="en">{at}</code>')


def test_a_value_says_its_language() -> None:
    """It is read off a screen in another language; what is like mark-up in it is text."""
    asked = {"kind": "text", "compares": "is", "value": "<b>保存", "language": "ja"}

    told = _told("ko", **asked)

    assert told == '페이지의 제목 영역의 텍스트가 “<span lang="ja">&lt;b&gt;保存</span>”입니다.'


def test_a_verification_page_tells_questions_and_labels(project: Project) -> None:
    """In the words of its language, with the labels that were found on the screen."""
    project.publish()

    page = (project.pages / "ko/free/create-key/verification.html").read_text(encoding="utf-8")

    assert '<code lang="en">keys.key</code>: shown.' in page  # Translated by itself there.
    assert re.search(r"create_key\.yaml:\d+</code> · Labels: 키</p>", page)


def test_a_page_of_an_older_version_tells_the_code(project: Project) -> None:
    """What was published without its parts is shown as it was asked."""
    project.publish(only=["free-en"])
    (guide,) = read_guides(project.pages.resolve())
    told = re.sub(r'"question":\{[^}]*"labels":\[[^]]*\]\},', "", guide.model_dump_json())
    older = Guide.model_validate_json(told)
    contents, templates = project.contents(), project.root / "guides" / "templates"
    theme = dict.fromkeys(("guide.css", "guide.js", "search.js"), "")

    site = Site(templates, [older], contents.catalogues, contents.front, theme)
    page = site.verification(older)

    assert older != guide
    assert '<code lang="en">keys.key to be visible</code>' in page
