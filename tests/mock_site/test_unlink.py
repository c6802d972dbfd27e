"""Unlinking an account, and what it leaves behind."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
SITES = [("rakuten", "rms", "ja"), ("ebay_japan", "qsm", "en")]
AGREED = {"understood": "yes"}


@pytest.fixture(params=SITES, ids=[one[0] for one in SITES])
def linked(request: pytest.FixtureRequest, make_mall: Malls, visit: Visits) -> "Linked":
    """A linked account with one product that is synced, at each marketplace."""
    marketplace, admin, language = request.param
    mall = make_mall({"marketplace": marketplace, "linked": True, "listed": 1})
    return Linked(mall, visit(mall), visit(mall, admin, language))


class Linked:
    """A mall with a linked account, Cafe24 PRO, and the seller admin."""

    def __init__(self, mall: MockMall, pro: Visitor, seller: Visitor) -> None:
        self.mall, self.pro, self.seller = mall, pro, seller

    def link_again(self) -> str:
        """Register the same shop once more; return the id of the account."""
        shop = self.mall.variables["shop"]
        form = f"/settings/accounts/new?marketplace={shop['marketplace']}"
        answer = self.pro.post(form, shop["credentials"])
        return answer.text.rpartition('href="/settings/accounts/')[2].partition('"')[0]


def test_the_box_must_be_ticked(linked: Linked) -> None:
    """Without the tick nothing is unlinked, and the dialog says why."""
    answer = linked.pro.post("/settings/accounts/1/unlink", {})

    assert answer.status_code == 422
    assert "Tick the box to go on." in text_of(answer)
    assert marked(answer, "status") == ["Linked"]


def test_the_dialog_names_both_consequences(linked: Linked) -> None:
    """Also without script, where it is a page of its own."""
    text = text_of(linked.pro.get("/settings/accounts/1/unlink"))

    assert "All synced product information is deleted and cannot be recovered." in text
    assert "Products on the marketplace are not deleted." in text


def test_sync_is_deleted_and_listings_stay(linked: Linked) -> None:
    """Cafe24 PRO forgets what was synced; the marketplace goes on selling."""
    answer = linked.pro.post("/settings/accounts/1/unlink", AGREED)
    products = text_of(linked.pro.get("/products"))
    listings = linked.seller.get("/listings")

    assert "The account has been unlinked." in text_of(answer)
    assert marked(answer, "status") == []
    assert "No product is synced." in products
    assert "Stop selling" not in products
    assert marked(listings, "state") in (["販売中"], ["On sale"])
    assert linked.mall.dump()["account"] == []
    assert linked.mall.dump()["synced"] == []


def test_a_product_that_is_registered_again_is_a_new_one(linked: Linked) -> None:
    """After the same shop is linked again, its product gets a new number."""
    old = marked(linked.seller.get("/listings"), "number")
    linked.pro.post("/settings/accounts/1/unlink", AGREED)
    account = linked.link_again()

    answer = linked.pro.post("/products/send", {"account": account, "product": "P000BGOU"})

    new = marked(answer, "number")
    assert len(new) == 1
    assert new != old
    assert marked(linked.seller.get("/listings"), "number") == [*new, *old]


def test_only_the_seller_admin_stops_what_is_left(linked: Linked) -> None:
    """Cafe24 PRO knows the old listing no more; the seller admin stops it."""
    number = marked(linked.seller.get("/listings"), "number")[0]
    linked.pro.post("/settings/accounts/1/unlink", AGREED)

    refused = linked.pro.post("/products/stop", {"number": number})
    stopped = linked.seller.post("/listings/stop", {"number": number})

    assert refused.status_code == 404
    assert marked(stopped, "state") in (["販売停止"], ["Stopped"])


def test_a_synced_product_is_stopped_in_both_places(linked: Linked) -> None:
    """While it is synced, Stop selling archives it and stops it at the marketplace."""
    number = marked(linked.pro.get("/products"), "number")[0]

    answer = linked.pro.post("/products/stop", {"number": number})

    assert marked(answer, "state") == ["Archived"]
    assert marked(linked.seller.get("/listings"), "state") in (["販売停止"], ["Stopped"])


def test_a_product_that_is_synced_is_not_registered_twice(linked: Linked) -> None:
    """Sending it again keeps its number, and puts it on sale again."""
    number = marked(linked.pro.get("/products"), "number")
    linked.pro.post("/products/stop", {"number": number[0]})

    answer = linked.pro.post("/products/send", {"account": "1", "product": "P000BGOU"})

    assert marked(answer, "number") == number
    assert marked(answer, "state") == ["For sale"]


def test_nothing_can_be_sent_without_an_account(make_mall: Malls, visit: Visits) -> None:
    """The page says what to do first, and a form that is sent all the same is refused."""
    pro = visit(make_mall())

    page = pro.get("/products")
    refused = pro.post("/products/send", {"account": "1", "product": "P000BGOU"})

    assert page.text.count(" disabled ") == 4
    assert "Link a marketplace account first." in text_of(page)
    assert refused.status_code == 422
    assert marked(refused, "state") == []
