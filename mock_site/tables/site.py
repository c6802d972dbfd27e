"""The mall itself, and who is logged in to its sites."""

import time
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from mock_site.tables.base import Base


class Mall(Base):
    """The one row of a mall: its manager, its clock, its faults, and the seed of its secrets.

    Attributes:
        session_minutes: How long a login to Cafe24 PRO lasts while nothing is done; without it,
            time ends no login.
        made_at: When the mall was made, in ns of the machine's own clock.
    """

    __tablename__ = "mall"

    id: Mapped[str] = mapped_column(primary_key=True)
    user: Mapped[str]
    password: Mapped[str]
    clock: Mapped[datetime]
    seed: Mapped[str]
    faults: Mapped[list[Any]] = mapped_column(default=list)
    session_minutes: Mapped[int | None]
    made_at: Mapped[int] = mapped_column(default=time.time_ns)


class Login(Base):
    """A session on a site: its cookie is the token.

    Attributes:
        user: The sub-admin of the store who is logged in to Cafe24 PRO; empty for its owner.
        seen_at: When something was last done with it, where logins end.
        shop_id: The shop whose seller is logged in, on a seller admin.
        notice: What the next page says at its top: a kind, a text and its gaps.
    """

    __tablename__ = "login"

    token: Mapped[str] = mapped_column(primary_key=True)
    site: Mapped[str]
    user: Mapped[str] = mapped_column(default="")
    seen_at: Mapped[datetime | None]
    shop_id: Mapped[int | None]
    notice: Mapped[list[Any]] = mapped_column(default=list)
