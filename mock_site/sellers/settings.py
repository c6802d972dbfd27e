"""The settings of a shop at the marketplace: permissions, integrators, tools and the like."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.keys import hold_keys
from mock_site.catalogue.rules import Setting, Value
from mock_site.sellers.layout import marketplace_of, shop_of, show, title_of
from mock_site.web.visit import Visit, go


def _asked(visit: Visit) -> tuple[Setting, ...]:
    page = visit.part("page")
    settings = tuple(one for one in marketplace_of(visit).settings if one.page == page)
    if not settings:
        raise HTTPException(404)
    return settings


def settings_page(visit: Visit) -> Response:
    """Show the settings of one page, as they are."""
    return _show(visit, shop_of(visit).settings, confirming=False)


def _show(visit: Visit, values: dict[str, Any], *, confirming: bool) -> Response:
    admin, path = marketplace_of(visit).admin, visit.request.url.path
    return show(
        visit,
        "settings.html",
        title=title_of(visit, path),
        settings=_asked(visit),
        values=values,
        confirming=confirming,
        needs_confirming=visit.part("page") in admin.confirmed,
    )


def change_settings(visit: Visit) -> Response:
    """Store the settings, where the page asks for it only after they were confirmed."""
    shop, settings = shop_of(visit), _asked(visit)
    typed = {one.name: _typed(visit, one) for one in settings if one.by == "seller"}
    if any(not one.accepts(typed[one.name]) for one in settings if one.name in typed):
        raise HTTPException(400)
    needs = visit.part("page") in marketplace_of(visit).admin.confirmed
    if needs and visit.typed("do") != "register":
        return _show(visit, {**shop.settings, **typed}, confirming=True)
    hold_keys(visit.mall, shop, typed)
    shop.settings = {**shop.settings, **typed}
    visit.say("status", "saved")
    return go(visit.request.url.path)


def _typed(visit: Visit, setting: Setting) -> Value:
    ticked = [str(one) for one in visit.form.getlist(setting.name)]
    if setting.kind == "ticks":
        return ticked
    return bool(ticked) if setting.kind == "switch" else visit.typed(setting.name)
