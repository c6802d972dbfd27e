"""The list of marketplaces and their accounts, and unlinking."""

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.accounts import find_account, status, unlink
from mock_site.pro.layout import show
from mock_site.pro.telling import named, tell
from mock_site.tables.pro import Account
from mock_site.web.visit import Visit, go


def accounts_page(visit: Visit) -> Response:
    """List the marketplaces, each with its accounts."""
    return _list(visit)


def _list(visit: Visit, unlinking: Account | None = None, *, refused: bool = False) -> Response:
    mall, table = visit.mall, behaviours(visit.mall)
    linked: dict[str, list[Account]] = {}
    for account in mall.session.scalars(select(Account).order_by(Account.id)):
        linked.setdefault(account.marketplace, []).append(account)
    asked, shown = visit.query("q").strip(), visit.query("show")
    states = {one.id: status(mall, one) for accounts in linked.values() for one in accounts}
    only = {
        "linked": set(linked),
        "attention": {
            market
            for market, accounts in linked.items()
            if any(states[one.id] != "linked" for one in accounts)
        },
    }
    listed = [one for one in table.sections(mall) if _matches(asked, one)]
    # What the seller works with comes first; else the order is the catalogue's.
    listed.sort(key=lambda one: one.id not in linked)
    sections = [
        {
            "marketplace": one,
            "name": one.name[visit.language],
            "accounts": [(account, states[account.id]) for account in linked.get(one.id, [])],
            "registration": table.registration_address(one, visit.language),
            "registered": table.registered(one).id,
            "guide": table.registration_guide(one, visit.language),
        }
        for one in listed
        if shown not in only or one.id in only[shown]
    ]
    return show(
        visit,
        "accounts.html",
        "accounts",
        422 if refused else 200,
        sections=sections,
        asked=asked,
        shown=shown if shown in only else "",
        counts=[
            ("", len(listed)),
            *((name, sum(one.id in ids for one in listed)) for name, ids in only.items()),
        ],
        unlinking=unlinking,
        refused=refused,
    )


def _matches(asked: str, marketplace: Marketplace) -> bool:
    """Return whether a marketplace is searched for, by its name in any language.

    The help writes Qoo10 with zeros, so that both are found (GS/52720378389145).
    """
    names = (marketplace.id, *marketplace.name.values())
    return any(_plain(asked) in _plain(name) for name in names)


def _plain(text: str) -> str:
    return text.casefold().replace("0", "o").replace(" ", "")


def asked_account(visit: Visit) -> Account:
    """Return the account that the address names."""
    account = find_account(visit.mall, visit.part("account"))
    if account is None:
        raise HTTPException(404)
    return account


def unlink_page(visit: Visit) -> Response:
    """Show the list with the dialog open, for a browser without script."""
    return _list(visit, asked_account(visit))


def unlink_account(visit: Visit) -> Response:
    """Unlink the account, if the box was ticked."""
    account = asked_account(visit)
    if not visit.typed("understood"):
        return _list(visit, account, refused=True)
    facts = named(account)
    unlink(visit.mall, account)
    tell(visit.mall, "unlinked", facts)
    visit.say("status", "unlinked")
    return go("/settings/accounts")
