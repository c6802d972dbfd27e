"""The marketplace's own pages on which a seller lets Cafe24 PRO in."""

import hmac
import secrets
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.sellers.admin import marketplace_of, shop_of, show
from mock_site.tables import Consent
from mock_site.visit import Visit, go


def _asked(visit: Visit) -> Consent:
    state = visit.request.query_params.get("state") or visit.typed().get("state", "")
    consent = visit.session.get(Consent, state)
    if consent is None or consent.marketplace != marketplace_of(visit).id:
        raise HTTPException(400)
    return consent


def login_page(visit: Visit, *, failed: bool = False) -> Response:
    """Ask for the main account, whoever is logged in to the seller admin."""
    consent = _asked(visit)
    status = 422 if failed else 200
    return show(visit, "consent_login.html", status, failed=failed, state=consent.state, shop=None)


def log_in_to_consent(visit: Visit) -> Response:
    """Let the main account in, and go on to the consent."""
    consent, shop, typed = _asked(visit), shop_of(visit), visit.typed()
    given = f"{typed.get('account', '')}\n{typed.get('password', '')}"
    if not hmac.compare_digest(given.encode(), f"{shop.user}\n{shop.password}".encode()):
        return login_page(visit, failed=True)
    consent.logged_in = True
    return go(f"/oauth/consent?{urlencode({'state': consent.state})}")


def consent_page(visit: Visit, *, refused: bool = False) -> Response:
    """Ask which shops Cafe24 PRO may work with."""
    consent = _asked(visit)
    if not consent.logged_in:
        return go(f"/oauth/login?{urlencode({'state': consent.state})}")
    status = 422 if refused else 200
    shop = shop_of(visit)
    return show(visit, "consent.html", status, refused=refused, state=consent.state, shop=shop)


def answer(visit: Visit) -> Response:
    """Return to Cafe24 PRO, with a code for the chosen shop or with none."""
    consent, shop, typed = _asked(visit), shop_of(visit), visit.typed()
    if not consent.logged_in:
        raise HTTPException(403)
    query = {"state": consent.state}
    if typed.get("answer") != "decline":
        if typed.get("shop") != shop.public_id:
            return consent_page(visit, refused=True)
        consent.code, consent.shop_id = secrets.token_urlsafe(16), shop.public_id
        query["code"] = consent.code
    host = visit.request.headers["host"].replace(f".{visit.site}.", ".pro.")
    return go(f"http://{host}/settings/accounts/authorized?{urlencode(query)}")
