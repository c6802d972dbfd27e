"""What a person who starts the site reads: where to go, and how to log in."""

from sqlalchemy import select

from mock_site.control.describe import shop_facts
from mock_site.malls import Malls
from mock_site.tables.market import Shop
from mock_site.world import World

_DEMO = {
    "shops": [
        {"marketplace": "rakuten", "linked": True, "listed": 2},
        {"marketplace": "ebay_japan"},
        {"marketplace": "shopee"},
        {"marketplace": "shopee"},
    ],
    "products": 5,
}
_INDENT = " " * 4


def welcome(malls: Malls, port: int) -> str:
    """Make a demo mall, and return its addresses, logins and keys as text."""
    mall_id = malls.create(World.model_validate(_DEMO), "demo")
    with malls.both(mall_id) as (pro, market):
        lines = [
            "The mock site is running, on this machine only. Ctrl-C stops it.",
            "",
            f"Cafe24 PRO: http://{mall_id}.pro.localhost:{port}/",
            f"{_INDENT}mall ID {mall_id}, user ID {pro.row.user}, password {pro.row.password}",
        ]
        for shop in market.session.scalars(select(Shop).order_by(Shop.id)):
            facts = shop_facts(market, shop)
            login = facts["login"]
            lines += [
                "",
                f"{facts['admin']}: http://{mall_id}.{facts['site']}.localhost:{port}/",
                f"{_INDENT}user ID {login['user']}, password {login['password']}",
                *(f"{_INDENT}{name}: {value}" for name, value in facts["credentials"].items()),
            ]
    return "\n".join(lines)
