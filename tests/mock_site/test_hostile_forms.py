"""Whatever is typed into a form is refused or shown as text; no page breaks."""

from collections.abc import Callable

import httpx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
SCRIPT = "<script>alert(1)</script>\"'"
STAFF = {"user": "minji7", "name": "Minji", "password": "Sea-green9", "menu": "products"}
# The fields of each form with values that are right.
FORMS = {
    "/settings/staff/new": STAFF,
    "/settings/staff/helper": {"name": "Helper", "password": "", "menu": "products"},
    "/settings/accounts/1/templates/new": {"name": "Fast", "default": "", "item-shipping": "1"},
    "/settings/accounts/1": {"account_alias": "", "shop_url": "hanbit-goods", "do": "save"},
    "/products/send": {"account": "1", "product": "P000BGOU", "do": "draft"},
    "/products/stop": {"number": "1"},
    "/products/1/end": {"ends_on": ""},
    "/products/store/P000BGPA": {"name": "Lamp", "price": "1", "stock": "1", "options": "Colour"},
    "/login": {"mall": "", "user": "manager", "password": "", "next": "/"},
    "/language": {"lang": "en", "back": "/"},
}
USER = dict.fromkeys(("last_name", "first_name", "number", "company"), "cafe24")
MAIL = dict.fromkeys(("mail", "mail_again"), "cafe24pro-market@cafe24corp.com")
SELLER_FORMS = {
    "/addresses": {"return_address": "Tokyo", "shipping_address": "Chiba"},
    "/lists/shipping": {"do": "rename", "new": "By air", "entry-1": "By sea"},
    "/settings/apis": {"apis": "item", "do": "register"},
    "/settings/options": {"bulk_edit": "on"},
    "/users": {"do": "save", "allowed": "normal"},
    "/users/new": {**USER, **MAIL, "do": "send"},
    "/password": {"password": "", "new": "another-password"},
    "/keys": {"key": "2"},
    "/keys/issue": {"field": "license_key"},
    "/keys/check": {"key": "1"},
    "/keys/revoke": {"key": "1"},
    "/listings/stop": {"number": "hanbit-10000231"},
    "/shop": {"shop": "hanbit-goods"},
    "/oauth/login": {"state": "", "account": "", "password": "", "country": ""},
    "/oauth/consent": {"state": "", "shop": "", "do": "confirm"},
    "/login": {"user": "hanbit-rms", "password": "", "next": "/"},
    "/language": {"lang": "ja", "back": "/"},
}
SELLER_PAGES = ("/", "/addresses", "/lists/shipping", "/users", "/keys", "/listings")
PAGES = ("/", "/products", "/settings/staff", "/settings/templates", "/settings/accounts")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
RULES = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def pro(make_mall: Malls, visit: Visits) -> Visitor:
    """Cafe24 PRO of a mall with something at every address."""
    mall = make_mall(
        {"marketplace": "rakuten", "linked": True, "listed": 1, "pending": 1},
        staff=[{"user": "helper", "menus": ["products"]}],
    )
    return visit(mall)


@pytest.mark.parametrize("path", FORMS)
def test_every_field_takes_anything(pro: Visitor, path: str) -> None:
    """The answer is a page of the site; script in it is text, there and where it is listed."""

    @RULES
    @given(st.sampled_from(sorted(FORMS[path])), TEXTS)
    def send(name: str, text: str) -> None:
        answer = pro.post(path, {**FORMS[path], name: text})

        assert answer.status_code in {200, 404, 422}

    for name in FORMS[path]:
        assert "<script>alert" not in pro.post(path, {**FORMS[path], name: SCRIPT}).text
    send()
    for page in PAGES:
        assert "<script>alert" not in pro.get(page).text


@pytest.mark.parametrize("path", SELLER_FORMS)
def test_every_field_of_a_seller_admin_takes_anything(
    make_mall: Malls, visit: Visits, path: str
) -> None:
    """So it is there; and whatever was stored, Cafe24 PRO retrieves it as text."""
    shop = {"marketplace": "rakuten", "linked": True, "listed": 1}
    mall = make_mall(shop, {"marketplace": "rakuten"})
    rms, pro = visit(mall, "rms", "ja"), visit(mall)

    @RULES
    @given(st.sampled_from(sorted(SELLER_FORMS[path])), TEXTS)
    def send(name: str, text: str) -> None:
        answer = rms.post(path, {**SELLER_FORMS[path], name: text})

        assert answer.status_code in {200, 400, 403, 404, 422}

    for name in SELLER_FORMS[path]:
        assert "<script>alert" not in rms.post(path, {**SELLER_FORMS[path], name: SCRIPT}).text
    send()
    for page in SELLER_PAGES:
        assert "<script>alert" not in rms.get(page).text
    assert "<script>alert" not in pro.post("/settings/accounts/1/retrieve", {}).text
    assert mall.dump()["account"] != []


@pytest.mark.parametrize("path", ["/products", "/settings/accounts", "/work-status", "/login"])
def test_every_part_of_an_address_takes_anything(pro: Visitor, path: str) -> None:
    """Filters, searches, tabs and pages that make no sense are left out."""

    @RULES
    @given(st.dictionaries(st.sampled_from(["q", "state", "show", "tab", "page", "next"]), TEXTS))
    @example({"q": SCRIPT, "state": SCRIPT, "show": SCRIPT, "tab": SCRIPT, "next": SCRIPT})
    def ask(query: dict[str, str]) -> None:
        answer = pro.get(f"{path}?{httpx.QueryParams(query)}")

        assert answer.status_code == 200
        assert "<script>alert" not in answer.text

    ask()
