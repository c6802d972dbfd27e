"""`guiderunner mutate` as a person uses it, in small projects and in this one."""

import json
from pathlib import Path

import pytest

from tests.run.command import run_command

ROOT = Path(__file__).parents[2]
# Three ways to be broken: what proves K01 notices the first; nothing notices the second; of the
# third, something notices that does not prove K02.
BROKEN_SITE = """
from keys_site import KeysSite

class BrokenSite(KeysSite):
    defects = [
        {"name": "one_too_many", "breaks": "K01", "description": "Another key is there."},
        {"name": "unseen", "breaks": "K01", "description": "Nothing changes."},
        {"name": "by_chance", "breaks": "K02", "description": "Another key is there, too."},
    ]

    @staticmethod
    def with_defect(given, defect):
        return given if defect == "unseen" else {**given, "keys": [*given["keys"], "Stray"]}
"""
CREATE_KEY = "scenarios/keys/create_key.yaml"
ONE, PATIENTLY = ("--defect", "unseen"), ("--timeout", "3")
CLAIM = "  - {id: K02, flow: keys, claim: Each key has a name.}\n"


@pytest.fixture
def broken_project(keys_project: Path) -> Path:
    """The small project of keys, whose site can be broken."""
    (keys_project / "broken_site.py").write_text(BROKEN_SITE, "utf-8")
    file = keys_project / "pyproject.toml"
    file.write_text(
        file.read_text("utf-8").replace("keys_site:Keys", "broken_site:Broken"), "utf-8"
    )
    with (keys_project / "scenarios" / "data" / "claims.yaml").open(
        "a", encoding="utf-8"
    ) as stream:
        stream.write(CLAIM)
    return keys_project


def test_defects_are_killed_noticed_or_survive(broken_project: Path) -> None:
    """The matrix says which; survivors say whom they mislead.

    Nothing is tried twice, no picture is taken, and no evidence is left among the runs.
    """
    ended = run_command(broken_project, "mutate", "--workers", "1", *PATIENTLY)
    lines = [one.rstrip() for one in ended.stdout.splitlines()]

    assert ended.returncode == 1, ended.stderr
    assert lines[:6] == [
        "a  create-key",
        "",
        "                  a",
        "K01  one_too_many ●",
        "K01  unseen       ·",
        "K02  by_chance    ○",
    ]
    assert "NOT NOTICED  unseen" in lines
    assert "  claim   K01: A new key is in the list." in lines
    assert (
        "  misled  “The key is in the list.” "
        "(Create a key for the Live server; scenarios/keys/create_key.yaml:20)" in lines
    )
    assert "NOTICED BY ANOTHER EXPECTATION ONLY  by_chance" in lines
    assert "  proof    no expectation proves the claim" in lines
    assert "Claim K02 is broken by 1 defect; two are wanted." in lines
    assert lines[-1].startswith("1 of 3 defects killed (33 %): 4 variants in ")
    assert len(list(broken_project.glob("build/mutation/*/tries/*"))) == 4
    assert not (broken_project / "runs").exists()
    assert not list(broken_project.rglob("*.png"))


def test_defects_are_listed(broken_project: Path) -> None:
    """By name, with the claim and what is wrong; a name that is none leads there."""
    listed = run_command(broken_project, "mutate", "--list")
    unknown = run_command(broken_project, "mutate", "--defect", "x")

    assert (listed.returncode, listed.stdout.splitlines()) == (
        0,
        [
            "K01  one_too_many  Another key is there.",
            "K01  unseen        Nothing changes.",
            "K02  by_chance     Another key is there, too.",
        ],
    )
    assert (unknown.returncode, unknown.stderr) == (
        2,
        "there is no defect 'x'. Known: by_chance, one_too_many, unseen.\n",
    )


def test_a_site_without_defects_says_so(keys_project: Path) -> None:
    """In words, with exit code 2, before a browser starts."""
    ended = run_command(keys_project, "mutate")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "the site has no defects that could be switched on. "
        "Its adapter needs 'defects' and 'with_defect': see docs/reliability.md.\n"
    )


def test_a_defect_of_another_shape_is_told(broken_project: Path) -> None:
    """With its name and the key that is wrong."""
    file = broken_project / "broken_site.py"
    file.write_text(file.read_text("utf-8").replace('"breaks": "K02", ', ""), "utf-8")
    ended = run_command(broken_project, "mutate")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "defect 'by_chance' of the site: breaks: Field required.\n"


@pytest.mark.nightly
def test_what_fails_anyway_cannot_be_asked(broken_project: Path) -> None:
    """A scenario that fails without a defect ends it with exit code 2: nothing is known."""
    file = broken_project / "scenarios" / "keys" / "create_key.yaml"
    file.write_text(file.read_text("utf-8").replace("is: 2}", "is: 5}"), "utf-8")
    ended = run_command(broken_project, "mutate", *ONE, *PATIENTLY, "--format", "json")
    data = json.loads(ended.stdout)

    assert (ended.returncode, data["killed"]) == (2, 0)
    assert [one["outcome"] for one in data["defects"]] == ["error"]
    (said,) = data["baseline"]
    assert said.startswith(f"create-key (live-en): {CREATE_KEY}:22: api_keys.keys count to be ")
    assert said.endswith("found 2 after 3 s on /")
