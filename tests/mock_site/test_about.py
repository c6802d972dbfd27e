"""The mock says what it is, and where what it shows is known from."""

from mock_site.about import about
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.provenance import facts


def test_every_fact_of_the_marketplaces_of_a_world_is_told() -> None:
    """With its status and source; other marketplaces are none of the world's business."""
    told = about({"shops": [{"marketplace": "rakuten"}]}, "ko")

    assert (told["kind"], told["language"]) == ("mock", "ko")
    assert "모의 사이트" in told["name"]
    assert len(told["facts"]) == len(list(facts(MARKETPLACES["rakuten"])))
    assert all(one["source"] for one in told["facts"])
    assert {one["status"] for one in told["facts"]} == {"documented", "part", "inferred"}


def test_a_name_in_another_language_says_so() -> None:
    """Some names exist in the language of the marketplace only."""
    told = about({"shops": [{"marketplace": "rakuten"}]}, "en")

    japanese = [one["fact"] for one in told["facts"] if one["language"] == "ja"]
    assert "権限区分" in japanese


def test_a_world_without_shops_has_no_facts() -> None:
    """And a locale that the mock lacks is answered in English."""
    told = about({}, "de")

    assert (told["facts"], told["language"]) == ([], "en")
