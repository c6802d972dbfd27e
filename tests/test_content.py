"""The project's own content: its scenarios are sound, and prove what the article claims."""

from functools import cache
from pathlib import Path

from guiderunner.project import find_project
from guiderunner.proof.claims import prove_claims
from guiderunner.run.checking import Checked, check_project
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
    proved = prove_claims(checked().suite, None)

    assert [one.claim.id for one in proved] == [f"C{number:02}" for number in range(1, 18)]
    assert [one.claim.id for one in proved if one.verdict == "no expectation"] == []


def test_documented_flows_run_in_every_locale() -> None:
    """Registration, refresh and unlink run for six marketplaces in all three languages."""
    names = {
        (one.scenario.id, one.row["marketplace"], one.locale) for one in checked().suite.variants
    }

    for scenario in ("connect-account", "retrieve-market-information", "unlink-account"):
        for row in (
            "ebay_japan",
            "rakuten",
            "elevenst",
            "gmarket_auction",
            "aupay_market",
            "coupang",
            "ssg",
        ):
            assert {(scenario, row, locale) for locale in LOCALES} <= names
    for scenario in ("connect-with-consent", "retrieve-market-information"):
        assert {(scenario, "shopee", locale) for locale in LOCALES} <= names


def test_every_prose_key_of_a_row_is_there() -> None:
    """A row of the marketplaces has the words that its scenarios print."""
    for rows in checked().suite.rows.values():
        for row, values in rows.rows.items():
            assert "name" in values, row
