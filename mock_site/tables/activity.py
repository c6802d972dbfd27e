"""What has happened in Cafe24 PRO: its notifications, and its work at the marketplaces."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base


class Notification(Base):
    """Something that a seller should know; its words are made when it is read.

    Attributes:
        key: What it is about, where that is to be told once only.
        kind: Which text tells it; `facts` fill its gaps.
        read_by: The users who have opened it.
    """

    __tablename__ = "notification"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str]
    at: Mapped[datetime]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    read_by: Mapped[list[Any]] = mapped_column(default=list)


class Transfer(Base):
    """One job for a product at a marketplace, as the work status lists it.

    Attributes:
        account: What the account was called.
        number: The marketplace's number of the product, once there is one.
        job: register, resume, stop or end (of the sale period).
        outcome: queued, done or failed.
        reason: Why it failed; `code` is what the marketplace itself said.
    """

    __tablename__ = "transfer"

    id: Mapped[int] = mapped_column(primary_key=True)
    marketplace: Mapped[str]
    shop_id: Mapped[str]
    account: Mapped[str]
    product_code: Mapped[str]
    product_name: Mapped[str]
    number: Mapped[str] = mapped_column(default="")
    job: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="queued")
    reason: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
