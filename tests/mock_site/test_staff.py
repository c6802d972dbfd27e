"""Sub-admins: their ids and passwords, and what each may open; and the end of a session."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall
from mock_site.pro.passwords import is_strong
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
NEW = {"user": "minji7", "name": "Minji Kim", "password": "Sea-green9", "menu": ["products"]}
FORM = "/settings/accounts/new?marketplace=rakuten"


def log_in(pro: Visitor, user: str, password: str) -> str:
    """Log in as *user*; return the words of the page that follows."""
    data = {"mall": pro.mall.id, "user": user, "password": password, "next": "/"}
    return text_of(pro.post("/login", data))


@pytest.mark.parametrize(
    ("password", "strong"),
    [
        ("abcdefgh12", True),
        ("abcdefg12", False),
        ("abcdef1!", True),
        ("abcde1!", False),
        ("abcdefghijkl", False),
        ("ABCDEFabcdef", False),
        ("abcdefghijklmn12", True),
        ("abcdefghijklmno12", False),
        ("abcdef 1!x", False),
        ("비밀번호abcdef1!", False),
    ],
)
def test_passwords(password: str, strong: bool) -> None:
    """10 to 16 characters of two kinds, or 8 to 16 of three; no blanks, no other scripts."""
    assert is_strong(password) is strong


class TestAdding:
    def test_a_sub_admin_is_listed_with_the_menus(self, make_mall: Malls, visit: Visits) -> None:
        """And the dump of the mall does not hold the password."""
        mall = make_mall()

        page = text_of(visit(mall).post("/settings/staff/new", NEW))

        assert "The sub-admin has been added." in page
        assert "minji7 Minji Kim Products 2026-03-02" in page
        assert "Sea-green9" not in str(mall.dump())

    @pytest.mark.parametrize(
        ("change", "error"),
        [
            ({"user": "7minji"}, "Enter 4 to 16 lowercase letters and digits"),
            ({"user": "Minji7"}, "Enter 4 to 16 lowercase letters and digits"),
            ({"user": "min"}, "Enter 4 to 16 lowercase letters and digits"),
            ({"user": "manager"}, "This ID is in use or was deleted."),
            ({"password": "short1!"}, "The password is too short"),
            ({"name": " "}, "Enter a name of up to 30 characters."),
            ({"menu": []}, "Allow at least one menu."),
            ({"menu": ["staff"]}, "Allow at least one menu."),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(
        self, make_mall: Malls, visit: Visits, change: dict[str, object], error: str
    ) -> None:
        """And nobody is added."""
        mall = make_mall()

        answer = visit(mall).post("/settings/staff/new", {**NEW, **change})

        assert answer.status_code == 422
        assert [one.startswith(error) for one in marked(answer, "error")] == [True]
        assert mall.dump()["staff"] == []

    def test_a_deleted_id_is_not_given_again(self, make_mall: Malls, visit: Visits) -> None:
        """Its owner can no longer log in, and is logged out at once."""
        mall = make_mall()
        owner, sub_admin = visit(mall), visit(mall)
        owner.post("/settings/staff/new", NEW)
        log_in(sub_admin, "minji7", "Sea-green9")

        owner.post("/settings/staff/minji7/delete", {})
        again = owner.post("/settings/staff/new", NEW)

        assert marked(again, "error") == ["This ID is in use or was deleted. Choose another one."]
        assert sub_admin.get("/products").url.path == "/login"
        assert "is not right" in log_in(sub_admin, "minji7", "Sea-green9")
        assert owner.get("/settings/staff/minji7").status_code == 404

    def test_an_empty_password_is_kept(self, make_mall: Malls, visit: Visits) -> None:
        """Another one takes its place."""
        mall = make_mall()
        owner = visit(mall)
        owner.post("/settings/staff/new", NEW)

        saved = owner.post("/settings/staff/minji7", {**NEW, "password": "", "name": "Minji Park"})
        kept = log_in(visit(mall), "minji7", "Sea-green9")
        owner.post("/settings/staff/minji7", {**NEW, "password": "Sky-blue77"})

        assert "minji7 Minji Park" in text_of(saved)
        assert "is not right" not in kept
        assert "is not right" in log_in(visit(mall), "minji7", "Sea-green9")
        assert "is not right" not in log_in(visit(mall), "minji7", "Sky-blue77")


class TestPermissions:
    @pytest.fixture
    def sub_admin(self, make_mall: Malls, visit: Visits) -> Visitor:
        """A sub-admin of the world, who may open the products only."""
        mall = make_mall(
            {"marketplace": "rakuten", "linked": True},
            staff=[{"user": "helper", "menus": ["products"]}],
        )
        mall.perform({"advance": "80 days"})
        visitor = visit(mall)
        log_in(visitor, mall.variables["staff"]["user"], mall.variables["staff"]["password"])
        return visitor

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("GET", "/settings/accounts"),
            ("GET", FORM),
            ("POST", FORM),
            ("GET", "/settings/accounts/1"),
            ("POST", "/settings/accounts/1/retrieve"),
            ("POST", "/settings/accounts/1/unlink"),
            ("GET", "/settings/staff"),
            ("POST", "/settings/staff/new"),
        ],
    )
    def test_a_menu_that_is_not_allowed_is_blocked(
        self, sub_admin: Visitor, method: str, path: str
    ) -> None:
        """Also its forms; the page says who can allow it."""
        data = {**NEW, "understood": "yes"}

        answer = sub_admin.get(path) if method == "GET" else sub_admin.post(path, data)

        assert answer.status_code == 403
        assert "You do not have permission for this menu." in text_of(answer)
        assert "The owner of the store, manager, can allow it" in text_of(answer)
        assert [one["user"] for one in sub_admin.mall.dump()["staff"]] == ["helper"]
        assert len(sub_admin.mall.dump()["account"]) == 1

    def test_it_is_not_shown_either(self, sub_admin: Visitor) -> None:
        """Neither in the menu, nor in the settings, the dashboard or the notifications."""
        for path in ("/", "/settings", "/notifications", "/products"):
            page = sub_admin.get(path)

            assert page.status_code == 200
            assert "/settings/accounts" not in page.text
            assert "/settings/staff" not in page.text
            assert "hanbit-goods expires" not in page.text

    def test_what_is_granted_later_opens_at_once(self, sub_admin: Visitor, visit: Visits) -> None:
        """Without another login."""
        owner = visit(sub_admin.mall)

        owner.post("/settings/staff/helper", {"name": "Helper", "menu": ["products", "accounts"]})

        assert sub_admin.get("/settings/accounts").status_code == 200
        assert "Expires soon" in text_of(sub_admin.get("/"))

    def test_each_reads_for_oneself(self, make_mall: Malls, visit: Visits) -> None:
        """What the owner has read is still unread for a sub-admin."""
        mall = make_mall(
            {"marketplace": "rakuten", "linked": True},
            staff=[{"user": "helper", "menus": ["accounts"]}],
        )
        mall.perform({"advance": "80 days"})
        owner, other = visit(mall), visit(mall)
        log_in(other, "helper", mall.variables["staff"]["password"])

        owner.post("/notifications/read", {})

        assert 'data-testid="unread"' not in owner.get("/").text
        assert 'data-testid="unread">1<' in other.get("/").text


class TestSession:
    def test_time_ends_no_login_unless_asked(self, make_mall: Malls, visit: Visits) -> None:
        """A year later the manager is still logged in."""
        mall = make_mall()
        pro = visit(mall)

        mall.perform({"advance": "365 days"})

        assert pro.get("/products").url.path == "/products"

    def test_a_form_that_is_left_too_long_asks_for_login(
        self, make_mall: Malls, visit: Visits
    ) -> None:
        """What was typed is not saved, and the form is empty after the login."""
        mall = make_mall(session_minutes=30)
        pro = visit(mall)
        pro.get(FORM)
        mall.perform({"advance": "31 minutes"})

        answer = pro.post(FORM, mall.variables["shop"]["credentials"])

        assert answer.url.path == "/login"
        assert "nothing was done for 30 minutes." in text_of(answer)
        assert mall.dump()["account"] == []
        log_in(pro, "manager", mall.variables["mall"]["password"])
        assert "hanbit-goods" not in pro.get(FORM).text

    def test_who_goes_on_working_stays(self, make_mall: Malls, visit: Visits) -> None:
        """Each request starts the time anew; the last minute still counts."""
        mall = make_mall(session_minutes=30)
        pro = visit(mall)
        for _ in range(3):
            mall.perform({"advance": "30 minutes"})

            assert pro.get("/products").url.path == "/products"

    def test_a_first_request_that_comes_late_is_late(self, make_mall: Malls, visit: Visits) -> None:
        """The time runs from the login, also for the session that a mall is made with."""
        mall = make_mall(session_minutes=30)
        mall.perform({"advance": "31 minutes"})

        assert visit(mall).get("/products").url.path == "/login"

    def test_seller_admins_are_left_alone(self, make_mall: Malls, visit: Visits) -> None:
        """It is the time-out of Cafe24 PRO."""
        mall = make_mall(session_minutes=30)
        rms = visit(mall, "rms", "ja")
        rms.get("/")
        mall.perform({"advance": "5 hours"})

        assert rms.get("/keys").url.path == "/keys"
