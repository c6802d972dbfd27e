"""What mutants say of the scenarios: killed, noticed, survived, or nothing."""

import json
from collections.abc import Sequence

import pytest

from guiderunner.evidence.model import Failure, Run, Try
from guiderunner.proof import mutation_report
from guiderunner.proof.mutation import Mutation, mutate
from guiderunner.scenario.mutants import Mutant
from tests.proof.test_mutants import defects, suite

CONNECT = "scenarios/registration/connect_account.yaml"
EMPTY = "The form of a new account opens. All of its fields are empty."
SAID = "account_form.heading to be visible"
PREFILLED, KEEPS = "form_prefilled", "unlink_keeps_sync"
DEAD = Failure(expected="a world on the site, and a browser", found="gone", environment=True)


class Runs:
    """Runs nothing: answers for each mutant as the test says, and notes what was asked."""

    def __init__(self, **answers: str) -> None:
        self.answers, self.asked = answers, list[list[str]]()

    def __call__(self, asked: Sequence[Mutant]) -> Run:
        """Answer for each of *asked*."""
        self.asked.append([one.node.rpartition("/")[2] for one in asked])
        tries = tuple(one for each in asked for one in self._try(each))
        return Run(id="r", started="2026-03-02", seconds=1, versions={}, tries=tries)

    def _try(self, mutant: Mutant) -> list[Try]:
        scenario = mutant.variant.scenario.id.replace("-", "_")
        says = self.answers.get(scenario if mutant.defect else f"{scenario}__baseline", "passed")
        facts = {
            "node": mutant.node,
            "path": mutant.variant.path,
            "scenario": mutant.variant.scenario.id,
            "locale": mutant.variant.locale,
            "digest": "d",
            "started": "2026-03-02",
            "seconds": 1,
            "outcome": "passed" if says == "passed" else "failed",
            "failure": DEAD if says == "dead" else None,
            "steps": [_step(mutant, says)] if says in ("silent", "action") or "C" in says else [],
        }
        return [] if says == "missing" else [Try.model_validate(facts)]


def _step(mutant: Mutant, says: str) -> dict[str, object]:
    """Return the failed first step: its expectation *says* which claim it proves, if any."""
    found = "Page.goto: Timeout 5000ms exceeded." if says == "silent" else "hidden after 1 s on /"
    failure = {"expected": SAID, "found": found}
    asked = {"of": "step", "kind": "visible", "at": "x.y", "expected": "", "found": "", "line": 7}
    expectation = {**asked, "outcome": "failed", "proves": says.split()}
    placed = suite().steps_of(mutant.variant)[0]
    return {
        "id": placed.step.id,
        "line": 3,
        "outcome": "failed",
        "seconds": 1,
        "failure": failure,
        "expectations": [expectation] if "C" in says else [],
    }


def run(name: str, **answers: str) -> tuple[Mutation, Runs]:
    """Return what comes of the defect *name* where the scenarios answer so."""
    runs = Runs(**answers)
    return mutate(suite(), suite().variants, [defects()[name]], runs), runs


@pytest.mark.parametrize(
    ("says", "outcome", "code"),
    [
        ("C04", "killed", 0),
        ("C03 C04", "killed", 0),
        ("C03", "noticed", 1),
        ("action", "noticed", 1),
        ("passed", "survived", 1),
        ("dead", "error", 2),
        ("silent", "error", 2),
        ("missing", "error", 2),
        ("broken off", "error", 2),
    ],
)
def test_only_the_right_claim_kills(says: str, outcome: str, code: int) -> None:
    """An expectation must fail that proves the broken claim; what died says nothing at all."""
    found, _ = run(PREFILLED, connect_account=says)

    assert (found.verdicts[0].outcome, found.code) == (outcome, code)
    assert found.killed == (outcome == "killed")


def test_each_baseline_is_run_once() -> None:
    """Two defects that the same variant should notice need one run without defect."""
    runs, both = (
        Runs(connect_account="C03 C04"),
        [defects()[PREFILLED], defects()["form_holds_example"]],
    )
    found = mutate(suite(), suite().variants, both, runs)

    name = "connect_account.yaml::ebay_japan-en"
    assert runs.asked == [[name, f"{name}+form_prefilled", f"{name}+form_holds_example"]]
    assert (found.tried, found.code) == (3, 0)


@pytest.mark.parametrize("says", ["C04", "dead", "missing"])
def test_what_fails_without_defect_says_nothing(says: str) -> None:
    """A mutant of a variant that fails anyway is neither killed nor survived."""
    found, runs = run(PREFILLED, connect_account="C04", connect_account__baseline=says)

    assert (found.verdicts[0].outcome, found.code, found.killed) == ("error", 2, 0)
    assert len(mutation_report.baseline(found)) == 1
    assert len(runs.asked) == 1


def test_bystanders_are_asked_of_survivors_only() -> None:
    """They tell whether anybody notices; they cannot kill."""
    killed, quick = run(KEEPS, after_unlink="C14")
    noticed, thorough = run(KEEPS, unlink_account="C13")

    assert [len(quick.asked), len(thorough.asked)] == [1, 2]
    assert killed.scenarios() == ["after-unlink"]
    assert noticed.verdicts[0].outcome == "noticed"
    assert noticed.verdicts[0].of("unlink-account") == "noticed"
    assert noticed.verdicts[0].of("after-unlink") == "survived"


def test_one_killer_among_several_is_enough() -> None:
    """The strongest answer counts, and an error elsewhere does not take it away."""
    found, _ = run("unlink_deletes_listings", after_unlink="C16", unlink_account="dead")

    assert (found.verdicts[0].outcome, found.code) == ("killed", 0)


class TestReports:
    def test_survivors_say_whom_they_mislead(self) -> None:
        """The claim, and each sentence of a guide that rests on it, with its place."""
        found, _ = run(PREFILLED)
        told = mutation_report.told(suite(), found.verdicts[0])

        assert told == [
            ("defect", "The form of a new account holds a shop already."),
            ("claim", "C04: The form of a new account opens with all of its fields empty."),
            (
                "misled",
                f"“{EMPTY}” (Connect your eBay Japan (Qoo10) account; {CONNECT}:34)",
            ),
        ]

    def test_where_it_was_noticed_is_told(self) -> None:
        """With the place of the expectation, also of one in a shared sequence."""
        found, _ = run(PREFILLED, connect_account="C03")

        assert mutation_report.told(suite(), found.verdicts[0])[-1] == (
            "noticed",
            f"connect-account (ebay_japan-en): {CONNECT}:7: {SAID}; found hidden after 1 s on /",
        )

    def test_markdown_has_the_matrix(self) -> None:
        """A row a defect, a column a scenario, then what was not killed, without markup."""
        found, _ = run(PREFILLED, field_help="C06")
        text = mutation_report.markdown(suite(), found, 12.3)

        assert text.startswith("## 0 of 1 defect killed (0 %)\n\n")
        assert "| claim | defect | connect-account |" in text
        assert "| C04 | `form_prefilled` | · |" in text
        assert "### `form_prefilled`: noticed by another expectation only" in text
        assert "account\\_form.heading" in text

    def test_json_is_versioned(self) -> None:
        """Programs get every answer, and the sentences of what was not killed."""
        found, _ = run(PREFILLED)
        known = list(defects().values())
        data = json.loads(mutation_report.as_json(suite(), found, 1.26, ["other"], known))

        assert (data["version"], data["killed"], data["total"]) == (1, 0, 1)
        assert (data["left_out"], data["seconds"]) == (["other"], 1.3)
        assert data["defects"][0]["mutants"][0]["outcome"] == "survived"
        assert data["defects"][0]["misled"][0]["guide"].startswith("Connect your")

    def test_gaps_are_told(self) -> None:
        """A claim that too few defects break, and how many sentences none of them touches."""
        few = [one for one in defects().values() if one.name != "note_missing"][:15]
        claims = [line for line in mutation_report.gaps(suite(), few) if "Claim" in line]

        assert claims[0] == "Claim C06 is broken by 0 defects; two are wanted."
        assert "sentences of guides rest on no claim" in mutation_report.gaps(suite(), few)[-1]
