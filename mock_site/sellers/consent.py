"""The marketplace's own pages on which a seller lets Cafe24 PRO in."""

from urllib.parse import urlencode

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.conditions import first_broken
from mock_site.sellers.admin import find_user
from mock_site.sellers.layout import marketplace_of, show
from mock_site.tables.market import Consent, Shop
from mock_site.web.visit import Visit, go


def login_page(visit: Visit) -> Response:
    """Ask who it is, whoever is logged in to the seller admin."""
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
        countries=_countries(visit),
        country=visit.typed("country"),
    )


def _countries(visit: Visit) -> tuple[str, ...]:
    """Return the countries to choose from on the login page, where it asks for one."""
    marketplace = marketplace_of(visit)
    return marketplace.field("region").options if marketplace.admin.consent.country else ()


def log_in(visit: Visit) -> Response:
    """Let the seller in, and go on to the consent."""
    state, user, country = visit.typed("state"), visit.typed("account"), visit.typed("country")
    shop = find_user(visit, user, visit.typed("password"))
    if shop is None or (_countries(visit) and not _own(visit, user, country)):
        return _ask(visit, state, failed=True)
    visit.mall.session.merge(Consent(state=state, user=user, country=country, code="", shops=[]))
    return go(f"/oauth/consent?{urlencode({'state': state})}")


def _own(visit: Visit, user: str, country: str) -> list[Shop]:
    asked = select(Shop).where(Shop.marketplace == marketplace_of(visit).id, Shop.user == user)
    if country:
        asked = asked.where(Shop.region == country)
    return list(visit.mall.session.scalars(asked.order_by(Shop.id)))


def _asked(visit: Visit, state: str) -> tuple[Consent, list[Shop]]:
    consent = visit.mall.session.get(Consent, state)
    if consent is None:
        raise HTTPException(400)
    return consent, _own(visit, consent.user, consent.country)


def consent_page(visit: Visit) -> Response:
    """Ask whether Cafe24 PRO may work with the seller's shops, and with which."""
    return _choose(visit, visit.query("state"))


def _choose(visit: Visit, state: str, *, failed: bool = False) -> Response:
    consent, own = _asked(visit, state)
    marketplace = marketplace_of(visit)
    reason = _refused(visit, own)
    return show(
        visit,
        "consent.html",
        422 if failed else 200,
        inside=False,
        failed=failed,
        state=state,
        user=consent.user,
        own=own,
        pages=marketplace.admin.consent,
        refusal=marketplace.refusals[reason].market if reason else None,
        decline=_back(visit, {"state": state, "error": reason or "declined"}),
    )


def _refused(visit: Visit, own: list[Shop]) -> str:
    """Return why the marketplace gives no consent for any of the shops, if so."""
    marketplace = marketplace_of(visit)
    reasons = [first_broken(marketplace, one, "consent") for one in own]
    return next((one for one in reasons if one), "")


def _back(visit: Visit, query: dict[str, str]) -> str:
    return f"{visit.origin_of('pro')}/settings/accounts/authorized?{urlencode(query)}"


def confirm(visit: Visit) -> Response:
    """Return to Cafe24 PRO with a code for the chosen shops."""
    state = visit.typed("state")
    consent, own = _asked(visit, state)
    if _refused(visit, own):
        raise HTTPException(403)
    chosen = {str(one) for one in visit.form.getlist("shop")}
    if marketplace_of(visit).admin.consent.shops == "all":
        chosen = {one.public_id for one in own}
    consent.shops = [one.public_id for one in own if one.public_id in chosen]
    if not consent.shops:
        return _choose(visit, state, failed=True)
    consent.code = visit.mall.issue_secret()
    return go(_back(visit, {"state": state, "code": consent.code}))
