"""Connecting an account in Cafe24 PRO."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
KEY_MARKETPLACES = ["rakuten", "ebay_japan"]


def form(marketplace: str) -> str:
    """Return the address of the form of a new account."""
    return f"/settings/accounts/new?marketplace={marketplace}"


class TestSaving:
    @pytest.mark.parametrize("marketplace", KEY_MARKETPLACES)
    def test_right_values_link_the_account(
        self, make_mall: Malls, visit: Visits, marketplace: str
    ) -> None:
        """What the marketplace issued is accepted, and the account is in the list."""
        mall = make_mall({"marketplace": marketplace})

        answer = visit(mall).post(form(marketplace), mall.variables["shop"]["credentials"])

        assert "The account has been linked." in text_of(answer)
        assert marked(answer, "status") == ["Linked"]
        assert answer.url.path == "/settings/accounts"

    def test_the_message_is_shown_once(self, make_mall: Malls, visit: Visits) -> None:
        """A page that is loaded again does not say again what was done."""
        mall = make_mall()
        pro = visit(mall)
        pro.post(form("rakuten"), mall.variables["shop"]["credentials"])

        assert "has been linked" not in text_of(pro.get("/settings/accounts"))

    @pytest.mark.parametrize("marketplace", KEY_MARKETPLACES)
    def test_each_required_field_is_needed(
        self, make_mall: Malls, visit: Visits, marketplace: str
    ) -> None:
        """With any required field empty the form comes back, and nothing is linked."""
        mall = make_mall({"marketplace": marketplace})
        pro, values = visit(mall), mall.variables["shop"]["credentials"]

        for name in values:
            answer = pro.post(form(marketplace), {**values, name: ""})

            assert answer.status_code == 422
            assert "Fill in all fields that are marked Required." in text_of(answer)
            assert marked(answer, "error") == ["Enter a value here."]
        assert marked(pro.get("/settings/accounts"), "status") == []

    def test_secrets_do_not_come_back(self, make_mall: Malls, visit: Visits) -> None:
        """A form that is refused keeps what was typed, but no key and no password."""
        mall = make_mall({"marketplace": "ebay_japan"})
        values = mall.variables["shop"]["credentials"]

        answer = visit(mall).post(form("ebay_japan"), {**values, "account_alias": "x" * 31})

        assert values["qsm_user_id"] in answer.text
        assert values["qsm_password"] not in answer.text
        assert values["api_key"] not in answer.text


class TestOrder:
    """The first check that fails gives the message."""

    def test_empty_comes_before_form(self, make_mall: Malls, visit: Visits) -> None:
        """An empty field is told before a value of the wrong form."""
        values = {"shop_url": "NOT A SHOP", "service_secret": "", "license_key": "short"}

        answer = visit(make_mall()).post(form("rakuten"), values)

        assert "marked Required" in text_of(answer)

    def test_form_comes_before_duplicate(self, make_mall: Malls, visit: Visits) -> None:
        """A value of the wrong form is told before the shop that is linked already."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})
        values = mall.variables["shop"]["credentials"]

        answer = visit(mall).post(form("rakuten"), {**values, "license_key": "short"})

        assert "do not have the right form" in text_of(answer)

    def test_duplicate_comes_before_authentication(self, make_mall: Malls, visit: Visits) -> None:
        """A shop that is linked already is refused without asking the marketplace."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})
        values = mall.variables["shop"]["credentials"]

        answer = visit(mall).post(
            form("rakuten"), {**values, "license_key": mall.variables["wrong_key"]}
        )

        assert (
            "This shop is already linked. Edit the linked account, or unlink it first."
            in text_of(answer)
        )

    def test_a_key_that_waits_is_told_last(self, make_mall: Malls, visit: Visits) -> None:
        """A key that was issued anew works after half an hour."""
        mall = make_mall()
        values = mall.variables["shop"]["credentials"]
        rms, pro = visit(mall, "rms", "ja"), visit(mall)
        rms.post("/keys", {"key": "2"})
        fresh = {**values, "license_key": mall.secrets["rakuten hanbit-goods license_key 2"]}

        too_early = pro.post(form("rakuten"), fresh)
        mall.perform({"advance": "30 minutes"})
        in_time = pro.post(form("rakuten"), fresh)

        assert "may not be active yet" in text_of(too_early)
        assert marked(in_time, "status") == ["Linked"]


class TestMarketplace:
    @pytest.mark.parametrize(
        ("marketplace", "key", "message"),
        [
            ("rakuten", "license_key", "Rakuten could not authenticate the account."),
            ("ebay_japan", "api_key", "The account could not be authenticated."),
        ],
    )
    def test_a_key_that_was_never_issued_is_refused(
        self, make_mall: Malls, visit: Visits, marketplace: str, key: str, message: str
    ) -> None:
        """A well-formed key that the marketplace does not know links nothing."""
        mall = make_mall({"marketplace": marketplace})
        values = {**mall.variables["shop"]["credentials"], key: mall.variables["wrong_key"]}

        assert message in text_of(visit(mall).post(form(marketplace), values))

    def test_another_shop_of_the_seller_has_keys_of_its_own(
        self, make_mall: Malls, visit: Visits
    ) -> None:
        """The keys of one shop do not open the other."""
        mall = make_mall({"marketplace": "rakuten"}, {"marketplace": "rakuten"})
        values = mall.variables["shop"]["credentials"]

        answer = visit(mall).post(form("rakuten"), {**values, "shop_url": "hanbit-living"})

        assert "Rakuten could not authenticate" in text_of(answer)

    def test_an_expired_key_is_refused(self, make_mall: Malls, visit: Visits) -> None:
        """A licenseKey lives 90 days."""
        mall = make_mall()
        mall.perform({"advance": "90 days"})

        answer = visit(mall).post(form("rakuten"), mall.variables["shop"]["credentials"])

        assert "The licenseKey has expired." in text_of(answer)


class TestLinkedAccount:
    def test_an_empty_secret_stays_as_it_is(self, make_mall: Malls, visit: Visits) -> None:
        """The account can be given another name without typing its keys again."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})
        values = {"account_alias": "Main shop", "shop_url": "hanbit-goods"}

        answer = visit(mall).post("/settings/accounts/1", values)

        assert "The account has been saved." in text_of(answer)
        assert "Main shop" in text_of(visit(mall).get("/settings/accounts"))

    @pytest.mark.parametrize(
        ("days", "status"),
        [("75 days", "Linked"), ("77 days", "Expires soon"), ("90 days", "Expired")],
    )
    def test_its_status_tells_when_its_keys_end(
        self, make_mall: Malls, visit: Visits, days: str, status: str
    ) -> None:
        """It expires soon within two weeks of the end, and then is expired."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})

        mall.perform({"advance": days})

        assert marked(visit(mall).get("/settings/accounts"), "status") == [status]

    def test_keys_that_were_replaced_need_a_new_authorization(
        self, make_mall: Malls, visit: Visits
    ) -> None:
        """Once the marketplace refuses the stored keys, the status says so until they are new."""
        mall = make_mall({"marketplace": "rakuten", "linked": True})
        visit(mall, "rms", "ja").post("/keys", {"key": "2"})
        pro = visit(mall)

        refused = pro.post("/settings/accounts/1/retrieve", {})
        status = marked(pro.get("/settings/accounts"), "status")

        assert "Market information was not retrieved." in text_of(refused)
        assert status == ["Re-authorization required"]
