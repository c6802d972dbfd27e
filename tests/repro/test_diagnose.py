"""From a seller's words to the issue, measured on texts that the ranking was not tuned with."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from guiderunner.diagnostics import ProblemsError
from guiderunner.repro.diagnose import Diagnosis, diagnosis_of
from guiderunner.repro.sayings import FILE, Saying, read_sayings
from tests.repro.test_issues import checked, known
from tests.run.command import run_command

ROOT = Path(__file__).parents[2]
SAYINGS = ROOT / "scenarios" / FILE
TEXTS: dict[str, Any] = {
    name: yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text(encoding="utf-8"))
    for name in ("paraphrases", "seller_texts", "blind_texts")
}


@cache
def _diagnosis() -> Diagnosis:
    return diagnosis_of(known(), checked().suite)


@pytest.mark.parametrize("name", TEXTS)
def test_the_right_issue_is_among_the_first_three(name: str) -> None:
    """It is for 90 % of the texts at least, in English, Korean and Japanese."""
    texts = TEXTS[name]["issues"]

    missed = [(issue, text) for issue, text in texts if issue not in _first_three(text)]

    assert len({issue for issue, _ in texts}) == 72
    assert len(missed) <= len(texts) / 10, missed


@pytest.mark.parametrize("name", TEXTS)
def test_unrelated_texts_match_nothing(name: str) -> None:
    """What is not about an issue is no match, in any language: one guess in a hundred at most."""
    texts = TEXTS[name]["unrelated"]

    matched = [text for text in texts if _diagnosis().ask(text)]

    assert len(texts) >= 18
    assert len(matched) <= len(texts) / 100, matched


def test_what_is_counted_was_not_said() -> None:
    """No text that the ranking is measured on is among those that it knows."""
    said = {one.text for one in read_sayings(SAYINGS, {one.id for one in known()}, ROOT)}

    counted = {text for one in TEXTS.values() for _, text in one["issues"]}
    counted |= {text for one in TEXTS.values() for text in one["unrelated"]}

    assert len(said) > 500
    assert said.isdisjoint(counted)


def test_what_was_said_before_is_found_again() -> None:
    """A saying leads to its issue, and is the reason that is told."""
    text = "the parcels that customers send back still go to our old flat in Busan"
    assert not any(one.saying == text for one in _diagnosis().ask(text))

    added = Diagnosis(known(), checked().suite, [Saying("RMS-07", text)])

    assert added.ask(text)[0].issue.id == "RMS-07"
    assert f"is like “{text}”" in added.ask(text)[0].reason


def test_what_was_said_of_no_issue_is_no_match() -> None:
    """A text that was about something else is not guessed at again."""
    text = "Rakuten: the return address is still the old one on our paper leaflets"
    assert _diagnosis().ask(text)

    assert Diagnosis(known(), checked().suite, [Saying("none", text)]).ask(text) == []


def test_slips_in_the_sayings_are_told_at_once(tmp_path: Path) -> None:
    """Each line without an issue, or without words, is told with its place."""
    file = tmp_path / "sayings.txt"
    file.write_text("# what was said\n\nRMS-07: the old one\nRMS-7: old\nnone:\nno colon\n")

    with pytest.raises(ProblemsError) as error:
        read_sayings(file, {"RMS-07"}, tmp_path)

    assert str(error.value).splitlines()[:3] == [
        "sayings.txt:4:1: 'RMS-7' is no issue, nor 'none'. Did you mean 'RMS-07'? [D004]",
        "sayings.txt:5:6: says nothing of 'none'. A line is ISSUE: what was said. [D005]",
        "sayings.txt:6:1: 'no colon' is no issue, nor 'none'. Known: RMS-07, none. [D004]",
    ]


def _first_three(text: str) -> set[str]:
    """Return the first three issues, one with two causes by its common id."""
    found = (one.issue.id for one in _diagnosis().ask(text)[:3])
    return {"-".join(one.split("-")[:2]) for one in found}


def test_likeness_alone_is_no_match() -> None:
    """Without a word, name or topic that tells, a text that is worded alike is not taken."""
    assert _diagnosis().ask("since today, and nobody warned us") == []


@pytest.mark.parametrize(
    ("code", "ids"),
    [("px-14303", ["YHO-02"]), ("-90004", ["QSM-02", "QSM-03"]), ("ES04-01", ["RMS-02", "RMS-03"])],
)
def test_a_code_alone_names_its_issues(code: str, ids: list[str]) -> None:
    """An error code needs no words, and is the reason that is told."""
    found = _diagnosis().ask(code)

    assert sorted(one.issue.id for one in found) == ids
    assert all(one.reason.startswith("error code ") for one in found)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("500", ["AMZ-04"]),
        ("Amazon: error 500, again and again, when we connect the account", ["AMZ-04"]),
        ("10000", ["QSM-01", "QSM-03", "QSM-06"]),
        ("-10000 it said, in red", ["QSM-01", "QSM-03", "QSM-06"]),
        ("our new socks are 500 yen", []),
        ("쿠폰 코드를 10000개 만들고 싶어요", []),
    ],
)
def test_a_number_is_a_code_where_it_may_be_one(text: str, ids: list[str]) -> None:
    """Alone, with its sign, or in a text about an issue; else it is a price or an amount."""
    found = [one for one in _diagnosis().ask(text) if one.code]

    assert sorted(one.issue.id for one in found) == ids


def test_without_other_texts_words_decide() -> None:
    """A project that holds nothing of what issues are not about still has a diagnosis."""
    alone = Diagnosis(known(), checked().suite)

    assert alone.ask("Rakuten: the return address is still the old one")[0].issue.id == "RMS-07"
    assert alone.ask("おすすめのラーメン屋を教えてください") == []


def test_a_named_marketplace_leaves_out_the_others() -> None:
    """What is said of one marketplace is an issue of it, or of all."""
    found = _diagnosis().ask("쿠팡 키가 만료됐어요")

    assert found[0].issue.id == "CPG-01"
    assert {one.issue.row["marketplace"] for one in found if not one.issue.everywhere} == {
        "coupang"
    }


def test_the_command_tells_reason_cause_and_what_next() -> None:
    """A seller's sentence leads to the issue, why it was taken, and how to see it happen."""
    ended = run_command(ROOT, "diagnose", "Rakuten: the return address is still the old one")

    assert ended.returncode == 0
    assert ended.stdout.startswith("1. RMS-07  The return address is still the old one")
    assert "because    names rakuten; says " in ended.stdout
    assert "reproduce  guiderunner repro RMS-07" in ended.stdout


def test_a_code_with_a_minus_is_no_option() -> None:
    """Codes such as -90004 are taken as they are."""
    ended = run_command(ROOT, "diagnose", "-90004")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "because    error code -90004" in ended.stdout


def test_no_match_is_said() -> None:
    """Exit code 1, and what to do then."""
    ended = run_command(ROOT, "diagnose", "おすすめのラーメン屋を教えてください")

    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.startswith("No match. ")
