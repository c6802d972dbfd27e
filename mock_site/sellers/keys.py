"""The keys of a shop: shown by their last four characters, and issued anew."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.keys import current_keys, issue_key
from mock_site.sellers.layout import marketplace_of, shop_of, show
from mock_site.tables.market import Key
from mock_site.web.visit import Visit, go


def keys_page(visit: Visit) -> Response:
    """Show the keys of the shop."""
    return _show(visit, None)


def _show(visit: Visit, shown: Key | None) -> Response:
    marketplace = marketplace_of(visit)
    keys = [
        (key, marketplace.field(key.field), key.active_from > visit.mall.now)
        for key in current_keys(visit.mall, shop_of(visit))
    ]
    entry = marketplace.admin.find("/keys")
    title = entry.label[visit.language] if entry else ""
    return show(visit, "keys.html", title=title, keys=keys, shown=shown)


def _asked_key(visit: Visit) -> Key:
    for key in current_keys(visit.mall, shop_of(visit)):
        if str(key.id) == visit.typed("key"):
            return key
    raise HTTPException(404)


def show_key(visit: Visit) -> Response:
    """Show one key in full: the seller passed the security check."""
    return _show(visit, _asked_key(visit))


def reissue_key(visit: Visit) -> Response:
    """Issue a new key in the place of an old one."""
    key, marketplace = _asked_key(visit), marketplace_of(visit)
    field = marketplace.field(key.field)
    if not field.is_typed:
        raise HTTPException(404)
    issue_key(visit.mall, shop_of(visit), field, marketplace.admin.delay)
    visit.say("status", "reissued", words=marketplace.admin.words["reissued"][visit.language])
    return go("/keys")
