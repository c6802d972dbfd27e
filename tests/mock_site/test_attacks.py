"""Nothing that a stranger sends opens a mall, changes one, or shows what is not theirs."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from starlette.routing import Route

from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockMall, MockSite
from mock_site.pro.routes import pro_app
from mock_site.sellers.routes import seller_app
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
STALE = {"pro": "has been open for too long", "rms": "フォームの有効期限が切れました"}
TEMPLATES = Path(__file__).parents[2] / "mock_site" / "templates"


def posts(routes: list[Route]) -> list[str]:
    """Return an address for each form, its parts filled in."""
    return [
        re.sub(r"\{(\w+)(:\w+)?\}", lambda part: "1" if part[2] else "helper", one.path)
        for one in routes
        if "POST" in (one.methods or ())
    ]


USER = MARKETPLACES["rakuten"].admin.users.fields  # type: ignore[union-attr]
FORMS = [
    *(("pro", path) for path in posts(pro_app().routes)),  # type: ignore[arg-type]
    *(("rms", path) for path in posts(seller_app().routes)),  # type: ignore[arg-type]
]


@pytest.fixture(scope="module")
def full(site: MockSite) -> MockMall:
    """A mall with something at every address."""
    shop = {"marketplace": "rakuten", "linked": True, "listed": 1, "pending": 1}
    return site.create({"shops": [shop], "staff": [{"user": "helper", "menus": ["products"]}]})


class TestForms:
    @pytest.mark.parametrize(("name", "path"), FORMS)
    def test_a_form_of_another_site_changes_nothing(
        self, full: MockMall, visit: Visits, name: str, path: str
    ) -> None:
        """Without the token, with another's or with none, the browser's login does not help."""
        visitor = visit(full, name)
        before = full.dump()

        for token in ("", "x", "é", visit(full, "rms" if name == "pro" else "pro").token()):
            answer = visitor.post(path, {"csrf": token, "understood": "yes", "name": "x"})
            assert answer.status_code == 409
            assert STALE[name] in text_of(answer)

        assert full.dump() == before

    def test_each_form_holds_its_token(self) -> None:
        """No template has a form that is sent without."""
        forms = [
            form
            for file in TEMPLATES.rglob("*.html")
            for form in re.findall(r"<form[^<]*method=\"post\"[^<]*", file.read_text("utf-8"))
        ]
        assert len(forms) > 30
        assert [one for one in forms if "{{ csrf }}" not in one] == []

    def test_it_works_with_its_own_token_only(self, make_mall: Malls, visit: Visits) -> None:
        """The token of one mall is no token of another."""
        one, other = make_mall(), make_mall()

        answer = visit(one).post("/language", {"csrf": visit(other).token(), "lang": "ko"})

        assert answer.status_code == 409

    def test_a_login_ends_the_tokens_before_it(self, make_mall: Malls, visit: Visits) -> None:
        """What somebody read before is of no use in the session of the owner."""
        mall = make_mall()
        pro = visit(mall)
        owner = pro.token()
        pro.cookies = {}

        stranger = pro.token()

        assert stranger != owner
        assert visit(mall).post("/logout", {"csrf": stranger}).status_code == 409


class TestScript:
    # Where a seller types what a page of theirs, or of Cafe24 PRO, shows.
    SELLER_FORMS = (
        ("/addresses", {"return_address": SCRIPT, "shipping_address": SCRIPT}),
        ("/lists/shipping", {"do": "add", "new": SCRIPT}),
        ("/lists/lead_time", {"do": "rename", "entry-1": SCRIPT}),
        ("/settings/apis", {"apis": SCRIPT, "do": "register"}),
        ("/password", {"password": SCRIPT, "new": SCRIPT}),
        ("/users", {"do": SCRIPT, "allowed": SCRIPT}),
        ("/users/new", dict.fromkeys(USER, SCRIPT)),
        ("/users/new", {**dict.fromkeys(USER, SCRIPT), "do": "send"}),
        ("/login", {"user": SCRIPT, "password": SCRIPT, "next": SCRIPT}),
        ("/shop", {"shop": SCRIPT}),
        ("/keys", {"key": SCRIPT}),
        ("/keys/issue", {"field": SCRIPT}),
        ("/keys/check", {"key": SCRIPT}),
        ("/keys/revoke", {"key": SCRIPT}),
        ("/listings/stop", {"number": SCRIPT}),
        ("/language", {"lang": SCRIPT, "back": SCRIPT}),
    )

    def test_what_a_seller_types_is_text(self, make_mall: Malls, visit: Visits) -> None:
        """In the seller admin, and in Cafe24 PRO after a retrieve."""
        mall = make_mall({"marketplace": "rakuten", "linked": True, "listed": 1})
        rms, pro = visit(mall, "rms", "ja"), visit(mall)

        for path, typed in self.SELLER_FORMS:
            assert not has_script(rms.post(path, typed)), path
        for path in ("/", "/addresses", "/lists/shipping", "/lists/lead_time", "/keys"):
            assert not has_script(rms.get(path)), path
        shown = pro.post("/settings/accounts/1/retrieve", {})
        assert "&lt;script&gt;alert(1)" in shown.text
        assert not has_script(shown)
        assert not has_script(pro.get("/settings/accounts/1/templates/new"))

    def test_consent_pages_show_text(self, make_mall: Malls, visit: Visits) -> None:
        """The state, the account and the ticked shops come from elsewhere."""
        shopee = visit(make_mall({"marketplace": "shopee"}), "shopee")
        typed = {"state": SCRIPT, "account": SCRIPT, "password": SCRIPT, "country": SCRIPT}

        assert not has_script(shopee.get(f"/oauth/login?state={httpx.QueryParams({'': SCRIPT})}"))
        assert not has_script(shopee.post("/oauth/login", typed))
        assert not has_script(shopee.post("/oauth/consent", {"state": SCRIPT, "shop": SCRIPT}))

    def test_keys_of_the_form_show_text(self, make_mall: Malls, visit: Visits) -> None:
        """Each field of each account form, sent back as it was typed."""
        mall = make_mall()
        pro = visit(mall)
        for name in ("rakuten", "ebay_japan", "coupang", "yahoo_jp", "smartstore", "shein"):
            form = f"/settings/accounts/new?marketplace={name}"
            fields = re.findall(r'name="(\w+)"', pro.get(form).text)
            typed = dict.fromkeys(set(fields) - {"csrf"}, SCRIPT)
            assert not has_script(pro.post(form, typed)), name


def has_script(answer: httpx.Response) -> bool:
    """Return whether a page would run what was typed; no page may fail on it either."""
    assert answer.status_code < 500
    return "<script>alert" in answer.text or "<img src=x" in answer.text


class TestAddresses:
    @pytest.mark.parametrize(
        "path",
        [
            "/static/../pro.db",
            "/static/%2e%2e/%2e%2e/malls.py",
            "/static/..%2f..%2f..%2fetc/passwd",
            "/static//etc/passwd",
            "/guides/..%2f..%2fstatic/registration",
            "/guides/%2e%2e/registration",
        ],
    )
    def test_no_path_leaves_the_site(self, make_mall: Malls, visit: Visits, path: str) -> None:
        """It is a page that there is not."""
        answer = visit(make_mall()).get(path)

        assert answer.status_code == 404
        assert "root:" not in answer.text

    @pytest.mark.parametrize(
        ("host", "status"),
        [
            ("{mall}.pro.localhost.example.com", 404),
            ("x.{mall}.pro.localhost", 404),
            ("{mall}.pro.localhost@rms", 404),
            ("{other}x.pro.localhost", 404),
            ("../{mall}.pro.localhost", 404),
            ("{mall}.pro-api.localhost", 404),
            ("{mall}.nothing.localhost", 404),
            ("localhost", 404),
        ],
    )
    def test_no_host_opens_a_mall_but_its_own(
        self, site: MockSite, make_mall: Malls, host: str, status: int
    ) -> None:
        """Names that look like it lead nowhere."""
        one, other = make_mall(), make_mall()
        state = one.storage_state({"pro": "en"})
        session = next(cookie["value"] for cookie in state["cookies"] if cookie["value"])
        name = host.format(mall=one.id, other=other.id)

        answer = httpx.get(
            f"http://127.0.0.1:{site.port}/settings/accounts",
            headers={"Host": f"{name}:{site.port}", "Cookie": f"session={session}"},
        )

        assert answer.status_code == status

    def test_a_session_of_one_site_is_none_of_another(
        self, make_mall: Malls, visit: Visits
    ) -> None:
        """A seller's login to RMS opens neither Cafe24 PRO nor QSM."""
        mall = make_mall({"marketplace": "rakuten"}, {"marketplace": "ebay_japan"})
        rms = visit(mall, "rms", "ja")
        session = next(value for (host, _), value in rms.cookies.items() if value and "rms" in host)

        for name in ("pro", "qsm"):
            stranger = visit(mall, name)
            stranger.cookies = {(mall.origin(name).split("/")[2].split(":")[0], "session"): session}
            assert stranger.get("/").url.path == "/login"

    @pytest.mark.parametrize(
        "path",
        [
            "/settings/accounts/9",
            "/settings/accounts/99999999999999999999",
            "/settings/accounts/-1",
            "/settings/accounts/1%00",
            "/products/9",
            "/notifications/9",
            "/settings/templates/9",
            "/settings/staff/nobody",
        ],
    )
    def test_an_id_that_is_not_there_is_no_page(
        self, make_mall: Malls, visit: Visits, path: str
    ) -> None:
        """Whatever it looks like."""
        assert visit(make_mall()).get(path).status_code == 404

    def test_a_seller_sees_no_other_sellers_keys(self, make_mall: Malls, visit: Visits) -> None:
        """Ids of another user's records at the same marketplace are unknown."""
        mall = make_mall(
            {"marketplace": "rakuten", "linked": True, "listed": 1}, {"marketplace": "rakuten"}
        )
        dumped = mall.dump()
        other = [one for one in dumped["key"] if one["shop_id"] == 2]
        listing = dumped["listing"][0]["number"]
        rms = visit(mall, "rms", "ja")

        assert other
        for path in ("/keys", "/keys/check", "/keys/revoke"):
            assert rms.post(path, {"key": str(other[0]["id"])}).status_code == 404
        rms.post("/logout", {})
        shop = dumped["shop"][1]
        secret = f"rakuten {shop['user']} password"
        rms.post("/login", {"user": shop["user"], "password": mall.secrets[secret]})
        assert rms.post("/listings/stop", {"number": listing}).status_code == 404
        assert mall.dump()["key"] == dumped["key"]
        assert mall.dump()["listing"] == dumped["listing"]
