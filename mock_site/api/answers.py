"""What the API of a marketplace answers to each call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from mock_site.api.authentication import authorize
from mock_site.api.consent import exchange_code
from mock_site.api.listings import (
    change_listing,
    market_information,
    register_listing,
    set_listing_state,
)
from mock_site.api.messages import (
    Code,
    Credentials,
    Done,
    Exchanged,
    Grant,
    ListingChange,
    ListingState,
    NewListing,
    Registered,
    Told,
)
from mock_site.api.refusals import RefusedError
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall


@dataclass(frozen=True)
class Answer:
    """An answer as it goes over the wire."""

    status: int
    body: dict[str, Any]


def answer(mall: OpenMall, marketplace: Marketplace, call: str, body: Any) -> Answer:
    """Return the answer to *call*, which is one of CALLS."""
    wanted, make = CALLS[call]
    try:
        message = wanted.model_validate(body)
    except ValidationError as error:
        where = ".".join(str(one) for one in error.errors()[0]["loc"])
        return Answer(400, {"error": {"reason": "bad_request", "code": where}})
    try:
        return Answer(200, make(mall, marketplace, message).model_dump(mode="json"))
    except RefusedError as error:
        status = marketplace.refusal_status(error.reason, of_keys=error.is_of_keys)
        return Answer(status, {"error": {"reason": error.reason, "code": error.code}})


def _authorize(mall: OpenMall, marketplace: Marketplace, asked: Credentials) -> Grant:
    return authorize(mall, marketplace, asked.keys)


def _exchange(mall: OpenMall, marketplace: Marketplace, asked: Code) -> Exchanged:
    return exchange_code(mall, marketplace, asked.code, asked.shop_id, asked.region)


def _information(mall: OpenMall, marketplace: Marketplace, asked: Credentials) -> Told:
    return Told(information=market_information(mall, marketplace, asked.keys))


def _register(mall: OpenMall, marketplace: Marketplace, asked: NewListing) -> Registered:
    number = register_listing(mall, marketplace, asked.keys, asked.code, asked.goods)
    return Registered(number=number)


def _change(mall: OpenMall, marketplace: Marketplace, asked: ListingChange) -> Done:
    change_listing(mall, marketplace, asked.keys, asked.number, asked.goods)
    return Done()


def _set_state(mall: OpenMall, marketplace: Marketplace, asked: ListingState) -> Done:
    set_listing_state(mall, marketplace, asked.keys, asked.number, asked.state)
    return Done()


CALLS: Mapping[str, tuple[type[BaseModel], Callable[[OpenMall, Marketplace, Any], BaseModel]]] = {
    "authorize": (Credentials, _authorize),
    "exchange": (Code, _exchange),
    "information": (Credentials, _information),
    "register": (NewListing, _register),
    "change": (ListingChange, _change),
    "state": (ListingState, _set_state),
}
