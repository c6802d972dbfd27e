"""Defects: each breaks one claim of the documentation, for one mall."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockMall
from mock_site.faults import listed, table
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
FORM = "/settings/accounts/new?marketplace=rakuten"
ACCOUNTS, ACCOUNT, PRODUCTS = "/settings/accounts", "/settings/accounts/1", "/products"
STATUS = {"en": "Linked", "ko": "연동중", "ja": "連携中"}
OTHER = "〒060-0001 北海道札幌市中央区北1条西5"
# It is to be seen where two accounts are linked.
TWO_ACCOUNTS = {"retrieve_of_another_account"}
NEW = "〒150-0041 東京都渋谷区神南1-19-4"
ROOT = Path(__file__).parents[2]
CLAIMS = ROOT / "scenarios" / "data" / "claims.yaml"
SENT = {"account": "1", "product": "P000BGOU"}


class Case:
    """A mall, Cafe24 PRO and RMS, and what the claims are about."""

    def __init__(self, mall: MockMall, visit: Visits, language: str = "en") -> None:
        self.mall, self.pro, self.rms = mall, visit(mall, "pro", language), visit(mall, "rms", "ja")

    @property
    def keys(self) -> dict[str, str]:
        """What the marketplace issued."""
        return dict(self.mall.variables["shop"]["credentials"])

    @property
    def section(self) -> str:
        """The section of Rakuten in the settings, as it is written."""
        return self.pro.get(ACCOUNTS).text.rpartition('id="rakuten"')[2].partition("</section>")[0]

    @property
    def form(self) -> str:
        """The form of a new account, as it is written."""
        return self.pro.get(FORM).text

    def is_listed(self) -> bool:
        """Whether the settings list all marketplaces."""
        return self.pro.get(ACCOUNTS).text.count('class="trouble"') == len(MARKETPLACES)

    def opens_form(self) -> bool:
        """Whether the button opens the form of the marketplace."""
        return bool(
            'action="/settings/accounts/new"' in self.section
            and 'name="marketplace" value="rakuten"' in self.section
        )

    def form_is_empty(self) -> bool:
        """Whether nothing stands in any field."""
        return set(re.findall(r'data-testid="input"[^>]* value="([^"]*)"', self.form)) == {""}

    def links_at_once(self) -> bool:
        """Whether Save links the account."""
        return marked(self.pro.post(FORM, self.keys), "status") == [STATUS[self.pro.language]]

    def has_help(self) -> bool:
        """Whether the ? icon of the serviceSecret opens its own help."""
        beside = self.form.partition('id="help-service_secret"')[2].partition("</div>")[0]
        wanted = MARKETPLACES["rakuten"].field("service_secret").help
        return str(wanted[self.pro.language]) in beside

    def has_notes(self) -> bool:
        """Whether a * text stands below each field of the marketplace."""
        return len(re.findall(r'class="note"[^>]*>\* ', self.form)) >= 3

    def leads_to_guide(self) -> bool:
        """Whether the link for trouble opens the marketplace's own guide."""
        return 'href="/guides/rakuten/registration"' in self.section

    def insists(self) -> bool:
        """Whether no account is linked while a required field is empty."""
        for name in self.keys:
            self.pro.post(FORM, {**self.keys, name: ""})
        return not self.mall.dump()["account"]

    def address(self, *, retrieve: bool) -> str:
        """Change the addresses at Rakuten; return the one for returns in Cafe24 PRO."""
        self.rms.post("/addresses", {"return_address": NEW, "shipping_address": OTHER})
        if retrieve:
            self.pro.post(f"{ACCOUNT}/retrieve", {})
        return marked(self.pro.get(ACCOUNT), "value")[0]

    def has_related_guide(self) -> bool:
        """Whether the related guide is the marketplace's own, and tells of it."""
        page = self.pro.get(ACCOUNT).text
        guide = text_of(self.pro.get("/guides/rakuten/market-information"))
        return 'href="/guides/rakuten/market-information"' in page and "RMS" in guide

    def unlink(self) -> None:
        """Unlink the account."""
        self.pro.post(f"{ACCOUNT}/unlink", {"understood": "yes"})

    def is_unlinked(self) -> bool:
        """Whether unlinking takes the account away."""
        self.unlink()
        return "hanbit-goods" not in text_of(self.pro.get(ACCOUNTS))

    def link_again(self) -> None:
        """Link the same account once more."""
        if self.mall.dump()["account"]:
            return
        self.pro.post(FORM, self.keys)
        if not self.mall.dump()["account"]:
            self.pro.post(FORM, self.keys)

    def sync_is_gone(self) -> bool:
        """Whether nothing is synced after unlinking, and after linking again."""
        self.unlink()
        before = marked(self.pro.get(PRODUCTS), "number")
        self.link_again()
        return before == marked(self.pro.get(PRODUCTS), "number") == []

    def registers_anew(self) -> bool:
        """Whether what is registered again is a new listing beside the old one, on sale."""
        self.unlink()
        self.link_again()
        old = self.states()
        for account in self.mall.dump()["account"]:
            self.pro.post("/products/send", {**SENT, "account": str(account["id"])})
        now = self.states()
        new = set(now) - set(old)
        return [now[one] for one in new] == ["on_sale"] and old.items() <= now.items()

    def states(self) -> dict[str, str]:
        """Return the state of each listing by its number."""
        return {one["number"]: one["state"] for one in self.mall.dump()["listing"]}

    def listings_stay(self) -> bool:
        """Whether unlinking leaves the listings as they are."""
        before = self.states()
        self.unlink()
        return self.states() == before

    def only_seller_stops(self) -> bool:
        """Whether the listing is stopped in the seller admin, and nowhere else."""
        number = self.mall.dump()["listing"][0]["number"]
        self.unlink()
        offered = self.pro.get(PRODUCTS).text.count("/products/stop")
        self.link_again()
        offered += self.pro.get(PRODUCTS).text.count(f'value="{number}"')
        self.rms.post("/listings/stop", {"number": number})
        return offered == 0 and self.states().get(number, "stopped") == "stopped"


LINKED = {"marketplace": "rakuten", "linked": True, "listed": 2}
# What a claim says of a mall: with an account that is linked, or before.
CHECKS: dict[str, tuple[bool, Callable[[Case], bool]]] = {
    "C01": (False, lambda c: "Link a marketplace" in text_of(c.pro.get(PRODUCTS))),
    "C02": (False, Case.is_listed),
    "C03": (False, Case.opens_form),
    "C04": (False, Case.form_is_empty),
    "C05": (False, Case.links_at_once),
    "C06": (False, Case.has_help),
    "C07": (False, Case.has_notes),
    "C08": (False, Case.leads_to_guide),
    "C09": (False, Case.insists),
    "C10": (True, lambda c: c.address(retrieve=False) != NEW),
    "C11": (True, lambda c: c.address(retrieve=True) == NEW),
    "C12": (True, Case.has_related_guide),
    "C13": (True, Case.is_unlinked),
    "C14": (True, Case.sync_is_gone),
    "C15": (True, Case.registers_anew),
    "C16": (True, Case.listings_stay),
    "C17": (True, Case.only_seller_stops),
}
# In which language a defect is to be seen, if not in English.
LANGUAGES = {name: "ja" for name in listed.DEFECTS if name.endswith("_in_japanese")}
LANGUAGES["note_missing_in_korean"] = "ko"
# What a defect breaks beside its own claim, as one follows from the other.
ALSO = {
    # Where nothing is listed, nothing of a section can be found.
    "accounts_list_missing": {"C03", "C05", "C08"},
    "accounts_list_lacks_rakuten": {"C03", "C05", "C08"},
    "accounts_list_of_linked_only": {"C03", "C08"},
    # What cannot be linked cannot be registered again.
    "save_does_nothing": {"C15"},
    # What is linked is not forgotten, so that what is synced stays, and is taken up again.
    "unlink_only_without_sync": {"C14", "C15", "C17"},
    "unlink_keeps_sync": {"C15", "C17"},
    "unlink_keeps_last_sync": {"C17"},
    "relink_restores_sync": {"C15", "C17"},
}


# Claims that are looked at without changing anything: one mall will do for them.
ONLY_LOOKED_AT = {"C01", "C02", "C03", "C04", "C06", "C07", "C08"}


def broken(case: Callable[[bool], Case]) -> set[str]:
    """Return the claims that do not hold; each that changes a mall is tried in one of its own."""
    shared = case(False)
    return {
        claim
        for claim, (linked, holds) in CHECKS.items()
        if not holds(shared if claim in ONLY_LOOKED_AT else case(linked))
    }


def test_every_claim_holds_without_defects(make_mall: Malls, visit: Visits) -> None:
    """In each language."""
    for language in ("en", "ko", "ja"):
        only = {"C01"} if language != "en" else set()
        assert (
            broken(lambda linked: Case(make_mall(_world(linked)), visit, language)) == only  # noqa: B023
        )


def _world(linked: bool) -> dict[str, Any]:
    return LINKED if linked else {"marketplace": "rakuten"}


def _with(
    defect: str, make_mall: Malls, visit: Visits, language: str = "en"
) -> Callable[[bool], Case]:
    def case(linked: bool) -> Case:
        mall = make_mall(_world(linked))
        mall.switch_faults([defect])
        return Case(mall, visit, language)

    return case


DEFECTS = [one for one in listed.DEFECTS if one not in TWO_ACCOUNTS]


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_breaks_its_claim(make_mall: Malls, visit: Visits, defect: str) -> None:
    """What it says is broken."""
    linked, holds = CHECKS[listed.FAULTS[defect].concerns]

    assert not holds(_with(defect, make_mall, visit, LANGUAGES.get(defect, "en"))(linked))


@pytest.mark.nightly
@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_breaks_no_other_claim(make_mall: Malls, visit: Visits, defect: str) -> None:
    """What else the documentation claims holds."""
    language = LANGUAGES.get(defect, "en")

    # This check reads English.
    found = broken(_with(defect, make_mall, visit, language)) - (
        {"C01"} if language != "en" else set()
    )
    assert found == {listed.FAULTS[defect].concerns} | ALSO.get(defect, set())


@pytest.mark.parametrize("defect", sorted(LANGUAGES))
def test_a_defect_of_one_language_is_in_no_other(
    make_mall: Malls, visit: Visits, defect: str
) -> None:
    """Who reads English sees nothing of it."""
    mall = make_mall()
    mall.switch_faults([defect])

    _, holds = CHECKS[listed.FAULTS[defect].concerns]
    assert holds(Case(mall, visit))


def test_a_retrieve_of_another_account(make_mall: Malls, visit: Visits) -> None:
    """With one account it is right; with a second one it brings what is set there."""
    one = make_mall(LINKED)
    two = make_mall(LINKED, {"marketplace": "rakuten", "linked": True})
    for mall in (one, two):
        mall.switch_faults(["retrieve_of_another_account"])
    entries = {"main": OTHER}
    two.perform({"change_information": {"shop": 2, "item": "return_address", "entries": entries}})

    assert Case(one, visit).address(retrieve=True) == NEW
    assert Case(two, visit).address(retrieve=True) == OTHER


def test_the_documentation_lists_each() -> None:
    """With its claim and its sentence."""
    page = (ROOT / "docs" / "mock-site.md").read_text(encoding="utf-8")

    for name in listed.DEFECTS:
        fault = listed.FAULTS[name]
        assert f"| {fault.concerns} | `{name}` | {fault.description} |" in page


def test_each_is_told_in_a_sentence() -> None:
    """No two of them are told alike, and each claim has three at least."""
    defects = [listed.FAULTS[one] for one in listed.DEFECTS]
    counts = Counter(one.concerns for one in defects)

    assert len({one.description for one in defects}) == len(defects)
    assert min(counts.values()) >= 3


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
