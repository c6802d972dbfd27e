"""Which tables stand in which database: neither side of a mall can read the other's."""

from typing import Literal

from sqlalchemy import Table

from mock_site.tables.activity import Notification, Transfer
from mock_site.tables.base import Base
from mock_site.tables.market import Consent, Key, Listing, Shop
from mock_site.tables.pro import Account, Authorization, Product, Synced, Template
from mock_site.tables.site import Login, Mall
from mock_site.tables.staff import Staff

Side = Literal["pro", "market"]
SIDES: tuple[Side, ...] = ("pro", "market")

# Each side has its own copy of the mall's row, and the logins to its own sites.
_ROWS: dict[Side, tuple[type[Base], ...]] = {
    "pro": (
        Mall,
        Login,
        Staff,
        Product,
        Account,
        Authorization,
        Synced,
        Template,
        Notification,
        Transfer,
    ),
    "market": (Mall, Login, Shop, Key, Listing, Consent),
}


def tables_of(side: Side) -> list[Table]:
    """Return the tables of a side, each after those that it refers to."""
    own = {one.__tablename__ for one in _ROWS[side]}
    return [table for table in Base.metadata.sorted_tables if table.name in own]


def side_of(site: str) -> Side:
    """Return the side that *site* is on."""
    return "pro" if site == "pro" else "market"
