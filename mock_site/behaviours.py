"""What a claim of the documentation rests on, as functions in one table.

A *defect* replaces one function for one mall; only this module knows which are on.

| defect | claim | what it breaks |
|---|---|---|
| send_without_account | C01 | products can be sent although no account is linked |
| accounts_list_missing | C02 | no marketplace is listed |
| registration_button_dead | C03 | the registration button opens no form |
| form_prefilled | C04 | the form of a new account is not empty |
| save_does_nothing | C05 | Save links no account |
| help_missing | C06 | the ? icon opens an empty balloon |
| note_missing | C07 | no * text stands below a field |
| registration_guide_wrong | C08 | the link opens another marketplace's guide |
| required_not_checked | C09 | an empty required field does not stop Save |
| snapshot_follows_market | C10 | a change at the marketplace shows at once |
| retrieve_does_nothing | C11 | retrieving brings nothing new |
| related_guide_same_for_all | C12 | the related guide is that of another marketplace |
| unlink_does_nothing | C13 | the account stays linked |
| unlink_keeps_sync | C14 | synced products survive unlinking |
| relink_reuses_listing | C15 | a product that is registered again keeps its old listing |
| unlink_deletes_listings | C16 | listings are deleted at the marketplace |
| pro_stops_after_unlink | C17 | Cafe24 PRO still offers to stop what it has forgotten |
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mock_site.catalogue import MARKETPLACES, Field, Marketplace
from mock_site.tables import Account, Listing, Mall, Product, Shop, Synced

Behaviour = Callable[..., Any]


def behave(session: Session, name: str, *arguments: Any) -> Any:
    """Carry out behaviour *name* as the mall of *session* does it."""
    faults = session.scalars(select(Mall.faults)).one()
    for fault in faults:
        if DEFECTS[fault][0] == name:
            return DEFECTS[fault][1](session, *arguments)
    return BEHAVIOURS[name](session, *arguments)


def _listed_marketplaces(_: Session) -> list[Marketplace]:
    return list(MARKETPLACES.values())


def _may_send(session: Session) -> bool:
    return session.scalar(select(Account.id).limit(1)) is not None


def _registration_opens(_: Session, __: Marketplace) -> bool:
    return True


def _first_values(_: Session, __: Marketplace) -> dict[str, str]:
    return {}


def _save_links(_: Session) -> bool:
    return True


def _help(_: Session, field: Field, language: str) -> str:
    return field.help[language]


def _note(_: Session, field: Field, language: str) -> str:
    return field.note[language]


def _same_marketplace(_: Session, marketplace: Marketplace) -> Marketplace:
    return marketplace


def _other_marketplace(_: Session, marketplace: Marketplace) -> Marketplace:
    return next(one for one in MARKETPLACES.values() if one.id != marketplace.id)


def _missing(_: Session, fields: list[Field], typed: Mapping[str, str]) -> list[Field]:
    return [field for field in fields if field.required and not typed.get(field.name)]


def _shown_information(_: Session, account: Account, __: Shop) -> dict[str, Any]:
    return account.snapshot


def _retrieved(_: Session, __: Account, shop: Shop) -> dict[str, Any]:
    return dict(shop.information)


def _forget_sync(session: Session, account: Account) -> None:
    session.execute(delete(Synced).where(Synced.account_id == account.id))


def _forget_account(session: Session, account: Account) -> None:
    session.delete(account)


def _leave_listings(_: Session, __: Account) -> None:
    """Listings are the marketplace's own: unlinking does not touch them."""


def _listing_for(session: Session, shop: Shop, product: Product, make: Behaviour) -> Listing:
    listing: Listing = make(session, shop, product)
    return listing


def _old_listing_for(session: Session, shop: Shop, product: Product, make: Behaviour) -> Listing:
    old = select(Listing).where(Listing.shop_id == shop.id, Listing.product_code == product.code)
    listing: Listing = session.scalars(old).first() or make(session, shop, product)
    return listing


def _delete_listings(session: Session, account: Account) -> None:
    shops = select(Shop.id).where(Shop.public_id == account.shop_id)
    session.execute(delete(Listing).where(Listing.shop_id.in_(shops)))


def _stoppable(_: Session, synced: list[Synced]) -> list[str]:
    return [one.number for one in synced if one.state == "for_sale"]


def _stoppable_listings(session: Session, _: list[Synced]) -> list[str]:
    return list(session.scalars(select(Listing.number).where(Listing.state == "on_sale")))


BEHAVIOURS: Mapping[str, Behaviour] = {
    "may_send": _may_send,
    "listed_marketplaces": _listed_marketplaces,
    "registration_opens": _registration_opens,
    "first_values": _first_values,
    "save_links": _save_links,
    "help": _help,
    "note": _note,
    "registration_guide": _same_marketplace,
    "missing": _missing,
    "shown_information": _shown_information,
    "retrieved": _retrieved,
    "related_guide": _same_marketplace,
    "forget_account": _forget_account,
    "forget_sync": _forget_sync,
    "listing_for": _listing_for,
    "end_listings": _leave_listings,
    "stoppable": _stoppable,
}
DEFECTS: Mapping[str, tuple[str, Behaviour]] = {
    "send_without_account": ("may_send", lambda _: True),
    "accounts_list_missing": ("listed_marketplaces", lambda _: []),
    "registration_button_dead": ("registration_opens", lambda *_: False),
    "form_prefilled": (
        "first_values",
        lambda _, marketplace: {one.name: one.value for one in marketplace.fields if one.value},
    ),
    "save_does_nothing": ("save_links", lambda _: False),
    "help_missing": ("help", lambda *_: ""),
    "note_missing": ("note", lambda *_: ""),
    "registration_guide_wrong": ("registration_guide", _other_marketplace),
    "required_not_checked": ("missing", lambda *_: []),
    "snapshot_follows_market": ("shown_information", lambda _, __, shop: shop.information),
    "retrieve_does_nothing": ("retrieved", lambda _, account, __: account.snapshot),
    "related_guide_same_for_all": ("related_guide", _other_marketplace),
    "unlink_does_nothing": ("forget_account", lambda *_: None),
    "unlink_keeps_sync": ("forget_sync", lambda *_: None),
    "relink_reuses_listing": ("listing_for", _old_listing_for),
    "unlink_deletes_listings": ("end_listings", _delete_listings),
    "pro_stops_after_unlink": ("stoppable", _stoppable_listings),
}
