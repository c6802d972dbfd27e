"""Dumps and worlds that nobody meant: taken, or refused with a reason, and never half of it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mock_site.client import MockMall, MockSite
from mock_site.named_worlds import named_worlds
from tests.hostile import changed
from tests.mock_site.visitor import Visitor
from tests.properties import examples

WORLDS = [
    {key: value for key, value in one.items() if key != "description"}
    for one in named_worlds().values()
]
PAGES = ("/", "/settings/accounts", "/products", "/settings/staff", "/settings/templates")


@st.composite
def changed_worlds(draw: st.DrawFn) -> Any:
    """Return a world of the mock site in which something is other."""
    return changed(draw, draw(st.sampled_from(WORLDS)), WORLDS)


@st.composite
def changed_dumps(draw: st.DrawFn, dumped: Any) -> Any:
    """Return the dump of a mall in which something is other."""
    return changed(draw, dumped, WORLDS)


class Control:
    """The control API as any client calls it: bytes in, a status and a reason out."""

    def __init__(self, site: MockSite) -> None:
        self.site = site
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{site.port}",
            headers={"Authorization": f"Bearer {site.token}", "Content-Type": "application/json"},
        )

    def send(self, method: str, path: str, content: Any) -> dict[str, Any] | None:
        """Return the answer, or None if it was refused with a reason."""
        answer = self.client.request(method, path, content=json.dumps(content).encode())
        said: dict[str, Any] = answer.json()

        assert answer.status_code == 200 or 400 <= answer.status_code < 500, answer.text
        if answer.status_code == 200:
            return said
        assert said["error"]
        return None


@pytest.fixture(scope="module")
def control(site: MockSite) -> Iterator[Control]:
    """The control API."""
    control = Control(site)
    yield control
    control.client.close()


@pytest.fixture(scope="module")
def full(site: MockSite) -> Iterator[tuple[MockMall, dict[str, Any]]]:
    """A mall with something of everything, and its dump."""
    mall = site.create({"world": "demo"})
    yield mall, dict(mall.dump())
    mall.delete()


def _is_whole(mall: MockMall) -> None:
    """A dump of the mall is what it is restored to, and no page breaks."""
    dumped = mall.dump()
    mall.restore(dumped)
    again = mall.dump()
    visitor = Visitor(mall, "pro", "en")
    try:
        # What has come due is told when somebody looks: it is in no dump before.
        statuses = {page: visitor.get(page).status_code for page in PAGES}
    finally:
        visitor.client.close()

    assert again == dumped
    assert {page: one for page, one in statuses.items() if one >= 500} == {}


@given(st.data())
@examples(12)
def test_a_changed_dump_is_restored_whole_or_refused(
    control: Control, full: tuple[MockMall, dict[str, Any]], data: st.DataObject
) -> None:
    """A refusal leaves the mall as it was."""
    mall, dumped = full
    other = data.draw(changed_dumps(dumped))
    mall.restore(dumped)

    if control.send("PUT", f"/control/malls/{mall.id}", other) is None:
        assert mall.dump() == dumped
    else:
        mall.restore(other)
        _is_whole(mall)


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "x", "notification[0].kind: there is no 'x'"),
        ("facts", {}, "notification[0].facts.marketplace: it is missing"),
        (
            "facts",
            {"marketplace": "x", "shop_id": "s", "account": "a"},
            "notification[0].facts.marketplace: there is no 'x'",
        ),
    ],
)
def test_a_notification_that_cannot_be_told_is_refused(
    full: tuple[MockMall, dict[str, Any]], column: str, value: Any, message: str
) -> None:
    """Every page that lists it would break."""
    mall, dumped = full
    first = {**dumped["notification"][0], "kind": "linked", column: value}

    with pytest.raises(RuntimeError, match=re.escape(message)):
        mall.restore({**dumped, "notification": [first]})


def test_a_choice_that_there_is_not_is_refused(full: tuple[MockMall, dict[str, Any]]) -> None:
    """A page that offers the others would break: menus of sub-admins, ticks of a setting."""
    mall, dumped = full
    staff, shop = dumped["staff"][0], dumped["shop"][0]
    ticks = next(name for name, one in shop["settings"].items() if isinstance(one, list))
    other = {"staff": [{**staff, "menus": ["accounts", "rakuten", ["products"]]}]}
    other["shop"] = [{**shop, "settings": {**shop["settings"], ticks: [["x"]]}}]

    with pytest.raises(RuntimeError) as raised:
        mall.restore({**dumped, **other})

    assert f"shop[0].settings.{ticks}: it cannot be [['x']]" in str(raised.value)
    assert "staff[0].menus: there is no menu 'rakuten'" in str(raised.value)
    assert "staff[0].menus: there is no menu '['products']'" in str(raised.value)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("account", "refused"),
        ("account", "marketplace"),
        ("login", "user"),
        ("synced", "state"),
        ("transfer", "reason"),
        ("transfer", "job"),
    ],
)
@pytest.mark.parametrize("value", ["products", "\ud800"])
def test_what_there_is_not_is_refused(
    full: tuple[MockMall, dict[str, Any]], table: str, column: str, value: str
) -> None:
    """What nothing is called, or no words tell; half a character is spelled out in the answer."""
    mall, dumped = full
    first, *others = dumped[table]

    with pytest.raises(RuntimeError) as raised:
        mall.restore({**dumped, table: [{**first, column: value}, *others]})

    spelled = value.encode(errors="backslashreplace").decode()
    assert f"{table}[0].{column}: there is no '{spelled}'" in str(raised.value)


def test_a_secret_that_stands_elsewhere_is_refused(
    full: tuple[MockMall, dict[str, Any]],
) -> None:
    """A dump hides secrets wherever they stand: a password `rakuten` would hide the marketplace."""
    mall, dumped = full
    first, *others = dumped["shop"]
    for password in ("rakuten", ""):
        with pytest.raises(RuntimeError) as raised:
            mall.restore({**dumped, "shop": [{**first, "password": password}, *others]})

        assert f"shop[0].password: '{password}' stands elsewhere, too" in str(raised.value)
    mall.restore({**dumped, "shop": [{**first, "password": "one of their own"}, *others]})
    assert mall.dump() == dumped


@given(changed_worlds())
@examples(12)
@example([])
@example({"shops": None})
def test_a_changed_world_is_made_or_refused(control: Control, world: Any) -> None:
    """What is made has pages that work."""
    made = control.send("POST", "/control/malls", world)

    if made is not None:
        control.send("DELETE", f"/control/malls/{made['id']}", None)
        mall = control.site.create(world)
        _is_whole(mall)
        mall.delete()
