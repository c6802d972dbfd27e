"""Defects of registration (C01 to C09): what stands in the place of a behaviour while one is on."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from mock_site.api.authentication import credentials, find_shop
from mock_site.api.messages import Grant
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults import normal
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import authorize
from mock_site.tables.market import Shop
from mock_site.tables.pro import Account

RAKUTEN = "rakuten"


def any_shop(mall: OpenMall) -> Sequence[Account]:
    """Offer each of the seller's shops to send to while no account is linked."""
    return normal.receivers(mall) or _unlinked(mall)


def shop_at_rakuten(mall: OpenMall) -> Sequence[Account]:
    """Offer the shop at Rakuten, linked or not."""
    others = [one for one in _unlinked(mall) if one.marketplace == RAKUTEN]
    return [*normal.receivers(mall), *others[:1]]


def every_shop(mall: OpenMall) -> Sequence[Account]:
    """Offer the shops that are not linked beside those that are."""
    return [*normal.receivers(mall), *_unlinked(mall)]


def _unlinked(mall: OpenMall) -> list[Account]:
    """Return a stand-in for each shop that is not linked."""
    linked = {(one.marketplace, one.shop_id) for one in normal.receivers(mall)}
    with mall.markets.records() as market:
        shops = market.session.scalars(select(Shop).order_by(Shop.id)).all()
        return [
            _stand_in(market, shop)
            for shop in shops
            if (shop.marketplace, shop.public_id) not in linked
        ]


def _stand_in(market: OpenMall, shop: Shop) -> Account:
    return Account(
        id=-shop.id,
        marketplace=shop.marketplace,
        shop_id=shop.public_id,
        alias="",
        refused="",
        stored=credentials(market, MARKETPLACES[shop.marketplace], shop),
        snapshot=shop.information,
    )


def no_sections(_: OpenMall) -> Sequence[Marketplace]:
    """List no marketplace at all."""
    return []


def all_but_rakuten(mall: OpenMall) -> Sequence[Marketplace]:
    """List all marketplaces but one."""
    return [one for one in normal.sections(mall) if one.id != RAKUTEN]


def sections_with_accounts(mall: OpenMall) -> Sequence[Marketplace]:
    """List the marketplaces that an account is linked at already."""
    linked = {one.marketplace for one in normal.receivers(mall)}
    return [one for one in normal.sections(mall) if one.id in linked]


def dead_button(_: Marketplace, __: str) -> str:
    """Lead back to where the button is."""
    return "/settings/accounts"


def dead_button_in_japanese(marketplace: Marketplace, language: str) -> str:
    """Lead back, for who reads Japanese."""
    right = normal.registration_address(marketplace, language)
    return dead_button(marketplace, language) if language == "ja" else right


def next_marketplace(marketplace: Marketplace) -> Marketplace:
    """Return the next marketplace in the list."""
    listed = list(MARKETPLACES.values())
    return listed[(listed.index(marketplace) + 1) % len(listed)]


def first_shop_values(_: OpenMall, marketplace: Marketplace) -> Mapping[str, str]:
    """Fill in the shop before anybody typed it."""
    shop = marketplace.shops[0]
    return {marketplace.shop_field: shop["id"], **shop.get("fields", {})}


def alias_of_mall(mall: OpenMall, _: Marketplace) -> Mapping[str, str]:
    """Fill in the id of the mall as the alias."""
    return {"account_alias": mall.row.id}


def example_values(_: OpenMall, marketplace: Marketplace) -> Mapping[str, str]:
    """Leave an example in the first field that has to be filled in."""
    first = next(one for one in marketplace.fields if one.required and not one.secret)
    value = first.options[0] if first.options else "example"
    return {first.name: "yes" if first.kind == "tick" else value}


def links_nothing(_: OpenMall) -> bool:
    """Let Save link no account."""
    return False


def loses_first(mall: OpenMall) -> bool:
    """Let Save link no account the first time."""
    mall.row.faults = [one for one in mall.row.faults if one != "save_lost_once"]
    return False


def refuse_linked(_: OpenMall, account: Account) -> None:
    """Let the account begin as one that the marketplace refuses."""
    account.refused = "refused"


def no_text(_: Marketplace, __: Field, ___: str) -> str:
    """Have no text for the field."""
    return ""


def help_of_neighbour(marketplace: Marketplace, field: Field, language: str) -> str:
    """Show the help of the field above; the first one shows that of the last."""
    above = marketplace.fields[marketplace.fields.index(field) - 1]
    return above.help[language]


def no_help_in_japanese(marketplace: Marketplace, field: Field, language: str) -> str:
    """Have no help for who reads Japanese."""
    return "" if language == "ja" else normal.help_of(marketplace, field, language)


def note_without_star(_: Marketplace, field: Field, language: str) -> str:
    """Begin the text below a field with a word."""
    return field.note[language].removeprefix("* ")


def no_note_in_korean(marketplace: Marketplace, field: Field, language: str) -> str:
    """Have no * text for who reads Korean."""
    return "" if language == "ko" else normal.note_of(marketplace, field, language)


def guide_of_another(marketplace: Marketplace, language: str) -> str:
    """Lead to the guide of the next marketplace."""
    return normal.registration_guide(next_marketplace(marketplace), language)


def no_guide(_: Marketplace, __: str) -> str:
    """Lead back to where the link is."""
    return "/settings/accounts"


def guide_of_another_in_japanese(marketplace: Marketplace, language: str) -> str:
    """Lead to the guide of the next marketplace, for who reads Japanese."""
    wrong = guide_of_another(marketplace, language)
    return wrong if language == "ja" else normal.registration_guide(marketplace, language)


def nothing_missing(_: Marketplace, __: Mapping[str, str]) -> list[Field]:
    """Accept an empty required field."""
    return []


def first_never_missing(marketplace: Marketplace, typed: Mapping[str, str]) -> list[Field]:
    """Accept that the first required field is empty."""
    first = next(one for one in marketplace.fields if one.required)
    return [one for one in normal.missing(marketplace, typed) if one != first]


def last_never_missing(marketplace: Marketplace, typed: Mapping[str, str]) -> list[Field]:
    """Accept that the last required field is empty."""
    last = [one for one in marketplace.fields if one.required][-1]
    return [one for one in normal.missing(marketplace, typed) if one != last]


def authorize_gaps(mall: OpenMall, marketplace: Marketplace, typed: Mapping[str, str]) -> Grant:
    """Authorize as if whatever was left empty were right."""
    known = select(Shop.public_id).where(Shop.marketplace == marketplace.id)
    with mall.markets.records() as market:
        shop_id = typed.get(marketplace.shop_field) or market.session.scalars(known).first() or ""
        right = credentials(market, marketplace, find_shop(market, marketplace, shop_id))
    return authorize(mall, marketplace, {**right, **{k: v for k, v in typed.items() if v}})
