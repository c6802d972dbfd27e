"""Situations: what sellers get into, by name. Each is a world, and what the seller then does.

Source: the public help and notes on sellers' issues; `issues` are the ids that we gave them.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from mock_site.catalogue.loading import read_yaml

_FOLDER = Path(__file__).parent / "situations"


class Act(BaseModel):
    """What the seller does in the situation.

    Attributes:
        types: What is typed unlike it was issued, by field: a value, or `wrong_key` (never issued),
            `newest` (the key issued last), `cut` (its last character is missing), `blank` (one
            follows it).
        shop: The shop that is authorized on the marketplace's pages, counted from 1.
        page: The page of Cafe24 PRO that is looked at, then.
        as_user: The sub-admin who does it.
    """

    model_config = ConfigDict(extra="forbid")

    does: Literal[
        "link",
        "link_and_send",
        "retrieve",
        "send",
        "authorize",
        "unlink",
        "relink_and_send",
        "delete_template",
        "open",
    ]
    types: dict[str, str] = Field(default_factory=dict)
    shop: int = 1
    page: str = ""
    as_user: str = Field(default="", alias="as")


class Situation(BaseModel):
    """One situation.

    Attributes:
        issues: The seller issues that it reproduces.
        given: The world that it begins in.
        steps: What has happened there since.
        shows: The reason that Cafe24 PRO refuses for, in the words of the marketplace's entry.
        shows_at: The field that is said to be wrong.
        shows_text: The text of Cafe24 PRO that is read then, by its key.
        says: What Cafe24 PRO says besides, in English.
        at_marketplace: The states of the listings there, the oldest first.
        buyers_see: The name and the stock of each listing there, the newest first.
    """

    model_config = ConfigDict(extra="forbid")

    name: str
    issues: tuple[str, ...] = Field(min_length=1)
    description: str
    given: dict[str, Any]
    steps: list[dict[str, Any]] = Field(default_factory=list)
    seller: Act
    shows: str = ""
    shows_at: str = ""
    shows_text: str = ""
    says: str = ""
    at_marketplace: list[str] | None = None
    buyers_see: list[tuple[str, int]] | None = None

    @property
    def world(self) -> dict[str, Any]:
        """The world in which all of it has happened."""
        return {**self.given, "steps": self.steps} if self.steps else dict(self.given)

    @property
    def listed(self) -> dict[str, str]:
        """What is told of it among the faults; it concerns seller issues."""
        concerns = ", ".join(self.issues)
        return {
            "name": self.name,
            "kind": "situation",
            "concerns": concerns,
            "description": self.description,
        }

    @property
    def marketplace(self) -> str:
        """The marketplace of its first shop; empty where none is concerned."""
        shops = self.given.get("shops", [])
        return str(shops[0]["marketplace"]) if shops else ""


@cache
def situations() -> Mapping[str, Situation]:
    """Return every situation by its name."""
    found = [
        Situation.model_validate(one)
        for file in sorted(_FOLDER.glob("*.yaml"))
        for one in read_yaml(file)
    ]
    return {one.name: one for one in found}
