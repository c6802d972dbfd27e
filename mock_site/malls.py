"""Malls: a tenant each, with a database file of its own, copied from a template."""

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from mock_site.furnishing import furnish
from mock_site.open_mall import OpenMall
from mock_site.tables import market, pro
from mock_site.tables.base import Base
from mock_site.tables.site import Mall
from mock_site.world import World

TABLES = (market, pro)
_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000")


class MallNotFoundError(KeyError):
    """There is no such mall."""


class Malls:
    """Every mall of the running site."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mock-site-")
        self._template = Path(self._folder.name) / "template.db"
        self._compiled: dict[Any, Any] = {}
        engine = self._engine(self._template)
        Base.metadata.create_all(engine)
        engine.dispose()
        self._open: dict[str, Engine] = {}

    def create(self, world: World, mall_id: str | None = None) -> str:
        """Make a mall from *world*, and return its id."""
        mall_id = mall_id or f"m{secrets.token_hex(5)}"
        file = Path(self._folder.name) / f"{mall_id}.db"
        shutil.copyfile(self._template, file)
        engine = self._engine(file)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            furnish(session, mall_id, world)
        self._open[mall_id] = engine
        return mall_id

    def __contains__(self, mall_id: str) -> bool:
        return mall_id in self._open

    @contextmanager
    def open(self, mall_id: str) -> Iterator[OpenMall]:
        """Yield a mall; what is changed is kept unless something is raised.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        if mall_id not in self:
            raise MallNotFoundError(mall_id)
        with Session(self._open[mall_id], expire_on_commit=False) as session, session.begin():
            yield OpenMall(session, session.scalars(select(Mall)).one())

    def delete(self, mall_id: str) -> None:
        """Drop a mall.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        if mall_id not in self:
            raise MallNotFoundError(mall_id)
        self._open.pop(mall_id).dispose()
        for file in Path(self._folder.name).glob(f"{mall_id}.db*"):
            file.unlink()

    def close(self) -> None:
        """Drop every mall."""
        for mall_id in list(self._open):
            self.delete(mall_id)
        self._folder.cleanup()

    def _engine(self, file: Path) -> Engine:
        # The compiled statements are the same in every mall: compile them once.
        engine = create_engine(
            f"sqlite:///{file}",
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
            execution_options={"compiled_cache": self._compiled},
        )

        @event.listens_for(engine, "connect")
        def _tune(connection: Any, _: Any) -> None:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")

        return engine
