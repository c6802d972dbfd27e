"""`guiderunner claims` as a person uses it: after a real run, and after a deletion."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import KEYS_PROJECT
from tests.run.command import run_command
from tests.run.test_plugin import SCENARIO, change

ASKED = "      - {count: {at: api_keys.keys, is: 2}, proves: [K01]}\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run the small project of keys once."""
    root = tmp_path_factory.mktemp("ran") / "keys"
    shutil.copytree(KEYS_PROJECT, root, ignore=shutil.ignore_patterns("__pycache__", "runs"))
    assert run_command(root, "run", "--no-pictures").returncode == 0
    return root


@pytest.fixture
def root(ran: Path, tmp_path: Path) -> Path:
    """Copy it, so that a test may change it."""
    return Path(shutil.copytree(ran, tmp_path / "keys"))


def _claims(root: Path, *arguments: str) -> tuple[int, Any]:
    ended = run_command(root, "claims", "--format", "json", *arguments)
    return ended.returncode, json.loads(ended.stdout)


def test_deleting_an_expectation_is_told_and_guides_are_refused(root: Path) -> None:
    """The number is lower by what it proved; no guide is made, and the message says which."""
    before_code, before = _claims(root)
    change(root, f"    expect:\n{ASKED}", "")

    after_code, after = _claims(root)
    refused = run_command(root, "guides")

    assert (before_code, after_code) == (0, 1)
    assert before["summary"]["claims"] == {"proved": 1, "unproved": 0, "contradicted": 0}
    assert after["summary"]["claims"] == {"proved": 0, "unproved": 1, "contradicted": 0}
    was, now = before["summary"]["sentences"], after["summary"]["sentences"]
    assert now == {**was, "proved": was["proved"] - 4, "unproved": 4}
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"{SCENARIO}:20:13: nothing proves the result 'The key is in the list.' of guide "
        "'create-key': add 'expect'. [S030]\n\n1 problem in 1 file. Nothing was run.\n"
    )
    assert not (root / "build").exists()


def test_what_is_proved_is_told_to_people(root: Path) -> None:
    """First how much, then what needs attention; on request each sentence with its proof."""
    said = run_command(root, "claims")
    whole = run_command(root, "claims", "--guide", "create-key", "--locale", "ko")

    lines = [" ".join(one.split()) for one in said.stdout.splitlines()]
    assert said.returncode == 0
    assert "Claims 1 - 0 0 1" in lines
    assert "Sentences 12 0 0 0 12" in lines
    assert lines[-1] == "Everything is proved. What proves it: guiderunner claims --all"
    told = whole.stdout
    assert "proved 2  result  scenarios/keys/create_key.yaml:20" in told
    assert "        count api_keys.keys is '2'" in told
    assert "      run 2" in told


def test_what_was_not_run_is_told(root: Path) -> None:
    """Without any run the exit code is 2; so it is for a claim or a guide that is not there."""
    shutil.rmtree(root / "runs")

    nothing = run_command(root, "claims")
    claim = run_command(root, "claims", "--claim", "K02")

    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert nothing.stderr == "nothing of it was run yet. Run it: guiderunner run\n"
    assert (claim.returncode, claim.stderr) == (2, "there is no claim 'K02'. Did you mean 'K01'?\n")
