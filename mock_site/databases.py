"""The database files of malls: two each, one for each side, copied from templates."""

import fcntl
import shutil
import sqlite3
import threading
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateTable

from mock_site.renewal import renew_shops
from mock_site.tables.base import Base
from mock_site.tables.sides import SIDES, Side, tables_of
from mock_site.tables.site import Mall

# Nobody but this process reads the files, and a kill of it loses nothing that was written.
_PRAGMAS = ("locking_mode=EXCLUSIVE", "synchronous=OFF")
_TEMPLATE = "template"


class FolderError(Exception):
    """The folder for the databases cannot be used; says why."""


@dataclass
class Database:
    """One side of a mall: one connection, used by one thread at a time."""

    connection: Connection
    lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Yield a session; what is changed is kept unless something is raised."""
        with Session(self.connection, expire_on_commit=False) as session, session.begin():
            yield session


Sides = Mapping[Side, Database]


class Databases:
    """The folder that holds them."""

    def __init__(self, folder: Path) -> None:
        """Take *folder*, which is made if it is not there.

        Raises:
            FolderError: If it cannot be written, or another site uses it.
        """
        self._folder = folder
        self._lock = _locked(folder)
        self._connecting = threading.local()
        # One engine for all files: what it has compiled once serves every mall.
        self._engine = create_engine("sqlite://", creator=self._connect, poolclass=NullPool)
        for side in SIDES:
            for file in self._folder.glob(f"{_TEMPLATE}.{side}.db*"):
                file.unlink()
            with self._opened(self._file(_TEMPLATE, side)) as connection, connection.begin():
                Base.metadata.create_all(connection, tables=tables_of(side))
                connection.exec_driver_sql(f"PRAGMA user_version = {_version(side)}")
            self._write_ahead(self._file(_TEMPLATE, side))

    @staticmethod
    def _write_ahead(file: Path) -> None:
        """Let *file*, and every copy of it, be written ahead into a log."""
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()

    def create(self, mall_id: str) -> Sides:
        """Return the empty databases of a new mall."""
        for side in SIDES:
            shutil.copyfile(self._file(_TEMPLATE, side), self._file(mall_id, side))
        return self._sides(mall_id)

    def stored(self) -> dict[str, Sides]:
        """Return the malls that are there, the oldest first; what was never finished is dropped.

        Raises:
            FolderError: If another version of the site made them.
        """
        ids = [one.name.removesuffix(".pro.db") for one in self._folder.glob("*.pro.db")]
        found = {one: self._sides(one) for one in ids if one != _TEMPLATE}
        made = {mall_id: self._made(sides) for mall_id, sides in found.items()}
        for mall_id, at in made.items():
            if at is None:
                self.delete(mall_id, found.pop(mall_id))
        for sides in found.values():
            with sides["market"].session() as session:
                renew_shops(session)
        return dict(sorted(found.items(), key=lambda one: made[one[0]] or 0))

    def _made(self, sides: Sides) -> int | None:
        """Return when a mall was made, in ns; nothing if it never was, to its end."""
        for side, one in sides.items():
            version = one.connection.exec_driver_sql("PRAGMA user_version").scalar()
            one.connection.commit()
            if version not in {0, _version(side)}:
                raise FolderError(f"{self._folder} holds malls of another version of this site")
            if version == 0:
                return None
        with sides["pro"].session() as session:
            row = session.scalar(select(Mall))
        return row.made_at if row is not None else None

    def delete(self, mall_id: str, sides: Sides) -> None:
        """Close the databases of a mall, and delete them."""
        for one in sides.values():
            one.connection.close()
        for file in self._folder.glob(f"{mall_id}.*"):
            file.unlink()

    def close(self) -> None:
        """Let others use the folder."""
        self._lock.close()

    def _sides(self, mall_id: str) -> Sides:
        return {side: Database(self._opened(self._file(mall_id, side))) for side in SIDES}

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


def _locked(folder: Path) -> IO[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".lock").open("w")
    except OSError as error:
        raise FolderError(f"{folder} cannot be used: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise FolderError(f"{folder} is in use by another mock site") from None
    return lock


def _version(side: Side) -> int:
    """Return a number that tells the tables of a side from those of other versions."""
    text = "".join(str(CreateTable(one)) for one in tables_of(side))
    return zlib.crc32(text.encode()) >> 1
