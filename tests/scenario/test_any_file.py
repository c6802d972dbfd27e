"""Whatever is in a scenario file, it is told in words: never a traceback, never without bounds."""

import re
import shutil
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given

from guiderunner.diagnostics import ProblemsError
from guiderunner.project import find_project
from guiderunner.run.checking import check_project
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.suite import Surroundings, load_suite
from tests.properties import examples
from tests.scenario.api_keys_project import surroundings
from tests.scenario.hostile import HOSTILE, changed_scenarios

ROOT = Path(__file__).parents[2]
KEPT = sorted((ROOT / "tests" / "hostile_files").iterdir())
LINE = re.compile(r"[^\n]+:\d+:\d+: [^\n]+ \[[A-Z]\d{3}\]")


@pytest.fixture(scope="module")
def around(tmp_path_factory: pytest.TempPathFactory) -> Surroundings:
    """The small project of keys, whose scenario may be anything."""
    return surroundings(tmp_path_factory.mktemp("any"))


@pytest.fixture(scope="module")
def real() -> Surroundings:
    """The surroundings of this project's own scenarios: all pages, rows and worlds."""
    return check_project(find_project(ROOT)).suite.surroundings


def _told(around: Surroundings, content: bytes, folder: Path) -> list[str]:
    """Return what is said of a scenario of this *content*."""
    file = folder / "any.yaml"
    file.write_bytes(content)
    started = time.process_time()

    problems = load_suite(around, [file]).problems

    assert time.process_time() - started < 20
    return [str(one) for one in problems]


def _is_well_said(line: str) -> bool:
    return bool(LINE.fullmatch(line)) and len(line) < 2_200


@given(HOSTILE)
@examples(60)
@example(b"id: 1\x1b")
def test_any_file_is_a_scenario_or_told(
    around: Surroundings, tmp_path: Path, content: bytes
) -> None:
    """One line a problem, with a place and a code, and nothing that a terminal would obey."""
    told = _told(around, content, tmp_path)

    assert [line for line in told if not _is_well_said(line)] == []


@given(changed_scenarios())
@examples(12)
def test_a_changed_scenario_of_this_project_is_told(
    real: Surroundings, tmp_path: Path, content: bytes
) -> None:
    """Also where the checks know all pages, rows and what a world may be."""
    told = _told(real, content, tmp_path)

    assert [line for line in told if not _is_well_said(line)] == []


@given(HOSTILE)
@examples(30)
@example(b"rows: 5\nprose: 5\nid: plan\nversion: 1\n")
@example(b"claims: [[], {id: [], flow: 1, claim: x}]\n")
def test_any_file_of_data_is_told(tmp_path: Path, content: bytes) -> None:
    """Rows, claims, sequences and labels are files of people, too."""
    data = tmp_path / "scenarios" / "data"
    shutil.rmtree(data, ignore_errors=True)
    around = replace(surroundings(tmp_path), records={"plan": ["free"]})
    (tmp_path / "scenarios" / "sequences").mkdir(exist_ok=True)
    for place in ("data/plans.yaml", "data/claims.yaml", "sequences/any.yaml"):
        (tmp_path / "scenarios" / place).write_bytes(content)
    file = tmp_path / "labels.yaml"
    file.write_bytes(content)

    told = [str(one) for one in load_suite(around).problems]
    with suppress(ProblemsError):
        Labels.load(file, "labels.yaml")

    assert [line for line in told if not _is_well_said(line)] == []


@pytest.mark.parametrize("kept", KEPT, ids=lambda one: one.stem)
def test_a_file_that_once_broke_the_loader_is_told(
    around: Surroundings, tmp_path: Path, kept: Path
) -> None:
    """What the fuzzer finds stays here."""
    told = _told(around, kept.read_bytes(), tmp_path)

    assert told
    assert [line for line in told if not _is_well_said(line)] == []
