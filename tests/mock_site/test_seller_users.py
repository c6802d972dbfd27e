"""Sub-admins of a seller admin: how Rakuten lets Cafe24 in."""

import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.client import MockMall
from tests.mock_site.seller import Malls, Seller, Visits
from tests.mock_site.visitor import Visitor, marked, text_of

RAKUTEN = MARKETPLACES["rakuten"]
USERS = RAKUTEN.admin.users
assert USERS is not None
VALUES = {name: one.value for name, one in USERS.fields.items()}


@pytest.fixture
def mall(make_mall: Malls) -> MockMall:
    """A mall that is linked with Rakuten, where Cafe24 has no user any more."""
    none = {"cafe24_user": "none", "permission_class": "double_account"}
    return make_mall({"marketplace": "rakuten", "linked": True, "settings": none})


@pytest.fixture
def rms(mall: MockMall, visit: Visits) -> Visitor:
    """RMS of that mall."""
    return visit(mall, "rms", "ja")


def test_cafe24_is_invited_registers_and_is_approved(
    mall: MockMall, rms: Visitor, visit: Visits
) -> None:
    """Only then, and with the normal permissions, does Rakuten answer Cafe24 PRO."""
    seller = Seller(RAKUTEN, mall, visit)

    before = text_of(seller.retrieve())
    checked = text_of(rms.post("/users/new", {**VALUES, "do": "check"}))
    still = text_of(rms.get("/users"))
    invited = rms.post("/users/new", {**VALUES, "do": "send"})
    between = text_of(seller.retrieve())
    approved = rms.post("/users", {"do": "save", "allowed": "normal"})
    after = text_of(seller.retrieve())

    assert "Cafe24 has no access to RMS yet." in before
    assert "「メールを送信」を押すまでメールは送信されません" in checked
    assert "登録された利用者はいません" in still
    assert marked(invited, "state") == ["承認待ち"]
    assert "Cafe24 has no access to RMS yet." in between
    assert marked(approved, "state") == ["承認済み"]
    assert "Market information has been retrieved." in after


def test_a_mistyped_address_invites_somebody_else(mall: MockMall, rms: Visitor) -> None:
    """The mail is sent, and Cafe24 never stands in the list."""
    wrong = "cafe24pro-markt@cafe24corp.com"

    answer = rms.post("/users/new", {**VALUES, "mail": wrong, "mail_again": wrong, "do": "send"})

    assert f"{wrong} に招待メールを送信しました" in text_of(answer)
    assert marked(answer, "state") == []
    assert mall.dump()["shop"][0]["settings"]["cafe24_user"] == "none"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": ""}, "値を入力してください。"),
        ({"mail_again": "cafe24@cafe24corp.com"}, "2つのメールアドレスが一致しません。"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    mall: MockMall, rms: Visitor, typed: dict[str, str], told: str
) -> None:
    """Nothing is sent, even by who skips the page that asks once more."""
    answer = rms.post("/users/new", {**VALUES, **typed, "do": "send"})

    assert answer.status_code == 422
    assert marked(answer, "error") == [told]
    assert mall.dump()["shop"][0]["settings"]["cafe24_user"] == "none"


def test_a_deleted_user_is_out(make_mall: Malls, visit: Visits) -> None:
    """It can be invited again; who is not there cannot be approved."""
    mall = make_mall({"marketplace": "rakuten", "linked": True})
    rms, seller = visit(mall, "rms", "ja"), Seller(RAKUTEN, mall, visit)

    rms.post("/users", {"do": "delete"})
    refused = text_of(seller.retrieve())
    nobody = rms.post("/users", {"do": "save", "allowed": "normal"})

    assert "Cafe24 has no access to RMS yet." in refused
    assert nobody.status_code == 404


def test_the_guide_has_the_values(make_mall: Malls, visit: Visits) -> None:
    """Cafe24 PRO tells what to type, and where; of other marketplaces it does not."""
    pro = visit(make_mall())

    guide = text_of(pro.get("/guides/rakuten/registration"))
    other = text_of(pro.get("/guides/ssg/registration"))

    assert "RMS > R-Login > 利用者管理" in guide
    assert all(value in guide for value in VALUES.values())
    assert "Let Cafe24 in" not in other


def test_a_marketplace_without_sub_admins_has_no_such_page(make_mall: Malls, visit: Visits) -> None:
    """Where Cafe24 needs to be no user, there is nothing to add."""
    ssg = visit(make_mall({"marketplace": "ssg"}), "ssgpartner", "ko")

    assert ssg.get("/users").status_code == 404
    assert ssg.post("/users/new", VALUES).status_code == 404
