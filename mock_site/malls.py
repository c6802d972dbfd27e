"""Malls: a tenant each, with a database file of its own, made from a world."""

import random
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, select
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from mock_site import market
from mock_site.accounts import link
from mock_site.catalogue import MARKETPLACES, PRODUCTS, Marketplace
from mock_site.tables import Base, Key, Login, Mall, Product, Shop
from mock_site.world import ShopWorld, World, secret_value


class MallNotFoundError(KeyError):
    """There is no such mall."""


class Malls:
    """Every mall of the running site."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="mock-site-")
        self._template = Path(self._folder.name) / "template.db"
        engine = _engine(self._template)
        Base.metadata.create_all(engine)
        engine.dispose()
        self._open: dict[str, tuple[Engine, sessionmaker[Session]]] = {}

    def create(self, world: World, mall_id: str | None = None) -> str:
        """Make a mall from *world*, and return its id."""
        mall_id = mall_id or f"m{secrets.token_hex(5)}"
        shutil.copyfile(self._template, self._file(mall_id))
        engine = _engine(self._file(mall_id))
        self._open[mall_id] = (engine, sessionmaker(engine))
        with self.session(mall_id) as session:
            _furnish(session, mall_id, world)
        return mall_id

    @contextmanager
    def session(self, mall_id: str) -> Iterator[Session]:
        """Yield a session on the database of a mall; committed unless something was raised.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        if mall_id not in self._open:
            raise MallNotFoundError(mall_id)
        with self._open[mall_id][1].begin() as session:
            yield session

    def delete(self, mall_id: str) -> None:
        """Drop a mall.

        Raises:
            MallNotFoundError: If there is no such mall.
        """
        if mall_id not in self._open:
            raise MallNotFoundError(mall_id)
        engine, _ = self._open.pop(mall_id)
        engine.dispose()
        for file in Path(self._folder.name).glob(f"{mall_id}.db*"):
            file.unlink()

    def close(self) -> None:
        """Drop every mall."""
        for mall_id in list(self._open):
            self.delete(mall_id)
        self._folder.cleanup()

    def _file(self, mall_id: str) -> Path:
        return Path(self._folder.name) / f"{mall_id}.db"


def _engine(file: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{file}", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def _tune(connection: Any, _: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _furnish(session: Session, mall_id: str, world: World) -> None:
    source = random.Random(mall_id)  # noqa: S311 - stand-ins, not secrets of anybody
    password = secret_value("password", "", source)
    session.add(Mall(id=mall_id, user="manager", password=password, clock=world.clock, faults=[]))
    session.add_all(Product(**product) for product in PRODUCTS[: world.products])
    sites = {"pro", *(one.admin.site for one in MARKETPLACES.values())}
    session.add_all(
        Login(token=secret_value("token", "", source), site=site) for site in sorted(sites)
    )
    for shop in world.shops:
        _open_shop(session, shop, world.clock, source)
    session.flush()


def _open_shop(session: Session, asked: ShopWorld, now: datetime, source: random.Random) -> None:
    marketplace = MARKETPLACES[asked.marketplace]
    password = secret_value("password", "Rv72", source)
    shop = Shop(
        marketplace=marketplace.id,
        public_id=marketplace.field(marketplace.shop_field).value,
        name=marketplace.shop_name,
        user=marketplace.user,
        password=password,
        region=next((one.value for one in marketplace.fields if one.name == "region"), ""),
        information=_information(marketplace),
    )
    session.add(shop)
    session.flush()
    for field in marketplace.fields:
        if field.secret and field.required and field.kind == "text":
            value = secret_value(field.secret, field.last, source)
            market.issue_key(session, shop, field, value, now)
    if asked.linked:
        account = link(session, marketplace, shop, credentials(session, marketplace, shop), now)
        for product in session.scalars(select(Product).order_by(Product.code).limit(asked.listed)):
            market.register_listing(session, account, shop, product)


def _information(marketplace: Marketplace) -> dict[str, Any]:
    return {
        item.name: {key: next(iter(words.values())) for key, words in item.entries.items()}
        for item in marketplace.information
    }


def credentials(session: Session, marketplace: Marketplace, shop: Shop) -> dict[str, str]:
    """Return what a seller types into the account form for *shop*, in the form's order."""
    keys = {
        key.field: key.value
        for key in session.scalars(select(Key).where(Key.shop_id == shop.id).order_by(Key.id))
    }
    typed = {}
    for field in marketplace.typed:
        if field.kind == "password":
            typed[field.name] = shop.password
        else:
            typed[field.name] = keys.get(field.name) or field.value
    return typed
