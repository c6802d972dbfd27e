"""Sub-admins of a shop: Cafe24 is invited as one, registers by itself, and is approved."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue.admin import APPROVED, NONE, PENDING, Users
from mock_site.catalogue.rules import Setting
from mock_site.sellers.layout import marketplace_of, shop_of, show, title_of
from mock_site.web.visit import Visit, go

_LONGEST = 120


def _asked(visit: Visit) -> Users:
    users = marketplace_of(visit).admin.users
    if users is None:
        raise HTTPException(404)
    return users


def _setting(visit: Visit, name: str) -> Setting:
    return next(one for one in marketplace_of(visit).settings if one.name == name)


def _show(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    users, held = _asked(visit), shop_of(visit).settings
    state, permission = _setting(visit, users.setting), _setting(visit, users.permission)
    return show(
        visit,
        template,
        status,
        users=users,
        title=title_of(visit, "/users"),
        state=held[users.setting],
        state_words=state.options[held[users.setting]][visit.language],
        permission=permission,
        allowed=held[users.permission],
        **values,
    )


def users_page(visit: Visit) -> Response:
    """Show who has registered, and what is still to be done."""
    return _show(visit, "users.html")


def new_page(visit: Visit) -> Response:
    """Ask for the new user."""
    return _ask(visit, dict.fromkeys(_asked(visit).fields, ""), {})


def _ask(visit: Visit, typed: dict[str, str], problems: dict[str, str]) -> Response:
    status = 422 if problems else 200
    return _show(visit, "user_form.html", status, typed=typed, problems=problems, checking=False)


def add_user(visit: Visit) -> Response:
    """Show what was typed, and mail the invitation once that was confirmed.

    Only who has the address can register; a user who is not Cafe24 never does.
    """
    users = _asked(visit)
    typed = {name: visit.typed(name)[:_LONGEST] for name in users.fields}
    problems = {name: "users.empty" for name, value in typed.items() if not value}
    for name, one in users.fields.items():
        if one.repeats and typed[name] and typed[name] != typed[one.repeats]:
            problems[name] = "users.differs"
    if problems or visit.typed("do") == "change":
        return _ask(visit, typed, problems)
    if visit.typed("do") != "send":
        return _show(visit, "user_form.html", typed=typed, problems={}, checking=True)
    mail = typed[users.mail]
    if mail == users.fields[users.mail].value and _state(visit) == NONE:
        _change(visit, {users.setting: PENDING})
    visit.say("status", "users.sent", mail=mail)
    return go("/users")


def change_user(visit: Visit) -> Response:
    """Approve the user, change what it may do, or delete it."""
    users = _asked(visit)
    if _state(visit) == NONE:
        raise HTTPException(404)
    if visit.typed("do") == "delete":
        _change(visit, {users.setting: NONE})
        visit.say("status", "users.deleted")
        return go("/users")
    allowed = visit.typed("allowed")
    if not _setting(visit, users.permission).accepts(allowed):
        raise HTTPException(400)
    _change(visit, {users.setting: APPROVED, users.permission: allowed})
    visit.say("status", "saved")
    return go("/users")


def _state(visit: Visit) -> str:
    return str(shop_of(visit).settings[_asked(visit).setting])


def _change(visit: Visit, values: dict[str, str]) -> None:
    shop = shop_of(visit)
    shop.settings = {**shop.settings, **values}
