"""What a seller edits at the marketplace: addresses, lists, listings, keys."""

import random

from sqlalchemy import select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site import market
from mock_site.catalogue import Item
from mock_site.sellers.admin import marketplace_of, shop_of, show
from mock_site.tables import Key, Listing
from mock_site.visit import Visit, go
from mock_site.world import secret_value

ADDRESSES = ("return_address", "shipping_address")


def addresses_page(visit: Visit) -> Response:
    """Show the shop's addresses."""
    shop = shop_of(visit)
    held = {name: shop.information[name]["main"] for name in ADDRESSES if name in shop.information}
    return show(visit, "addresses.html", shop=shop, addresses=held)


def save_addresses(visit: Visit) -> Response:
    """Store the addresses; Cafe24 PRO hears nothing of it."""
    shop, typed = shop_of(visit), visit.typed()
    changed = {name: {"main": typed[name]} for name in ADDRESSES if typed.get(name)}
    shop.information = {**shop.information, **changed}
    return go("/addresses?notice=saved")


def _item(visit: Visit) -> Item:
    name = visit.request.path_params["item"]
    for item in marketplace_of(visit).information:
        if item.name == name and name not in ADDRESSES:
            return item
    raise HTTPException(404)


def list_page(visit: Visit) -> Response:
    """Show the entries of one item of market information."""
    item, shop = _item(visit), shop_of(visit)
    title = item.label.get(visit.language, item.name)
    return show(visit, "list.html", shop=shop, title=title, entries=shop.information[item.name])


def change_list(visit: Visit) -> Response:
    """Add, rename or remove an entry."""
    item, shop, typed = _item(visit), shop_of(visit), visit.typed()
    entries = dict(shop.information[item.name])
    if typed.get("remove"):
        entries.pop(typed["remove"], None)
    elif typed.get("add") is not None and typed.get("new"):
        numbers = [int(key) for key in entries if key.isdigit()]
        entries[str(max(numbers, default=0) + 1)] = typed["new"]
    elif typed.get("save") is not None:
        entries = {key: typed.get(f"entry-{key}") or value for key, value in entries.items()}
    shop.information = {**shop.information, item.name: entries}
    return go(f"{visit.request.url.path}?notice=saved")


def listings_page(visit: Visit) -> Response:
    """Show the products as the marketplace knows them."""
    shop = shop_of(visit)
    listings = visit.session.scalars(
        select(Listing).where(Listing.shop_id == shop.id).order_by(Listing.id)
    ).all()
    return show(visit, "listings.html", shop=shop, listings=listings)


def stop_listing(visit: Visit) -> Response:
    """Stop the sales of one listing."""
    shop, number = shop_of(visit), visit.typed().get("number", "")
    found = select(Listing).where(Listing.shop_id == shop.id, Listing.number == number)
    if visit.session.scalar(found) is None:
        raise HTTPException(404)
    market.stop_listing(visit.session, number)
    return go("/listings?notice=stopped.message")


def keys_page(visit: Visit) -> Response:
    """Show the keys of the shop, by their last four characters until one is asked for."""
    shop = shop_of(visit)
    keys = visit.session.scalars(
        select(Key).where(Key.shop_id == shop.id, Key.revoked.is_(False)).order_by(Key.id)
    ).all()
    marketplace = marketplace_of(visit)
    labels = {
        one.name: one.label.get(visit.language, one.label["en"]) for one in marketplace.fields
    }
    asked = visit.request.query_params.get("show", "")
    return show(visit, "keys.html", shop=shop, keys=keys, labels=labels, asked=asked)


def reissue_key(visit: Visit) -> Response:
    """Issue a new key in the place of an old one."""
    shop, asked = shop_of(visit), visit.typed().get("key", "")
    key = visit.session.get(Key, int(asked)) if asked.isdigit() else None
    if key is None or key.shop_id != shop.id or key.revoked:
        raise HTTPException(404)
    field = marketplace_of(visit).field(key.field)
    value = secret_value(field.secret or "token", "", random.SystemRandom())
    market.reissue_key(visit.session, key, value, visit.now)
    return go("/keys?notice=reissued")
