"""What may happen off-stage, while a scenario runs: time goes by, sellers and marketplaces act."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from mock_site.catalogue import MARKETPLACES, PRODUCTS
from mock_site.catalogue.rules import LARGEST_NUMBER
from mock_site.durations import Duration
from mock_site.faults.listed import FaultNames


class ShopStep(BaseModel):
    """Something at one of the seller's shops: *shop* counts those of the world from 1."""

    model_config = ConfigDict(extra="forbid")

    shop: int = Field(default=1, ge=1)


class KeysStep(ShopStep):
    """Keys of a shop: all that were issued, or those of the named fields."""

    fields: tuple[str, ...] = ()


class SettingsStep(ShopStep):
    """What is set at the marketplace from now on, by the names of the catalogue entry."""

    values: dict[str, bool | str | list[str]]


class InformationStep(ShopStep):
    """What an item of market information holds at the marketplace from now on, by entry."""

    item: str
    entries: dict[str, str]


class ProductStep(BaseModel):
    """What the seller changes of a product of the store, counted from 1 by its code."""

    model_config = ConfigDict(extra="forbid")

    product: int = Field(default=1, ge=1, le=len(PRODUCTS))
    name: str | None = Field(default=None, min_length=1, max_length=100)
    stock: int | None = Field(default=None, ge=0, le=LARGEST_NUMBER)
    options: tuple[str, ...] | None = None


class WorkStep(ShopStep):
    """What the seller does in Cafe24 PRO with products of the store, counted from 1 by code.

    Attributes:
        do: send them, sync them (and wait), keep them as drafts, stop their sales, remove their
            sync, or end their sale period.
    """

    do: Literal["send", "sync", "draft", "stop", "remove", "end"]
    products: tuple[int, ...] = Field(min_length=1)


class WorldStep(BaseModel):
    """One thing that happens off-stage.

    Attributes:
        advance: Time goes by: `30 minutes`, `91 days`, `2 months`.
        faults: These faults are on from now on, and all others off.
        change_settings: The seller or the marketplace's staff sets something at a shop.
        change_information: The seller changes an address or a list at the marketplace.
        issue_keys: The seller has new keys issued; they may take a while to work.
        revoke_keys: The marketplace ends keys, or the seller takes a consent back.
        change_password: The seller's password at the marketplace changes.
        delete_listings: The marketplace deletes all listings of a shop.
        change_product: The seller changes a product in the store, and does not send it yet.
        work: The seller sends products of the store to a linked shop, stops them and the like.
    """

    model_config = ConfigDict(extra="forbid")

    advance: Duration | None = None
    faults: FaultNames | None = None
    change_settings: SettingsStep | None = None
    change_information: InformationStep | None = None
    issue_keys: KeysStep | None = None
    revoke_keys: KeysStep | None = None
    change_password: ShopStep | None = None
    delete_listings: ShopStep | None = None
    change_product: ProductStep | None = None
    work: WorkStep | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "WorldStep":
        if len(self.model_fields_set) != 1:
            known = ", ".join(type(self).model_fields)
            raise ValueError(f"a world step is one thing; known: {known}")
        return self

    @property
    def name(self) -> str:
        """What happens."""
        return next(iter(self.model_fields_set))

    @property
    def of_shop(self) -> ShopStep | None:
        """What happens at a shop, if that is where it happens."""
        value = getattr(self, self.name)
        return value if isinstance(value, ShopStep) else None


def misfit(step: WorldStep, marketplaces: Sequence[str], products: int) -> str:
    """Return why *step* cannot happen in a world, if so.

    Args:
        step: What is to happen.
        marketplaces: Where the seller has shops, in the order of the world.
        products: How many products the store has.
    """
    asked = step.work.products if step.work is not None else ()
    if step.change_product is not None:
        asked = (step.change_product.product,)
    for number in asked:
        if not 1 <= number <= products:
            return f"there is no product {number}: the store has {products}"
    return misfit_at_shop(step.of_shop, marketplaces) if step.of_shop is not None else ""


def misfit_at_shop(step: ShopStep, marketplaces: Sequence[str]) -> str:
    """Return why *step* cannot happen where the seller has shops at *marketplaces*, if so."""
    if step.shop > len(marketplaces):
        return f"there is no shop {step.shop}: the world has {len(marketplaces)}"
    marketplace = MARKETPLACES[marketplaces[step.shop - 1]]
    if isinstance(step, SettingsStep):
        known = {one.name: one for one in marketplace.settings}
        for name, value in step.values.items():
            if name not in known:
                return f"'{marketplace.id}' has no setting '{name}'"
            if not known[name].accepts(value):
                return f"the setting '{name}' cannot be {value!r}"
    if isinstance(step, InformationStep) and marketplace.item(step.item) is None:
        return f"'{marketplace.id}' has no market information '{step.item}'"
    if isinstance(step, KeysStep):
        secret = {one.name for one in marketplace.fields if one.secret}
        unknown = [one for one in step.fields if one not in secret]
        if unknown:
            return f"'{marketplace.id}' issues no '{unknown[0]}'"
    return ""
