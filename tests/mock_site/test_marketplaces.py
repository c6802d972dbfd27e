"""Rules that every marketplace of the catalogue keeps: a new entry is tested by being there."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field, Item, Marketplace
from mock_site.catalogue.provenance import facts
from mock_site.catalogue.rules import Condition
from mock_site.client import MockMall
from mock_site.secret_values import secret_value
from mock_site.web.visit import languages_of
from tests.mock_site.seller import Malls, Seller, Visits
from tests.mock_site.visitor import Visitor, marked, text_of

ALL = list(MARKETPLACES.values())
# Of the page, or of a table in it.
WIDE = """[document.documentElement, ...document.querySelectorAll('.scroll')]
    .some((one) => one.scrollWidth > one.clientWidth + 1)"""
every = pytest.mark.parametrize("marketplace", ALL, ids=list(MARKETPLACES))


def fields(wanted: Callable[[Field], object]) -> list[Any]:
    """Return the parameters of all fields that are *wanted*."""
    return [
        pytest.param(one, field, id=f"{one.id}-{field.name}")
        for one in ALL
        for field in one.fields
        if wanted(field)
    ]


def conditions(call: str, unless: str = "") -> list[Any]:
    """Return the parameters of all conditions of a call, without those of another call."""
    return [
        pytest.param(one, condition, id=f"{one.id}-{condition.reason}")
        for one in ALL
        for condition in one.conditions
        if call in condition.calls and unless not in condition.calls
    ]


def broken(marketplace: Marketplace, condition: Condition) -> dict[str, Any]:
    """Return the world of a shop that breaks a condition on a setting."""
    if not condition.setting:
        return {}
    setting = next(one for one in marketplace.settings if one.name == condition.setting)
    match setting.kind:
        case "switch":
            value: Any = not condition.equals
        case "choice":
            value = next(one for one in setting.options if one != condition.equals)
        case _:
            value = [one for one in setting.options if one != condition.has]
    return {"settings": {setting.name: value}}


def words(marketplace: Marketplace, reason: str) -> str:
    """Return what Cafe24 PRO says in English."""
    return " ".join(marketplace.refusals[reason].says["en"].split())


class TestEntry:
    @every
    def test_every_fact_has_its_source(self, marketplace: Marketplace) -> None:
        """Fields, formats, lifetimes, places, settings and refusals say where they are from."""
        known = list(facts(marketplace))
        sources = [one.source for one in known]
        sources += [one.source for one in marketplace.conditions]

        assert len(known) > len(marketplace.fields) + len(marketplace.information)
        assert all(one.documented or one.inferred for one in sources)

    @every
    def test_it_has_two_shops(self, marketplace: Marketplace) -> None:
        """In different countries, where there are countries."""
        regions = [one.get("fields", {}).get("region") for one in marketplace.shops]

        assert len({one["id"] for one in marketplace.shops}) >= 2
        assert None in regions or len(set(regions)) >= 2

    @pytest.mark.parametrize(("marketplace", "field"), fields(lambda one: one.is_issued))
    def test_a_secret_has_the_form_of_its_field(
        self, marketplace: Marketplace, field: Field
    ) -> None:
        """What the site makes up would be accepted by the form."""
        assert field.format is not None, marketplace.id
        assert field.accepts(secret_value(field.secret or "", "any seed", "aZ9k"))
        assert not field.accepts("x")

    @pytest.mark.parametrize(("marketplace", "field"), fields(lambda one: one.mistakes))
    def test_a_known_mistake_is_no_right_value(
        self, marketplace: Marketplace, field: Field
    ) -> None:
        """The values of the marketplace's own shops are not taken for mistakes."""
        for shop in marketplace.shops:
            value = shop.get("fields", {}).get(field.name, shop["id"])
            value = secret_value(field.secret, "any seed") if field.secret else value
            assert field.mistake(value) is None


class TestForm:
    @every
    def test_it_shows_its_fields_and_their_sources(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """Each field has its label, help and note, in every language of Cafe24 PRO."""
        mall = make_mall({"marketplace": marketplace.id})

        for language in ("en", "ko", "ja"):
            pro = visit(mall, "pro", language)
            text = text_of(pro.get(f"/settings/accounts/new?marketplace={marketplace.id}"))
            sources = pro.get(f"/guides/{marketplace.id}/sources")
            for field in marketplace.fields:
                for part in (field.label, field.help, field.note):
                    assert " ".join(part[language].split()) in text
            assert len(marked(sources, "fact")) == len(list(facts(marketplace)))

    @every
    def test_an_empty_form_is_refused(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """Every required field is asked for."""
        mall = make_mall({"marketplace": marketplace.id})

        answer = visit(mall).post(
            f"/settings/accounts/new?marketplace={marketplace.id}", {"do": "save"}
        )

        required = [one for one in marketplace.fields if one.required]
        assert answer.status_code == 422
        assert len(marked(answer, "error")) == len(required)

    @every
    def test_right_values_link_and_sell(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """The account is linked, its information retrieved, and a product goes on sale."""
        seller = Seller(marketplace, make_mall({"marketplace": marketplace.id}), visit)

        linked, retrieved, sent = seller.link(), seller.retrieve(), seller.send()
        unlinked = seller.pro.post("/settings/accounts/1/unlink", {"understood": "yes"})

        assert marked(linked, "status") == ["Linked"]
        assert "Market information has been retrieved." in text_of(retrieved)
        assert marked(sent, "state") == ["For sale"]
        assert marked(unlinked, "status") == []
        assert len(marked(seller.admin.get("/listings"), "listing")) == 1

    @pytest.mark.parametrize(
        ("marketplace", "field"), fields(lambda one: one.is_issued and one.required)
    )
    def test_a_key_that_was_never_issued_is_refused(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, field: Field
    ) -> None:
        """A well-formed value is not enough."""
        seller = Seller(marketplace, make_mall({"marketplace": marketplace.id}), visit)
        wrong = secret_value(field.secret or "", "never issued", "nKEY")

        answer = seller.link(**{field.name: wrong})

        assert words(marketplace, "refused") in text_of(answer)

    @pytest.mark.parametrize(
        ("marketplace", "field"),
        fields(lambda one: one.days and (one.is_issued or one.kind == "consent")),
    )
    def test_a_key_ends(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, field: Field
    ) -> None:
        """From the day on which it ends, the marketplace lets nobody in with it."""
        mall = make_mall({"marketplace": marketplace.id, "linked": True})
        seller = Seller(marketplace, mall, visit)
        mall.perform({"advance": f"{(field.days or 0) - 1} days"})
        before = marked(seller.pro.get("/settings/accounts"), "status")
        mall.perform({"advance": "1 day"})

        answer = seller.retrieve()

        assert "was not retrieved" in text_of(answer)
        assert before in (["Expires soon"], ["Expired"])
        assert marked(seller.pro.get("/settings/accounts"), "status") == ["Expired"]


class TestConditions:
    @pytest.mark.parametrize(("marketplace", "condition"), conditions("link"))
    def test_linking_asks_for_it(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, condition: Condition
    ) -> None:
        """Right keys are not enough; Cafe24 PRO says what is missing."""
        mall = make_mall({"marketplace": marketplace.id, **broken(marketplace, condition)})

        answer = Seller(marketplace, mall, visit).link()

        assert words(marketplace, condition.reason) in text_of(answer)
        assert mall.dump()["account"] == []

    @pytest.mark.parametrize(("marketplace", "condition"), conditions("consent"))
    def test_consenting_asks_for_it(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, condition: Condition
    ) -> None:
        """The marketplace offers no consent, and Cafe24 PRO says why."""
        mall = make_mall({"marketplace": marketplace.id, **broken(marketplace, condition)})
        seller = Seller(marketplace, mall, visit)

        page = seller.consent_page()
        back = page.text.partition('class="button" href="')[2].partition('"')[0]
        form = seller.pro.get("/" + back.replace("&amp;", "&").split("/", 3)[3])

        assert 'action="/oauth/consent"' not in page.text
        assert words(marketplace, condition.reason) in text_of(form)

    @pytest.mark.parametrize(("marketplace", "condition"), conditions("retrieve", unless="link"))
    def test_retrieving_asks_for_it(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, condition: Condition
    ) -> None:
        """An account that is linked learns nothing before it is set."""
        shop = {"marketplace": marketplace.id, "linked": True, **broken(marketplace, condition)}

        answer = Seller(marketplace, make_mall(shop), visit).retrieve()

        assert words(marketplace, condition.reason) in text_of(answer)

    @pytest.mark.parametrize(("marketplace", "condition"), conditions("send"))
    def test_sending_asks_for_it(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, condition: Condition
    ) -> None:
        """An account that is linked cannot send before it is set."""
        shop = {"marketplace": marketplace.id, **broken(marketplace, condition)}
        mall = make_mall({**shop, "linked": "link" not in condition.calls})
        seller = Seller(marketplace, mall, visit)
        if condition.information:
            empty(seller, condition.information)

        answer = seller.send()

        assert mall.dump()["listing"] == []
        if "link" not in condition.calls and "retrieve" not in condition.calls:
            assert words(marketplace, condition.reason) in text_of(answer)


def empty(seller: Seller, item: str) -> None:
    """Remove all entries of an item at the marketplace."""
    for key in list(seller.mall.dump()["shop"][0]["information"][item]):
        seller.admin.post(f"/lists/{item}", {"do": f"remove {key}"})


class TestSellerAdmin:
    @every
    def test_its_menu_leads_to_pages_in_all_its_languages(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """Every entry has a page that is headed by a title."""
        admin = marketplace.admin
        mall = make_mall({"marketplace": marketplace.id, "linked": True, "listed": 1})
        paths = [one.path for top in admin.menu for one in top.walk()]

        for language in admin.languages:
            seller = visit(mall, admin.site, language)
            for path in ["/", "/password", *paths]:
                answer = seller.get(path)
                assert answer.status_code == 200, path
                heading = answer.text.partition("<h1>")[2].partition("</h1>")[0]
                assert heading.strip(), path

    @every
    def test_what_its_menu_does_not_lead_to_is_no_page(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """A marketplace that issues no keys has no page of them, not even an empty one."""
        admin = marketplace.admin
        seller = visit(make_mall({"marketplace": marketplace.id}), admin.site, admin.languages[0])

        for path in ("/keys", "/addresses", "/users", "/users/new", "/settings/none", "/lists/x"):
            known = admin.find(path.removesuffix("/new")) is not None
            assert seller.get(path).status_code == (200 if known else 404), path

    @every
    def test_its_menu_reaches_all_that_is_set_there(self, marketplace: Marketplace) -> None:
        """Products, keys, addresses, lists and settings are in the menu."""
        pages = {"/listings"}
        pages |= {"/addresses"} if marketplace.addresses else set()
        pages |= {f"/lists/{one.name}" for one in marketplace.information if one.kind == "list"}
        pages |= {f"/settings/{one.page}" for one in marketplace.settings if one.page}
        pages |= {"/users"} if marketplace.admin.users else set()
        if any(one.is_issued or one.kind == "consent" for one in marketplace.fields):
            pages.add("/keys")

        assert [one for one in pages if marketplace.admin.find(one) is None] == []

    @every
    def test_what_is_changed_there_comes_by_retrieving(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """Cafe24 PRO shows a new value after the next retrieve, and not before."""
        mall = make_mall({"marketplace": marketplace.id, "linked": True})
        seller = Seller(marketplace, mall, visit)
        item = next(one for one in marketplace.information if not one.read_only)
        change(seller, item)

        before = text_of(seller.pro.get("/settings/accounts/1"))
        after = text_of(seller.retrieve())

        assert "A new value" not in before
        assert "A new value" in after

    @every
    def test_its_settings_are_changed_by_the_seller(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """What others change stays; the rest can be unticked or switched off."""
        mall = make_mall({"marketplace": marketplace.id})
        seller = visit(mall, marketplace.admin.site, marketplace.admin.languages[0])

        for page in dict.fromkeys(one.page for one in marketplace.settings if one.page):
            send_settings(seller, marketplace, page)

        held = mall.dump()["shop"][0]["settings"]
        for one in marketplace.settings:
            off = {"switch": False, "ticks": [], "choice": list(one.options)[-1:]}[one.kind]
            wanted = off[0] if one.kind == "choice" and isinstance(off, list) else off
            assert held[one.name] == (wanted if one.by == "seller" else one.initial)

    @every
    def test_a_master_list_cannot_be_changed(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace
    ) -> None:
        """What belongs to the marketplace is refused, not only hidden."""
        mall = make_mall({"marketplace": marketplace.id})
        seller = visit(mall, marketplace.admin.site, marketplace.admin.languages[0])

        for item in (one for one in marketplace.information if one.read_only):
            answer = seller.post(f"/lists/{item.name}", {"do": "add", "new": "Mine"})

            assert answer.status_code == 403
            assert mall.dump()["shop"][0]["information"][item.name] == item.entries


def change(seller: Seller, item: Item) -> None:
    """Change an item of market information at the marketplace."""
    if item.kind == "list":
        seller.admin.post(f"/lists/{item.name}", {"do": "add", "new": "A new value"})
        return
    names = [one.name for one in seller.marketplace.addresses]
    seller.admin.post("/addresses", dict.fromkeys(names, "A new value"))


def send_settings(seller: Visitor, marketplace: Marketplace, page: str) -> httpx.Response:
    """Take the last choice of every setting of a page, and nothing that is ticked."""
    typed: dict[str, Any] = {
        one.name: list(one.options)[-1]
        for one in marketplace.settings
        if one.page == page and one.kind == "choice"
    }
    answer = seller.post(f"/settings/{page}", typed)
    if page in marketplace.admin.confirmed:
        answer = seller.post(f"/settings/{page}", {**typed, "do": "register"})
    return answer


def test_a_page_that_is_left_before_it_is_confirmed_changes_nothing(
    make_mall: Malls, visit: Visits
) -> None:
    """At Rakuten, ticking APIs needs the button of the next page, too."""
    mall = make_mall({"marketplace": "rakuten"})
    rms = visit(mall, "rms", "ja")

    answer = rms.post("/settings/apis", {"apis": ["item"], "do": "confirm"})

    assert "「登録する」を押すまで保存されません" in text_of(answer)
    assert len(mall.dump()["shop"][0]["settings"]["apis"]) == 7


def test_a_changed_password_ends_the_authorization_key(make_mall: Malls, visit: Visits) -> None:
    """Qoo10 lets Cafe24 PRO in again once the new password was saved there."""
    mall = make_mall({"marketplace": "ebay_japan", "linked": True})
    seller = Seller(MARKETPLACES["ebay_japan"], mall, visit)
    old = mall.variables["shop"]["login"]["password"]
    seller.admin.post("/password", {"password": old, "new": "another-password"})

    refused = seller.retrieve()
    seller.pro.post(
        "/settings/accounts/1",
        {**seller.shop["credentials"], "qsm_password": "another-password", "do": "save"},
    )
    retrieved = seller.retrieve()

    assert words(seller.marketplace, "ended_by_password") in text_of(refused)
    assert "Market information has been retrieved." in text_of(retrieved)


CONSENTS = [one for one in ALL if one.consent_field]


@pytest.mark.parametrize("marketplace", CONSENTS, ids=[one.id for one in CONSENTS])
def test_a_revoked_consent_is_told(
    make_mall: Malls, visit: Visits, marketplace: Marketplace
) -> None:
    """An app that the seller removes is no longer let in."""
    mall = make_mall({"marketplace": marketplace.id, "linked": True})
    seller = Seller(marketplace, mall, visit)
    keys = [one["id"] for one in mall.dump()["key"] if one["field"] == "authorization"]

    seller.admin.post("/keys/revoke", {"key": str(keys[-1])})

    assert "was not retrieved" in text_of(seller.retrieve())
    assert marked(seller.pro.get("/settings/accounts"), "status") == ["Re-authorization required"]


def pages_of(marketplace: Marketplace) -> list[tuple[str, str]]:
    """Return (site, path) of every page that shows what is the marketplace's own."""
    admin = marketplace.admin
    own = ["/", "/listings", "/password", *(one.path for top in admin.menu for one in top.walk())]
    own += ["/users/new"] if admin.users else []
    consent = ["/oauth/login?state=any"] if marketplace.consent_field else []
    return [
        *((admin.site, one) for one in dict.fromkeys([*own, *consent])),
        ("pro", "/settings/accounts"),
        ("pro", "/settings/accounts/1"),
        ("pro", f"/settings/accounts/new?marketplace={marketplace.id}"),
        ("pro", f"/guides/{marketplace.id}/registration"),
        ("pro", f"/guides/{marketplace.id}/market-information"),
        ("pro", f"/guides/{marketplace.id}/sources"),
    ]


@pytest.mark.nightly
@every
def test_its_pages_are_accessible(
    make_mall: Malls, enter: Callable[..., Page], page: Page, marketplace: Marketplace
) -> None:
    """Axe finds nothing on any of its pages, in any language; test_browser has one of each kind."""
    axe, problems = Axe(), list[str]()
    mall: MockMall = make_mall({"marketplace": marketplace.id, "linked": True, "listed": 1})
    for name, path in pages_of(marketplace):
        for language in languages_of(name):
            enter(mall, path, name, language)
            found = axe.run(page).response["violations"]
            problems += [f"{name} {path} {language}: {one['id']}, {one['help']}" for one in found]

    assert problems == []


@pytest.mark.nightly
@every
def test_its_pages_fit(
    make_mall: Malls, enter: Callable[..., Page], page: Page, marketplace: Marketplace
) -> None:
    """No page and no table is wider than its window, on a desk or on a tablet."""
    mall: MockMall = make_mall({"marketplace": marketplace.id, "linked": True, "listed": 1})
    wide = []
    for name, path in pages_of(marketplace):
        for language in languages_of(name):
            enter(mall, path, name, language)
            for width in (1080, 768):
                page.set_viewport_size({"width": width, "height": 900})
                wide += [f"{name} {path} {language} at {width}"] if page.evaluate(WIDE) else []

    assert wide == []


def test_a_consent_without_a_working_key_lasts_twelve_hours(
    make_mall: Malls, visit: Visits
) -> None:
    """Once Yahoo's public key is deactivated, the link dies after half a day."""
    mall = make_mall({"marketplace": "yahoo_jp", "linked": True})
    seller = Seller(MARKETPLACES["yahoo_jp"], mall, visit)
    keys = [one["id"] for one in mall.dump()["key"] if one["field"] == "public_key"]
    seller.admin.post("/keys/revoke", {"key": str(keys[0])})
    mall.perform({"advance": "11 hours"})

    before = seller.retrieve()
    mall.perform({"advance": "1 hour"})
    after = seller.retrieve()

    assert "Market information has been retrieved." in text_of(before)
    assert words(seller.marketplace, "short_lived") in text_of(after)


def test_a_version_belongs_to_its_key(make_mall: Malls, visit: Visits) -> None:
    """Of two keys in use at Yahoo, each is accepted with its own number only."""
    mall = make_mall({"marketplace": "yahoo_jp"})
    seller = Seller(MARKETPLACES["yahoo_jp"], mall, visit)
    seller.admin.post("/keys", {"key": str(mall.dump()["key"][0]["id"])})
    second = mall.secrets["yahoo_jp hanbit-goods public_key 2"]

    wrong = seller.link(public_key=second, public_key_version="1")
    right = seller.link(public_key=second, public_key_version="2")

    assert words(seller.marketplace, "mismatch") in text_of(wrong)
    assert marked(right, "status") == ["Linked"]


def test_both_keys_of_coupang_are_issued_anew(make_mall: Malls, visit: Visits) -> None:
    """The old pair ends at once; the new one works after half an hour, as a pair."""
    mall = make_mall({"marketplace": "coupang", "age": "170 days"})
    seller = Seller(MARKETPLACES["coupang"], mall, visit)
    seller.admin.post("/keys", {"key": str(mall.dump()["key"][0]["id"])})
    pair = {one: mall.secrets[f"coupang A00987001 {one} 2"] for one in ("access_key", "secret_key")}

    old, early = seller.link(), seller.link(**pair)
    mall.perform({"advance": "30 minutes"})
    late = seller.link(**pair)

    assert words(seller.marketplace, "refused") in text_of(old)
    assert words(seller.marketplace, "not_active") in text_of(early)
    assert marked(late, "status") == ["Linked"]


def test_keys_of_coupang_are_issued_again_shortly_before_their_end(
    make_mall: Malls, visit: Visits
) -> None:
    """From 14 days before; earlier the pair is deleted first, and the new one takes a day."""
    mall = make_mall({"marketplace": "coupang", "age": "165 days"})
    seller = Seller(MARKETPLACES["coupang"], mall, visit)
    key = {"key": str(mall.dump()["key"][0]["id"])}

    page = text_of(seller.admin.get("/keys"))
    early = seller.admin.post("/keys", key)
    deleted = text_of(seller.admin.post("/keys/revoke", key))
    seller.admin.post("/keys/issue", {"field": "access_key"})
    pair = {one: mall.secrets[f"coupang A00987001 {one} 2"] for one in ("access_key", "secret_key")}
    mall.perform({"advance": "23 hours"})
    waiting = text_of(seller.link(**pair))
    mall.perform({"advance": "1 hour"})

    assert "2026-03-03부터 재발급할 수 있습니다." in page
    assert early.status_code == 404
    assert "••••" not in deleted
    assert "API Key 발급" in deleted
    assert words(seller.marketplace, "not_active") in waiting
    assert marked(seller.link(**pair), "status") == ["Linked"]


def test_a_key_that_is_there_is_not_issued_beside(make_mall: Malls, visit: Visits) -> None:
    """A first key is issued where there is none; no other field has keys of its own."""
    mall = make_mall({"marketplace": "coupang"})
    wing, before = visit(mall, "wing", "en"), mall.dump()

    for field in ("access_key", "secret_key", "vendor_code", "x"):
        assert wing.post("/keys/issue", {"field": field}).status_code == 404

    assert mall.dump()["key"] == before["key"]


def test_a_new_integrator_works_after_a_while(make_mall: Malls, visit: Visits) -> None:
    """Coupang needs half an hour to let the calls of another integrator through."""
    mall = make_mall({"marketplace": "coupang", "settings": {"integrator": "self"}})
    seller = Seller(MARKETPLACES["coupang"], mall, visit)
    seller.admin.post("/settings/integrator", {"integrator": "cafe24"})

    early = seller.link()
    mall.perform({"advance": "30 minutes"})

    assert words(seller.marketplace, "not_active") in text_of(early)
    assert marked(seller.link(), "status") == ["Linked"]


@pytest.mark.parametrize(
    ("marketplace", "field", "value", "told"),
    [
        ("rakuten", "shop_url", "https://www.rakuten.co.jp/hanbit-goods/", "Enter only the part"),
        ("amazon_jp", "seller_id", "A1VC38T7YXB528", "This is the marketplace ID."),
        ("yahoo_jp", "public_key", "MIIBIjANBgkqhkiG9w0BAQ", "BEGIN and END lines"),
        ("smartstore", "api_seller_id", "goods@hanbit.example", "This is a login."),
    ],
)
def test_a_known_mistake_is_told_at_its_field(
    make_mall: Malls, visit: Visits, marketplace: str, field: str, value: str, told: str
) -> None:
    """Cafe24 PRO says what was probably meant, not only that the form is wrong."""
    mall = make_mall({"marketplace": marketplace})
    credentials = {**mall.variables["shop"]["credentials"], field: value, "authorization": ""}

    do = "authorize" if MARKETPLACES[marketplace].consent_field else "save"
    answer = visit(mall).post(
        f"/settings/accounts/new?marketplace={marketplace}", {**credentials, "do": do}
    )

    assert told in " ".join(marked(answer, "error"))


def test_an_end_that_is_not_told_is_not_warned_of(make_mall: Malls, visit: Visits) -> None:
    """Without the license management API, Rakuten's key ends unannounced."""
    apis = ["item", "shop", "category"]
    mall = make_mall({"marketplace": "rakuten", "settings": {"apis": apis}})
    seller = Seller(MARKETPLACES["rakuten"], mall, visit)
    seller.link()
    mall.perform({"advance": "91 days"})

    before = marked(seller.pro.get("/settings/accounts"), "status")
    seller.retrieve()

    assert before == ["Linked"]
    after = marked(seller.pro.get("/settings/accounts"), "status")
    assert after == ["Re-authorization required"]


def test_a_template_chooses_from_what_products_are_registered_with(
    make_mall: Malls, visit: Visits
) -> None:
    """The shop's own profile is retrieved, but nothing that a product could have."""
    mall = make_mall({"marketplace": "rakuten", "linked": True})
    pro = visit(mall)

    account = text_of(pro.get("/settings/accounts/1"))
    form = text_of(pro.get("/settings/accounts/1/templates/new"))

    assert "Shop profile" in account
    assert "Shop profile" not in form
    assert "Shipping fee by area" in form
