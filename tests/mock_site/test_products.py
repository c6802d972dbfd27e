"""Products: their states, the three business days, and what can be searched for."""

from collections.abc import Callable

import httpx
import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
LINKED = {"marketplace": "rakuten", "linked": True}
BAG = {"account": "1", "product": "P000BGOU"}


def states(mall: MockMall) -> list[str]:
    """Return the state of each synced product."""
    return [one["state"] for one in mall.dump()["synced"]]


class TestThreeBusinessDays:
    """A sync that nobody removes in time becomes a sale. The mall's clock begins on a Monday."""

    def test_the_seller_is_told_of_the_deadline(self, make_mall: Malls, visit: Visits) -> None:
        """In the list, on the product's page, on the dashboard and by a notification."""
        pro = visit(make_mall(LINKED))

        listed = pro.post("/products/send", {**BAG, "do": "sync"})

        assert "Sync pending until 2026-03-05 23:59" in text_of(listed)
        assert "Remove the sync by 2026-03-05 23:59 (KST)" in text_of(pro.get("/products/1"))
        home = text_of(pro.get("/"))
        assert "hanbit-goods: on sale by itself after 2026-03-05 23:59. Products: 1" in home
        assert "products synced through account hanbit-goods: 1." in home

    def test_nothing_is_at_the_marketplace_before(self, make_mall: Malls) -> None:
        """A pending product has no number and no listing."""
        mall = make_mall({**LINKED, "pending": 2})

        assert states(mall) == ["sync_pending", "sync_pending"]
        assert mall.dump()["listing"] == []
        assert [one["number"] for one in mall.dump()["synced"]] == ["", ""]

    def test_it_goes_on_sale_by_itself_after_it(self, make_mall: Malls, visit: Visits) -> None:
        """Not in the last second, but after it; once only, however often the clock moves."""
        mall = make_mall({**LINKED, "pending": 1}, clock="2026-03-02T23:59:00+09:00")

        mall.perform({"advance": "3 days"})
        before = states(mall)
        mall.perform({"advance": "1 minute"})
        after = states(mall)
        mall.perform({"advance": "1 minute"})

        assert (before, after) == (["sync_pending"], ["for_sale"])
        assert len(mall.dump()["listing"]) == 1
        assert len(mall.dump()["transfer"]) == 1
        assert "For sale" in text_of(visit(mall).get("/products"))

    def test_a_weekend_does_not_count(self, make_mall: Malls) -> None:
        """Synced on a Thursday, it waits until Tuesday has ended."""
        mall = make_mall({**LINKED, "pending": 1}, clock="2026-03-05T10:00:00+09:00")

        mall.perform({"advance": "5 days"})
        tuesday = states(mall)
        mall.perform({"advance": "14 hours"})

        assert tuesday == ["sync_pending"]
        assert states(mall) == ["for_sale"]

    def test_who_removes_the_sync_sells_nothing(self, make_mall: Malls, visit: Visits) -> None:
        """Neither at the deadline nor later."""
        mall = make_mall({**LINKED, "pending": 2})

        visit(mall).post("/products/1/remove", {})
        mall.perform({"advance": "10 days"})

        assert states(mall) == ["unsynced", "for_sale"]
        assert [one["product_code"] for one in mall.dump()["listing"]] == ["P000BGPA"]

    def test_what_happens_on_the_way_has_its_own_time(self, make_mall: Malls) -> None:
        """A leap of the clock beyond the end of the key sells while the key still works."""
        mall = make_mall({**LINKED, "pending": 1})

        mall.perform({"advance": "120 days"})

        [transfer] = mall.dump()["transfer"]
        assert transfer["outcome"] == "done"
        assert transfer["finished_at"] == "2026-03-06T00:00:00+09:00"

    def test_an_expired_key_makes_it_fail(self, make_mall: Malls) -> None:
        """The product is Failed, and is not tried again and again."""
        mall = make_mall({**LINKED})
        mall.perform({"advance": "89 days"})
        pro = Visitor(mall, "pro")
        pro.post("/products/send", {**BAG, "do": "sync"})

        mall.perform({"advance": "9 days"})
        mall.perform({"advance": "1 day"})

        assert states(mall) == ["failed"]
        assert [one["reason"] for one in mall.dump()["transfer"]] == ["expired"]
        pro.client.close()

    def test_unlinking_forgets_what_is_pending(self, make_mall: Malls, visit: Visits) -> None:
        """Nothing goes on sale for an account that is gone."""
        mall = make_mall({**LINKED, "pending": 1})

        visit(mall).post("/settings/accounts/1/unlink", {"understood": "yes"})
        mall.perform({"advance": "10 days"})

        assert states(mall) == []
        assert mall.dump()["listing"] == []

    def test_a_product_on_sale_is_not_synced_anew(self, make_mall: Malls, visit: Visits) -> None:
        """Asking for a sync of what is on sale changes nothing."""
        mall = make_mall({**LINKED, "listed": 1})

        answer = visit(mall).post("/products/send", {**BAG, "do": "sync"})

        assert "These products are already synced" in text_of(answer)
        assert states(mall) == ["for_sale"]


class TestStates:
    def test_a_draft_waits_until_it_is_sent(self, make_mall: Malls, visit: Visits) -> None:
        """It is in no hurry: time does nothing to it."""
        mall = make_mall(LINKED)
        pro = visit(mall)

        pro.post("/products/send", {**BAG, "do": "draft"})
        mall.perform({"advance": "30 days"})
        drafted = states(mall)
        pro.post("/products/1/send", {})

        assert drafted == ["draft"]
        assert states(mall) == ["for_sale"]

    def test_a_draft_can_be_deleted(self, make_mall: Malls, visit: Visits) -> None:
        """Nothing is left of it."""
        mall = make_mall(LINKED)
        pro = visit(mall)
        pro.post("/products/send", {**BAG, "do": "draft"})

        answer = pro.post("/products/1/remove", {})

        assert "The draft has been deleted." in text_of(answer)
        assert states(mall) == []

    def test_a_sale_ends_after_its_last_day(self, make_mall: Malls, visit: Visits) -> None:
        """Then it is Not for sale, and stopped at the marketplace; it can be resumed."""
        mall = make_mall({**LINKED, "listed": 1})
        pro = visit(mall)
        pro.post("/products/1/end", {"ends_on": "2026-03-04"})

        mall.perform({"advance": "2 days"})
        last_day = states(mall)
        mall.perform({"advance": "14 hours"})
        over, there = states(mall), mall.dump()["listing"][0]["state"]
        pro.post("/products/1/send", {})

        assert (last_day, over, there) == (["for_sale"], ["not_for_sale"], "stopped")
        assert states(mall) == ["for_sale"]
        assert len(mall.dump()["listing"]) == 1

    @pytest.mark.parametrize("day", ["2026-03-01", "soon", "2026-02-30", "9999-12-31"])
    def test_a_day_that_is_over_or_too_far_ends_nothing(
        self, make_mall: Malls, visit: Visits, day: str
    ) -> None:
        """The page says so, and the sale goes on."""
        mall = make_mall({**LINKED, "listed": 1})

        answer = visit(mall).post("/products/1/end", {"ends_on": day})

        assert answer.status_code == 422
        assert "Choose a day that is not over" in text_of(answer)
        assert mall.dump()["synced"][0]["ends_at"] is None

    def test_removing_the_sync_leaves_the_listing(self, make_mall: Malls, visit: Visits) -> None:
        """Sent again it is a new product with a new number."""
        mall = make_mall({**LINKED, "listed": 1})
        pro = visit(mall)
        old = mall.dump()["synced"][0]["number"]

        pro.post("/products/1/remove", {})
        removed, listing = states(mall), mall.dump()["listing"][0]["state"]
        pro.post("/products/1/send", {})

        assert (removed, listing) == (["unsynced"], "on_sale")
        assert mall.dump()["synced"][0]["number"] != old
        assert len(mall.dump()["listing"]) == 2


class TestList:
    @pytest.fixture
    def pro(self, make_mall: Malls, visit: Visits) -> Visitor:
        """Five products at Rakuten, two of them pending, one at Shopee."""
        mall = make_mall(
            {**LINKED, "listed": 3, "pending": 2},
            {"marketplace": "shopee", "linked": True, "listed": 1},
            products=5,
        )
        return visit(mall)

    def rows(self, answer: httpx.Response) -> int:
        """Return how many synced products are shown."""
        return answer.text.count('data-testid="synced"')

    @pytest.mark.parametrize(
        ("query", "count"),
        [
            ("", 6),
            ("state=for_sale", 4),
            ("state=sync_pending", 2),
            ("state=archived", 0),
            ("state=nonsense", 6),
            ("q=tote", 2),
            ("q=P000BGOU", 2),
            ("q=p000bgou", 2),
            ("q=P000BGO", 0),
            ("q=tote&state=sync_pending", 0),
            ("q=%3Cscript%3E", 0),
            ("page=99", 6),
            ("page=-1", 6),
        ],
    )
    def test_it_is_filtered_by_state_and_searched_by_name_or_whole_code(
        self, pro: Visitor, query: str, count: int
    ) -> None:
        """A part of a code finds nothing; a part of a name does."""
        assert self.rows(pro.get(f"/products?{query}")) == count

    def test_states_are_counted(self, pro: Visitor) -> None:
        """The counters are the filters; states without products are left out."""
        text = text_of(pro.get("/products"))

        assert "All 6 Sync pending 2 For sale 4" in text

    def test_long_lists_have_pages(self, make_mall: Malls, visit: Visits) -> None:
        """Twenty rows stand on one page, newest notifications first; the rest on the next."""
        mall = make_mall(LINKED)
        pro = visit(mall)
        for _ in range(11):
            pro.post("/products/send", BAG)
            pro.post("/products/stop", {"number": mall.dump()["synced"][0]["number"]})

        first, second = pro.get("/work-status"), pro.get("/work-status?tab=done&page=2")

        assert first.text.count('data-testid="transfer"') == 20
        assert second.text.count('data-testid="transfer"') == 2
        assert 'aria-label="Page 2" aria-current="page"' in second.text

    def test_a_stopped_number_is_not_stopped_twice(self, pro: Visitor) -> None:
        """Only what is for sale can be stopped."""
        number = pro.mall.dump()["synced"][0]["number"]

        first = pro.post("/products/stop", {"number": number})
        second = pro.post("/products/stop", {"number": number})

        assert "Archived" in marked(first, "state")
        assert second.status_code == 404
