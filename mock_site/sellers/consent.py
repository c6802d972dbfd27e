"""The marketplace's own pages on which a seller lets Cafe24 PRO in."""

import secrets
from urllib.parse import urlencode

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.sellers.admin import find_user
from mock_site.sellers.layout import marketplace_of, show
from mock_site.tables.market import Consent, Shop
from mock_site.web.visit import Visit, go


def login_page(visit: Visit) -> Response:
    """Ask for the main account, whoever is logged in to the seller admin."""
    if marketplace_of(visit).consent_field is None or not visit.query("state"):
        raise HTTPException(404)
    return _ask(visit, visit.query("state"))


def _ask(visit: Visit, state: str, *, failed: bool = False) -> Response:
    status, account = (422 if failed else 200), visit.typed("account")
    return show(
        visit,
        "consent_login.html",
        status,
        inside=False,
        failed=failed,
        state=state,
        account=account,
    )


def log_in(visit: Visit) -> Response:
    """Let the main account in, and go on to the consent."""
    state, user = visit.typed("state"), visit.typed("account")
    if find_user(visit, user, visit.typed("password")) is None:
        return _ask(visit, state, failed=True)
    visit.mall.session.merge(Consent(state=state, user=user, code="", shops=[]))
    return go(f"/oauth/consent?{urlencode({'state': state})}")


def _asked(visit: Visit, state: str) -> tuple[Consent, list[Shop]]:
    consent = visit.mall.session.get(Consent, state)
    if consent is None:
        raise HTTPException(400)
    own = select(Shop).where(
        Shop.marketplace == marketplace_of(visit).id, Shop.user == consent.user
    )
    return consent, list(visit.mall.session.scalars(own.order_by(Shop.id)))


def consent_page(visit: Visit) -> Response:
    """Ask which shops Cafe24 PRO may work with."""
    return _choose(visit, visit.query("state"))


def _choose(visit: Visit, state: str, *, failed: bool = False) -> Response:
    consent, own = _asked(visit, state)
    return show(
        visit,
        "consent.html",
        422 if failed else 200,
        inside=False,
        failed=failed,
        state=state,
        user=consent.user,
        own=own,
        decline=_back(visit, {"state": state, "error": "declined"}),
    )


def _back(visit: Visit, query: dict[str, str]) -> str:
    return f"{visit.origin_of('pro')}/settings/accounts/authorized?{urlencode(query)}"


def confirm(visit: Visit) -> Response:
    """Return to Cafe24 PRO with a code for the chosen shops."""
    state = visit.typed("state")
    consent, own = _asked(visit, state)
    chosen = {str(one) for one in visit.form.getlist("shop")}
    consent.shops = [one.public_id for one in own if one.public_id in chosen]
    if not consent.shops:
        return _choose(visit, state, failed=True)
    consent.code = secrets.token_urlsafe(16)
    return go(_back(visit, {"state": state, "code": consent.code}))
