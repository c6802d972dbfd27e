"""Worlds: the state that a mall is made in."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)

from mock_site.catalogue import MARKETPLACES, PRODUCTS
from mock_site.durations import Duration
from mock_site.faults.listed import FaultNames
from mock_site.named_worlds import named_world, world_names
from mock_site.world_steps import WorldStep, misfit

CLOCK = datetime.fromisoformat("2026-03-02T10:00:00+09:00")


def _known_marketplace(value: str) -> str:
    if value not in MARKETPLACES:
        raise ValueError(f"there is no marketplace '{value}'")
    return value


class ShopWorld(BaseModel):
    """A shop that the seller has at a marketplace, its keys issued and active.

    Attributes:
        linked: Whether its account is linked in Cafe24 PRO.
        age: How long ago its keys were issued and its account was linked; by default just now.
        settings: What is set there unlike in a new shop, by the names of the catalogue entry; a
            linked shop was linked before.
        listed: How many of the store's products are registered and on sale there.
        pending: How many of those after them were synced just now, and wait for the seller.
    """

    model_config = ConfigDict(extra="forbid")

    marketplace: Annotated[
        str,
        AfterValidator(_known_marketplace),
        WithJsonSchema({"enum": list(MARKETPLACES)}),
    ]
    linked: bool = False
    age: Duration | None = None
    settings: dict[str, bool | str | list[str]] = Field(default_factory=dict)
    listed: int = Field(default=0, ge=0, le=len(PRODUCTS))
    pending: int = Field(default=0, ge=0, le=len(PRODUCTS))

    @model_validator(mode="after")
    def _has_such_settings(self) -> "ShopWorld":
        known = {one.name: one for one in MARKETPLACES[self.marketplace].settings}
        for name, value in self.settings.items():
            if name not in known:
                raise ValueError(f"settings: '{self.marketplace}' has no setting '{name}'")
            if not known[name].accepts(value):
                raise ValueError(f"settings: '{name}' cannot be {value!r}")
        return self


class StaffWorld(BaseModel):
    """A sub-admin of the store, who may open `menus` only."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field(pattern=r"^[a-z][a-z0-9]{3,15}$")
    menus: tuple[Literal["accounts", "products", "transfers"], ...] = Field(min_length=1)


def _names_a_world(given: Any) -> bool:
    return isinstance(given, dict) and isinstance(given.get("world"), str)


class World(BaseModel):
    """What a mall is made from; time stands still at `clock` until it is advanced.

    Attributes:
        world: The name of the world that it is like, but for what else is said.
        faults: The faults that are on from the start.
        session_minutes: How long a login to Cafe24 PRO lasts while nothing is done; without it,
            time ends no login.
        steps: What has happened before anybody comes, as world steps.
    """

    model_config = ConfigDict(extra="forbid")

    world: Annotated[str, WithJsonSchema({"enum": world_names()})] | None = None
    clock: AwareDatetime = CLOCK
    shops: tuple[ShopWorld, ...] = ()
    products: int = Field(default=3, ge=1, le=len(PRODUCTS))
    staff: tuple[StaffWorld, ...] = ()
    faults: FaultNames = ()
    session_minutes: int | None = Field(default=None, ge=1)
    steps: tuple[WorldStep, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _like_the_named_one(cls, given: Any) -> Any:
        return named_world(given["world"]) | given if _names_a_world(given) else given

    @model_validator(mode="after")
    def _fits_together(self) -> "World":
        if len({one.user for one in self.staff}) < len(self.staff):
            raise ValueError("staff: two sub-admins have the same user")
        for index, shop in enumerate(self.shops):
            key = "listed" if shop.listed else "pending"
            if (shop.listed or shop.pending) and not shop.linked:
                raise ValueError(f"shops[{index}]: '{key}' needs 'linked: true'")
            if shop.listed <= self.products < shop.listed + shop.pending:
                raise ValueError(
                    f"shops[{index}]: 'pending: {shop.pending}' is more than what is left of "
                    "the store's products"
                )
            if shop.listed > self.products:
                raise ValueError(
                    f"shops[{index}]: 'listed: {shop.listed}' is more than the store's products"
                )
        for marketplace in MARKETPLACES.values():
            count = sum(1 for shop in self.shops if shop.marketplace == marketplace.id)
            if count > len(marketplace.shops):
                raise ValueError(
                    f"the seller has at most {len(marketplace.shops)} shops at '{marketplace.id}'"
                )
        return self

    @model_validator(mode="after")
    def _has_what_steps_need(self) -> "World":
        shops = [one.marketplace for one in self.shops]
        for index, step in enumerate(self.steps):
            problem = misfit(step, shops, self.products)
            if problem:
                raise ValueError(f"steps[{index}]: {problem}")
        return self

    def records(self) -> list[tuple[ShopWorld, dict[str, Any]]]:
        """Return each shop with its catalogue record: the next one of its marketplace."""
        left = {one.id: iter(one.shops) for one in MARKETPLACES.values()}
        return [(shop, dict(next(left[shop.marketplace]))) for shop in self.shops]
