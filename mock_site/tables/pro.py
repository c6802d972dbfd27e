"""What Cafe24 PRO keeps: the store's products, its accounts, and what it has synced."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base


class Product(Base):
    """A product of the store; `options` are the names of what buyers choose, such as Colour."""

    __tablename__ = "product"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    price: Mapped[int]
    stock: Mapped[int]
    options: Mapped[list[Any]]


class Account(Base):
    """A marketplace account that is linked in Cafe24 PRO.

    Attributes:
        stored: The fields as saved, and the keys that the marketplace issued on linking.
        refused: Why the marketplace refused these keys the last time, if it did.
        snapshot: Market information by item and entry, as it was last retrieved.
        changes: What the last retrieve added, changed and removed; nothing before the second.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    shop_id: Mapped[str]
    alias: Mapped[str] = mapped_column(default="")
    stored: Mapped[dict[str, Any]]
    refused: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None]
    retrieved_at: Mapped[datetime | None]
    snapshot: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changes: Mapped[list[Any] | None] = mapped_column(default=None)


class Synced(Base):
    """A product that is synced to a shop at a marketplace.

    Attributes:
        number: The marketplace's number of it; empty before it was registered there.
        state: draft, sync_pending, for_sale, archived, not_for_sale, failed or unsynced.
        deadline: Until when a pending sync can be removed before the product goes on sale.
        ends_at: When its sale period is over.
        template: The name of the template that it was registered with.
    """

    __tablename__ = "synced"

    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    shop_id: Mapped[str]
    product_code: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="draft")
    deadline: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    template: Mapped[str] = mapped_column(default="")


class Template(Base):
    """What of an account's market information is preset for its products.

    Attributes:
        chosen: The entry that is preset, by item.
        default: Whether products are registered with it; one is, of those of an account.
    """

    __tablename__ = "template"

    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    shop_id: Mapped[str]
    name: Mapped[str]
    chosen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    default: Mapped[bool] = mapped_column(default=False)


class Authorization(Base):
    """A marketplace's consent that was asked for while a form was filled in.

    Attributes:
        typed: What stood in the form, to be shown again after the way back.
        account_id: The account that is authorized anew; none for a new one.
        outcome: pending, granted, or why it failed: declined, other_shop, other_country.
    """

    __tablename__ = "authorization"

    state: Mapped[str] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    typed: Mapped[dict[str, Any]]
    account_id: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(default="pending")
    token: Mapped[str] = mapped_column(default="")
    expires_at: Mapped[datetime | None]
