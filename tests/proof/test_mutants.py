"""Which variants are run with which defect, and which defects are a sample."""

from functools import cache
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.project import find_project
from guiderunner.proof import mutants
from guiderunner.proof.misled import guide_sentences, misled_by, untouched
from guiderunner.proof.mutation import unbroken
from guiderunner.run.checking import Checked, check_project
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant
from guiderunner.site.defects import Defect, defects_of

ROOT = Path(__file__).parents[2]


@cache
def checked() -> Checked:
    """The project's own scenarios."""
    return check_project(find_project(ROOT))


def suite() -> Suite:
    """Its suite."""
    return checked().suite


def defects() -> dict[str, Defect]:
    """The defects of the mock site, by name."""
    return {one.name: one for one in defects_of(checked().project.adapter())}


def chosen(name: str, variants: list[Variant] | None = None) -> list[str]:
    """Return the names of the mutants that should notice the defect *name*."""
    asked = suite().variants if variants is None else variants
    return [one.name for one in mutants.proving(suite(), asked, defects()[name])]


def test_each_defect_has_who_should_notice() -> None:
    """Of each claim an expectation proves it, and two defects or more break it."""
    mutants.require_claims(suite(), defects().values())

    assert all(chosen(name) for name in defects())
    assert unbroken(suite(), list(defects().values())) == {}


def test_one_row_and_locale_is_asked() -> None:
    """What proves the claim is run once, with its first row in the first locale."""
    assert chosen("form_prefilled") == ["ebay_japan-en+form_prefilled"]


def test_a_defect_of_a_locale_is_asked_in_it_too() -> None:
    """Two variants tell: one in the locale that it is about."""
    name = "help_missing_in_japanese"

    assert chosen(name) == [f"ebay_japan-en+{name}", f"ebay_japan-ja+{name}"]


def test_a_defect_of_a_row_is_asked_with_it_too() -> None:
    """Two variants tell: one with the row that it is about."""
    name = "accounts_list_lacks_rakuten"

    assert chosen(name) == [f"ebay_japan-en+{name}", f"rakuten-en+{name}"]


def test_what_depends_on_a_row_belongs_to_it() -> None:
    """Each field of the first marketplace is asked: a defect may be about the last."""
    fields = [one for one in chosen("required_last_not_checked") if one.startswith("ebay_japan-")]

    assert [one.split("-")[1] for one in fields] == ["qsm_user_id", "qsm_password", "api_key"]


def test_nobody_is_asked_who_could_not_notice() -> None:
    """Without its locale, a defect is not asked about, rather than counted as not noticed."""
    english = [one for one in suite().variants if one.locale == "en"]
    asked = {name: mutants.can_be_asked(suite(), english, one) for name, one in defects().items()}

    assert chosen("help_missing_in_japanese", english) == []
    assert [name for name, can in asked.items() if not can] == [
        name for name, one in defects().items() if one.locale
    ]


def test_bystanders_are_the_rest_of_the_flow() -> None:
    """Who walks the same screens and proves something else; one variant each."""
    found = mutants.bystanders(suite(), suite().variants, defects()["related_guide_is_a_list"])

    assert [one.variant.scenario.id for one in found] == [
        "refused-retrieval",
        "retrieve-list",
        "retrieve-market-information",
        "two-accounts",
    ]


@pytest.mark.parametrize("size", [1, 4, 7, 52, 60])
def test_samples_go_round(size: int) -> None:
    """Seeds that follow one another leave out no defect and bring none twice."""
    known = list(defects().values())
    rounds = -(-len(known) // size)
    samples = [mutants.sample(known, size, 739_000 + one) for one in range(rounds)]
    names = [one.name for each in samples for one in each]

    assert sorted(names) == sorted(one.name for one in known)
    assert max(map(len, samples)) <= size
    assert mutants.sample(known, size, 739_000 + rounds) == samples[0]


def test_a_name_that_is_not_there_is_told() -> None:
    """With the nearest that is."""
    with pytest.raises(GuiderunnerError) as raised:
        mutants.named(list(defects().values()), ["form_prefiled"])

    assert str(raised.value) == "there is no defect 'form_prefiled'. Did you mean 'form_prefilled'?"


def test_a_defect_breaks_a_claim_of_the_project() -> None:
    """Of each that does not, its name and what was probably meant is told."""
    stray = Defect(name="stray", breaks="C1", description="Something.")

    with pytest.raises(GuiderunnerError, match=r"^defect 'stray' of the site breaks 'C1', "):
        mutants.require_claims(suite(), [stray])


def test_sentences_lead_back_to_claims() -> None:
    """By an expectation of the step itself, or of the step that is named as proof."""
    told = [one.text for one in misled_by(suite(), "C17") if one.claims == {"C17"}]

    assert [one.rpartition(". ")[2] for one in told] == [
        "You can stop their sales only in QSM.",
        "The product is no longer on sale.",
    ]


def test_sentences_that_no_defect_touches_are_counted() -> None:
    """Breaking one more claim touches exactly the sentences that rest on it."""
    everything, without = untouched(suite(), suite().claims), set(suite().claims) - {"C17"}
    more = untouched(suite(), without)

    assert len(untouched(suite(), ())) == len(guide_sentences(suite()))
    assert {one for one in more if one not in everything} == {
        one for one in misled_by(suite(), "C17") if one.claims == {"C17"}
    }
