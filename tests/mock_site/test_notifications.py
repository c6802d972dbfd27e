"""Notifications, and the dashboard that sums them up."""

import re
from collections.abc import Callable
from datetime import datetime

import httpx
import pytest

from mock_site.client import MockMall
from mock_site.pro.business_days import deadline
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
LINKED = {"marketplace": "rakuten", "linked": True}
AGREED = {"understood": "yes"}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-02T10:00:00+09:00", "2026-03-05"),
        ("2026-03-05T10:00:00+09:00", "2026-03-10"),
        ("2026-03-06T23:59:59+09:00", "2026-03-11"),
        ("2026-03-07T00:00:00+09:00", "2026-03-11"),
        ("2026-03-08T23:00:00+09:00", "2026-03-11"),
        ("2026-03-01T23:00:00+00:00", "2026-03-05"),
        ("2026-12-30T10:00:00+09:00", "2027-01-04"),
    ],
    ids=["monday", "thursday", "friday", "saturday", "sunday", "utc sunday", "new year"],
)
def test_three_business_days_end_in_korea(start: str, end: str) -> None:
    """The day itself and weekends do not count; the third day ends at 23:59:59 in Korea."""
    assert deadline(datetime.fromisoformat(start)).isoformat() == f"{end}T23:59:59+09:00"


class TestEvents:
    def test_linking_and_unlinking_are_told(self, make_mall: Malls, visit: Visits) -> None:
        """Each is one unread notification, newest first, and counted in the top bar."""
        mall = make_mall()
        pro = visit(mall)

        pro.post(
            "/settings/accounts/new?marketplace=rakuten", mall.variables["shop"]["credentials"]
        )
        answer = pro.post("/settings/accounts/1/unlink", AGREED)

        assert unread(answer) == 2
        page = text_of(pro.get("/notifications"))
        unlinked, linked = page.index("has been unlinked."), page.index("has been linked.")
        assert unlinked < linked

    def test_a_refused_form_tells_nothing(self, make_mall: Malls, visit: Visits) -> None:
        """Only what has happened is told."""
        pro = visit(make_mall())

        pro.post("/settings/accounts/new?marketplace=rakuten", {})
        pro.post("/settings/accounts/new?marketplace=rakuten", {"shop_url": "hanbit-goods"})

        assert "There are no notifications yet." in text_of(pro.get("/notifications"))

    def test_expiry_is_told_once_and_when_it_was(self, make_mall: Malls, visit: Visits) -> None:
        """Fourteen days before the end, and at the end, however often pages are read."""
        mall = make_mall(LINKED)
        pro = visit(mall)
        steps = []
        for length in ("75 days", "1 day", "14 days"):
            mall.perform({"advance": length})
            pro.get("/")
            steps.append([one["kind"] for one in mall.dump()["notification"]])

        assert steps == [[], ["expiring"], ["expiring", "expired"]]
        dates = [one["at"] for one in mall.dump()["notification"]]
        assert dates == ["2026-05-17T10:00:00+09:00", "2026-05-31T10:00:00+09:00"]

    def test_a_leap_of_the_clock_misses_nothing(self, make_mall: Malls, visit: Visits) -> None:
        """What happened in between is told with its own date, on the first page that is read."""
        mall = make_mall(LINKED)
        mall.perform({"advance": "100 days"})

        page = text_of(visit(mall).get("/"))

        assert "account hanbit-goods expired on 2026-05-31. Renew its keys. Unread" in page
        assert "account hanbit-goods expires on 2026-05-31. Unread 2026-05-17 10:00" in page

    def test_shopee_warns_five_days_before(self, make_mall: Malls, visit: Visits) -> None:
        """Its consent ends after 365 days; six days before nothing is said."""
        mall = make_mall({"marketplace": "shopee", "linked": True})
        pro = visit(mall)

        mall.perform({"advance": "359 days"})
        early = pro.get("/notifications")
        mall.perform({"advance": "1 day"})
        late = pro.get("/notifications")

        assert unread(early) == 0
        assert unread(late) == 1


class TestReading:
    def test_opening_one_marks_it_and_leads_on(self, make_mall: Malls, visit: Visits) -> None:
        """It leads to the account, or to the list once the account is gone."""
        mall = make_mall(LINKED)
        mall.perform({"advance": "80 days"})
        pro = visit(mall)
        assert unread(pro.get("/")) == 1

        opened = pro.get("/notifications/1")
        pro.post("/settings/accounts/1/unlink", AGREED)
        again = pro.get("/notifications/1")

        assert "Edit market account" in text_of(opened)
        assert opened.url.path == "/settings/accounts/1"
        assert unread(opened) == 0
        assert again.url.path == "/settings/accounts"

    def test_all_are_marked_at_once(self, make_mall: Malls, visit: Visits) -> None:
        """Afterwards none is unread, and all are still there."""
        mall = make_mall(LINKED)
        mall.perform({"advance": "100 days"})
        pro = visit(mall)

        answer = pro.post("/notifications/read", {})

        assert unread(answer) == 0
        assert answer.text.count('data-testid="notification"') == 2

    def test_one_that_is_not_there_is_not_found(self, make_mall: Malls, visit: Visits) -> None:
        """A number that was never told gives the page for that."""
        assert visit(make_mall()).get("/notifications/7").status_code == 404


class TestDashboard:
    def test_an_empty_mall_says_what_to_do_first(self, make_mall: Malls, visit: Visits) -> None:
        """The first steps stand there until an account is linked."""
        empty = text_of(visit(make_mall()).get("/"))
        linked = text_of(visit(make_mall(LINKED)).get("/"))

        assert "Link a marketplace account" in empty
        assert "Get started" not in linked
        assert "All accounts work." in linked

    @pytest.mark.parametrize(
        ("days", "counts", "warning"),
        [
            ("1 day", ["1", "0", "0", "0"], []),
            ("80 days", ["0", "1", "0", "0"], ["Expires soon"]),
            ("91 days", ["0", "0", "1", "0"], ["Expired"]),
        ],
    )
    def test_accounts_are_counted_by_state(
        self, make_mall: Malls, visit: Visits, days: str, counts: list[str], warning: list[str]
    ) -> None:
        """Linked, expires soon, expired, re-authorization required; a warning for each bad one."""
        mall = make_mall(LINKED)
        mall.perform({"advance": days})

        home = visit(mall).get("/")

        states = ("linked", "expiring_soon", "expired", "auth_failed")
        assert [count_of(home.text, state) for state in states] == counts
        assert re.findall(r'data-testid="warning"><[^>]*>([^<]*)', home.text) == warning

    def test_a_refused_account_says_why(self, make_mall: Malls, visit: Visits) -> None:
        """A key that was replaced at the marketplace is told in words, with ways to help."""
        mall = make_mall(LINKED)
        visit(mall, "rms", "ja").post("/keys", {"key": "2"})
        pro = visit(mall)
        pro.post("/settings/accounts/1/retrieve", {})

        home = pro.get("/")

        assert count_of(home.text, "auth_failed") == "1"
        assert "Rakuten could not authenticate the account." in text_of(home)
        assert 'href="/guides/rakuten/registration"' in home.text


def count_of(html: str, state: str) -> str:
    """Return the number on a tile of the dashboard."""
    return html.partition(f'data-testid="count-{state}">')[2].partition("<")[0]


def unread(answer: httpx.Response) -> int:
    """Return the count in the top bar; none stands there while all are read."""
    found = re.search(r'data-testid="unread">(\d+)<', answer.text)
    return int(found[1]) if found else 0
