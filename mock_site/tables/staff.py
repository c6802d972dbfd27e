"""The sub-admins of the store."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base

GRANTABLE = ("accounts", "products", "transfers")
"""The menus that a sub-admin may be allowed."""


class Staff(Base):
    """A sub-admin; one that is deleted keeps its id, so that nobody gets it again.

    Attributes:
        password: Salt and hash.
        menus: The menus that the owner has allowed.
    """

    __tablename__ = "staff"

    user: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    password: Mapped[str]
    menus: Mapped[list[Any]] = mapped_column(default=list)
    added_at: Mapped[datetime]
    deleted: Mapped[bool] = mapped_column(default=False)
