"""Malls: a tenant each, with a database file of its own, copied from a template."""

import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from mock_site.furnishing import furnish
from mock_site.open_mall import OpenMall
from mock_site.tables.base import Base
from mock_site.tables.site import Mall
from mock_site.world import World

_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000")


class MallNotFoundError(KeyError):
    """There is no such mall."""


class Malls:
    """Every mall of the running site: one connection each, to a database file of its own."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mock-site-")
        self._template = self._file("template")
        self._connecting = self._template
        # One engine for all files: what it has compiled once serves every mall.
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        with self._engine.begin() as connection:
            Base.metadata.create_all(connection)
        self._open: dict[str, Connection] = {}

    def create(self, world: World, mall_id: str | None = None) -> str:
        """Make a mall from *world*, and return its id."""
        mall_id = mall_id or f"m{secrets.token_hex(5)}"
        self._connecting = self._file(mall_id)
        shutil.copyfile(self._template, self._connecting)
        connection = self._engine.connect()
        with Session(connection, expire_on_commit=False) as session, session.begin():
            furnish(session, mall_id, world)
        self._open[mall_id] = connection
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
        self._open.pop(mall_id).close()
        for file in Path(self._folder.name).glob(f"{mall_id}.db*"):
            file.unlink()

    def close(self) -> None:
        """Drop every mall."""
        for mall_id in list(self._open):
            self.delete(mall_id)
        self._folder.cleanup()

    def _file(self, name: str) -> Path:
        return Path(self._folder.name) / f"{name}.db"

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._connecting, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection
