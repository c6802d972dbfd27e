"""Templates: one default an account, at most 100, and products that outlive them."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
LINKED = {"marketplace": "rakuten", "linked": True}
NEW = "/settings/accounts/1/templates/new"
BAG = {"account": "1", "product": "P000BGOU"}


def kept(mall: MockMall) -> list[tuple[str, bool]]:
    """Return the templates with whether each is the default."""
    return [(one["name"], bool(one["default"])) for one in mall.dump()["template"]]


class TestDefault:
    def test_there_is_always_one(self, make_mall: Malls, visit: Visits) -> None:
        """The first, until another is made it; when it is deleted, the oldest that is left."""
        mall = make_mall(LINKED)
        pro = visit(mall)
        pro.post(NEW, {"name": "Fast"})
        pro.post(NEW, {"name": "Slow"})
        first = kept(mall)

        pro.post("/settings/templates/2", {"name": "Slow", "default": "yes"})
        second = kept(mall)
        pro.post("/settings/templates/2", {"name": "Slowly"})
        pro.post("/settings/templates/2/delete", {})

        assert first == [("Fast", True), ("Slow", False)]
        assert second == [("Fast", False), ("Slow", True)]
        assert kept(mall) == [("Fast", True)]

    def test_each_account_has_its_own(self, make_mall: Malls, visit: Visits) -> None:
        """The default of one account leaves that of another alone."""
        mall = make_mall(LINKED, {"marketplace": "ebay_japan", "linked": True})
        pro = visit(mall)
        pro.post(NEW, {"name": "Fast"})

        pro.post("/settings/accounts/2/templates/new", {"name": "Fast"})
        pro.post("/settings/accounts/2/unlink", {"understood": "yes"})

        assert kept(mall) == [("Fast", True)]
        assert mall.dump()["template"][0]["marketplace"] == "rakuten"


def test_a_product_outlives_its_template(make_mall: Malls, visit: Visits) -> None:
    """It still says what it was registered with; its listing is as it was."""
    mall = make_mall(LINKED)
    pro = visit(mall)
    pro.post(NEW, {"name": "Fast"})
    pro.post("/products/send", BAG)
    before = mall.dump()["listing"]

    deleted = pro.post("/settings/templates/1/delete", {})

    assert "Products that were registered with it stay as they are." in text_of(deleted)
    assert "Registered with template Fast" in text_of(pro.get("/products/1"))
    assert mall.dump()["listing"] == before
    assert mall.dump()["synced"][0]["state"] == "for_sale"


def test_an_account_has_at_most_a_hundred(make_mall: Malls, visit: Visits) -> None:
    """The next one is refused."""
    mall = make_mall(LINKED)
    pro = visit(mall)
    for number in range(100):
        pro.post(NEW, {"name": f"Template {number}"})

    answer = pro.post(NEW, {"name": "One more"})

    assert answer.status_code == 422
    assert "at most 100 templates" in text_of(answer)
    assert len(kept(mall)) == 100


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("", "Enter a name of up to 30 characters."),
        ("x" * 31, "Enter a name of up to 30 characters."),
        ("Fast", "This account has a template of this name."),
    ],
)
def test_a_name_is_needed_once(make_mall: Malls, visit: Visits, name: str, error: str) -> None:
    """Also for a change; a template keeps its own name."""
    mall = make_mall(LINKED)
    pro = visit(mall)
    pro.post(NEW, {"name": "Fast"})
    pro.post(NEW, {"name": "Slow"})

    added, changed = (
        pro.post(NEW, {"name": name}),
        pro.post("/settings/templates/2", {"name": name}),
    )
    same = pro.post("/settings/templates/2", {"name": "Slow"})

    assert error in text_of(added)
    assert error in text_of(changed)
    assert same.status_code == 200
    assert [one[0] for one in kept(mall)] == ["Fast", "Slow"]


def test_what_is_chosen_comes_from_the_copy(make_mall: Malls, visit: Visits) -> None:
    """An entry that Cafe24 PRO has not retrieved cannot be chosen."""
    mall = make_mall(LINKED)
    pro = visit(mall)

    pro.post(NEW, {"name": "Fast", "item-shipping": "2", "item-lead_time": "99"})

    assert mall.dump()["template"][0]["chosen"] == {"shipping": "2"}
    assert '<option value="2" lang="ja" selected>' in pro.get("/settings/templates/1").text
