"""What goes over the wire between Cafe24 PRO and the API of a marketplace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from mock_site.catalogue.rules import LARGEST_NUMBER

Keys = Mapping[str, str]
Information = Mapping[str, Mapping[str, str]]


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Credentials(_Message):
    """All that a seller typed, by field; or the keys that an account holds."""

    keys: Keys


class Grant(_Message):
    """What the marketplace grants on linking.

    Attributes:
        shop_id: The public id of the shop.
        keys: Keys that it makes for Cafe24 PRO, by field.
        expires_at: When the first of all its keys ends; nothing if none does, or it is not told.
    """

    shop_id: str
    keys: Keys
    expires_at: datetime | None


class Code(_Message):
    """The code of a consent, and the shop that it should be for."""

    code: str
    shop_id: str
    region: str


class Exchanged(_Message):
    """What a code was exchanged for: the key to a shop."""

    shop_id: str
    key: str
    expires_at: datetime | None


class Goods(_Message):
    """What a product is: its name, how many there are, and the names of its options."""

    name: str
    stock: int = Field(ge=0, le=LARGEST_NUMBER)
    options: tuple[str, ...]


class NewListing(_Message):
    """A product to register."""

    keys: Keys
    code: str
    goods: Goods


class ListingChange(_Message):
    """A listing whose product is another one now."""

    keys: Keys
    number: str
    goods: Goods


class Registered(_Message):
    """The number of a listing."""

    number: str


class ListingState(_Message):
    """A listing to stop, or to put on sale again."""

    keys: Keys
    number: str
    state: Literal["on_sale", "stopped"]


class Told(_Message):
    """The market information of a shop, by item and entry."""

    information: Information


class Done(_Message):
    """What was asked is done, and there is nothing to tell."""
