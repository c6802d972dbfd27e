"""The shape of a marketplace's catalogue entry."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Any, Self

Words = Mapping[str, str]
ADDRESS, LIST = "address", "list"


@dataclass(frozen=True)
class Field:
    """One field of the account form.

    Attributes:
        kind: text, password, select, readonly or consent.
        secret: The shape of the secret it holds, if it holds one.
        format: What a value must match, as a whole.
        days: How long its value is valid from issue; no end without.
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

    @property
    def is_typed(self) -> bool:
        """Whether a person types or selects its value."""
        return self.kind in {"text", "password", "select"}

    def accepts(self, value: str) -> bool:
        """Return whether *value* has the form of such a value; an empty one has."""
        if not value:
            return True
        if self.options:
            return value in self.options
        return self.format is None or re.fullmatch(self.format, value) is not None


@dataclass(frozen=True)
class Item:
    """One item of market information.

    Attributes:
        kind: address or list.
        place: Where it is set, as the seller admin writes it.
        gloss: The same in the reader's language, where it differs.
        entries: What a shop has here at first, by number.
    """

    name: str
    kind: str
    label: Words
    place: Mapping[str, str]
    steps: Words
    entries: Mapping[str, str] = attribute(default_factory=dict)
    needed: bool = False


@dataclass(frozen=True)
class Entry:
    """An entry of a seller admin's menu, and what is beneath it."""

    label: Words
    path: str
    children: tuple["Entry", ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read an entry, and all beneath it."""
        children = tuple(cls.from_data(one) for one in data.get("children", ()))
        return cls(data["label"], data["path"], children)

    def walk(self) -> Iterator["Entry"]:
        """Yield this entry and all beneath it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class Admin:
    """The seller admin of a marketplace: its name, languages, menu and words.

    Attributes:
        delay: How many minutes a key that was issued anew takes to work.
    """

    site: str
    name: str
    languages: tuple[str, ...]
    menu: tuple[Entry, ...]
    words: Mapping[str, Words]
    delay: int = 0

    def find(self, path: str) -> Entry | None:
        """Return the menu entry that leads to *path*."""
        return next((one for top in self.menu for one in top.walk() if one.path == path), None)


@dataclass(frozen=True)
class Marketplace:
    """One marketplace as Cafe24 PRO sees it, and as the seller sees it.

    Attributes:
        shop_field: The field that says which shop it is.
        shops: The shops that a world may hold: id, name, user, and the fields that are no secret.
        refused: What Cafe24 PRO says when the marketplace does not know the account.
    """

    id: str
    name: Words
    shop_field: str
    shops: tuple[Mapping[str, Any], ...]
    fields: tuple[Field, ...]
    information: tuple[Item, ...]
    admin: Admin
    refused: Words
    first_number: int
    number_format: str

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Self:
        """Read the entry of a marketplace."""
        admin = data.pop("admin")
        return cls(
            fields=tuple(
                Field(**{**one, "options": tuple(one.get("options", ()))})
                for one in data.pop("fields")
            ),
            information=tuple(Item(**one) for one in data.pop("information")),
            shops=tuple(data.pop("shops")),
            admin=Admin(
                languages=tuple(admin.pop("languages")),
                menu=tuple(Entry.from_data(one) for one in admin.pop("menu")),
                **admin,
            ),
            **data,
        )

    def field(self, name: str) -> Field:
        """Return one field by its name."""
        return next(one for one in self.fields if one.name == name)

    def item(self, name: str) -> Item | None:
        """Return one item of market information by its name."""
        return next((one for one in self.information if one.name == name), None)

    @property
    def consent_field(self) -> Field | None:
        """The field that the marketplace itself fills by its consent, if it works that way."""
        return next((one for one in self.fields if one.kind == "consent"), None)

    @property
    def typed(self) -> list[Field]:
        """The required fields that a person types or selects, in the form's order."""
        return [one for one in self.fields if one.required and one.is_typed]
