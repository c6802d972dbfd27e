"""The marketplaces' own records. Cafe24 PRO reaches them through mock_site.api only."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base


class Shop(Base):
    """A seller's shop; `information` is by item and entry, `settings` by name."""

    __tablename__ = "shop"

    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    public_id: Mapped[str]
    name: Mapped[str]
    user: Mapped[str]
    password: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    information: Mapped[dict[str, Any]]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Key(Base):
    """A key that the marketplace issued for a shop, as the value of a field.

    Attributes:
        revoked: Whether it was replaced, withdrawn, or ended by a change of password.
    """

    __tablename__ = "key"

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    field: Mapped[str]
    value: Mapped[str]
    issued_at: Mapped[datetime]
    active_from: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked: Mapped[bool] = mapped_column(default=False)
    ended_by_password: Mapped[bool] = mapped_column(default=False)


class Listing(Base):
    """A product as the marketplace knows it; it lives on whatever Cafe24 PRO forgets.

    Attributes:
        edit: What a change made of its name and stock, which buyers see from `edit_shown_at`.
    """

    __tablename__ = "listing"

    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    number: Mapped[str]
    product_code: Mapped[str]
    name: Mapped[str]
    stock: Mapped[int]
    registered_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="on_sale")
    edit: Mapped[dict[str, Any]] = mapped_column(default=dict)
    edit_shown_at: Mapped[datetime | None]


class Consent(Base):
    """A seller on the way through the marketplace's consent pages.

    Attributes:
        state: What the tool that asked wants back.
        user: Who logged in, in `country` where that is asked for.
        code: What the tool exchanges for keys; `shops` are those it gets keys for.
    """

    __tablename__ = "consent"

    state: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    shops: Mapped[list[Any]] = mapped_column(default=list)
