"""Market information: a copy that goes stale until it is retrieved."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
SITES = [("rakuten", "rms", "ja"), ("ebay_japan", "qsm", "en"), ("shopee", "shopee", "en")]


@pytest.mark.parametrize(("marketplace", "admin", "language"), SITES)
def test_a_change_arrives_with_the_next_retrieve(
    make_mall: Malls, visit: Visits, marketplace: str, admin: str, language: str
) -> None:
    """Cafe24 PRO keeps the old address until market information is retrieved."""
    mall = make_mall({"marketplace": marketplace, "linked": True})
    shop = mall.variables["shop"]
    old, new = shop["information"]["return_address"], shop["new_return_address"]
    pro = visit(mall)

    addresses = {"return_address": new, "shipping_address": new}
    saved = visit(mall, admin, language).post("/addresses", addresses)
    before = pro.get("/settings/accounts/1")
    after = pro.post("/settings/accounts/1/retrieve", {})

    assert 'role="status"' in saved.text
    assert marked(before, "value")[0] == old
    assert marked(after, "value")[0] == new
    assert f"{old} {new}" in text_of(after).replace("→", "")


def test_a_retrieve_tells_what_changed(make_mall: Malls, visit: Visits) -> None:
    """Entries that were added and removed are named; the next time nothing has changed."""
    mall = make_mall({"marketplace": "rakuten", "linked": True})
    rms, pro = visit(mall, "rms", "ja"), visit(mall)

    rms.post("/lists/lead_time", {"do": "add", "new": "7日以内に発送"})
    rms.post("/lists/lead_time", {"do": "remove 1"})
    changed = text_of(pro.post("/settings/accounts/1/retrieve", {}))
    again = text_of(pro.post("/settings/accounts/1/retrieve", {}))

    assert "Removed Delivery lead time 1〜2日以内に発送" in changed
    assert "Added Delivery lead time 7日以内に発送" in changed
    assert "Nothing has changed." in again


def test_a_retrieve_is_dated(make_mall: Malls, visit: Visits) -> None:
    """The date is that of the mall's own clock."""
    mall = make_mall({"marketplace": "rakuten", "linked": True})
    mall.perform({"advance": "2 days"})

    answer = visit(mall).post("/settings/accounts/1/retrieve", {})

    assert "Last retrieved 2026-03-04 10:00" in text_of(answer)


def test_sending_needs_market_information(make_mall: Malls, visit: Visits) -> None:
    """Without a shipping setting in the copy nothing can be sent; with it, it can."""
    mall = make_mall({"marketplace": "ebay_japan", "linked": True})
    qsm, pro = visit(mall, "qsm"), visit(mall)
    for number in ("401127", "401128"):
        qsm.post("/lists/shipping", {"do": f"remove {number}"})
    pro.post("/settings/accounts/1/retrieve", {})
    products = {"account": "1", "product": "P000BGOU"}

    refused = pro.post("/products/send", products)
    qsm.post("/lists/shipping", {"do": "add", "new": "送料無料"})
    pro.post("/settings/accounts/1/retrieve", {})
    sent = pro.post("/products/send", products)

    assert "no shipping setting" in text_of(refused)
    assert marked(sent, "state") == ["For sale"]


def test_an_empty_address_is_not_saved(make_mall: Malls, visit: Visits) -> None:
    """The seller admin wants every address."""
    mall = make_mall({"marketplace": "ebay_japan"})

    answer = visit(mall, "qsm").post("/addresses", {"return_address": "", "shipping_address": "x"})

    assert answer.status_code == 422
    assert marked(answer, "error") == ["Enter an address."]
