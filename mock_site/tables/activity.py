"""What has happened in Cafe24 PRO: its notifications."""

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
