"""The list of marketplaces and accounts, and unlinking."""

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site import accounts
from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES
from mock_site.tables import Account
from mock_site.visit import Visit, go


def accounts_page(
    visit: Visit, *, unlinking: Account | None = None, refused: bool = False
) -> Response:
    """List the marketplaces; with *unlinking* the dialog is open (also without script)."""
    linked: dict[str, list[Account]] = {}
    for account in visit.session.scalars(select(Account).order_by(Account.id)):
        linked.setdefault(account.marketplace, []).append(account)
    return visit.page(
        "pro/accounts.html",
        422 if refused else 200,
        marketplaces=behave(visit.session, "listed_marketplaces"),
        accounts=linked,
        status=lambda account: accounts.status(account, visit.now),
        unlinking=unlinking,
        refused=refused,
        here=["settings", "accounts"],
    )


def account_of(visit: Visit) -> Account:
    """Return the account that the address names."""
    account = visit.session.get(Account, visit.request.path_params["account"])
    if account is None:
        raise HTTPException(404)
    return account


def unlink_page(visit: Visit) -> Response:
    """Open the dialog for a browser without script."""
    return accounts_page(visit, unlinking=account_of(visit))


def unlink_account(visit: Visit) -> Response:
    """Unlink the account if its loss was ticked."""
    account = account_of(visit)
    if not visit.form.get("understood"):
        return accounts_page(visit, unlinking=account, refused=True)
    accounts.unlink(visit.session, account)
    return go("/settings/accounts?notice=unlinked")


def marketplace_names(language: str) -> dict[str, str]:
    """Return the name of each marketplace by its id."""
    return {one.id: one.name[language] for one in MARKETPLACES.values()}
