"""What happens off-stage: time goes by, and sellers and marketplaces act at the shops."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from mock_site.api.keys import current_keys, hold_keys, issue_together
from mock_site.api.seller_passwords import set_password
from mock_site.catalogue import MARKETPLACES
from mock_site.durations import later
from mock_site.open_mall import OpenMall
from mock_site.pro.upkeep import catch_up, due_until
from mock_site.tables.market import Listing, Shop
from mock_site.tables.pro import Product
from mock_site.world_steps import (
    InformationStep,
    KeysStep,
    ProductStep,
    SettingsStep,
    ShopStep,
    WorldStep,
    misfit_at_shop,
)


def advance(pro: OpenMall, length: str, tell_markets: Callable[[datetime], None]) -> datetime:
    """Move the clock on, and the marketplaces' by *tell_markets*; return the time.

    What comes due on the way happens at its own time.
    """
    end = later(pro.now, length)
    for instant in [*due_until(pro, end), end]:
        pro.row.clock = instant
        tell_markets(instant)
        catch_up(pro)
    return end


def happen_at_shop(market: OpenMall, step: WorldStep) -> None:
    """Let *step* happen at the shop that it names.

    Raises:
        ValueError: If there is no such shop, or nothing of the kind there.
    """
    if step.of_shop is not None:
        _AT_SHOPS[step.name](market, _shop(market, step.of_shop), step.of_shop)


def change_product(pro: OpenMall, step: ProductStep) -> None:
    """Let the seller change a product in the store.

    Raises:
        ValueError: If the store has no such product.
    """
    products = pro.session.scalars(select(Product).order_by(Product.code)).all()
    if step.product > len(products):
        raise ValueError(f"there is no product {step.product}: the store has {len(products)}")
    changed = step.model_dump(exclude={"product"}, exclude_none=True, mode="json")
    for name, value in changed.items():
        setattr(products[step.product - 1], name, value)


def _shop(mall: OpenMall, step: ShopStep) -> Shop:
    shops = mall.session.scalars(select(Shop).order_by(Shop.id)).all()
    problem = misfit_at_shop(step, [one.marketplace for one in shops])
    if problem:
        raise ValueError(problem)
    return shops[step.shop - 1]


def _change_settings(mall: OpenMall, shop: Shop, step: SettingsStep) -> None:
    hold_keys(mall, shop, step.values)
    shop.settings = {**shop.settings, **step.values}


def _change_information(_: OpenMall, shop: Shop, step: InformationStep) -> None:
    shop.information = {**shop.information, step.item: dict(step.entries)}


def _issue_keys(mall: OpenMall, shop: Shop, step: KeysStep) -> None:
    marketplace = MARKETPLACES[shop.marketplace]
    asked = [marketplace.field(name) for name in step.fields] or marketplace.typed
    for field in asked:
        # What is issued together is asked for once.
        if field.is_issued and (step.fields or not field.issued_with):
            issue_together(mall, shop, field)


def _revoke_keys(mall: OpenMall, shop: Shop, step: KeysStep) -> None:
    for key in current_keys(mall, shop):
        if not step.fields or key.field in step.fields:
            key.revoked = True


def _change_password(mall: OpenMall, shop: Shop, _: ShopStep) -> None:
    name = f"{shop.marketplace} {shop.user} password changed {mall.now.isoformat()}"
    set_password(mall, shop, mall.secret(name, "password"))


def _delete_listings(mall: OpenMall, shop: Shop, _: ShopStep) -> None:
    mall.session.execute(delete(Listing).where(Listing.shop_id == shop.id))


_AT_SHOPS: Mapping[str, Callable[[OpenMall, Shop, Any], None]] = {
    "change_settings": _change_settings,
    "change_information": _change_information,
    "issue_keys": _issue_keys,
    "revoke_keys": _revoke_keys,
    "change_password": _change_password,
    "delete_listings": _delete_listings,
}
