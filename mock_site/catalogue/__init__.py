"""The catalogue: what is known of each marketplace, and the store's products."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Words = Mapping[str, str]
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Field:
    """One field of the account form.

    Attributes:
        kind: text, password, select, readonly or consent.
        secret: The kind of secret it holds, if any; shown by its last four characters.
        days: How long its value is valid from issue, in days.
        value: What the seller's shop has here, if it is no secret.
        last: The last four characters of the shop's secret.
    """

    name: str
    label: Words
    kind: str
    help: Words
    note: Words
    required: bool = False
    secret: str | None = None
    format: str | None = None
    options: tuple[str, ...] = ()
    days: int | None = None
    value: str = ""
    last: str = ""


@dataclass(frozen=True)
class Item:
    """One item of market information, and where its entries are edited."""

    name: str
    label: Words
    place: Words
    entries: Mapping[str, Words] = field(default_factory=dict)
    editable: bool = True


@dataclass(frozen=True)
class Admin:
    """The seller admin of a marketplace: its name, languages, colours and menu."""

    site: str
    name: str
    languages: tuple[str, ...]
    theme: str
    menu: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Words]


@dataclass(frozen=True)
class Marketplace:
    """One marketplace as Cafe24 PRO sees it, and as the seller sees it."""

    id: str
    name: Words
    shop_field: str
    shop_name: str
    user: str
    fields: tuple[Field, ...]
    information: tuple[Item, ...]
    admin: Admin
    refused: Words
    first_number: int
    number_format: str
    new_return_address: str

    def field(self, name: str) -> Field:
        """Return one field by its name."""
        return next(one for one in self.fields if one.name == name)

    @property
    def typed(self) -> list[Field]:
        """The fields that a person types or selects, and must not leave empty."""
        return [one for one in self.fields if one.required and one.kind != "consent"]


def _load(file: Path) -> Marketplace:
    data = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    admin = data.pop("admin")
    return Marketplace(
        fields=tuple(
            Field(**{**one, "options": tuple(one.get("options", ()))}) for one in data.pop("fields")
        ),
        information=tuple(Item(**one) for one in data.pop("information")),
        admin=Admin(
            **{**admin, "languages": tuple(admin["languages"]), "menu": tuple(admin["menu"])}
        ),
        **data,
    )


MARKETPLACES: Mapping[str, Marketplace] = {
    one.id: one for one in map(_load, sorted((_FOLDER / "marketplaces").glob("*.yaml")))
}
PRODUCTS: tuple[Mapping[str, Any], ...] = (
    {"code": "P000BGOU", "name": "Linen Tote Bag", "price": 3200},
    {"code": "P000BGPA", "name": "Hanji Desk Lamp", "price": 7800},
    {"code": "P000BGPK", "name": "Celadon Tea Cup", "price": 2400},
    {"code": "P000BGQC", "name": "Cotton Day Pouch", "price": 1900},
    {"code": "P000BGQX", "name": "Walnut Phone Stand", "price": 4100},
)


def marketplace_of_site(site: str) -> Marketplace:
    """Return the marketplace whose seller admin is *site*."""
    return next(one for one in MARKETPLACES.values() if one.admin.site == site)
