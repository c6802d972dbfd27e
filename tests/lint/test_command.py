"""`guiderunner lint`: our own guides have no finding, and published articles are told theirs."""

import json
import time
from pathlib import Path

import pytest

from guiderunner.guide.contents import Contents
from guiderunner.guide.lint.linting import lint_project
from guiderunner.project import find_project
from guiderunner.run.checking import check_project
from tests.lint.examples import HERE
from tests.run.command import run_command

ROOT = Path(__file__).parents[2]
ARTICLE = HERE / "articles" / "marketplace_accounts.html"


def test_our_own_texts_have_no_finding() -> None:
    """Scenarios, rows, articles, glossary and translations keep every rule, without exception."""
    ended = run_command(ROOT, "lint")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(" texts read, no problems.\n")


def test_the_whole_project_is_linted_in_less_than_two_seconds() -> None:
    """An author need not wait: three languages and all rows, with all that is read for it."""
    started = time.process_time()
    checked = check_project(find_project(ROOT))
    contents = Contents.load(checked.suite, checked.project.guides)
    found = lint_project(contents, checked.suite.variants)
    seconds = time.process_time() - started

    assert found.texts > 500
    assert seconds < 2


def test_an_article_is_told_its_findings() -> None:
    """The project's glossary and names count for an HTML file too; the exit code is 1."""
    ended = run_command(ROOT, "lint", str(ARTICLE.relative_to(ROOT)))

    assert (ended.returncode, ended.stderr) == (1, "")
    place = "tests/lint/articles/marketplace_accounts.html"
    assert f"{place}:4:164: 'Q0010' looks like 'Qoo10'" in ended.stdout
    assert f"{place}:18:21: 'disconnect' is not our word." in ended.stdout
    assert ended.stdout.splitlines()[-1].endswith(" problems in 1 file.")


def test_an_article_is_read_away_from_any_project(tmp_path: Path) -> None:
    """Without a project there is no glossary, but all other rules."""
    (tmp_path / "page.html").write_text("<p>All clicks are counted.</p>", encoding="utf-8")

    ended = run_command(tmp_path, "lint", "page.html")

    assert ended.returncode == 1
    assert ended.stdout.startswith("page.html:1:8: 'clicks' fits one kind of device.")


@pytest.mark.parametrize("name", ["json", "github"])
def test_programs_are_told_too(name: str) -> None:
    """The formats are those of `check`."""
    ended = run_command(ROOT, "lint", str(ARTICLE), "--format", name)
    silent = run_command(ROOT, "lint", "unlink-account", "--locale", "en", "--format", name)

    assert ended.returncode == 1
    if name == "json":
        assert {"L101", "L102"} <= {one["code"] for one in json.loads(ended.stdout)}
        assert json.loads(silent.stdout) == []
    else:
        assert ended.stdout.count("::error file=") == len(ended.stdout.splitlines())
        assert silent.stdout == ""
    assert silent.returncode == 0


@pytest.mark.parametrize(
    ("what", "least", "most"),
    [
        (["guides/articles"], 5, 50),
        (["guides/glossary.yaml", "--locale", "ko"], 5, 20),
        (["scenarios/data"], 500, 900),
        (["unlink-account", "--locale", "ja"], 10, 30),
        (["scenarios/unlink"], 40, 100),
    ],
)
def test_a_selection_is_all_that_is_read(what: list[str], least: int, most: int) -> None:
    """Files, folders and scenarios narrow what is linted."""
    ended = run_command(ROOT, "lint", *what)

    assert ended.returncode == 0
    assert least <= int(ended.stdout.split()[0]) <= most


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (["unlink-acount"], "there is no scenario or file 'unlink-acount'. Did you mean"),
        (["nowhere.html"], "nowhere.html:1:1: the file cannot be read"),
        (["--locale", "fr"], "there is no locale 'fr'."),
    ],
)
def test_what_is_not_there_ends_with_two(what: list[str], said: str) -> None:
    """A name that is not there is told in words, and the exit code is 2."""
    ended = run_command(ROOT, "lint", *what)

    assert ended.returncode == 2
    assert ended.stderr.startswith(said)
