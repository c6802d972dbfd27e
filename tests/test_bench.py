"""The benchmark keeps up with the pages and the mock site."""

import ast
from pathlib import Path

from bench import flow
from bench.workspace import make_workspace
from tests.run.command import run_command


def test_the_scenario_of_the_benchmark_is_right(tmp_path: Path) -> None:
    """Its names, arguments and labels are those of the project's pages."""
    workspace = make_workspace(2, tmp_path)

    checked = run_command(workspace, "check")

    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")


def test_both_ways_ask_and_show_the_same(tmp_path: Path) -> None:
    """As many expectations and pictures are written by hand as in the scenario."""
    scenario = (make_workspace(1, tmp_path) / "scenarios" / "sellers_day.yaml").read_text()
    tree = ast.parse(Path(flow.__file__).read_text())
    called = [
        one.func.id
        for one in ast.walk(tree)
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)
    ]

    assert called.count("shoot") == scenario.count("picture:")
    assert called.count("expect") == len(
        [line for line in scenario.splitlines() if line.startswith("      - ")]
    )
