"""What happens off-stage: time goes by, sellers and marketplaces act."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from mock_site.api.keys import current_keys, hold_keys, issue_together
from mock_site.api.seller_passwords import set_password
from mock_site.catalogue import MARKETPLACES
from mock_site.durations import later
from mock_site.open_mall import OpenMall
from mock_site.pro.accounts import account_of_shop
from mock_site.pro.product_sync import announce, draft, remove
from mock_site.pro.sending import send, stop, synced_products
from mock_site.pro.upkeep import catch_up, due_until
from mock_site.tables.market import Listing, Shop
from mock_site.tables.pro import Account, Product
from mock_site.world_steps import (
    InformationStep,
    KeysStep,
    ProductStep,
    SettingsStep,
    ShopStep,
    WorkStep,
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
    [product] = _products(pro, [step.product])
    changed = step.model_dump(exclude={"product"}, exclude_none=True, mode="json")
    for name, value in changed.items():
        setattr(product, name, value)


def place_of(market: OpenMall, step: ShopStep) -> tuple[str, str]:
    """Return marketplace and id of the shop that *step* names.

    Raises:
        ValueError: If there is no such shop.
    """
    shop = _shop(market, step)
    return shop.marketplace, shop.public_id


def work(pro: OpenMall, place: tuple[str, str], step: WorkStep) -> None:
    """Let the seller work in Cafe24 PRO, through the account of the shop at *place*.

    Raises:
        ValueError: If no account is linked to it, or the store or the sync has no such product.
    """
    account = account_of_shop(pro, *place)
    if account is None:
        raise ValueError(f"no account is linked to shop {step.shop}")
    products = _products(pro, step.products)
    begin = {"send": send, "sync": announce, "draft": draft}.get(step.do)
    if begin is not None:
        begin(pro, account, products)
    else:
        _end(pro, account, products, step.do)


def _end(pro: OpenMall, account: Account, products: Sequence[Product], do: str) -> None:
    rows = {one.product_code: one for one in synced_products(pro, account)}
    for product in products:
        row = rows.get(product.code)
        if row is None or (do != "remove" and row.state != "for_sale"):
            wanted = "synced" if do == "remove" else "for sale"
            raise ValueError(f"the product {product.code} is not {wanted}")
        if do == "remove":
            remove(row)
        else:
            stop(pro, account, row, over=do == "end")


def _products(pro: OpenMall, numbers: Sequence[int]) -> list[Product]:
    products = pro.session.scalars(select(Product).order_by(Product.code)).all()
    for number in numbers:
        if not 1 <= number <= len(products):
            raise ValueError(f"there is no product {number}: the store has {len(products)}")
    return [products[number - 1] for number in numbers]


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
