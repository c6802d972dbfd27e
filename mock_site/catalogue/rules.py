"""What a marketplace asks of a shop beyond its keys: settings, conditions and refusals."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field as Limited
from pydantic import model_validator

from mock_site.catalogue.shape import Shape, Source, Words

LARGEST_NUMBER = 100_000_000
"""The most that a price or a stock can be [inferred]."""

Call = Literal["link", "retrieve", "send", "consent", "expiry"]
Value = bool | str | list[str]


class Setting(Shape):
    """Something of a shop that is set at the marketplace.

    Attributes:
        kind: switch (on or off), choice (one of options), or ticks (any of options).
        page: The page of the seller admin that it stands on: /settings/PAGE.
        by: Who changes it: the seller there, the marketplace's own staff, or the seller on the
            page of sub-admins.
        delay: How many minutes the shop's keys do not work after a change.
    """

    name: str
    kind: Literal["switch", "choice", "ticks"]
    label: Words
    initial: Value
    source: Source
    page: str = ""
    by: Literal["seller", "staff", "users"] = "seller"
    options: Mapping[str, Words] = Limited(default_factory=dict)
    note: Words = Limited(default_factory=dict)
    delay: int = 0

    @model_validator(mode="after")
    def _is_sound(self) -> "Setting":
        if not self.accepts(self.initial):
            raise ValueError(f"'initial' of '{self.name}' is no value of such a {self.kind}")
        if self.by == "seller" and not self.page:
            raise ValueError(f"'{self.name}' needs the 'page' that the seller changes it on")
        return self

    def accepts(self, value: Any) -> bool:
        """Return whether the setting can hold *value*."""
        match self.kind:
            case "switch":
                return isinstance(value, bool)
            case "choice":
                return isinstance(value, str) and value in self.options
        if not isinstance(value, list):
            return False
        return all(isinstance(one, str) and one in self.options for one in value)


class Selling(Shape):
    """What a marketplace makes of the products that it is sent.

    Attributes:
        shown_after: How many minutes pass before buyers see a change.
        most_options: How many options a product may have; refused are more as `too_many_options`.
        kept_back: The item of market information whose entry ends in how many of the stock the
            marketplace does not show.
        note: What Cafe24 PRO says of it, once a change was sent.
    """

    shown_after: int = 0
    most_options: int | None = None
    kept_back: str = ""
    note: Words = Limited(default_factory=dict)
    source: Source | None = None


class Condition(Shape):
    """What must hold before the marketplace answers; else it refuses, with a reason.

    Attributes:
        calls: What Cafe24 PRO may then not do; without `expiry` it is linked all the same, and
            does not hear when its keys end.
        setting: The setting that is looked at, which must be `equals`, or have `has` ticked.
        information: The item of market information that must not be empty.
    """

    calls: tuple[Call, ...]
    reason: str
    source: Source
    setting: str = ""
    equals: bool | str | None = None
    has: str = ""
    information: str = ""

    @model_validator(mode="after")
    def _looks_at_one(self) -> "Condition":
        if bool(self.setting) == bool(self.information):
            raise ValueError("needs either 'setting' or 'information'")
        if self.setting and (self.equals is None) == (not self.has):
            raise ValueError("needs either 'equals' or 'has' for its setting")
        return self

    def holds(self, settings: Mapping[str, Any], information: Mapping[str, Any]) -> bool:
        """Return whether a shop fulfils it."""
        if self.information:
            return any(information.get(self.information, {}).values())
        value = settings[self.setting]
        return self.has in value if self.has else value == self.equals


class Refusal(Shape):
    """How a refusal is told.

    Attributes:
        says: The words of Cafe24 PRO.
        code: What the marketplace itself answers, if that is known.
        status: The status of that answer over HTTP: by default 401 or 403.
        market: The words of the marketplace's own page, where it is the seller who is refused.
    """

    says: Words
    source: Source
    code: str = ""
    status: int | None = None
    market: Words = Limited(default_factory=dict)


def unknown_names(
    conditions: Sequence[Condition],
    settings: Sequence[Setting],
    refusals: Mapping[str, Refusal],
    items: Sequence[str],
) -> list[str]:
    """Return what is wrong with the names that *conditions* use, in words."""
    known = {one.name for one in settings}
    found = []
    for one in conditions:
        if one.setting and one.setting not in known:
            found.append(f"a condition names the setting '{one.setting}', which is not there")
        if one.information and one.information not in items:
            found.append(f"a condition names the information '{one.information}', not there")
        if one.reason not in refusals:
            found.append(f"the reason '{one.reason}' has no words in 'refusals'")
    return found
