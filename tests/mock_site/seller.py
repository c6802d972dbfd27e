"""A seller who connects a shop in Cafe24 PRO, whatever its marketplace asks for."""

import re
from collections.abc import Callable
from typing import Any

import httpx

from mock_site.catalogue.model import Marketplace
from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]


def hidden(answer: httpx.Response, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', answer.text)
    assert found is not None, f"no field '{name}' on {answer.url.path}"
    return found[1]


class Seller:
    """Fills in the form, goes to the marketplace for its consent, and comes back."""

    def __init__(self, marketplace: Marketplace, mall: MockMall, visit: Visits) -> None:
        self.marketplace, self.mall = marketplace, mall
        self.pro = visit(mall)
        self.admin = visit(mall, marketplace.admin.site, marketplace.admin.languages[0])
        self.shop = mall.variables["shop"]
        self.form = f"/settings/accounts/new?marketplace={marketplace.id}"

    def consent_page(self) -> httpx.Response:
        """Ask for the consent, and log in at the marketplace."""
        login = self.pro.post(self.form, {**self.shop["credentials"], "do": "authorize"})
        data = {
            "state": hidden(login, "state"),
            "account": self.shop["login"]["user"],
            "password": self.shop["login"]["password"],
        }
        if 'name="country"' in login.text:
            data["country"] = self.shop["credentials"]["region"]
        return self.admin.post("/oauth/login", data)

    def authorization(self) -> str:
        """Return what the form holds after the marketplace has consented."""
        if self.marketplace.consent_field is None:
            return ""
        state = hidden(self.consent_page(), "state")
        back = self.admin.post("/oauth/consent", {"state": state, "shop": self.shop["id"]})
        return hidden(back, "authorization")

    def link(self, **typed: Any) -> httpx.Response:
        """Link the shop with what it was issued, or with what is *typed* instead."""
        values = {**self.shop["credentials"], **typed, "authorization": self.authorization()}
        return self.pro.post(self.form, {**values, "do": "save"})

    def send(self) -> httpx.Response:
        """Send a product through the first account."""
        data = {"account": "1", "product": self.mall.variables["product"]["code"]}
        return self.pro.post("/products/send", data)

    def retrieve(self) -> httpx.Response:
        """Retrieve the market information of the first account."""
        return self.pro.post("/settings/accounts/1/retrieve", {})
