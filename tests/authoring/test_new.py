"""A new scenario is right from the first line."""

from pathlib import Path

import pytest

from tests.run.command import run_command


def test_a_new_scenario_passes_check_and_runs(keys_project: Path) -> None:
    """What is written names the project's own pages, and only its words are to be changed."""
    written = run_command(keys_project, "new", "keys/rename-a-key")
    file = keys_project / "scenarios" / "keys" / "rename_a_key.yaml"
    checked = run_command(keys_project, "check")
    ran = run_command(keys_project, "run", "rename-a-key", "--locale", "en")

    assert written.stdout.startswith("Wrote scenarios/keys/rename_a_key.yaml.")
    assert "title: Rename a key\n" in file.read_text(encoding="utf-8")
    assert (checked.returncode, checked.stderr) == (0, "")
    assert ran.returncode == 0


def test_the_page_to_begin_on_can_be_named(keys_project: Path) -> None:
    """A flow is a folder, made if it is new; a wrong page is told with the nearest."""
    named = run_command(keys_project, "new", "rotation/rotate-keys", "--page", "api_keys")
    wrong = run_command(keys_project, "new", "rotation/other", "--page", "api_kys")

    assert named.returncode == 0
    assert (keys_project / "scenarios" / "rotation" / "rotate_keys.yaml").is_file()
    assert wrong.stderr == "there is no page 'api_kys'. Did you mean 'api_keys'?\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rename", "'rename' is not flow/scenario-id, e.g. registration/first-login."),
        (
            "keys/../../etc",
            "'keys/../../etc' is not flow/scenario-id, e.g. registration/first-login.",
        ),
        ("keys/create-key", "there is a scenario 'create-key' already."),
    ],
)
def test_nothing_is_overwritten(keys_project: Path, name: str, said: str) -> None:
    """A name that is none, leads elsewhere or is taken is refused."""
    before = {file: file.read_bytes() for file in keys_project.rglob("*.yaml")}

    refused = run_command(keys_project, "new", name)

    assert (refused.returncode, refused.stderr) == (2, f"{said}\n")
    assert {file: file.read_bytes() for file in keys_project.rglob("*.yaml")} == before
