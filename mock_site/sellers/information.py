"""What a seller sets up at the marketplace: addresses, and lists of market information."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue.model import LIST, Item
from mock_site.sellers.layout import marketplace_of, shop_of, show, title_of
from mock_site.web.visit import Visit, go

_LENGTH = 120


def addresses_page(visit: Visit) -> Response:
    """Show the shop's addresses."""
    held = shop_of(visit).information
    addresses = {name: held[name].get("main", "") for name in _address_names(visit)}
    return _show_addresses(visit, addresses)


def _show_addresses(
    visit: Visit, addresses: dict[str, str], empty: frozenset[str] = frozenset()
) -> Response:
    status = 422 if empty else 200
    labels = {one.name: one.label[visit.language] for one in marketplace_of(visit).addresses}
    return show(
        visit,
        "addresses.html",
        status,
        title=title_of(visit, "/addresses"),
        labels=labels,
        addresses=addresses,
        empty=empty,
    )


def _address_names(visit: Visit) -> list[str]:
    return [one.name for one in marketplace_of(visit).addresses]


def save_addresses(visit: Visit) -> Response:
    """Store the addresses; Cafe24 PRO hears nothing of it."""
    shop = shop_of(visit)
    typed = {name: visit.typed(name)[:_LENGTH] for name in _address_names(visit)}
    empty = frozenset(name for name, value in typed.items() if not value)
    if empty:
        return _show_addresses(visit, typed, empty)
    shop.information = {
        **shop.information,
        **{name: {"main": value} for name, value in typed.items()},
    }
    visit.say("status", "saved")
    return go("/addresses")


def _asked_item(visit: Visit) -> Item:
    item = marketplace_of(visit).item(visit.part("item"))
    if item is None or item.kind != LIST:
        raise HTTPException(404)
    return item


def list_page(visit: Visit) -> Response:
    """Show the entries of one item of market information."""
    item = _asked_item(visit)
    return show(
        visit, "list.html", item=item, title=_title(visit, item), held=_entries(visit, item)
    )


def _title(visit: Visit, item: Item) -> str:
    return item.label[visit.language]


def _entries(visit: Visit, item: Item) -> dict[str, str]:
    return dict(shop_of(visit).information[item.name])


def change_list(visit: Visit) -> Response:
    """Add, rename or remove an entry."""
    item, shop = _asked_item(visit), shop_of(visit)
    if item.read_only:
        raise HTTPException(403)
    entries = _entries(visit, item)
    match visit.typed("do"):
        case "add" if visit.typed("new"):
            number = max((int(key) for key in entries if key.isdigit()), default=0) + 1
            entries[str(number)] = visit.typed("new")[:_LENGTH]
        case "rename":
            entries = {
                key: visit.typed(f"entry-{key}")[:_LENGTH] or old for key, old in entries.items()
            }
        case remove if remove.startswith("remove "):
            entries.pop(remove.removeprefix("remove "), None)
        case _:
            visit.say("alert", "list.nothing")
            return go(visit.request.url.path)
    shop.information = {**shop.information, item.name: entries}
    visit.say("status", "saved")
    return go(visit.request.url.path)
