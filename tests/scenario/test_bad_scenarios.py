"""Every mistake of an author has its message: tests/bad_scenarios/ holds file and message."""

from pathlib import Path

import pytest

from guiderunner.diagnostics import ProblemsError
from guiderunner.scenario.suite import load_suite
from tests.scenario.api_keys_project import surroundings

FOLDER = Path(__file__).parent.parent / "bad_scenarios"
CASES = sorted(FOLDER.glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_mistake_is_told_where_it_stands(case: Path, tmp_path: Path) -> None:
    """The message names file, line and column, what is wrong, and what was probably meant."""
    around = surroundings(tmp_path)
    file = tmp_path / "scenarios" / "keys" / case.name
    file.parent.mkdir()
    file.write_bytes(case.read_bytes())

    with pytest.raises(ProblemsError) as caught:
        load_suite(around).require_no_problems()

    assert str(caught.value) == case.with_suffix(".txt").read_text(encoding="utf-8").rstrip()


def test_every_message_has_its_file() -> None:
    """No expected message stands without the file that causes it."""
    assert {one.stem for one in FOLDER.glob("*.txt")} == {one.stem for one in CASES}
    assert CASES
