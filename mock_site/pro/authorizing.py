"""Asking a marketplace for its consent: the way to its own pages, and back."""

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.refusals import RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.accounts import Refusal
from mock_site.pro.market_client import exchange_code
from mock_site.tables.pro import Account, Authorization
from mock_site.web.visit import Visit, go


def ask(
    visit: Visit, marketplace: Marketplace, typed: Mapping[str, str], account: Account | None = None
) -> Response | Refusal:
    """Send the seller to the marketplace's own pages; what was typed waits here."""
    if marketplace.consent_field is None:
        raise HTTPException(400)
    empty = [one.name for one in marketplace.typed if not typed.get(one.name)]
    if empty:
        return Refusal("error.required", dict.fromkeys(empty, "error.field_required"))
    bad = [one.name for one in marketplace.typed if not one.accepts(typed[one.name])]
    if bad:
        return Refusal("error.format", dict.fromkeys(bad, "error.field_format"))
    blocked = behaviours(visit.mall).consent_way(visit.mall)
    if blocked:
        return Refusal(blocked)
    authorization = Authorization(
        state=visit.mall.issue_secret(),
        marketplace=marketplace.id,
        typed={one.name: typed[one.name] for one in marketplace.fields if one.is_typed},
        account_id=account.id if account else None,
    )
    visit.mall.session.add(authorization)
    query = urlencode({"state": authorization.state})
    return go(f"{visit.origin_of(marketplace.admin.site)}/oauth/login?{query}")


def come_back(visit: Visit) -> Response:
    """Come back from the marketplace, with its code or with a no."""
    authorization = find_authorization(visit, visit.query("state"))
    if authorization is None or authorization.outcome != "pending":
        raise HTTPException(400)
    if visit.query("error"):
        authorization.outcome = _declined(visit, authorization)
    else:
        _exchange(visit, authorization)
    query = {"authorization": authorization.state}
    if authorization.account_id is not None:
        return go(f"/settings/accounts/{authorization.account_id}?{urlencode(query)}")
    query = {"marketplace": authorization.marketplace, **query}
    return go(f"/settings/accounts/new?{urlencode(query)}")


def _declined(visit: Visit, authorization: Authorization) -> str:
    """Return why there is no consent: the marketplace's reason, or the seller's no."""
    known = MARKETPLACES[authorization.marketplace].refusals
    return visit.query("error") if visit.query("error") in known else "declined"


def _exchange(visit: Visit, authorization: Authorization) -> None:
    marketplace = MARKETPLACES[authorization.marketplace]
    typed = authorization.typed
    shop_id, region = typed.get(marketplace.shop_field, ""), typed.get("region", "")
    try:
        found = exchange_code(visit.mall, marketplace, visit.query("code"), shop_id, region)
    except RefusedError as error:
        authorization.outcome = error.reason
    else:
        authorization.outcome = "granted"
        authorization.token, authorization.expires_at = found.key, found.expires_at
        authorization.typed = {**typed, marketplace.shop_field: found.shop_id}


def find_authorization(visit: Visit, state: str) -> Authorization | None:
    """Return an authorization by its state."""
    return visit.mall.session.get(Authorization, state) if state else None


def asked_authorization(visit: Visit) -> Authorization | None:
    """Return the authorization that the address names."""
    return find_authorization(visit, visit.query("authorization"))


def token_of(authorization: Authorization | None) -> str:
    """Return the key that the consent gave."""
    return authorization.token if authorization is not None else ""
