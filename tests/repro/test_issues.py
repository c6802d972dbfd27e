"""The issue library is listed and searched."""

import json
from functools import cache
from pathlib import Path

import pytest

from guiderunner.project import find_project
from guiderunner.repro.issues import Issue, NoIssueError, load_issues, search
from guiderunner.run.checking import Checked, check_project
from tests.run.command import run_command

ROOT = Path(__file__).parents[2]


@cache
def checked() -> Checked:
    """Return the project, checked once for all tests."""
    return check_project(find_project(ROOT))


@cache
def known() -> tuple[Issue, ...]:
    """Return the issues of the project."""
    return tuple(load_issues(checked().suite, checked().project.guides))


def _ids(*words: str, only: tuple[str, ...] = (), flow: str | None = None) -> list[str]:
    return [one.id for one in search(known(), words, only, flow)]


class TestSearch:
    def test_rows_and_flow_narrow(self) -> None:
        """Only issues of the marketplace, and of the flow, are left."""
        found = search(known(), (), ("marketplace=yahoo_jp",), "registration")

        assert [one.id for one in found] == ["YHO-02", "YHO-03", "YHO-05"]

    def test_a_word_is_found_in_any_language(self) -> None:
        """English, Korean and Japanese words of symptom, cause and steps are looked for."""
        assert "RMS-07" in _ids("return address", "RMS")
        assert "RMS-07" in _ids("반품지", "예전")
        assert "RMS-07" in _ids("返品先", "古いまま")

    def test_codes_are_found(self) -> None:
        """An error code finds the issues that it comes with, and no other."""
        assert _ids("ES04-01") == ["RMS-02", "RMS-03"]

    @pytest.mark.parametrize(
        ("words", "only", "flow", "said"),
        [
            (("temlpate",), (), None, "no issue has 'temlpate'. Did you mean 'template'?"),
            ((), ("marketplace=rakutn",), None, "Did you mean 'marketplace=rakuten'?"),
            ((), (), "refrsh", "there is no flow 'refrsh' with issues. Did you mean 'refresh'?"),
        ],
    )
    def test_the_nearest_is_named(
        self, words: tuple[str, ...], only: tuple[str, ...], flow: str | None, said: str
    ) -> None:
        """A search without a result says what was probably meant."""
        with pytest.raises(NoIssueError) as raised:
            search(known(), words, only, flow)

        assert said in str(raised.value)


def test_each_issue_is_told_in_every_locale() -> None:
    """No symptom or cause is empty, and none holds a variable that was not filled in."""
    for issue in known():
        assert list(issue.told) == ["en", "ko", "ja"], issue.id
        for told in issue.told.values():
            for text in (*told.symptoms, told.cause):
                assert text, issue.id
                assert "{{" not in text, issue.id


def test_programs_get_json() -> None:
    """`--format json` tells the same, with the command that reproduces each issue."""
    ended = run_command(ROOT, "issues", "px-14303", "--format", "json", "--locale", "ja")

    (found,) = json.loads(ended.stdout)
    assert found["issue"] == "YHO-02"
    assert found["symptoms"] == ["Yahoo!でAPIの利用が許可されていないと出ます。"]
    assert found["command"] == "guiderunner repro YHO-02"


def test_nothing_found_is_exit_code_2() -> None:
    """One line on stderr, and no table."""
    ended = run_command(ROOT, "issues", "nonsense-word")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("no issue has 'nonsense-word'.")
