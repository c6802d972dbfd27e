"""Templates: what of the market information is preset when products are registered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.layout import show
from mock_site.pro.presets import templates_of
from mock_site.tables.pro import Account, Template
from mock_site.web.visit import Visit, go

# Both limits, and one default an account, are documented (MT.BA.TM.OP.AU); 30 is inferred.
AT_MOST = 100
_NAME_LENGTH = 30


def templates_page(visit: Visit) -> Response:
    """List the templates, by account."""
    mall = visit.mall
    accounts = mall.session.scalars(select(Account).order_by(Account.id)).all()
    listed = [(one, _name(visit, one), templates_of(mall, one)) for one in accounts]
    return show(visit, "templates.html", "templates", accounts=listed, at_most=AT_MOST)


def _name(visit: Visit, account: Account) -> str:
    name = MARKETPLACES[account.marketplace].name[visit.language]
    return f"{name} · {account.alias or account.shop_id}"


def new_page(visit: Visit) -> Response:
    """Show the form of a new template for the account that the address names."""
    return _form(visit, _account(visit), None, {})


def edit_page(visit: Visit) -> Response:
    """Show the form of a template."""
    template, account = _asked(visit)
    typed = {"name": template.name, "default": template.default, "chosen": template.chosen}
    return _form(visit, account, template, typed)


def _form(
    visit: Visit,
    account: Account,
    template: Template | None,
    typed: dict[str, Any],
    error: str = "",
) -> Response:
    items = [
        (item.name, item.label[visit.language], account.snapshot.get(item.name, {}))
        for item in MARKETPLACES[account.marketplace].information
        if item.kind == "list" and item.preset
    ]
    return show(
        visit,
        "template_form.html",
        "templates",
        422 if error else 200,
        account=account,
        account_name=_name(visit, account),
        original=MARKETPLACES[account.marketplace].admin.languages[0],
        edited=template,
        typed={"name": "", "default": False, "chosen": {}, **typed},
        items=items,
        error=visit.t(error) if error else "",
    )


def _typed(visit: Visit, account: Account) -> dict[str, Any]:
    chosen = {
        item: visit.typed(f"item-{item}")
        for item, entries in account.snapshot.items()
        if visit.typed(f"item-{item}") in entries
    }
    return {
        "name": visit.typed("name"),
        "default": bool(visit.typed("default")),
        "chosen": chosen,
    }


def add_template(visit: Visit) -> Response:
    """Add a template to an account; its first one is the default."""
    account = _account(visit)
    typed, known = _typed(visit, account), templates_of(visit.mall, account)
    error = _wrong(typed["name"], known)
    if len(known) >= AT_MOST:
        error = "templates.error.full"
    if error:
        return _form(visit, account, None, typed, error)
    template = Template(
        marketplace=account.marketplace, shop_id=account.shop_id, name="", chosen={}
    )
    visit.mall.session.add(template)
    return _store(visit, template, typed, default=typed["default"] or not known)


def save_template(visit: Visit) -> Response:
    """Change a template; products that were registered with it stay as they are."""
    template, account = _asked(visit)
    typed = _typed(visit, account)
    others = [one for one in templates_of(visit.mall, account) if one is not template]
    error = _wrong(typed["name"], others)
    if error:
        return _form(visit, account, template, typed, error)
    # A default gives way only to another one.
    return _store(visit, template, typed, default=typed["default"] or template.default)


def _wrong(name: str, others: Sequence[Template]) -> str:
    if not name or len(name) > _NAME_LENGTH:
        return "templates.error.name"
    return "templates.error.taken" if name in {one.name for one in others} else ""


def _store(visit: Visit, template: Template, typed: dict[str, Any], *, default: bool) -> Response:
    template.name, template.chosen, template.default = typed["name"], typed["chosen"], default
    visit.mall.session.flush()
    if default:
        account = account_of_shop(visit.mall, template.marketplace, template.shop_id)
        for other in templates_of(visit.mall, account) if account else ():
            other.default = other is template
    visit.say("status", "templates.saved")
    return go("/settings/templates")


def delete_template(visit: Visit) -> Response:
    """Delete a template; what was registered with it stays. The oldest left is the default."""
    template, account = _asked(visit)
    visit.mall.session.delete(template)
    visit.mall.session.flush()
    left = templates_of(visit.mall, account)
    if left and not any(one.default for one in left):
        left[0].default = True
    visit.say("status", "templates.deleted")
    return go("/settings/templates")


def _account(visit: Visit) -> Account:
    account = visit.mall.session.get(Account, visit.part("account"))
    if account is None:
        raise HTTPException(404)
    return account


def _asked(visit: Visit) -> tuple[Template, Account]:
    template = visit.mall.session.get(Template, visit.part("template"))
    if template is None:
        raise HTTPException(404)
    account = account_of_shop(visit.mall, template.marketplace, template.shop_id)
    if account is None:
        raise HTTPException(404)
    return template, account
