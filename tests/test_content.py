"""The project's own content: its scenarios are sound, and prove what the article claims."""

from functools import cache
from pathlib import Path

from guiderunner.evidence.latest import LatestTries
from guiderunner.project import find_project
from guiderunner.proof.answers import Answers
from guiderunner.proof.claims import prove_claims
from guiderunner.run.checking import Checked, check_project
from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockSite
from mock_site.situations import situations
from tests.run.command import run_command

ROOT = Path(__file__).parent.parent
LOCALES = ("en", "ko", "ja")


@cache
def checked() -> Checked:
    """Return the project, checked once for all tests."""
    return check_project(find_project(ROOT))


def test_check_is_silent() -> None:
    """No scenario, row, label, claim, article or translation of the project has a problem."""
    ended = run_command(ROOT, "check")

    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_every_claim_has_an_expectation() -> None:
    """Each of the 17 claims of the article is named by an expectation that is always asked."""
    proved = prove_claims(checked().suite, Answers(LatestTries(ROOT / "nowhere")))

    assert [one.claim.id for one in proved] == [f"C{number:02}" for number in range(1, 18)]
    assert [one.claim.id for one in proved if not one.proofs] == []


def test_documented_flows_run_in_every_locale() -> None:
    """Registration, refresh and unlink run for each of the 15 marketplaces in three languages."""
    flows: dict[str, set[tuple[str, str]]] = {
        "registration": set(),
        "refresh": set(),
        "unlink": set(),
    }
    for one in checked().suite.variants:
        if "happy" in one.tags:
            flows[one.flow].add((one.row["marketplace"], one.locale))
    every = {(marketplace, locale) for marketplace in MARKETPLACES for locale in LOCALES}

    assert len(MARKETPLACES) == 15
    assert flows == dict.fromkeys(flows, every)


def test_a_marketplace_without_a_row_is_named() -> None:
    """`guiderunner check` names each marketplace of the mock site that no row describes."""
    assert MockSite.records == {"marketplace": tuple(MARKETPLACES)}


def test_every_issue_is_reproduced_and_resolved() -> None:
    """Each of the 72 issues, in each state that the mock site knows of it, has a row that runs.

    A row begins in the situation of its issue, at its marketplace, and runs in every locale.
    """
    known, rows = situations(), checked().suite.rows["issue"].rows
    ran = {
        (one.row["issue"], one.locale)
        for one in checked().suite.variants
        if one.scenario.guide == "troubleshooting"
    }

    assert len({issue for one in known.values() for issue in one.issues}) == 72
    assert sorted(one["situation"] for one in rows.values()) == sorted(known)
    assert ran == {(row, locale) for row in rows for locale in LOCALES}
    for key, row in rows.items():
        situation = known[row["situation"]]
        assert key.startswith(situation.issues), key
        assert situation.marketplace in (row["marketplace"], ""), key


def test_every_prose_key_of_a_row_is_there() -> None:
    """Each row has all the words of its axis that guides print; a remedy where no step does it."""
    for rows in checked().suite.rows.values():
        for row, values in rows.rows.items():
            assert set(rows.prose) - set(values) <= {"remedy"}, row


def test_a_remedy_is_there_to_be_said() -> None:
    """An issue has one if its scenario says it: any other would be translated for nobody."""
    rows = checked().suite.rows["issue"].rows
    for loaded in checked().suite.scenarios:
        for variant in loaded.variants:
            if issue := variant.row.get("issue"):
                says = "{{ issue.remedy }}" in (ROOT / loaded.path).read_text("utf-8")
                assert ("remedy" in rows[issue]) == says, issue
