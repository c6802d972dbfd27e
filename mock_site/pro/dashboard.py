"""The home page: what the store does on the marketplaces, and what needs the seller."""

from collections import Counter

from sqlalchemy import select
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.accounts import status
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.pro.menus import allowed
from mock_site.pro.notifications import view
from mock_site.pro.telling import told
from mock_site.tables.pro import Account
from mock_site.web.rendering import day
from mock_site.web.visit import Visit

_STATES = ("linked", "expiring_soon", "expired", "auth_failed")
_LATEST = 5


def home_page(visit: Visit) -> Response:
    """Show the accounts by state, and what to do first."""
    accounts = visit.mall.session.scalars(select(Account).order_by(Account.id)).all()
    states = {one.id: status(visit.mall, one) for one in accounts}
    counts = Counter(states.values())
    warnings = [
        _warning(visit, one, states[one.id]) for one in accounts if states[one.id] != "linked"
    ]
    latest = told(visit.mall, allowed(visit))[:_LATEST]
    return show(
        visit,
        "home.html",
        "home",
        counts=[(state, counts[state]) for state in _STATES],
        linked=len(accounts),
        warnings=warnings,
        latest=[view(visit, one) for one in latest],
    )


def _warning(visit: Visit, account: Account, state: str) -> dict[str, object]:
    marketplace = MARKETPLACES[account.marketplace]
    reason = refusal_text(visit, marketplace, f"error.{account.refused}") if account.refused else ""
    return {
        "state": state,
        "name": f"{marketplace.name[visit.language]} · {account.alias or account.shop_id}",
        "text": reason or visit.t(f"warning.{state}", until=day(account.expires_at)),
        "address": f"/settings/accounts/{account.id}",
        "guide": f"/guides/{marketplace.id}/registration",
    }
