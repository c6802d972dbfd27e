"""The tables of one mall: Cafe24 PRO's own, and the marketplaces' own records."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Dialect, ForeignKey, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """An instant with its time zone, which SQLite's own type would drop."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return *value* as ISO 8601."""
        return value.isoformat() if value else None

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return *value* as an instant."""
        return datetime.fromisoformat(value) if value else None


class Base(DeclarativeBase):
    """The base of every table."""

    type_annotation_map = {  # noqa: RUF012
        dict[str, Any]: JSON,
        list[Any]: JSON,
        datetime: Instant,
    }


class Mall(Base):
    """The mall itself, one row: its logins, its clock and its faults."""

    __tablename__ = "mall"
    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    password: Mapped[str]
    clock: Mapped[datetime]
    faults: Mapped[list[Any]] = mapped_column(default=list)


class Login(Base):
    """A session of a site: its cookie is the token."""

    __tablename__ = "login"
    token: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[str]


class Product(Base):
    """A product of the store."""

    __tablename__ = "product"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]


class Account(Base):
    """A marketplace account that is linked in Cafe24 PRO.

    `stored` holds the fields as saved, `snapshot` the market information by item and entry as
    last retrieved, `changes` what that retrieve brought.
    """

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    shop_id: Mapped[str]
    alias: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(default="linked")
    stored: Mapped[dict[str, Any]] = mapped_column(default=dict)
    expires_at: Mapped[datetime | None]
    retrieved_at: Mapped[datetime | None]
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changes: Mapped[list[Any]] = mapped_column(default=list)


class Synced(Base):
    """A product that is synced to a marketplace account."""

    __tablename__ = "synced"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    product_code: Mapped[str] = mapped_column(ForeignKey("product.code"))
    number: Mapped[str]
    state: Mapped[str] = mapped_column(default="for_sale")


class Consent(Base):
    """A consent that is under way between Cafe24 PRO and a marketplace."""

    __tablename__ = "consent"
    state: Mapped[str] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    code: Mapped[str | None]
    shop_id: Mapped[str | None]
    logged_in: Mapped[bool] = mapped_column(default=False)


class Shop(Base):
    """The marketplace's record of the seller's shop; `information` is by item and entry."""

    __tablename__ = "shop"
    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    public_id: Mapped[str]
    name: Mapped[str]
    user: Mapped[str]
    password: Mapped[str]
    region: Mapped[str] = mapped_column(default="")
    information: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Key(Base):
    """A key that the marketplace issued for a shop."""

    __tablename__ = "key"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    field: Mapped[str]
    value: Mapped[str]
    issued_at: Mapped[datetime]
    active_from: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    revoked: Mapped[bool] = mapped_column(default=False)


class Listing(Base):
    """A product as the marketplace knows it; lives on whatever Cafe24 PRO forgets."""

    __tablename__ = "listing"
    id: Mapped[int] = mapped_column(primary_key=True)
    shop_id: Mapped[int] = mapped_column(ForeignKey("shop.id"))
    number: Mapped[str]
    product_code: Mapped[str]
    name: Mapped[str]
    price: Mapped[int]
    state: Mapped[str] = mapped_column(default="on_sale")
