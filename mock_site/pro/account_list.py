"""The list of marketplaces and their accounts, and unlinking."""

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

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
    sections = [
        {
            "marketplace": one,
            "name": one.name[visit.language],
            "accounts": [(account, status(mall, account)) for account in linked.get(one.id, [])],
            "registration": table.registration_address(one),
            "guide": f"/guides/{table.registration_guide(one).id}/registration",
        }
        for one in table.sections()
    ]
    return show(
        visit,
        "accounts.html",
        "accounts",
        422 if refused else 200,
        sections=sections,
        unlinking=unlinking,
        refused=refused,
    )


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
