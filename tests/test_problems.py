"""Problems as people and programs read them; every rule has its entry in docs/problems.md."""

import json
import re
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from guiderunner.diagnostics import Position, Problem
from guiderunner.report.problems import as_annotations, as_json, with_snippets
from tests.run.command import run_command

ROOT = Path(__file__).parent.parent
CODE = re.compile(r'"([A-Z]\d{3})"')
PROBLEM = Problem(Position("a.yaml", 2, 5), "50% of it,\nis wrong: no.", "S012")


def _codes_of_the_engine() -> set[str]:
    files = (ROOT / "src").rglob("*.py")
    return {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}


def test_every_code_has_an_entry() -> None:
    """Each code that a message can carry is explained once, and no entry is left over."""
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")

    entries = re.findall(r"^([A-Z]\d{3})\n: ", page, re.MULTILINE)

    assert sorted(entries) == sorted(_codes_of_the_engine())


def test_json_holds_each_part() -> None:
    """A program gets path, line, column, message and code apart."""
    assert json.loads(as_json([PROBLEM])) == [
        {
            "path": "a.yaml",
            "line": 2,
            "column": 5,
            "message": "50% of it,\nis wrong: no.",
            "code": "S012",
        }
    ]


def test_annotations_are_escaped() -> None:
    """What would end a workflow command early is escaped as GitHub asks for it."""
    assert as_annotations([PROBLEM]) == (
        "::error file=a.yaml,line=2,col=5,title=S012::50%25 of it,%0Ais wrong: no."
    )


@pytest.mark.parametrize(
    ("line", "column", "shown", "marked"),
    [
        ("    action: api_keys.opne", 13, "    action: api_keys.opne", "api_keys.opne"),
        ("text: 마켓 [저장]", 7, "text: 마켓 [저장]", "마켓"),
        ("a:\tb", 4, "a: b", "b"),
        ("", 1, "", ""),
    ],
)
def test_a_caret_stands_below_the_word(
    tmp_path: Path, line: str, column: int, shown: str, marked: str
) -> None:
    """On a terminal the line is shown, and the word in question is marked, wide letters too."""
    (tmp_path / "a.yaml").write_text(f"one\n{line}\n", encoding="utf-8")
    problem = Problem(Position("a.yaml", 2, column), "is wrong.", "S012")
    console = Console(width=200, no_color=True)

    with console.capture() as captured:
        console.print(with_snippets([problem], tmp_path))

    told, source, below, *_ = captured.get().splitlines()
    assert told == f"a.yaml:2:{column}: is wrong. [S012]"
    assert source.removeprefix("  2 | ") == shown
    wide = 2 if marked == "마켓" else 1
    assert below.count("^") == max(1, wide * len(marked))
    assert below.index("^") == len("  2 | ") + column - 1


def test_a_file_that_is_gone_has_no_snippet(tmp_path: Path) -> None:
    """A problem of a file that cannot be read is told all the same."""
    assert "a.yaml:2:5" in with_snippets([PROBLEM], tmp_path).plain


@pytest.mark.parametrize("name", ["json", "github"])
def test_check_tells_programs(tmp_path: Path, name: str) -> None:
    """`--format` prints all problems on standard output, and the exit code is that of problems."""
    root = shutil.copytree(ROOT / "tests" / "run" / "keys_project", tmp_path / "project")
    sound = run_command(root, "check", "--format", name)
    file = root / "scenarios" / "keys" / "create_key.yaml"
    file.write_text(
        file.read_text("utf-8").replace("api_keys.create\n", "api_keys.craete\n"), "utf-8"
    )
    broken = run_command(root, "check", "--format", name)

    assert (sound.returncode, sound.stdout) == (0, "[]\n" if name == "json" else "")
    assert (broken.returncode, broken.stderr) == (2, "")
    assert broken.stdout.count("S021") == 1
