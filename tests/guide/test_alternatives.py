"""Alternative texts hold what the run read off the screen, in few words."""

from guiderunner.evidence.model import Box, Mark, MarkState
from guiderunner.guide.alternatives import LONGEST, marked_in, shortened
from guiderunner.guide.model import GuideStep, Sentence
from guiderunner.guide.tokens import Text, UiLabel
from tests.guide.key_guides import make_picture

BOX = Box(x=200, y=140, width=90, height=32)


def mark(label: str, state: MarkState = "filled") -> Mark:
    """Return a mark that is called *label*."""
    return Mark(name="page.one", box=BOX, label=label, state=state)


def step(*labels: UiLabel) -> GuideStep:
    """Return a step that names *labels*."""
    said = Sentence(tokens=(Text(text="Enter "), *labels))
    return GuideStep(number=1, id="enter", instruction=said)


def test_what_is_in_one_state_is_told_together() -> None:
    """In the order of the marks, each name once; what has no name is not told."""
    marks = (mark("Shop"), mark("I agree", "selected"), mark("Key"), mark("Key"), mark(""))

    found = marked_in(make_picture(marks=marks), step())

    assert [(one.state, one.names) for one in found] == [
        ("filled", ("Shop", "Key")),
        ("selected", ("I agree",)),
    ]


def test_a_foreign_name_is_followed_by_its_meaning() -> None:
    """If the texts of the step tell it."""
    label = UiLabel(site="rms", name="Update", shown="更新する", language="ja", gloss="Update")

    (found,) = marked_in(make_picture(marks=(mark("更新する"), mark("戻る"))), step(label))

    assert found.names == ("更新する (Update)", "戻る")


def test_long_texts_are_cut_after_a_word() -> None:
    """Alternative texts are listened to; Japanese has no spaces to cut at."""
    assert shortened("One\n  line") == "One line"
    assert shortened("word " * 30) == "word " * (LONGEST // 5) + "…"
    assert shortened("あ" * 100) == "あ" * LONGEST + " …"
