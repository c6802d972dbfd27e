"""Malls: a tenant each, with two database files of its own, copied from templates."""

import secrets
import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from mock_site.furnishing import furnish
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import TIMEOUT, HttpMarkets
from mock_site.tables.base import Base
from mock_site.tables.sides import SIDES, Side, tables_of
from mock_site.tables.site import Mall
from mock_site.world import World

_PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=OFF")


class MallNotFoundError(KeyError):
    """There is no such mall."""


@dataclass
class _Database:
    """One side of a mall: one connection, used by one thread at a time."""

    connection: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)


class Malls:
    """Every mall of the running site.

    Who holds Cafe24 PRO's side of a mall may ask for the marketplaces' side; never the other way
    round, so that nobody waits for ever.
    """

    def __init__(self, folder: Path, address: str) -> None:
        """Keep the databases in *folder*; the site itself is reached at *address*."""
        self._folder, self._address = folder, address
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False)
        self._connecting = threading.local()
        # One engine for all files: what it has compiled once serves every mall.
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        self._open: dict[str, dict[Side, _Database]] = {}
        self._faults: dict[str, tuple[str, ...]] = {}
        for side in SIDES:
            with self._opened(self._template(side)) as connection, connection.begin():
                Base.metadata.create_all(connection, tables=tables_of(side))

    def create(self, world: World, mall_id: str | None = None) -> str:
        """Make a mall from *world*, and return its id."""
        mall_id = mall_id or f"m{secrets.token_hex(5)}"
        sides = {side: self._new_database(mall_id, side) for side in SIDES}
        with _session(sides["market"]) as market, _session(sides["pro"]) as pro:
            furnish(pro, market, mall_id, world)
        self._open[mall_id] = sides
        self._faults[mall_id] = world.faults
        return mall_id

    def __contains__(self, mall_id: str) -> bool:
        return mall_id in self._open

    @contextmanager
    def open(self, mall_id: str, side: Side) -> Iterator[OpenMall]:
        """Yield a side of a mall; what is changed is kept unless something is raised.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        sides = self._open.get(mall_id)
        if sides is None:
            raise MallNotFoundError(mall_id)
        door = partial(self.open, mall_id, "market")
        markets = HttpMarkets(self._client, mall_id, self._address, door)
        with sides[side].lock:
            if mall_id not in self:
                raise MallNotFoundError(mall_id)
            with _session(sides[side]) as session:
                yield OpenMall(session, session.scalars(select(Mall)).one(), markets)

    def faults(self, mall_id: str) -> tuple[str, ...]:
        """Return the faults that are on in a mall; none if there is no such mall."""
        return self._faults.get(mall_id, ())

    def switch(self, mall_id: str, faults: Sequence[str]) -> None:
        """Switch on *faults* in a mall, and all others off.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        with self.both(mall_id) as sides:
            for one in sides:
                one.row.faults = list(faults)
            self._faults[mall_id] = tuple(faults)

    @contextmanager
    def both(self, mall_id: str) -> Iterator[tuple[OpenMall, OpenMall]]:
        """Yield Cafe24 PRO's side and the marketplaces'; meanwhile neither can ask the other.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        with self.open(mall_id, "pro") as pro, self.open(mall_id, "market") as market:
            yield pro, market

    def delete(self, mall_id: str) -> None:
        """Drop a mall.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        sides = self._open.get(mall_id)
        if sides is None:
            raise MallNotFoundError(mall_id)
        with sides["pro"].lock, sides["market"].lock:
            if self._open.pop(mall_id, None) is None:
                raise MallNotFoundError(mall_id)
            self._faults.pop(mall_id, None)
            for one in sides.values():
                one.connection.close()
        for file in self._folder.glob(f"{mall_id}.*"):
            file.unlink()

    def close(self) -> None:
        """Close every database; the files stay."""
        self._client.close()
        for sides in self._open.values():
            for one in sides.values():
                one.connection.close()
        self._open.clear()

    def _new_database(self, mall_id: str, side: Side) -> _Database:
        file = self._file(mall_id, side)
        shutil.copyfile(self._template(side), file)
        return _Database(self._opened(file))

    def _template(self, side: Side) -> Path:
        return self._file("template", side)

    def _file(self, name: str, side: Side) -> Path:
        return self._folder / f"{name}.{side}.db"

    def _opened(self, file: Path) -> Connection:
        self._connecting.file = file
        return self._engine.connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._connecting.file, check_same_thread=False)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection


@contextmanager
def _session(database: _Database) -> Iterator[Session]:
    with Session(database.connection, expire_on_commit=False) as session, session.begin():
        yield session
