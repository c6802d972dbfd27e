"""The home page: what the store does on the marketplaces, and what needs the seller."""

from collections import Counter

from sqlalchemy import func, select
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.accounts import status
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.pro.menus import allowed
from mock_site.pro.notifications import view
from mock_site.pro.telling import told
from mock_site.pro.transfers import failed_last
from mock_site.pro.transfers import view as transfer_view
from mock_site.tables.pro import Account, Synced
from mock_site.web.rendering import day, instant
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
    pending = _pending(visit) if "products" in allowed(visit) else []
    failed = failed_last(visit.mall)[:_LATEST] if "transfers" in allowed(visit) else []
    latest = told(visit.mall, allowed(visit))[:_LATEST]
    return show(
        visit,
        "home.html",
        "home",
        counts=[(state, counts[state]) for state in _STATES],
        linked=len(accounts),
        warnings=warnings,
        pending=pending,
        failed=[transfer_view(visit, one) for one in failed],
        latest=[view(visit, one) for one in latest],
    )


def _pending(visit: Visit) -> list[dict[str, object]]:
    asked = (
        select(Synced.marketplace, Synced.shop_id, Synced.deadline, func.count())
        .where(Synced.state == "sync_pending")
        .group_by(Synced.marketplace, Synced.shop_id, Synced.deadline)
        .order_by(Synced.deadline)
    )
    return [
        {
            "name": f"{MARKETPLACES[marketplace].name[visit.language]} · {shop_id}",
            "deadline": instant(until),
            "count": count,
        }
        for marketplace, shop_id, until, count in visit.mall.session.execute(asked)
    ]


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
