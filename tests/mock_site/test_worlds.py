"""Worlds: what malls are made from, what happens in them off-stage, and how they are restored."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mock_site.client import MockMall, MockSite
from mock_site.named_worlds import named_worlds
from tests.mock_site.seller import Malls, Visits
from tests.mock_site.visitor import Visitor, marked, text_of

ACCOUNT = "/settings/accounts/1"
LINKED = {"marketplace": "rakuten", "linked": True}


class TestNamed:
    @pytest.mark.parametrize("name", sorted(named_worlds()))
    def test_each_can_be_made(self, site: MockSite, visit: Visits, name: str) -> None:
        """Its pages work, and it says what it is."""
        mall = site.create({"world": name})

        assert visit(mall).get("/").status_code == 200
        assert named_worlds()[name]["description"].endswith(".")
        mall.delete()

    def test_the_demo_is_full(self, site: MockSite) -> None:
        """It has products in every documented state, and accounts in most."""
        dumped = site.create({"world": "demo"}).dump()

        states = {one["state"] for one in dumped["synced"]}
        assert states == {
            "draft",
            "sync_pending",
            "for_sale",
            "archived",
            "not_for_sale",
            "failed",
            "unsynced",
        }
        assert {one["outcome"] for one in dumped["transfer"]} == {"done", "failed"}

    def test_what_is_said_besides_comes_first(self, site: MockSite) -> None:
        """A world that is like another one differs where it says so."""
        mall = site.create({"world": "linked", "shops": [{"marketplace": "ssg"}]})

        assert [one["marketplace"] for one in mall.dump()["shop"]] == ["ssg"]

    def test_variables_are_those_of_the_named_world(self, site: MockSite) -> None:
        """What is checked without a site is what a mall has."""
        given = {"world": "demo"}

        assert set(MockSite.variables(given)) == set(site.create(given).variables)

    def test_an_unknown_name_is_told(self) -> None:
        """With the name that was probably meant."""
        [(path, message)] = MockSite.check({"world": "expired"}, [])

        assert path == ["given"]
        assert message == "there is no world 'expired'. Did you mean 'expired_key'?"


class TestAge:
    @pytest.mark.parametrize(
        ("age", "state"), [("1 day", "Linked"), ("80 days", "Expires soon"), ("91 days", "Expired")]
    )
    def test_keys_have_their_age(
        self, make_mall: Malls, visit: Visits, age: str, state: str
    ) -> None:
        """A licenseKey lives 90 days; an older one has ended."""
        mall = make_mall({**LINKED, "age": age})

        assert marked(visit(mall).get("/settings/accounts"), "status") == [state]

    def test_a_month_ends_on_its_last_day(self, make_mall: Malls) -> None:
        """Three months after the end of November is the end of February."""
        mall = make_mall(clock="2026-11-30T09:00:00+09:00")

        mall.perform({"advance": "3 months"})

        assert mall.dump()["mall"][0]["clock"] == "2027-02-28T09:00:00+09:00"


class TestSteps:
    def test_an_address_changes(self, make_mall: Malls, visit: Visits) -> None:
        """At the marketplace; Cafe24 PRO shows its copy until it retrieves."""
        mall = make_mall(LINKED)
        entries = {"main": "NEW ADDRESS"}

        mall.perform({"change_information": {"item": "return_address", "entries": entries}})
        before = text_of(visit(mall).get(ACCOUNT))
        after = text_of(visit(mall).post(f"{ACCOUNT}/retrieve", {}))

        assert "NEW ADDRESS" not in before
        assert "NEW ADDRESS" in after

    def test_a_setting_changes(self, make_mall: Malls, visit: Visits) -> None:
        """Products cannot be registered any more."""
        mall = make_mall(LINKED)

        mall.perform({"change_settings": {"values": {"bulk_edit": False}}})
        answer = visit(mall).post("/products/send", {"account": "1", "product": "P000BGOU"})

        assert "bulk product editing is not in use" in text_of(answer)

    def test_keys_are_revoked(self, make_mall: Malls, visit: Visits) -> None:
        """The account is refused from now on."""
        mall = make_mall({"marketplace": "shopee", "linked": True})

        mall.perform({"revoke_keys": {}})
        answer = visit(mall).post(f"{ACCOUNT}/retrieve", {})

        assert "was removed from the apps" in text_of(answer)

    def test_keys_are_issued_anew(self, make_mall: Malls) -> None:
        """The old pair ends; the new licenseKey waits for its 30 minutes."""
        mall = make_mall(LINKED)

        mall.perform({"issue_keys": {}})
        keys = mall.dump()["key"]

        assert [one["revoked"] for one in keys] == [True, True, False, False]
        assert [one["active_from"] > one["issued_at"] for one in keys[2:]] == [False, True]

    def test_a_password_changes(self, make_mall: Malls, visit: Visits) -> None:
        """At Qoo10 that ends the authorization key."""
        mall = make_mall({"marketplace": "ebay_japan", "linked": True})

        mall.perform({"change_password": {}})
        answer = visit(mall).post(f"{ACCOUNT}/retrieve", {})

        assert "because the QSM password was changed" in text_of(answer)

    def test_listings_are_deleted(self, make_mall: Malls) -> None:
        """By the marketplace; Cafe24 PRO does not know."""
        mall = make_mall({**LINKED, "listed": 2})

        mall.perform({"delete_listings": {}})

        assert mall.dump()["listing"] == []
        assert len(mall.dump()["synced"]) == 2

    def test_a_fault_begins(self, make_mall: Malls, visit: Visits) -> None:
        """As if it had been switched on."""
        mall = make_mall(LINKED)

        mall.perform({"faults": ["pro_failing"]})

        assert visit(mall).get("/").status_code == 500

    def test_the_second_shop(self, make_mall: Malls) -> None:
        """Shops are counted from 1, as the world names them."""
        mall = make_mall(LINKED, {"marketplace": "ebay_japan", "linked": True, "listed": 1})

        mall.perform({"delete_listings": {"shop": 2}})

        assert mall.dump()["listing"] == []

    @pytest.mark.parametrize(
        ("work", "state"),
        [
            ({"do": "send", "products": [2]}, "for_sale"),
            ({"do": "sync", "products": [2]}, "sync_pending"),
            ({"do": "draft", "products": [2]}, "draft"),
            ({"do": "stop", "products": [1]}, "archived"),
            ({"do": "end", "products": [1]}, "not_for_sale"),
            ({"do": "remove", "products": [1]}, "unsynced"),
        ],
    )
    def test_the_seller_works_in_cafe24_pro(
        self, make_mall: Malls, work: dict[str, Any], state: str
    ) -> None:
        """As by hand, whether it happens now or had happened before anybody came."""
        shop, [number] = {**LINKED, "listed": 1}, work["products"]
        now, before = make_mall(shop), make_mall(shop, steps=[{"work": work}])
        now.perform({"work": work})

        for dumped in (now.dump(), before.dump()):
            assert dumped["synced"][number - 1]["state"] == state
            on_sale = sum(one["state"] == "on_sale" for one in dumped["listing"])
            assert on_sale == {"for_sale": 2, "archived": 0, "not_for_sale": 0}.get(state, 1)

    @pytest.mark.parametrize(
        ("work", "told"),
        [
            ({"shop": 2, "do": "send", "products": [1]}, "no account is linked to shop 2"),
            ({"do": "stop", "products": [2]}, "the product P000BGPA is not for sale"),
            ({"do": "remove", "products": [2]}, "the product P000BGPA is not synced"),
            ({"do": "send", "products": [9]}, "there is no product 9: the store has 3"),
        ],
    )
    def test_work_that_cannot_be_done_is_refused(
        self, make_mall: Malls, work: dict[str, Any], told: str
    ) -> None:
        """And says why; nothing is half done."""
        mall = make_mall({**LINKED, "listed": 1}, {"marketplace": "ssg"})
        dumped = mall.dump()

        with pytest.raises(RuntimeError, match=told):
            mall.perform({"work": work})

        assert mall.dump() == dumped

    @pytest.mark.parametrize(
        ("step", "path", "message"),
        [
            ({"work": {"do": "send", "products": [4]}}, ["work"], "there is no product 4: the"),
            ({}, [], "a world step is one thing; known: advance, faults, change_settings, "),
            ({"advance": "1 day", "faults": []}, [], "a world step is one thing; known: "),
            ({"advanced": "1 day"}, ["advanced"], "unknown key 'advanced' in the world. Did you"),
            (
                {"delete_listings": {"shops": 1}},
                ["delete_listings", "shops"],
                "unknown key 'shops' in the world. Did you mean 'shop'?",
            ),
            (
                {"delete_listings": {"shop": 2}},
                ["delete_listings"],
                "there is no shop 2: the world has 1.",
            ),
            (
                {"change_settings": {"values": {"bulk": False}}},
                ["change_settings"],
                "'rakuten' has no setting 'bulk'.",
            ),
            (
                {"change_information": {"item": "address", "entries": {}}},
                ["change_information"],
                "'rakuten' has no market information 'address'.",
            ),
            ({"issue_keys": {"fields": ["x"]}}, ["issue_keys"], "'rakuten' issues no 'x'."),
            ({"faults": ["x"]}, ["faults"], "no such fault: x. Known: "),
        ],
    )
    def test_a_mistake_is_told_before_anything_runs(
        self, make_mall: Malls, step: dict[str, Any], path: list[str], message: str
    ) -> None:
        """With the place, and what was probably meant; the site refuses it as well."""
        [(where, said)] = MockSite.check({"shops": [LINKED]}, [step])

        assert where == ["steps", 0, *path]
        assert said.startswith(message)
        with pytest.raises(RuntimeError, match="refused POST"):
            make_mall(LINKED).perform(step)


def _post(path: str, **data: Any) -> Callable[[MockMall, Visitor], None]:
    def act(_: MockMall, pro: Visitor) -> None:
        pro.post(path, data)

    return act


def _step(**step: Any) -> Callable[[MockMall, Visitor], None]:
    def act(mall: MockMall, _: Visitor) -> None:
        mall.perform(step)

    return act


def _log_in(mall: MockMall, pro: Visitor) -> None:
    pro.post("/login", {**mall.variables["mall"], "mall": mall.id})


def _link(mall: MockMall, pro: Visitor) -> None:
    shop = mall.variables["shop"]
    form = f"/settings/accounts/new?marketplace={shop['marketplace']}"
    pro.post(form, {**shop["credentials"], "account_alias": "«mall password» & <b>"})


PASSWORD = "Abc-12345"  # noqa: S105 - of nobody
ACTS: dict[str, Callable[[MockMall, Visitor], None]] = {
    "link": _link,
    "unlink": _post(f"{ACCOUNT}/unlink", understood="yes"),
    "retrieve": _post(f"{ACCOUNT}/retrieve"),
    "send": _post("/products/send", account="1", product="P000BGOU"),
    "sync": _post("/products/send", account="1", product="P000BGPA", do="sync"),
    "template": _post(f"{ACCOUNT}/templates/new", name="Sale"),
    "staff": _post(
        "/settings/staff/new",
        user="kim01",
        name="Kim",
        password=PASSWORD,
        menu="products",
    ),
    "authorize": _post(
        "/settings/accounts/new?marketplace=shopee", do="authorize", region="SG", shop_id="1"
    ),
    "log in": _log_in,
    "days": _step(advance="30 days"),
    "month": _step(advance="1 month"),
    "keys": _step(issue_keys={}),
    "password": _step(change_password={}),
    "outage": _step(faults=["market_failing"]),
    "no outage": _step(faults=[]),
    "address": _step(change_information={"item": "return_address", "entries": {"main": "A"}}),
}


class TestRestore:
    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=6))
    def test_a_dump_restored_is_the_same_dump(
        self, site: MockSite, visit: Visits, acts: list[str]
    ) -> None:
        """Whatever has been done in a mall, in itself and in another one."""
        marketplace = "ebay_japan" if len(acts) % 2 else "rakuten"
        mall = site.create({"shops": [{"marketplace": marketplace}], "staff": STAFF})
        pro = visit(mall)
        for act in acts:
            ACTS[act](mall, pro)
        other = site.create({})

        dumped = mall.dump()
        other.restore(dumped)

        assert other.dump() == dumped
        mall.delete()
        other.delete()

    def test_secrets_are_made_anew_and_work(self, make_mall: Malls, visit: Visits) -> None:
        """What opened the mall before does not open the restored one; what it tells now does."""
        mall = make_mall({**LINKED, "listed": 1})
        old = dict(mall.secrets)

        mall.restore(mall.dump())
        pro, rms = visit(mall), visit(mall, "rms", "ja")

        shared = {name for name, value in old.items() if mall.secrets[name] == value}
        assert shared == set()
        assert "has been retrieved" in text_of(pro.post(f"{ACCOUNT}/retrieve", {}))
        assert rms.get("/keys").status_code == 200

    def test_faults_work_on(self, make_mall: Malls, visit: Visits) -> None:
        """An outage that was on is on in the restored mall."""
        mall, other = make_mall(LINKED, faults=["pro_failing"]), make_mall()

        other.restore(mall.dump())

        assert visit(other).get("/").status_code == 500

    @pytest.mark.parametrize(
        ("table", "column", "value", "message"),
        [
            ("account", "marketplace", "amazone", r"account\[0\].marketplace: there is no 'amaz"),
            ("shop", "public_id", "x", r"shop\[0\].public_id: the seller has no shop 'x'"),
            ("shop", "settings", {}, r"shop\[0\].settings: it holds"),
            ("shop", "information", {}, r"shop\[0\].information: it holds"),
            ("key", "shop_id", 7, r"key\[0\].shop_id: there is no '7'"),
            ("key", "field", "x", r"key\[0\].field: no field 'x'"),
            ("synced", "product_code", "x", r"synced\[0\].product_code: there is no 'x'"),
            ("mall", "clock", "soon", r"mall\[0\].clock: "),
            ("mall", "faults", ["x"], r"mall\[0\].faults: there is no fault 'x'"),
            ("account", "id", None, r"account\[0\].id: "),
        ],
    )
    def test_records_that_do_not_fit_are_refused(
        self, make_mall: Malls, table: str, column: str, value: Any, message: str
    ) -> None:
        """The message names the field, and the mall stays as it was."""
        mall = make_mall({**LINKED, "listed": 1})
        dumped = mall.dump()
        dumped[table][0][column] = value

        with pytest.raises(RuntimeError, match=message):
            mall.restore(dumped)

        assert mall.dump() == make_mall({**LINKED, "listed": 1}).dump()

    def test_two_rows_of_one_id_are_refused(self, make_mall: Malls) -> None:
        """And nothing is half restored."""
        mall = make_mall(LINKED)
        dumped = mall.dump()
        dumped["account"] *= 2

        with pytest.raises(RuntimeError, match=r"account\[1\].id: account\[0\] has .1., too"):
            mall.restore(dumped)

        assert len(mall.dump()["account"]) == 1

    def test_what_is_wrong_is_told_at_once_and_without_a_site(self, make_mall: Malls) -> None:
        """Its form first, then what does not fit together, then what is needed and is not there."""
        given = {"shops": [{"marketplace": "rakuten"}], "staff": STAFF}
        dumped = make_mall(LINKED).dump()
        spoilt = json.loads(json.dumps(dumped))
        spoilt["account"] *= 2
        spoilt["shop"][0]["settings"] = {"bulk": True}
        broken = {name: rows for name, rows in dumped.items() if name != "key"} | {"keys": []}

        assert MockSite.check_state(dumped, {}) == []
        assert MockSite.check_state(broken, given) == [
            (["key"], "it is missing"),
            (["keys"], "nothing is called so"),
        ]
        assert [path for path, _ in MockSite.check_state(spoilt, given)] == [
            ["shop", 0, "settings"],
            ["account", 1, "id"],
        ]
        assert MockSite.check_state(dumped, {**given, "shops": [{"marketplace": "shopee"}]}) == [
            (["shop"], "the seller has no shop at 'shopee', which is needed here"),
            (["staff"], "the store has no sub-admin, who is needed here"),
        ]

    def test_the_shop_that_was_given_is_the_one_that_is_told_of(self, make_mall: Malls) -> None:
        """Its secrets, too, although another marketplace's shop is the first in the dump."""
        dumped = make_mall({"marketplace": "rakuten"}, {"marketplace": "ebay_japan"}).dump()
        mall = make_mall({"marketplace": "ebay_japan"})

        mall.restore(dumped)

        assert mall.variables["shop"]["marketplace"] == "ebay_japan"
        assert mall.variables["wrong_key"] == mall.secrets["wrong key"]
        mall.perform({"advance": "1 day"})
        assert mall.variables["shop"]["marketplace"] == "ebay_japan"

    def test_people_get_in_with_what_they_are_told(self, make_mall: Malls) -> None:
        """The owner, each sub-admin and each seller."""
        mall = make_mall({"marketplace": "rakuten"}, staff=STAFF)
        ways = {one["name"]: one for one in mall.ways_in()}
        helper, rms = ways["Cafe24 PRO, as helper"]["login"], ways["RMS, Hanbit Goods"]

        assert ways["Cafe24 PRO"]["login"]["password"] == mall.variables["mall"]["password"]
        assert helper["password"] == mall.variables["staff"]["password"]
        assert rms["login"]["password"] == mall.variables["shop"]["login"]["password"]
        assert rms["keys"] == mall.variables["shop"]["credentials"]

    def test_a_dump_fits_its_schema(self, site: MockSite) -> None:
        """The schema that the control API publishes describes what it dumps."""
        document = site.call("GET", "/control/openapi.json")
        schema = {**document, "$ref": "#/components/schemas/Dump"}

        Draft202012Validator(schema).validate(site.create({"world": "demo"}).dump())


STAFF = [{"user": "helper", "menus": ["products"]}]
