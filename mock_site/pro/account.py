"""The settings of a linked account, and its market information."""

from starlette.responses import Response

from mock_site import accounts, market
from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES
from mock_site.pro.form import describe, refusal_text
from mock_site.pro.listing import account_of
from mock_site.tables import Account
from mock_site.visit import Visit, go


def account_page(visit: Visit) -> Response:
    """Show the account as it is stored."""
    return _show(visit, account_of(visit), None)


def _show(visit: Visit, account: Account, refusal: accounts.Refusal | None) -> Response:
    marketplace = MARKETPLACES[account.marketplace]
    typed = visit.typed() if refusal else account.stored
    shop = market.shop_of(visit.session, account)
    information = behave(visit.session, "shown_information", account, shop)
    return visit.page(
        "pro/account.html",
        422 if refusal else 200,
        account=account,
        marketplace=marketplace,
        fields=[
            describe(visit, one, typed.get(one.name, ""), account.stored.get(one.name))
            if one.secret
            else describe(visit, one, typed.get(one.name, ""))
            for one in marketplace.fields
        ],
        message=refusal_text(visit, marketplace, refusal),
        errors=refusal.fields if refusal else {},
        consent=None,
        authorized_until=None,
        information=[(item, information.get(item.name, {})) for item in marketplace.information],
        labels={item.name: item.label[visit.language] for item in marketplace.information},
        here=["settings", "accounts"],
    )


def save_account(visit: Visit) -> Response:
    """Store the account anew; a secret that is left empty stays as it is."""
    account = account_of(visit)
    marketplace = MARKETPLACES[account.marketplace]
    typed = visit.typed()
    for one in marketplace.fields:
        if one.secret and not typed.get(one.name):
            typed[one.name] = account.stored.get(one.name, "")
    found = accounts.find_fault(visit.session, marketplace, typed, visit.now, account)
    if isinstance(found, accounts.Refusal):
        return _show(visit, account, found)
    account.stored = {one.name: typed.get(one.name, "") for one in marketplace.fields}
    account.alias = typed.get("account_alias", "")
    account.shop_id = found.shop.public_id
    account.expires_at = found.expires_at
    return go("/settings/accounts?notice=saved")


def retrieve_information(visit: Visit) -> Response:
    """Copy the marketplace's information anew."""
    account = account_of(visit)
    marketplace = MARKETPLACES[account.marketplace]
    try:
        market.authenticate(visit.session, marketplace, account.stored, visit.now)
    except market.RefusedError as error:
        return _show(visit, account, accounts.Refusal(f"error.{error.reason}"))
    accounts.retrieve(visit.session, account, visit.now)
    return go(f"/settings/accounts/{account.id}?notice=retrieved")
