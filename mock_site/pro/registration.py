"""The form of a new account."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.refusals import NoAnswerError
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.accounts import Refusal, check, link
from mock_site.pro.authorizing import ask, asked_authorization, find_authorization, token_of
from mock_site.pro.fields import Form
from mock_site.pro.layout import show
from mock_site.pro.telling import named, tell
from mock_site.web.visit import Visit, go


def asked_marketplace(key: str) -> Marketplace:
    """Return the marketplace with id *key*."""
    if key not in MARKETPLACES:
        raise HTTPException(404)
    return MARKETPLACES[key]


def form_page(visit: Visit) -> Response:
    """Show the form, empty, or as it was before the way to the marketplace and back."""
    marketplace = asked_marketplace(visit.query("marketplace"))
    authorization = asked_authorization(visit)
    if authorization is None:
        return _show(
            visit, Form(marketplace, behaviours(visit.mall).first_values(visit.mall, marketplace))
        )
    failed = authorization.outcome not in {"granted", "pending"}
    refusal = Refusal(f"error.{authorization.outcome}") if failed else None
    typed = authorization.typed
    return _show(visit, Form(marketplace, typed, None, authorization, refusal))


def _show(visit: Visit, form: Form) -> Response:
    return show(
        visit,
        "registration.html",
        "accounts",
        422 if form.refusal and visit.request.method == "POST" else 200,
        form=form,
        marketplace=form.marketplace,
        fields=form.views(visit),
        alert=form.alert(visit),
    )


def typed_fields(visit: Visit, marketplace: Marketplace) -> dict[str, str]:
    """Return what was typed, and the key of the consent if the marketplace gave one."""
    # Blanks around a key are part of what was typed: the marketplace would see them, too.
    typed = {
        one.name: _one_line_end(str(visit.form.get(one.name, "")))
        for one in marketplace.fields
        if one.is_typed
    }
    if marketplace.consent_field:
        authorization = find_authorization(visit, visit.typed("authorization"))
        typed[marketplace.consent_field.name] = token_of(authorization)
        if authorization is not None and not marketplace.field(marketplace.shop_field).is_typed:
            typed[marketplace.shop_field] = authorization.typed.get(marketplace.shop_field, "")
    return typed


def _one_line_end(value: str) -> str:
    """Return *value* with the ends of lines that a key has; browsers send others."""
    return value.replace("\r\n", "\n")


def save_form(visit: Visit) -> Response:
    """Link the account, or say what is wrong; or go to the marketplace for its consent."""
    marketplace = asked_marketplace(visit.query("marketplace"))
    authorization = find_authorization(visit, visit.typed("authorization"))
    typed = typed_fields(visit, marketplace)
    if visit.typed("do") == "authorize":
        asked = ask(visit, marketplace, typed)
        if isinstance(asked, Response):
            return asked
        return _show(visit, Form(marketplace, typed, None, authorization, asked))
    found = check(visit.mall, marketplace, typed)
    if isinstance(found, Refusal):
        return _show(visit, Form(marketplace, typed, None, authorization, found))
    if behaviours(visit.mall).links(visit.mall):
        try:
            account = link(visit.mall, marketplace, typed, found)
        except NoAnswerError as error:
            refusal = Refusal(f"error.{error.reason}")
            return _show(visit, Form(marketplace, typed, None, authorization, refusal))
        tell(visit.mall, "linked", named(account))
        visit.say("status", "linked")
    return go("/settings/accounts")
