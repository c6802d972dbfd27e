"""How a failure is told and recorded: one run of scenarios that each fail in their own way."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.conftest import KEYS_PROJECT
from tests.run.command import run_command

FOLDER = Path("scenarios/keys")
FAILING = {
    "counted": {"is: 2}": "is: 3}"},
    "no-number": {"is: 2}": 'is: "{{ key.id }}"}'},
    "no-control": {
        "action: api_keys.create\n": "action: api_keys.rename\n",
        '    with: {name: "{{ key.name }}"}\n': "",
    },
    "early": {'is: "{{ secret }}"': "is: other"},
    "soft": {'is: "{{ secret }}"}': "is: other}, soft: true"},
    "telling": {'is: "{{ secret }}"}': 'is_not: "{{ secret }}"}'},
}


@dataclass(frozen=True)
class Ended:
    """What a run left: how its process ended, and what it recorded."""

    root: Path
    process: subprocess.CompletedProcess[str]

    def told(self, name: str) -> list[str]:
        """Return the lines on the scenario *name*, from where it stands on."""
        said = self.process.stdout.splitlines()
        start = next(at for at, one in enumerate(said) if one.startswith(f"{FOLDER}/{name}.yaml:"))
        ends = (at for at, one in enumerate(said) if at > start and not one.startswith("  "))
        return said[start : next(ends, None)]

    def tries(self, name: str) -> list[dict[str, Any]]:
        """Return the tries of the scenario *name*."""
        (run,) = (self.root / "runs").iterdir()
        every = json.loads((run / "run.json").read_bytes())["tries"]
        return [one for one in every if one["scenario"] == name]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """Run them all, and one that passes."""
    root = tmp_path_factory.mktemp("failing") / "keys"
    shutil.copytree(KEYS_PROJECT, root, ignore=shutil.ignore_patterns("__pycache__", "runs"))
    sound = (root / FOLDER / "create_key.yaml").read_text(encoding="utf-8")
    for name, changes in FAILING.items():
        text = sound.replace("id: create-key\n", f"id: {name}\n")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        (root / FOLDER / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Ended(root, run_command(root, "run", "--only", "key=live", "--locale", "en"))


def test_all_but_one_failed(ended: Ended) -> None:
    """The exit code says so, and nothing is told as Python tells it."""
    assert ended.process.returncode == 1
    assert f"1 passed, {len(FAILING)} failed in" in ended.process.stdout
    assert "Traceback" not in ended.process.stdout + ended.process.stderr


def test_failed_expectation_is_told_in_words(ended: Ended) -> None:
    """A failure says where, what was expected, what was found, and where the picture is."""
    said = ended.told("counted")

    assert said[0] == f"{FOLDER}/counted.yaml:16: step 'create' failed"
    assert said[1] == "  expected  api_keys.keys count to be '3'"
    assert said[2] == "  found     2 after 1 s on /"
    picture = said[4].split()[-1]
    assert (ended.root / picture).read_bytes().startswith(b"\x89PNG")


def test_a_count_that_is_no_number_is_a_failure_in_words(ended: Ended) -> None:
    """Browser and site live: the row is wrong, and is named, not the environment."""
    assert "a count compares with a whole number; 'live' is none" in "".join(
        ended.told("no-number")
    )


def test_missing_control_is_told_with_the_nearest(ended: Ended) -> None:
    """A control that does not come is named, and so is what is on the page instead."""
    expected = (
        "  found     no button [Create keys] on app / after 1 s; "
        "nearest: [Create key] (labels.yaml:4)"
    )
    assert expected in ended.told("no-control")


def test_steps_after_a_failure_are_recorded_as_not_run(ended: Ended) -> None:
    """What was not run is never taken for passed."""
    first, second = ended.tries("early")

    for one in (first, second):
        assert [step["outcome"] for step in one["steps"]] == ["failed", "not_run"]


def test_soft_expectation_lets_the_try_go_on_but_not_pass(ended: Ended) -> None:
    """After a soft failure the rest is performed; the try fails all the same."""
    one, _ = ended.tries("soft")

    assert [step["outcome"] for step in one["steps"]] == ["failed", "passed"]
    assert one["outcome"] == "failed"


def test_secrets_never_reach_evidence_or_output(ended: Ended) -> None:
    """Neither a passing nor a failing try leaves the secret in a file or in what is printed."""
    assert "«secret»" in "".join(ended.told("telling"))
    assert "hush-" not in ended.process.stdout + ended.process.stderr
    files = [one for one in (ended.root / "runs").rglob("*") if one.is_file()]
    assert files
    assert not [one for one in files if b"hush-" in one.read_bytes()]
    traces = [one for one in files if one.suffix == ".zip"]
    assert len(traces) == len(FAILING)
    for trace in map(ZipFile, traces):
        assert not [one for one in trace.namelist() if b"hush-" in trace.read(one)]
