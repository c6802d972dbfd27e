"""What the README tells people to type does what it says."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.run.command import run_command, run_pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line
]
SET_UP = ("sudo apt-get", "python3 -m venv", ".venv/bin/python -m pip")


def commands(start: str) -> list[str]:
    """Return the commands of the README that begin so."""
    return [one for one in COMMANDS if one.startswith(start)]


def test_every_command_is_tried_by_a_test() -> None:
    """No command stands in the README that none of these tests knows."""
    known = ("make ", ".venv/bin/guiderunner", ".venv/bin/python -m pytest", *SET_UP)

    assert COMMANDS
    assert [one for one in COMMANDS if not one.startswith(known)] == []


@pytest.mark.parametrize("command", commands("make "))
def test_make_target_is_there(command: str) -> None:
    """Make knows each target, and would carry it out."""
    make = shutil.which("make") or "make"
    ended = subprocess.run(
        [make, "--dry-run", *shlex.split(command)[1:]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(
    "command", [one for one in commands(".venv/bin/guiderunner") if not one.endswith("guides")]
)
def test_guiderunner_command_works(command: str) -> None:
    """Each command is accepted, and ends as it should; claims may lack a whole run."""
    ended = run_command(ROOT, *shlex.split(command)[1:])

    allowed = {0, 1, 2} if "claims" in command else {0}
    assert ended.returncode in allowed, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "command", [one for one in commands(".venv/bin/python -m pytest") if "scenarios" in one]
)
def test_pytest_command_works(command: str) -> None:
    """Scenarios can be selected with pytest as the README says."""
    ended = run_pytest(ROOT, *shlex.split(command)[3:])

    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_plain_set_up_is_what_make_does() -> None:
    """The plain commands install the packages, and pip's, that scripts/setup installs."""
    script = (ROOT / "scripts" / "setup").read_text(encoding="utf-8")
    (apt,) = commands("sudo apt-get")
    pip = commands(".venv/bin/python -m pip")

    for package in shlex.split(apt)[4:]:
        stem = package.removeprefix("python3")
        assert stem in script, package
    for flags in pip:
        for flag in re.findall(r"--\S+", flags):
            assert flag in script, flag


def test_scenario_of_the_readme_is_sound(tmp_path: Path) -> None:
    """The example scenario passes the check of this very project."""
    from guiderunner.project import find_project  # noqa: PLC0415 - heavy
    from guiderunner.run.checking import check_project  # noqa: PLC0415 - heavy
    from guiderunner.scenario.suite import load_suite  # noqa: PLC0415 - heavy

    (example,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    around = check_project(find_project(ROOT)).suite.surroundings

    suite = load_suite(around, [file])

    assert yaml.safe_load(example)["id"] == "cancel-unlink"
    assert suite.problems == []
    assert {"rakuten-en", "rakuten-ko", "rakuten-ja"} <= {one.name for one in suite.variants}
