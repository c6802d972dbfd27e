"""Scenarios are pytest items like any other; every case runs a real browser on a small site."""

import json
import re
from pathlib import Path

import pytest

from tests.run.command import run_command, run_pytest

SCENARIO = "scenarios/keys/create_key.yaml"


def change(root: Path, old: str, new: str, file: str = SCENARIO) -> None:
    """Replace *old*, which must be there, in a file of the project."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def passed(output: str) -> set[str]:
    """Return the names of the variants that passed."""
    return set(re.findall(r"create_key\.yaml::(\S+) PASSED", output)) | set(
        re.findall(r"PASSED scenarios/keys/create_key\.yaml::(\S+)", output)
    )


def test_every_variant_is_an_item(keys_project: Path) -> None:
    """Each row and locale has a node id of its own, without brackets."""
    ended = run_pytest(keys_project, "--collect-only", "-qq")

    assert ended.stdout.split()[:4] == [
        f"{SCENARIO}::live-en",
        f"{SCENARIO}::live-ko",
        f"{SCENARIO}::staging-en",
        f"{SCENARIO}::staging-ko",
    ]
    assert not (keys_project / "runs").exists()
    assert not (keys_project / "starts.txt").exists()


def test_marks_and_keywords_select(keys_project: Path) -> None:
    """`-m` takes tags, rows and locales; `-k` takes parts of names; node ids take one."""

    def selected(*arguments: str) -> list[str]:
        said = run_pytest(keys_project, "--collect-only", "-qq", *arguments).stdout
        return re.findall(r"create_key\.yaml::(\S+)", said)

    assert selected("-m", "ko and live") == ["live-ko"]
    assert selected("-k", "staging-en") == ["staging-en"]
    assert selected(f"{SCENARIO}::live-en") == ["live-en"]


def test_last_failed_runs_only_what_failed(keys_project: Path) -> None:
    """After a failure `--lf` runs just the failed variants, also when workers ran them."""
    change(
        keys_project,
        "{id: live, name: Live server}",
        "{id: live, name: ''}",
        "scenarios/data/keys.yaml",
    )
    site = keys_project / "keys_site.py"
    text = site.read_text(encoding="utf-8")
    site.write_text(text.replace('.get("name", [])', '.get("name", [])[:1]'), encoding="utf-8")

    first = run_pytest(keys_project, "-n", "2", "-m", "en")
    again = run_pytest(keys_project, "--lf")

    assert passed(first.stdout) == {"staging-en"}
    assert "1 failed" in again.stdout
    assert "passed" not in again.stdout.splitlines()[-1]


def test_workers_share_one_run_and_one_site(keys_project: Path) -> None:
    """With workers one site is started, and one run folder has the tries of all of them.

    Each try says what site it was on, for those who read its guide.
    """
    ended = run_pytest(keys_project, "-n", "2")

    runs = list((keys_project / "runs").iterdir())
    assert len(passed(ended.stdout)) == 4
    assert len(runs) == 1
    assert (keys_project / "starts.txt").read_text(encoding="utf-8") == "started\n"
    run = json.loads((runs[0] / "run.json").read_bytes())
    assert len(run["tries"]) == 4
    assert {one["outcome"] for one in run["tries"]} == {"passed"}
    assert {one["site"]["name"] for one in run["tries"]} == {"Keys of nobody"}


def test_bad_scenario_stops_before_a_browser(keys_project: Path) -> None:
    """A mistake gives exit code 2 and its message; no run is begun."""
    change(keys_project, "api_keys.create\n", "api_keys.creat\n")

    ended = run_command(keys_project, "run")

    assert ended.returncode == 2
    assert ended.stderr == (
        f"{SCENARIO}:18:13: ApiKeysPage has no 'creat'. Did you mean 'create'? [S021]\n\n"
        "1 problem in 1 file. Nothing was run.\n"
    )
    assert not (keys_project / "runs").exists()


def test_known_failure_is_red_when_it_passes(keys_project: Path) -> None:
    """`known:` lets a failing variant be; once it passes, it must be taken away."""
    change(keys_project, "tags: [smoke]", "tags: [smoke]\nknown: KEY-7")

    passing = run_command(keys_project, "run", "create-key::live-en")
    change(keys_project, "is: 2}", "is: 3}")
    failing = run_command(keys_project, "run", "create-key::live-en")

    assert passing.returncode == 1
    assert failing.returncode == 0


def test_selecting_nothing_is_an_error(keys_project: Path) -> None:
    """A name that is not there, or a selection that is empty, ends with exit code 2."""
    unknown = run_command(keys_project, "run", "create-kye")
    row = run_command(keys_project, "run", "--only", "key=liev")
    nothing = run_command(keys_project, "run", "create-key::live-en", "--locale", "ko")

    said = "there is no scenario or file 'create-kye'. Did you mean 'create-key'?\n"
    assert (unknown.returncode, unknown.stderr) == (2, said)
    assert (row.returncode, row.stderr) == (2, "there is no key 'liev'. Did you mean 'live'?\n")
    assert nothing.returncode == 2
    assert nothing.stderr.startswith("nothing is selected.")


def test_claims_are_proved_by_the_last_run(keys_project: Path) -> None:
    """A claim is proved only if what proves it was asked in the last run and held."""
    before = run_command(keys_project, "claims")
    run_command(keys_project, "run", "--locale", "en")
    proved = run_command(keys_project, "claims", "--locale", "en", "--format", "json")
    change(keys_project, "is: 2}", "is: 3}")
    run_command(keys_project, "run", "create-key::live-en")
    failed = run_command(keys_project, "claims", "--locale", "en")

    assert before.returncode == 2
    assert proved.returncode == 0
    (claim,) = json.loads(proved.stdout)["claims"]
    assert claim["standing"] == "proved"
    assert claim["proofs"][0]["place"] == f"{SCENARIO}:22"
    assert claim["proofs"][0]["passed"] == 2
    assert failed.returncode == 1
    assert "its newest run failed at step 'create'" in failed.stdout


@pytest.mark.nightly
def test_what_a_variant_needed_is_let_go(keys_project: Path) -> None:
    """Of all tries only the last failure is held, as Python and pytest do, and no other page."""
    keep = """
import gc
from pathlib import Path

from playwright.sync_api import Page

from guiderunner.run.runner import VariantRunner


def pytest_sessionfinish(session):
    gc.collect()
    held = [type(one) for one in gc.get_objects() if type(one) in (Page, VariantRunner)]
    held += [type(one.runner) for one in session.items if one.runner is not None]
    Path("held.txt").write_text(" ".join(sorted(one.__name__ for one in held)))
"""
    conftest = keys_project / "conftest.py"
    conftest.write_text(conftest.read_text(encoding="utf-8") + keep, encoding="utf-8")
    change(keys_project, "is: 2}", "is: 3}")

    run_pytest(keys_project, f"{SCENARIO}::live-en", f"{SCENARIO}::live-ko")

    assert (keys_project / "held.txt").read_text(encoding="utf-8") == "Page VariantRunner"
