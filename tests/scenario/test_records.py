"""Rows of data keep up with what the site holds."""

from dataclasses import replace
from pathlib import Path

from guiderunner.scenario.suite import load_suite
from tests.scenario.api_keys_project import surroundings

DATA = "scenarios/data/plans.yaml"


def _problems(root: Path, *plans: str) -> list[str]:
    around = replace(surroundings(root), records={"plan": plans})
    return [str(one) for one in load_suite(around).problems]


def test_each_record_of_the_site_needs_a_row(tmp_path: Path) -> None:
    """What the site holds and no scenario is run with is named."""
    assert _problems(tmp_path, "free", "team", "school") == [
        f"{DATA}:5:1: the site has the plan 'school', which has no row. Add one. [D003]"
    ]


def test_each_row_needs_a_record_of_the_site(tmp_path: Path) -> None:
    """A row of what the site does not hold is told, with what was probably meant."""
    assert _problems(tmp_path, "free", "teams") == [
        f"{DATA}:5:1: the site has the plan 'teams', which has no row. Add one. [D003]",
        f"{DATA}:7:10: the site has no plan 'team'. Did you mean 'teams'? [D003]",
    ]


def test_rows_that_fit_the_site_are_no_problem(tmp_path: Path) -> None:
    """A row for each record, and no more, is right."""
    assert _problems(tmp_path, "free", "team") == []
