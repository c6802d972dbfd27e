"""Defects: each breaks one claim of the documentation, for one mall."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mock_site.client import MockMall
from mock_site.faults import listed, table
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
FORM = "/settings/accounts/new?marketplace=rakuten"
ACCOUNTS, ACCOUNT, PRODUCTS = "/settings/accounts", "/settings/accounts/1", "/products"
NEW = "〒150-0041 東京都渋谷区神南1-19-4"
CLAIMS = Path(__file__).parents[2] / "scenarios" / "data" / "claims.yaml"
SENT = {"account": "1", "product": "P000BGOU"}


class Case:
    """A mall, Cafe24 PRO and RMS, and what the claims are about."""

    def __init__(self, mall: MockMall, visit: Visits) -> None:
        self.mall, self.pro, self.rms = mall, visit(mall), visit(mall, "rms", "ja")

    @property
    def keys(self) -> dict[str, str]:
        """What the marketplace issued."""
        return dict(self.mall.variables["shop"]["credentials"])

    def address(self, *, retrieve: bool) -> str:
        """Change the address at Rakuten; return the one in Cafe24 PRO."""
        self.rms.post("/addresses", {"return_address": NEW, "shipping_address": NEW})
        if retrieve:
            self.pro.post(f"{ACCOUNT}/retrieve", {})
        return marked(self.pro.get(ACCOUNT), "value")[0]

    def unlink(self) -> None:
        """Unlink the account."""
        self.pro.post(f"{ACCOUNT}/unlink", {"understood": "yes"})

    def numbers_after_relink(self) -> list[str]:
        """Unlink, link and send again; return the numbers of all listings."""
        self.unlink()
        self.pro.post(FORM, self.keys)
        account = re.findall(r'value="(\d+)"', self.pro.get(PRODUCTS).text)[0]
        self.pro.post("/products/send", {**SENT, "account": account})
        return marked(self.rms.get("/listings"), "number")

    def after_unlink(self, path: str) -> str:
        """Unlink the account, and return the words of a page."""
        self.unlink()
        return text_of((self.rms if path == "/listings" else self.pro).get(path))


HOLDS: dict[str, tuple[bool, Callable[[Case], bool]]] = {
    "send_without_account": (False, lambda c: "Link a marketplace" in text_of(c.pro.get(PRODUCTS))),
    "accounts_list_missing": (False, lambda c: "Rakuten Ichiba" in text_of(c.pro.get(ACCOUNTS))),
    "registration_button_dead": (
        False,
        lambda c: 'get" action="/settings/accounts/new"' in c.pro.get(ACCOUNTS).text,
    ),
    "form_prefilled": (False, lambda c: "hanbit-goods" not in c.pro.get(FORM).text),
    "save_does_nothing": (
        False,
        lambda c: marked(c.pro.post(FORM, c.keys), "status") == ["Linked"],
    ),
    "help_missing": (False, lambda c: "beside the serviceSecret" in text_of(c.pro.get(FORM))),
    "note_missing": (False, lambda c: "* Begins with SL." in text_of(c.pro.get(FORM))),
    "registration_link_wrong": (
        False,
        lambda c: (
            "/guides/rakuten/registration" in c.pro.get(ACCOUNTS).text.split('id="rakuten"')[1]
        ),
    ),
    "required_not_checked": (
        False,
        lambda c: marked(c.pro.post(FORM, {**c.keys, "license_key": ""}), "status") == [],
    ),
    "snapshot_follows_market": (True, lambda c: c.address(retrieve=False) != NEW),
    "retrieve_does_nothing": (True, lambda c: c.address(retrieve=True) == NEW),
    "related_guide_same_for_all": (
        True,
        lambda c: "Rakuten" in text_of(c.pro.get("/guides/rakuten/market-information")),
    ),
    "unlink_does_nothing": (True, lambda c: "hanbit-goods" not in c.after_unlink(ACCOUNTS)),
    "unlink_keeps_sync": (True, lambda c: "No product is synced." in c.after_unlink(PRODUCTS)),
    "relink_reuses_listing": (True, lambda c: len(c.numbers_after_relink()) == 2),
    "unlink_deletes_listings": (True, lambda c: "Linen Tote Bag" in c.after_unlink("/listings")),
    "pro_still_stops_after_unlink": (
        True,
        lambda c: "Stop selling" not in c.after_unlink(PRODUCTS),
    ),
}


@pytest.mark.parametrize("defect", sorted(table.DEFECTS))
def test_a_defect_breaks_its_claim(make_mall: Malls, visit: Visits, defect: str) -> None:
    """What holds without the defect does not hold with it."""
    linked, holds = HOLDS[defect]
    world = {"marketplace": "rakuten", "linked": linked, "listed": 1 if linked else 0}
    sound, broken = Case(make_mall(world), visit), Case(make_mall(world), visit)

    broken.mall.switch_faults([defect])

    assert holds(sound)
    assert not holds(broken)


def test_every_claim_has_a_defect() -> None:
    """The list names each defect once, with its claim."""
    claims = [one["id"] for one in yaml.safe_load(CLAIMS.read_text("utf-8"))["claims"]]

    assert list(listed.DEFECTS) == list(table.DEFECTS)
    assert {listed.FAULTS[one].concerns for one in listed.DEFECTS} == set(claims)


def test_faults_are_switched_off_again(make_mall: Malls, visit: Visits) -> None:
    """Those that are not named are off."""
    mall = make_mall()
    mall.switch_faults(["accounts_list_missing", "note_missing"])
    mall.switch_faults(["note_missing"])

    assert "Rakuten Ichiba" in text_of(visit(mall).get(ACCOUNTS))


def test_an_unknown_fault_is_refused(make_mall: Malls) -> None:
    """The control API names the faults that there are."""
    with pytest.raises(RuntimeError, match=r"no such fault: help_gone\. Known: .*help_missing"):
        make_mall().switch_faults(["help_gone"])
