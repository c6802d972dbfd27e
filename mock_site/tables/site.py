"""The mall itself, and who is logged in to its sites."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base


class Mall(Base):
    """The one row of a mall: its manager, its clock, its faults, and the seed of its secrets."""

    __tablename__ = "mall"

    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    password: Mapped[str]
    clock: Mapped[datetime]
    seed: Mapped[str]
    faults: Mapped[list[Any]] = mapped_column(default=list)


class Login(Base):
    """A session on a site: its cookie is the token.

    Attributes:
        shop_id: The shop whose seller is logged in, on a seller admin.
        notice: What the next page says at its top: a kind, a text and its gaps.
    """

    __tablename__ = "login"

    token: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[str]
    shop_id: Mapped[int | None]
    notice: Mapped[list[Any]] = mapped_column(default=list)
