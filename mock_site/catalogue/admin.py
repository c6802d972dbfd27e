"""The shape of a seller admin in a catalogue entry: menu, words, colours and consent pages."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field as Limited

from mock_site.catalogue.shape import Shape, Source, Words


class Entry(Shape):
    """An entry of a seller admin's menu, and what is beneath it."""

    label: Words
    path: str
    children: tuple["Entry", ...] = ()

    def walk(self) -> Iterator["Entry"]:
        """Yield this entry and all beneath it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def way_to(self, path: str) -> list["Entry"]:
        """Return this entry and those beneath it that lead to *path*; nothing if none does."""
        if self.path == path:
            return [self]
        return next(([self, *way] for one in self.children if (way := one.way_to(path))), [])


class ConsentPages(Shape):
    """The words of the marketplace's own login and consent; shared ones where it has none.

    Attributes:
        shops: Whether the seller ticks shops, or the login stands for all of its shops.
        country: Whether the country is chosen on the login page.
    """

    shops: Literal["tick", "all"] = "all"
    country: bool = False
    login: Words = Limited(default_factory=dict)
    account: Words = Limited(default_factory=dict)
    lead: Words = Limited(default_factory=dict)
    lasts: Words = Limited(default_factory=dict)
    confirm: Words = Limited(default_factory=dict)


NONE, PENDING, APPROVED = "none", "pending", "approved"


class UserField(Shape):
    """What is asked about a sub-admin, and Cafe24's answer; *repeats* names a field typed twice."""

    label: Words
    value: str
    repeats: str = ""


class Users(Shape):
    """The sub-admin that the seller adds for Cafe24.

    Attributes:
        setting: The choice that says how far it is: none, pending or approved.
        permission: The choice that says what it may do.
        mail: The field with the address that the invitation goes to.
    """

    setting: str
    permission: str
    mail: str
    fields: Mapping[str, UserField]
    source: Source


class Admin(Shape):
    """The seller admin of a marketplace: its name, languages, menu, words and colours.

    Attributes:
        theme: Its colours, by the names that base.css gives them.
        confirmed: Pages of settings whose changes hold only after a second, confirming page.
        users: Its sub-admins, where Cafe24 needs to be one: the page /users.
    """

    site: str
    name: str
    languages: tuple[str, ...]
    menu: tuple[Entry, ...]
    words: Mapping[str, Words]
    theme: Mapping[str, str]
    source: Source
    confirmed: tuple[str, ...] = ()
    consent: ConsentPages = ConsentPages()
    users: Users | None = None

    def way_to(self, path: str) -> list[Entry]:
        """Return the menu entries that lead to *path*, from the top."""
        return next((way for top in self.menu if (way := top.way_to(path))), [])

    def find(self, path: str) -> Entry | None:
        """Return the menu entry that leads to *path*."""
        return next((one for top in self.menu for one in top.walk() if one.path == path), None)
