"""How Cafe24 PRO speaks to the API of a marketplace, and what it makes of the answers."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from mock_site.api import messages
from mock_site.api.messages import Code, Credentials, Exchanged, Grant, Information, Keys
from mock_site.api.refusals import NoAnswerError, RefusedError
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.pro import Product

TIMEOUT = 3.0
"""For how many seconds Cafe24 PRO waits for an answer [inferred]."""

Answer = TypeVar("Answer", bound=BaseModel)


class BackDoor(Protocol):
    """Opens the marketplaces' own side of a mall."""

    def __call__(self) -> AbstractContextManager[OpenMall]:
        """Return the side, open."""
        ...


class HttpMarkets:
    """The marketplaces of one mall, over HTTP on this machine."""

    def __init__(self, client: httpx.Client, mall_id: str, address: str, door: BackDoor) -> None:
        self._client, self._mall_id, self.records = client, mall_id, door
        self._host, _, self._port = address.rpartition(":")

    def ask(self, site: str, call: str, body: Mapping[str, Any]) -> Any:
        """Return the answer to *call* as plain data.

        Raises:
            RefusedError: If the marketplace refuses.
            NoAnswerError: If there is no answer of use.
        """
        # Names below localhost are not known to every resolver: the header tells them apart.
        host = {"Host": f"{self._mall_id}.{site}-api.localhost:{self._port}"}
        address = f"http://{self._host}:{self._port}/{call}"
        try:
            answer = self._client.post(address, json=body, headers=host)
            return _content(answer)
        except httpx.TimeoutException:
            raise NoAnswerError("no_answer") from None
        except httpx.TransportError:
            raise NoAnswerError("no_connection") from None


def _content(answer: httpx.Response) -> Any:
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        raise NoAnswerError("unavailable", f"HTTP {answer.status_code}")
    if answer.is_server_error:
        raise NoAnswerError("failing", f"HTTP {answer.status_code}")
    try:
        content = answer.json()
    except ValueError:
        raise NoAnswerError("garbled") from None
    return content_of(content)


def content_of(content: Any) -> Any:
    """Return what the API tells.

    Raises:
        RefusedError: If what it tells is an error: some marketplaces have status 200 for all.
    """
    if isinstance(content, dict) and "error" in content:
        raise _refusal(content["error"])
    return content


def _refusal(error: Any) -> RefusedError:
    reason = error.get("reason") if isinstance(error, dict) else None
    if not isinstance(reason, str):
        return NoAnswerError("garbled")
    return RefusedError(reason, str(error.get("code", "")))


def _ask(
    mall: OpenMall, marketplace: Marketplace, call: str, body: BaseModel, wanted: type[Answer]
) -> Answer:
    content = mall.markets.ask(marketplace.admin.site, call, body.model_dump(mode="json"))
    try:
        return wanted.model_validate(content)
    except ValidationError:
        raise NoAnswerError("garbled") from None


def authorize(mall: OpenMall, marketplace: Marketplace, typed: Keys) -> Grant:
    """Ask for access to a shop with all that a seller typed."""
    return _ask(mall, marketplace, "authorize", Credentials(keys=typed), Grant)


def exchange_code(
    mall: OpenMall, marketplace: Marketplace, code: str, shop_id: str, region: str
) -> Exchanged:
    """Exchange the code of a consent for the key to a shop."""
    asked = Code(code=code, shop_id=shop_id, region=region)
    return _ask(mall, marketplace, "exchange", asked, Exchanged)


def market_information(mall: OpenMall, marketplace: Marketplace, keys: Keys) -> Information:
    """Return what is set up in the shop that *keys* open."""
    asked = Credentials(keys=keys)
    return _ask(mall, marketplace, "information", asked, messages.Told).information


def register_listing(mall: OpenMall, marketplace: Marketplace, keys: Keys, product: Product) -> str:
    """Register a product, and return the number of its listing."""
    asked = messages.NewListing(keys=keys, code=product.code, goods=_goods(product))
    return _ask(mall, marketplace, "register", asked, messages.Registered).number


def change_listing(
    mall: OpenMall, marketplace: Marketplace, keys: Keys, number: str, product: Product
) -> None:
    """Let a listing be what *product* is now."""
    asked = messages.ListingChange(keys=keys, number=number, goods=_goods(product))
    _ask(mall, marketplace, "change", asked, messages.Done)


def _goods(product: Product) -> messages.Goods:
    return messages.Goods(
        name=product.name, stock=product.stock, options=tuple(map(str, product.options))
    )


def set_listing_state(
    mall: OpenMall, marketplace: Marketplace, keys: Keys, number: str, state: str
) -> None:
    """Stop (`stopped`) or resume (`on_sale`) the sales of a listing."""
    asked = messages.ListingState.model_validate({"keys": keys, "number": number, "state": state})
    _ask(mall, marketplace, "state", asked, messages.Done)
