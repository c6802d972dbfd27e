"""What all reports tell alike."""

from guiderunner.evidence.verdicts import exit_code
from guiderunner.report.overview import counts, entries
from tests.report.runs import ALL_KINDS, one_try, run_of


def test_every_variant_is_told_once() -> None:
    """Tries of one variant are one entry, with the verdict on all of them."""
    assert [(one.name, one.verdict, len(one.tries)) for one in entries(ALL_KINDS)] == [
        ("shop-en", "passed", 1),
        ("keys-ko", "failed", 2),
        ("flake-ja", "flaky", 2),
        ("dead-en", "environment", 2),
        ("known-en", "known", 1),
        ("fixed-en", "fixed", 1),
    ]


def test_reasons_are_words() -> None:
    """Each entry that is no plain pass says why; a pass says nothing."""
    reasons = {one.name: one.reason() for one in entries(ALL_KINDS)}

    assert reasons["keys-ko"] == (
        "scenarios/registration/connect.yaml:7: step 'save'\n"
        "expected account_form.save to find its control\n"
        "found no button [Save] on pro /new after 5 s; nearest: [Store]"
    )
    assert reasons["flake-ja"] == reasons["keys-ko"]
    assert reasons["dead-en"] == "expected a world on the site, and a browser\nfound gone"
    assert reasons["fixed-en"] == "It passes. Take 'known: KEY-8' out of the scenario."
    assert reasons["shop-en"] == ""


def test_counts_name_what_is_there() -> None:
    """Red comes first; what nobody has is not named."""
    assert counts(entries(run_of(one_try("shop-en")))) == {"passed": 1}
    assert list(counts(entries(ALL_KINDS))) == [
        "failed",
        "passed, but is announced to fail",
        "flaky",
        "could not be run",
        "failed as known",
        "passed",
    ]


def test_exit_codes() -> None:
    """0 is for all well, 1 for red, 2 for what could not be run, and for nothing at all."""
    assert exit_code(["passed", "known"]) == 0
    assert exit_code(["passed", "flaky"]) == 1
    assert exit_code(["fixed"]) == 1
    assert exit_code(["failed", "environment"]) == 2
    assert exit_code([]) == 2
