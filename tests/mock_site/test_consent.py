"""Connecting a shop by the marketplace's own consent pages."""

import html
import re
from collections.abc import Callable

import httpx
import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
FORM = "/settings/accounts/new?marketplace=shopee"
TWO_SHOPS = ({"marketplace": "shopee"}, {"marketplace": "shopee"})


def state_in(answer: httpx.Response, name: str = "state") -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


class Walk:
    """The way of a seller to the marketplace and back."""

    def __init__(self, mall: MockMall, visit: Visits) -> None:
        self.shop = mall.variables["shop"]
        self.form = f"/settings/accounts/new?marketplace={self.shop['marketplace']}"
        self.mall, self.pro, self.market = mall, visit(mall), visit(mall, self.shop["site"])

    def to_consent(self, **typed: str) -> httpx.Response:
        """Fill in the form, select Authorize, and log in at the marketplace."""
        values = {**self.shop["credentials"], **typed, "do": "authorize"}
        login = self.pro.post(self.form, values)
        data = {
            "state": state_in(login),
            "account": self.shop["login"]["user"],
            "password": self.shop["login"]["password"],
        }
        return self.market.post("/oauth/login", data)

    def confirm(self, consent: httpx.Response, *shops: str) -> httpx.Response:
        """Tick shops, and confirm."""
        data = {"state": state_in(consent), "shop": list(shops)}
        return self.market.post("/oauth/consent", data)

    def save(self, form: httpx.Response, **typed: str) -> httpx.Response:
        """Save the form that the seller came back to."""
        authorization = state_in(form, "authorization")
        values = {**self.shop["credentials"], **typed, "authorization": authorization}
        return self.pro.post(self.form, {**values, "do": "save"})


def test_a_confirmed_shop_can_be_linked(make_mall: Malls, visit: Visits) -> None:
    """The form comes back with what was typed and until when it is authorized."""
    walk = Walk(make_mall(*TWO_SHOPS), visit)

    form = walk.confirm(walk.to_consent(), "88112345")
    saved = walk.save(form)

    assert "Authorized until 2027-03-02" in text_of(form)
    assert 'value="88112345"' in form.text
    assert marked(saved, "status") == ["Linked"]


def test_save_needs_the_consent(make_mall: Malls, visit: Visits) -> None:
    """Without an authorization the form is not complete."""
    mall = make_mall({"marketplace": "shopee"})

    answer = visit(mall).post(FORM, {**mall.variables["shop"]["credentials"], "do": "save"})

    assert marked(answer, "error") == ["Authorize the shop first."]


def test_authorize_needs_the_shop(make_mall: Malls, visit: Visits) -> None:
    """Before the way to the marketplace, the form says what is empty."""
    answer = visit(make_mall({"marketplace": "shopee"})).post(FORM, {"do": "authorize"})

    assert answer.status_code == 422
    assert marked(answer, "error") == ["Enter a value here."] * 3


@pytest.mark.parametrize(
    ("typed", "ticked", "message"),
    [
        ({}, "88112360", "The shop that was authorized is another one."),
        ({"region": "MY"}, "88112345", "The shop belongs to another country."),
    ],
)
def test_consent_must_be_for_the_shop_that_was_entered(
    make_mall: Malls, visit: Visits, typed: dict[str, str], ticked: str, message: str
) -> None:
    """Consent for another shop, or for a shop of another country, is not used."""
    walk = Walk(make_mall(*TWO_SHOPS), visit)

    form = walk.confirm(walk.to_consent(**typed), ticked)

    assert message in text_of(form)
    assert marked(walk.save(form), "error") == ["Authorize the shop first."]


def test_a_declined_consent_is_told(make_mall: Malls, visit: Visits) -> None:
    """Decline leads back to the form, and nothing is linked."""
    walk = Walk(make_mall({"marketplace": "shopee"}), visit)
    consent = walk.to_consent()
    link = re.search(r'href="http://[^/]+([^"]+error=declined)"', consent.text)
    assert link is not None

    form = walk.pro.get(link[1].replace("&amp;", "&"))

    assert "The authorization was declined at the marketplace." in text_of(form)


def test_a_shop_must_be_ticked(make_mall: Malls, visit: Visits) -> None:
    """Confirm without a shop stays on the consent page."""
    walk = Walk(make_mall({"marketplace": "shopee"}), visit)

    assert "Select a shop." in text_of(walk.confirm(walk.to_consent()))


def test_a_code_works_once(make_mall: Malls, visit: Visits) -> None:
    """The way back from the marketplace cannot be walked twice."""
    walk = Walk(make_mall({"marketplace": "shopee"}), visit)
    form = walk.confirm(walk.to_consent(), "88112345")
    state = state_in(form, "authorization")

    again = walk.pro.get(f"/settings/accounts/authorized?state={state}&code=anything")

    assert again.status_code == 400


def test_a_consent_without_an_end_is_shown(make_mall: Malls, visit: Visits) -> None:
    """What SHEIN consents to has no end: the form says that it is authorized, and no date."""
    walk = Walk(make_mall({"marketplace": "shein"}), visit)

    form = walk.confirm(walk.to_consent())

    (shown,) = marked(form, "authorization")
    assert shown.startswith("Authorized")
    assert "until" not in shown


def test_a_public_key_waits_in_the_form(make_mall: Malls, visit: Visits) -> None:
    """A public key is no secret: who comes back from the consent need not paste it again."""
    walk = Walk(make_mall({"marketplace": "yahoo_jp"}), visit)

    form = walk.confirm(walk.to_consent())

    assert walk.shop["credentials"]["public_key"].strip() in html.unescape(form.text)
    assert "Marketplace Account Settings" in text_of(walk.save(form))
