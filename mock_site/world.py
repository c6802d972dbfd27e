"""Worlds: the state that a mall is made in, and what may happen in it off-stage."""

import re
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from mock_site.catalogue import MARKETPLACES, PRODUCTS

CLOCK = datetime.fromisoformat("2026-03-02T10:00:00+09:00")
_UNITS = {"minute": "minutes", "hour": "hours", "day": "days"}
_DURATION = re.compile(r"([1-9]\d{0,4}) (minute|hour|day)s?")


def _known_marketplace(value: str) -> str:
    if value not in MARKETPLACES:
        raise ValueError(f"there is no marketplace '{value}'")
    return value


def duration(text: str) -> timedelta:
    """Return the length of e.g. `30 minutes`, `1 day`.

    Raises:
        ValueError: If it is not a number and a unit.
    """
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is not a length of time such as '30 minutes' or '91 days'")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


class ShopWorld(BaseModel):
    """A shop that the seller has at a marketplace, its keys issued and active.

    Attributes:
        linked: Whether its account is linked in Cafe24 PRO.
        settings: What is set there unlike in a new shop, by the names of the catalogue entry.
        listed: How many of the store's products are registered and on sale there.
        pending: How many of those after them were synced just now, and wait for the seller.
    """

    model_config = ConfigDict(extra="forbid")

    marketplace: Annotated[str, AfterValidator(_known_marketplace)]
    linked: bool = False
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


class World(BaseModel):
    """What a mall is made from; time stands still at `clock` until it is advanced.

    Attributes:
        session_minutes: How long a login to Cafe24 PRO lasts while nothing is done; without it,
            time ends no login.
    """

    model_config = ConfigDict(extra="forbid")

    clock: AwareDatetime = CLOCK
    shops: tuple[ShopWorld, ...] = ()
    products: int = Field(default=3, ge=1, le=len(PRODUCTS))
    staff: tuple[StaffWorld, ...] = ()
    session_minutes: int | None = Field(default=None, ge=1)

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

    def records(self) -> list[tuple[ShopWorld, dict[str, Any]]]:
        """Return each shop with its catalogue record: the next one of its marketplace."""
        left = {one.id: iter(one.shops) for one in MARKETPLACES.values()}
        return [(shop, dict(next(left[shop.marketplace]))) for shop in self.shops]


class WorldStep(BaseModel):
    """What happens off-stage: time goes by (`advance: 30 minutes`)."""

    model_config = ConfigDict(extra="forbid")

    advance: str

    @property
    def length(self) -> timedelta:
        """How far the clock moves."""
        return duration(self.advance)

    @model_validator(mode="after")
    def _is_a_length(self) -> "WorldStep":
        duration(self.advance)
        return self
