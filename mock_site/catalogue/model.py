"""The shape of a marketplace's catalogue entry."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import Field as Limited
from pydantic import model_validator

from mock_site.catalogue.admin import APPROVED, NONE, PENDING, Admin
from mock_site.catalogue.rules import Condition, Refusal, Selling, Setting, unknown_names
from mock_site.catalogue.shape import Shape, Source, Words
from mock_site.secret_values import PUBLIC_SHAPES

ADDRESS, LIST = "address", "list"
Kind = Literal[
    "login_and_key",
    "key_pair",
    "consent",
    "consent_with_key",
    "signed_key",
    "key_with_ip",
    "seller_id",
    "contract",
    "plain_key",
]


class Mistake(Shape):
    """A value that sellers are known to enter by mistake, and what helps them."""

    pattern: str
    says: Words


class Field(Shape):
    """One field of the account form.

    Attributes:
        secret: The shape of the secret it holds, if it holds one (mock_site.secret_values).
        format: What a value must match, as a whole.
        mistakes: Values of the wrong form that get an answer of their own.
        days: How long its value is valid from issue; no end without.
        delay: How many minutes a value that was issued anew takes to work.
        first_delay: How many it takes if there was none before; by default as many.
        reissue_days: From how many days before its end it can be issued anew; a seller who wants
            that earlier deletes it first.
        active: How many values may be in use at a time.
        renewable: Whether the seller can have a new value issued, although it has no end.
        issued_with: The field that a new value is issued together with.
        version_of: The key whose version number it holds.
        needs_key: The key without which a consent ends after `short_hours`.
        ends_with_password: Whether a change of the seller's password ends its value.
        shows: What a read-only field shows: its value, or when the account expires.
        place: Where the seller finds or sets the value, as the seller admin writes it.
        sources: Where single facts come from (format, days, delay, place), if not from `source`.
    """

    name: str
    label: Words
    kind: Literal["text", "textarea", "password", "select", "tick", "readonly", "consent"]
    help: Words
    note: Words
    source: Source
    required: bool = False
    secret: str | None = None
    format: str | None = None
    mistakes: tuple[Mistake, ...] = ()
    options: tuple[str, ...] = ()
    days: int | None = None
    delay: int = 0
    first_delay: int | None = None
    reissue_days: int | None = None
    active: int = 1
    renewable: bool = False
    issued_with: str = ""
    version_of: str = ""
    needs_key: str = ""
    short_hours: int = 0
    ends_with_password: bool = False
    shows: Literal["value", "expiry"] = "value"
    place: Words = Limited(default_factory=dict)
    sources: Mapping[Literal["format", "days", "delay", "reissue_days", "place"], Source] = Limited(
        default_factory=dict
    )

    @property
    def is_typed(self) -> bool:
        """Whether a person types, selects or ticks its value."""
        return self.kind not in {"readonly", "consent"}

    @property
    def is_issued(self) -> bool:
        """Whether the seller gets its value from the marketplace, as a key."""
        return bool(self.secret) and self.kind in {"text", "textarea"}

    @property
    def is_hidden(self) -> bool:
        """Whether pages never show its value again; a public key is issued, but no secret."""
        return bool(self.secret) and self.secret not in PUBLIC_SHAPES

    def accepts(self, value: str) -> bool:
        """Return whether *value* has the form of such a value; an empty one has."""
        if not value:
            return True
        if self.mistake(value):
            return False
        if self.options:
            return value in self.options
        return self.format is None or re.fullmatch(self.format, value) is not None

    def mistake(self, value: str) -> Mistake | None:
        """Return the known mistake that *value* is."""
        return next((one for one in self.mistakes if re.fullmatch(one.pattern, value)), None)


class Item(Shape):
    """One item of market information.

    Attributes:
        place: Where it is set, as the seller admin writes it, and in the reader's language.
        entries: What a shop has here at first, by number; an address has one, `main`.
        needed: Whether a product cannot be registered without it.
        read_only: Whether it is the marketplace's own list, which a seller cannot edit.
        preset: Whether templates choose one of its entries, if it is a list.
    """

    name: str
    kind: Literal["address", "list"]
    label: Words
    place: Words
    steps: Words
    source: Source
    entries: Mapping[str, str] = Limited(default_factory=dict)
    needed: bool = False
    read_only: bool = False
    preset: bool = True
    sources: Mapping[Literal["place"], Source] = Limited(default_factory=dict)


class Marketplace(Shape):
    """One marketplace as Cafe24 PRO sees it, and as the seller sees it.

    Attributes:
        kind: How sellers connect it.
        shop_field: The field that says which shop it is; a read-only one is told by the consent.
        shops: The shops that a world may hold: id, name, user, and the fields that are no secret.
        refusals: How Cafe24 PRO tells what the marketplace refuses, by reason; `refused` is there.
        warning_days: From how many days before its end an account expires soon.
        listed: Where it is known from that Cafe24 PRO offers the marketplace.
    """

    id: str
    kind: Kind
    name: Words
    shop_field: str
    shops: tuple[Mapping[str, Any], ...]
    fields: tuple[Field, ...]
    information: tuple[Item, ...]
    admin: Admin
    refusals: Mapping[str, Refusal]
    listed: Source
    first_number: int
    number_format: str
    settings: tuple[Setting, ...] = ()
    conditions: tuple[Condition, ...] = ()
    warning_days: int = 14
    selling: Selling = Selling()

    @model_validator(mode="after")
    def _fits_together(self) -> "Marketplace":
        names = [one.name for one in self.fields]
        problems = unknown_names(
            self.conditions, self.settings, self.refusals, [one.name for one in self.information]
        )
        problems += [
            f"'{word}' names the field '{name}', which is not there"
            for word, name in self._named_fields()
            if name not in names
        ]
        if self.selling.kept_back and self.item(self.selling.kept_back) is None:
            problems.append(f"'kept_back' names '{self.selling.kept_back}', which is no item")
        if self.selling.most_options is not None and "too_many_options" not in self.refusals:
            problems.append("'refusals' lacks 'too_many_options'")
        problems += self._wrong_users()
        if "refused" not in self.refusals:
            problems.append("'refusals' lacks 'refused'")
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _wrong_users(self) -> Iterator[str]:
        users = self.admin.users
        if users is None:
            return
        choices = {one.name: set(one.options) for one in self.settings if one.by == "users"}
        if choices.get(users.setting) != {NONE, PENDING, APPROVED}:
            yield f"'{users.setting}' of 'users' is no choice of none, pending and approved"
        if users.permission not in choices:
            yield f"'{users.permission}' of 'users' is no setting by: users"
        for name in (users.mail, *(one.repeats for one in users.fields.values() if one.repeats)):
            if name not in users.fields:
                yield f"'users' names the field '{name}', which is not there"

    def _named_fields(self) -> Iterator[tuple[str, str]]:
        yield "shop_field", self.shop_field
        for one in self.fields:
            for word in ("issued_with", "version_of", "needs_key"):
                if getattr(one, word):
                    yield word, getattr(one, word)

    def field(self, name: str) -> Field:
        """Return one field by its name."""
        return next(one for one in self.fields if one.name == name)

    def item(self, name: str) -> Item | None:
        """Return one item of market information by its name."""
        return next((one for one in self.information if one.name == name), None)

    def refusal_status(self, reason: str, *, of_keys: bool) -> int:
        """Return the HTTP status of the API's answer when it refuses for *reason*."""
        known = self.refusals.get(reason)
        return (known and known.status) or (401 if of_keys else 403)

    @property
    def addresses(self) -> list[Item]:
        """The items of market information that are addresses."""
        return [one for one in self.information if one.kind == ADDRESS]

    @property
    def consent_field(self) -> Field | None:
        """The field that the marketplace itself fills by its consent, if it works that way."""
        return next((one for one in self.fields if one.kind == "consent"), None)

    @property
    def typed(self) -> list[Field]:
        """The required fields that a person types, selects or ticks, in the form's order."""
        return [one for one in self.fields if one.required and one.is_typed]

    @property
    def initial_settings(self) -> dict[str, Any]:
        """What a new shop's settings are."""
        return {one.name: one.initial for one in self.settings}
