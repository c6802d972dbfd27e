"""What is like texts about issues, and what is like others."""

from guiderunner.repro.relevance import Relevance

ABOUT = ["the key has expired", "the key is refused", "열쇠가 만료됐어요"]
OTHERS = ["where is my parcel", "the parcel is late", "택배가 늦어요"]


def test_a_text_is_what_its_parts_are_like() -> None:
    """In any language, and in other words than those that were known."""
    relevance = Relevance(ABOUT, OTHERS)

    assert relevance.of("are keys refused?") > 0 > relevance.of("parcels come late")
    assert relevance.of("열쇠를 만료") > 0 > relevance.of("택배를 늦게")


def test_length_makes_nothing_sure() -> None:
    """A text that is said twice is as relevant as once; what is not known says nothing."""
    relevance = Relevance(ABOUT, OTHERS)

    assert relevance.of("key key key") < 2 * relevance.of("key")
    assert relevance.of("ここはどこ") == 0


def test_one_kind_alone_tells_nothing() -> None:
    """Without texts of both kinds there is nothing to compare with."""
    assert Relevance(ABOUT, []).of("the key has expired") == 0
    assert Relevance([], OTHERS).of("where is my parcel") == 0
