"""What happens off-stage: time goes by, and sellers and marketplaces act at the shops."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete, select

from mock_site.api.keys import current_keys, hold_keys, issue_together
from mock_site.api.seller_passwords import set_password
from mock_site.catalogue import MARKETPLACES
from mock_site.control.clock import advance
from mock_site.malls import Malls
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Listing, Shop
from mock_site.world_steps import (
    InformationStep,
    KeysStep,
    SettingsStep,
    ShopStep,
    WorldStep,
    misfit,
)


def perform(malls: Malls, mall_id: str, step: WorldStep) -> str:
    """Let *step* happen in a mall; return the time there, in ISO 8601.

    Raises:
        ValueError: If the mall has no such shop, or the shop nothing of the kind.
    """
    if step.advance is not None:
        return advance(malls, mall_id, step.advance).isoformat()
    if step.faults is not None:
        malls.switch(mall_id, step.faults)
    with malls.open(mall_id, "market") as market:
        if step.of_shop is not None:
            _AT_SHOPS[step.name](market, _shop(market, step.of_shop), step.of_shop)
        return market.now.isoformat()


def _shop(mall: OpenMall, step: ShopStep) -> Shop:
    shops = mall.session.scalars(select(Shop).order_by(Shop.id)).all()
    problem = misfit(step, [one.marketplace for one in shops])
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
