"""Whatever is typed into the forms of Cafe24 PRO is refused or shown as text; no page breaks."""

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
