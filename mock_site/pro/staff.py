"""The sub-admins of the store, and what each may open. For its owner."""

import re
from typing import Any

from sqlalchemy import delete, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.pro.layout import show
from mock_site.pro.passwords import is_strong, kept
from mock_site.tables.site import Login
from mock_site.tables.staff import GRANTABLE, Staff
from mock_site.web.visit import Visit, go

_USER = re.compile(r"[a-z][a-z0-9]{3,15}")
_NAME_LENGTH = 30


def staff_page(visit: Visit) -> Response:
    """List the sub-admins."""
    asked = select(Staff).where(Staff.deleted.is_(False)).order_by(Staff.user)
    return show(visit, "staff.html", "staff", staff=visit.mall.session.scalars(asked).all())


def new_page(visit: Visit) -> Response:
    """Show the form of a new sub-admin."""
    return _form(visit, None, {}, {"menus": []})


def edit_page(visit: Visit) -> Response:
    """Show the form of a sub-admin."""
    return _edit(visit, _asked(visit))


def _edit(visit: Visit, staff: Staff) -> Response:
    typed = {"user": staff.user, "name": staff.name, "menus": staff.menus}
    return _form(visit, staff, {}, typed)


def _form(
    visit: Visit, staff: Staff | None, errors: dict[str, str], typed: dict[str, Any]
) -> Response:
    return show(
        visit,
        "staff_form.html",
        "staff",
        422 if errors else 200,
        staff=staff,
        errors={name: visit.t(text) for name, text in errors.items()},
        typed={"user": "", "name": "", **typed},
        grantable=GRANTABLE,
    )


def _typed(visit: Visit) -> dict[str, Any]:
    chosen = {str(one) for one in visit.form.getlist("menu")}
    return {
        "user": visit.typed("user"),
        "name": visit.typed("name"),
        "password": str(visit.form.get("password", "")),
        "menus": [one for one in GRANTABLE if one in chosen],
    }


def _errors(typed: dict[str, Any], *, needs_password: bool) -> dict[str, str]:
    errors = {}
    if not typed["name"] or len(typed["name"]) > _NAME_LENGTH:
        errors["name"] = "staff.error.name"
    if (typed["password"] or needs_password) and not is_strong(typed["password"]):
        errors["password"] = "staff.error.password"  # noqa: S105 - a text's name
    if not typed["menus"]:
        errors["menu"] = "staff.error.menu"
    return errors


def add_staff(visit: Visit) -> Response:
    """Add a sub-admin, or say what is wrong."""
    typed, mall = _typed(visit), visit.mall
    errors = _errors(typed, needs_password=True)
    if not _USER.fullmatch(typed["user"]):
        errors["user"] = "staff.error.user"
    elif typed["user"] == mall.row.user or mall.session.get(Staff, typed["user"]):
        errors["user"] = "staff.error.taken"
    if errors:
        return _form(visit, None, errors, typed)
    mall.session.add(
        Staff(
            user=typed["user"],
            name=typed["name"],
            password=kept(typed["password"]),
            menus=typed["menus"],
            added_at=mall.now,
        )
    )
    visit.say("status", "staff.added")
    return go("/settings/staff")


def save_staff(visit: Visit) -> Response:
    """Change a sub-admin; an empty password stays as it is."""
    staff, typed = _asked(visit), _typed(visit)
    errors = _errors(typed, needs_password=False)
    if errors:
        return _form(visit, staff, errors, {**typed, "user": staff.user})
    staff.name, staff.menus = typed["name"], typed["menus"]
    if typed["password"]:
        staff.password = kept(typed["password"])
    visit.say("status", "staff.saved")
    return go("/settings/staff")


def delete_staff(visit: Visit) -> Response:
    """Delete a sub-admin, who is logged out at once."""
    staff = _asked(visit)
    staff.deleted = True
    visit.mall.session.execute(delete(Login).where(Login.user == staff.user))
    visit.say("status", "staff.deleted")
    return go("/settings/staff")


def _asked(visit: Visit) -> Staff:
    staff = visit.mall.session.get(Staff, visit.part("user"))
    if staff is None or staff.deleted:
        raise HTTPException(404)
    return staff
