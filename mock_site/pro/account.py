"""The settings of a linked account, and its market information."""

from starlette.responses import Response

from mock_site.api.refusals import RefusedError
from mock_site.catalogue import MARKETPLACES
from mock_site.faults.table import behaviours
from mock_site.pro import accounts
from mock_site.pro.account_list import asked_account
from mock_site.pro.accounts import Refusal
from mock_site.pro.authorizing import ask, asked_authorization, find_authorization
from mock_site.pro.fields import Form, refusal_text
from mock_site.pro.layout import show
from mock_site.pro.registration import typed_fields
from mock_site.tables.pro import Account
from mock_site.web.visit import Visit, go


def account_page(visit: Visit) -> Response:
    """Show the account as it is stored."""
    account, authorization = asked_account(visit), asked_authorization(visit)
    marketplace = MARKETPLACES[account.marketplace]
    failed = authorization is not None and authorization.outcome not in {"granted", "pending"}
    refusal = Refusal(f"error.{authorization.outcome}") if authorization and failed else None
    typed = authorization.typed if authorization else account.stored
    return _show(visit, account, Form(marketplace, typed, account, authorization, refusal))


def _show(visit: Visit, account: Account, form: Form) -> Response:
    information = behaviours(visit.mall).shown_information(visit.mall, account)
    labels = {one.name: one.label[visit.language] for one in form.marketplace.information}
    rows = [(name, label, information.get(name, {})) for name, label in labels.items()]
    return show(
        visit,
        "account.html",
        "accounts",
        422 if form.refusal and visit.request.method == "POST" else 200,
        account=account,
        state=accounts.status(visit.mall, account),
        form=form,
        marketplace=form.marketplace,
        fields=form.views(visit),
        alert=form.alert(visit),
        rows=rows,
        labels=labels,
        related_guide=behaviours(visit.mall).related_link(form.marketplace),
    )


def save_account(visit: Visit) -> Response:
    """Store the account anew; a secret that is left empty stays as it is."""
    account = asked_account(visit)
    marketplace = MARKETPLACES[account.marketplace]
    authorization = find_authorization(visit, visit.typed("authorization"))
    typed = typed_fields(visit, marketplace)
    if visit.typed("do") == "authorize":
        asked = ask(visit, marketplace, typed, account)
        if isinstance(asked, Response):
            return asked
        return _show(visit, account, Form(marketplace, typed, account, authorization, asked))
    kept = {
        one.name: account.stored.get(one.name, "")
        for one in marketplace.fields
        if one.secret or not one.is_typed
    }
    complete = {**typed, **{name: typed.get(name) or value for name, value in kept.items()}}
    found = accounts.check(visit.mall, marketplace, complete, account)
    if isinstance(found, Refusal):
        return _show(visit, account, Form(marketplace, typed, account, authorization, found))
    accounts.store(account, marketplace, complete, found)
    visit.say("status", "saved")
    return go(f"/settings/accounts/{account.id}")


def retrieve_information(visit: Visit) -> Response:
    """Copy the marketplace's information anew."""
    account = asked_account(visit)
    try:
        accounts.retrieve(visit.mall, account)
    except RefusedError as error:
        if error.is_of_keys:
            account.refused = error.reason
        marketplace = MARKETPLACES[account.marketplace]
        reason = refusal_text(visit, marketplace, f"error.{error.reason}")
        visit.say("alert", "retrieve.failed", reason=reason)
    else:
        visit.say("status", "retrieved")
    return go(f"/settings/accounts/{account.id}")
