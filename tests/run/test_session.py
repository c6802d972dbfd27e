"""The command runs pytest without the project's own options, but for the plugins left out."""

from pathlib import Path

import pytest

from guiderunner.run.session import plugins_left_out


@pytest.mark.parametrize(
    ("table", "options"),
    [
        ("", []),
        ('[tool.pytest.ini_options]\naddopts = "-q -p no:slow -n auto"', ["-p", "no:slow"]),
        (
            '[tool.pytest.ini_options]\naddopts = ["-p", "mine", "-p", "no:a", "-p", "no:b"]',
            ["-p", "no:a", "-p", "no:b"],
        ),
    ],
)
def test_a_plugin_that_is_left_out_stays_out(
    tmp_path: Path, table: str, options: list[str]
) -> None:
    """Whether options are a text or a list; other options are of no concern."""
    (tmp_path / "pyproject.toml").write_text(table)

    assert plugins_left_out(tmp_path) == options
