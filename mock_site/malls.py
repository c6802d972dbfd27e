"""Malls: a tenant each, with two databases of its own."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx
from sqlalchemy import select

from mock_site.databases import Databases, Sides
from mock_site.furnishing import furnish
from mock_site.open_mall import Issued, OpenMall
from mock_site.pro.market_client import TIMEOUT, HttpMarkets
from mock_site.tables.sides import Side
from mock_site.tables.site import Mall
from mock_site.world import World

Seen = TypeVar("Seen")


class MallNotFoundError(KeyError):
    """There is no such mall."""


class Malls:
    """Every mall of the running site.

    Who holds Cafe24 PRO's side of a mall may ask for the marketplaces' side; never the other way
    round, so that nobody waits for ever.
    """

    def __init__(self, folder: Path, address: str) -> None:
        """Keep the databases in *folder*, and open those that are there.

        The site itself is reached at *address*.

        Raises:
            FolderError: If the folder cannot be used.
        """
        self._address = address
        self._client = httpx.Client(timeout=TIMEOUT, trust_env=False)
        self._databases = Databases(folder)
        self._open: dict[str, Sides] = self._databases.stored()
        self._faults: dict[str, tuple[str, ...]] = {}
        self._issued: defaultdict[str, Issued] = defaultdict(Issued)
        for mall_id in self._open:
            with self.open(mall_id, "pro") as pro:
                self._faults[mall_id] = tuple(pro.row.faults)

    def create(
        self,
        world: World,
        look: Callable[[OpenMall, OpenMall], Seen],
        mall_id: str | None = None,
    ) -> Seen:
        """Make a mall from *world*, and return what *look* sees of its two sides."""
        mall_id = mall_id or f"m{secrets.token_hex(5)}"
        sides = self._databases.create(mall_id)
        try:
            # The marketplaces' side is written first: who has Cafe24 PRO's has both.
            with sides["pro"].session() as pro, sides["market"].session() as market:
                made = furnish(pro, market, mall_id, world, self._issued[mall_id])
                seen, faults = look(*made), tuple(made[0].row.faults)
        except BaseException:
            self._databases.delete(mall_id, sides)
            self._issued.pop(mall_id, None)
            raise
        self._open[mall_id] = sides
        self._faults[mall_id] = faults
        return seen

    @property
    def ids(self) -> list[str]:
        """The ids of all malls, the oldest first."""
        return list(self._open)

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
            with sides[side].session() as session:
                row, issued = session.scalars(select(Mall)).one(), self._issued[mall_id]
                yield OpenMall(session, row, markets, issued)

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
            self._issued.pop(mall_id, None)
            self._databases.delete(mall_id, sides)

    def close(self) -> None:
        """Close every database; the files stay."""
        self._client.close()
        for sides in self._open.values():
            for one in sides.values():
                one.connection.close()
        self._open.clear()
        self._databases.close()
