"""Situations: each brings about what sellers report, in Cafe24 PRO and at the marketplace."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockMall, MockSite
from mock_site.situations import Situation, situations
from mock_site.texts import PRO
from tests.mock_site.seller import Seller, Visits, hidden
from tests.mock_site.visitor import Visitor, marked, text_of

SITUATIONS = situations().values()


class Reproduction:
    """A mall in a situation, and the seller who goes on from there."""

    def __init__(self, situation: Situation, mall: MockMall, visit: Visits) -> None:
        self.situation, self.mall, self.visit = situation, mall, visit
        self.pro: Visitor = visit(mall)

    def happen(self) -> httpx.Response:
        """Let the seller do what the situation says; return the page that is seen then."""
        act = self.situation.seller
        acts: dict[str, Callable[[], httpx.Response]] = {
            "link": self.link,
            "link_and_send": lambda: self.link() and self.send(),
            "retrieve": lambda: self.pro.post("/settings/accounts/1/retrieve", {}),
            "send": self.send,
            "authorize": self.authorize,
            "unlink": self.unlink,
            "relink_and_send": lambda: self.unlink() and self.link() and self.send(),
            "delete_template": self.delete_template,
            "open": lambda: self.pro.get(act.page),
        }
        if act.as_user:
            self.log_in(act.as_user)
        seen = acts[act.does]()
        return self.pro.get(act.page) if act.page and act.does != "open" else seen

    @property
    def seller(self) -> Seller:
        """The seller of the first shop."""
        return Seller(MARKETPLACES[self.situation.marketplace], self.mall, self.visit)

    def log_in(self, user: str) -> None:
        """Go on as a sub-admin."""
        self.pro.post("/logout", {})
        login = {"mall": self.mall.id, **self.mall.variables["staff"]}
        assert login["user"] == user
        self.pro.post("/login", login)

    def typed(self) -> dict[str, str]:
        """Return what is typed unlike it was issued."""
        return {name: self._value(name, how) for name, how in self.situation.seller.types.items()}

    def _value(self, name: str, how: str) -> str:
        issued = str(self.mall.variables["shop"]["credentials"].get(name, ""))
        newest = [one["value"] for one in self.mall.dump()["key"] if one["field"] == name][-1:]
        known = {
            "wrong_key": str(self.mall.variables["wrong_key"]),
            "newest": self.mall.secrets.get(newest[0].strip("«»"), "") if newest else "",
            "cut": issued[:-1],
            "blank": f"{issued} ",
        }
        return known.get(how, how)

    def link(self) -> httpx.Response:
        """Link the first shop."""
        return self.seller.link(**self.typed())

    def send(self) -> httpx.Response:
        """Send a product through the first account that is linked."""
        account = self.mall.dump()["account"][0]["id"]
        data = {"account": str(account), "product": self.mall.variables["product"]["code"]}
        return self.pro.post("/products/send", data)

    def unlink(self) -> httpx.Response:
        """Unlink the first account."""
        return self.pro.post("/settings/accounts/1/unlink", {"understood": "yes"})

    def delete_template(self) -> httpx.Response:
        """Make a template, and delete it."""
        self.pro.post("/settings/accounts/1/templates/new", {"name": "Sale"})
        return self.pro.post("/settings/templates/1/delete", {})

    def authorize(self) -> httpx.Response:
        """Go to the marketplace's pages, and back with its answer."""
        seller, act = self.seller, self.situation.seller
        values = {**seller.shop["credentials"], **self.typed(), "do": "authorize"}
        login = seller.pro.post(seller.form, values)
        if 'name="state"' not in login.text:
            return login  # Cafe24 PRO itself has something to say.
        consent = seller.consent_page()
        state = hidden(consent, "state") if 'name="state"' in consent.text else ""
        if act.shop == 1:
            return seller.pro.get(f"/settings/accounts/authorized?{back_from(consent)}")
        other = self.mall.dump()["shop"][act.shop - 1]["public_id"]
        return seller.admin.post("/oauth/consent", {"state": state, "shop": other})


def back_from(consent: httpx.Response) -> str:
    """Return the query of the link that leads back without a consent."""
    query = consent.text.partition("/settings/accounts/authorized?")[2].partition('"')[0]
    return query.replace("&amp;", "&")


def expected(situation: Situation) -> str:
    """Return the words that Cafe24 PRO shows."""
    marketplace = MARKETPLACES.get(situation.marketplace)
    if situation.shows:
        assert marketplace is not None
        known = marketplace.refusals.get(situation.shows)
        return str(known.says["en"] if known else PRO[f"error.{situation.shows}"]["en"])
    if situation.shows_at:
        assert marketplace is not None
        field = marketplace.field(situation.shows_at)
        mistakes = [one.says["en"] for one in field.mistakes]
        return str(mistakes[0] if mistakes else PRO["error.field_format"]["en"])
    return str(PRO[situation.shows_text]["en"]).partition("{")[0]


@pytest.mark.parametrize("situation", SITUATIONS, ids=[one.name for one in SITUATIONS])
def test_sellers_see_what_they_report(site: MockSite, visit: Visits, situation: Situation) -> None:
    """The words are those of the catalogue or of Cafe24 PRO; listings are as it says."""
    mall = site.create({"world": situation.name})

    seen = Reproduction(situation, mall, visit).happen()

    if situation.shows or situation.shows_at or situation.shows_text:
        assert " ".join(expected(situation).split()) in text_of(seen)
    assert situation.says in text_of(seen)
    if situation.buyers_see is not None:
        listings = visit(mall, MARKETPLACES[situation.marketplace].admin.site).get("/listings")
        names, stocks = marked(listings, "name"), map(int, marked(listings, "stock"))
        assert list(zip(names, stocks, strict=True)) == situation.buyers_see
    if situation.at_marketplace is not None:
        states = [one["state"] for one in mall.dump()["listing"]]
        assert states == situation.at_marketplace
    mall.delete()


@pytest.mark.parametrize(
    "situation",
    [one for one in SITUATIONS if one.seller.does == "send" and one.shows],
    ids=lambda one: one.name,
)
def test_the_work_status_has_the_marketplaces_own_code(
    site: MockSite, visit: Visits, situation: Situation
) -> None:
    """Where the marketplace is known to answer with one."""
    mall = site.create({"world": situation.name})

    Reproduction(situation, mall, visit).happen()

    code = MARKETPLACES[situation.marketplace].refusals[situation.shows].code
    [transfer] = [one for one in mall.dump()["transfer"] if one["outcome"] == "failed"]
    assert transfer["code"] == code
    assert code in text_of(visit(mall).get("/work-status?tab=failed"))
    mall.delete()


@pytest.mark.parametrize(
    "situation", [one for one in SITUATIONS if one.steps], ids=lambda one: one.name
)
def test_what_has_happened_is_what_makes_it(
    site: MockSite, visit: Visits, situation: Situation
) -> None:
    """Without its steps the same seller sees something else."""
    mall = site.create(situation.given)
    page = Reproduction(situation, mall, visit)

    told = situation.shows or situation.shows_at or situation.shows_text
    if told and situation.at_marketplace is None and situation.shows_text != "retrieved_at":
        assert expected(situation) not in text_of(page.happen())
    mall.delete()


def test_all_are_listed_with_the_faults(site: MockSite) -> None:
    """With the seller issues that they are behind."""
    found: list[dict[str, Any]] = site.call("GET", "/control/faults")
    listed = {one["name"]: one for one in found if one["kind"] == "situation"}

    assert set(listed) == set(situations())
    assert listed["rakuten_key_expired"]["concerns"] == "RMS-01"


def test_the_documentation_lists_each() -> None:
    """With its issues and its sentence."""
    page = (Path(__file__).parents[2] / "docs" / "mock-site.md").read_text(encoding="utf-8")

    for one in SITUATIONS:
        assert f"| {', '.join(one.issues)} | `{one.name}` | {one.description} |" in page


def test_steps_happen_before_anybody_comes(site: MockSite) -> None:
    """A world may hold steps of its own; they are checked like those of a scenario."""
    shops = [{"marketplace": "rakuten", "linked": True, "listed": 1}]
    mall = site.create({"shops": shops, "steps": [{"delete_listings": {}}]})

    assert mall.dump()["listing"] == []
    [(path, message)] = MockSite.check(
        {"shops": shops, "steps": [{"delete_listings": {"shop": 2}}]}, []
    )
    assert path == ["given"]
    assert message == "steps[0]: there is no shop 2: the world has 1."
