"""The list of marketplaces: found by name, those in use first."""

import re
from collections.abc import Callable

import httpx
import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]


def sections(answer: httpx.Response) -> list[str]:
    """Return the marketplaces that are listed, by id."""
    return re.findall(r'<section class="card marketplace[^>]*aria-labelledby="(\w+)"', answer.text)


def test_those_in_use_come_first(make_mall: Malls, visit: Visits) -> None:
    """The others follow in the order of the catalogue."""
    found = sections(
        visit(make_mall({"marketplace": "shopee", "linked": True})).get("/settings/accounts")
    )

    assert found[0] == "shopee"
    assert found[1:] == sorted(found[1:])
    assert "rakuten" in found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("qoo10", ["ebay_japan"]),
        ("Q0010", ["ebay_japan"]),
        ("ebay", ["ebay_japan"]),
        ("楽天", ["rakuten"]),
        ("라쿠텐", ["rakuten"]),
        ("RAKUTEN ichiba", ["rakuten"]),
        ("no such market", []),
        ("<b>", []),
    ],
)
def test_one_is_found_by_its_name(
    make_mall: Malls, visit: Visits, asked: str, found: list[str]
) -> None:
    """In any language, in any case, and with the zeros that the help writes."""
    answer = visit(make_mall()).get("/settings/accounts?" + str(httpx.QueryParams(q=asked)))

    assert sections(answer) == found
    assert ("No marketplace matches." in text_of(answer)) is (found == [])


def test_only_those_in_use_can_be_shown(make_mall: Malls, visit: Visits) -> None:
    """Also together with a search."""
    pro = visit(make_mall({"marketplace": "shopee", "linked": True}))

    assert sections(pro.get("/settings/accounts?show=linked")) == ["shopee"]
    assert sections(pro.get("/settings/accounts?show=linked&q=rakuten")) == []


def test_those_that_need_attention_can_be_shown(make_mall: Malls, visit: Visits) -> None:
    """The dashboard leads there: to accounts that expire soon, have expired or are refused."""
    mall = make_mall(
        {"marketplace": "shopee", "linked": True}, {"marketplace": "rakuten", "linked": True}
    )
    pro = visit(mall)
    before = sections(pro.get("/settings/accounts?show=attention"))
    mall.perform({"advance": "80 days"})

    home = pro.get("/").text

    assert before == []
    assert '"/settings/accounts?show=attention"' in home
    assert sections(pro.get("/settings/accounts?show=attention")) == ["rakuten"]


@pytest.mark.parametrize(
    "path", ["/settings/accounts/{}", "/products/{}", "/notifications/{}", "/settings/templates/{}"]
)
def test_a_number_beyond_all_records_is_not_found(
    make_mall: Malls, visit: Visits, path: str
) -> None:
    """However long it is."""
    assert visit(make_mall()).get(path.format("9" * 40)).status_code == 404
