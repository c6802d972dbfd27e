"""The form of a new account, and the marketplace's consent on the way."""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site import accounts
from mock_site.behaviours import behave
from mock_site.catalogue import MARKETPLACES, Field, Marketplace
from mock_site.rendering import show_day
from mock_site.tables import Consent
from mock_site.visit import Visit, go


def asked_marketplace(key: str) -> Marketplace:
    """Return the marketplace with id *key*."""
    if key not in MARKETPLACES:
        raise HTTPException(404)
    return MARKETPLACES[key]


def form_page(visit: Visit) -> Response:
    """Show the form of a new account, every field empty."""
    marketplace = asked_marketplace(visit.request.query_params.get("marketplace", ""))
    if not behave(visit.session, "registration_opens", marketplace):
        return go("/settings/accounts")
    consent = _consent(visit, visit.request.query_params.get("consent"))
    typed = consent.typed if consent else behave(visit.session, "first_values", marketplace)
    declined = consent is not None and consent.code is None
    refusal = accounts.Refusal("error.declined") if declined else None
    return show_form(visit, marketplace, typed, refusal, consent)


def show_form(
    visit: Visit,
    marketplace: Marketplace,
    typed: Mapping[str, str],
    refusal: accounts.Refusal | None = None,
    consent: Consent | None = None,
) -> Response:
    """Show the form with what was typed, never with a secret."""
    granted = consent is not None and consent.code is not None
    return visit.page(
        "pro/form.html",
        422 if refusal and not consent else 200,
        marketplace=marketplace,
        fields=[describe(visit, one, typed.get(one.name, "")) for one in marketplace.fields],
        message=refusal_text(visit, marketplace, refusal),
        errors=refusal.fields if refusal else {},
        consent=consent,
        authorized_until=show_day(consent_ends(visit, marketplace)) if granted else None,
        here=["settings", "accounts"],
    )


def consent_ends(visit: Visit, marketplace: Marketplace) -> datetime:
    """Return until when a consent that is given now is valid."""
    days = next(one.days for one in marketplace.fields if one.kind == "consent")
    return visit.now + timedelta(days=days or 0)


def describe(visit: Visit, one: Field, value: str, saved: str | None = None) -> dict[str, Any]:
    """Return a field as the page needs it; *saved* is a stored secret, shown by its end."""
    return {
        "name": one.name,
        "label": one.label[visit.language],
        "kind": one.kind,
        "required": one.required,
        "options": one.options,
        "help": behave(visit.session, "help", one, visit.language),
        "note": behave(visit.session, "note", one, visit.language),
        "value": "" if one.secret else value,
        "last": saved[-4:] if saved else None,
    }


def refusal_text(
    visit: Visit, marketplace: Marketplace, refusal: accounts.Refusal | None
) -> str | None:
    """Return why the form was refused, in the marketplace's own words where it has some."""
    if refusal is None:
        return None
    if refusal.message == "error.refused":
        return marketplace.refused[visit.language]
    return visit.t(refusal.message)


def save_form(visit: Visit) -> Response:
    """Link the account, or say what is wrong."""
    typed = visit.typed()
    marketplace = asked_marketplace(typed.pop("marketplace", ""))
    consent = _consent(visit, typed.pop("consent", None))
    if typed.pop("step", "") == "authorize":
        return _ask_consent(visit, marketplace, typed)
    found = accounts.find_fault(visit.session, marketplace, typed, visit.now)
    if isinstance(found, accounts.Refusal):
        return show_form(visit, marketplace, typed, found, consent)
    if _needs_consent(marketplace):
        refusal = _consent_refusal(consent, typed, marketplace)
        if refusal:
            return show_form(visit, marketplace, typed, refusal, consent)
    if behave(visit.session, "save_links"):
        alias = typed.get("account_alias", "")
        accounts.link(visit.session, marketplace, found.shop, typed, visit.now, alias)
    return go("/settings/accounts?notice=linked")


def _needs_consent(marketplace: Marketplace) -> bool:
    return any(one.kind == "consent" for one in marketplace.fields)


def _consent_refusal(
    consent: Consent | None, typed: Mapping[str, str], marketplace: Marketplace
) -> accounts.Refusal | None:
    if consent is None or consent.code is None:
        return accounts.Refusal("error.consent_missing", {"authorization": "not_authorized"})
    if consent.shop_id != typed.get(marketplace.shop_field):
        return accounts.Refusal("error.refused")
    return None


def _consent(visit: Visit, state: str | None) -> Consent | None:
    return visit.session.get(Consent, state) if state else None


def _ask_consent(visit: Visit, marketplace: Marketplace, typed: dict[str, str]) -> Response:
    """Send the seller to the marketplace's own pages; what was typed waits here."""
    state = secrets.token_urlsafe(16)
    visit.session.add(Consent(state=state, marketplace=marketplace.id, typed=typed))
    host = visit.request.headers["host"].replace(".pro.", f".{marketplace.admin.site}.")
    return go(f"http://{host}/oauth/login?{urlencode({'state': state})}")


def authorized(visit: Visit) -> Response:
    """Come back from the marketplace, with its code or with a no."""
    state = visit.request.query_params.get("state", "")
    consent = _consent(visit, state)
    if consent is None:
        raise HTTPException(400)
    code = visit.request.query_params.get("code")
    if code != consent.code:
        raise HTTPException(400)
    query = urlencode({"marketplace": consent.marketplace, "consent": state})
    return go(f"/settings/accounts/new?{query}")
