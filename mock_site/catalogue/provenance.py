"""All facts of a catalogue entry, each with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from mock_site.catalogue.model import Field, Item, Marketplace
from mock_site.catalogue.shape import Source, Words
from mock_site.texts import Translate


@dataclass(frozen=True)
class Fact:
    """Something that a screen shows or does.

    Attributes:
        words: What it is about.
        aspect: What of it; nothing stands for the thing itself.
    """

    words: Words
    aspect: str
    source: Source

    def name(self, language: str) -> str:
        """Return what it is about, in *language* or else in the one that it has."""
        return self.words.get(language) or next(iter(self.words.values()))

    def title(self, t: Translate, language: str) -> str:
        """Return what of it the fact is; *t* translates into *language*."""
        name = self.name(language)
        return t(f"sources.{self.aspect}", name=name) if self.aspect else name

    @property
    def mark(self) -> Literal["documented", "inferred", "part"]:
        """Whether the fact is documented, inferred, or documented in part."""
        if self.source.documented and self.source.inferred:
            return "part"
        return "documented" if self.source.documented else "inferred"


def facts(marketplace: Marketplace) -> Iterator[Fact]:
    """Yield every fact of a marketplace's screens."""
    yield Fact(marketplace.name, "listed", marketplace.listed)
    yield Fact({"en": marketplace.admin.name}, "admin", marketplace.admin.source)
    for field in marketplace.fields:
        yield from _of_field(field)
    for item in marketplace.information:
        yield from _of_item(item)
    if marketplace.selling.source is not None:
        yield Fact(marketplace.name, "selling", marketplace.selling.source)
    if marketplace.admin.users is not None:
        for one in marketplace.admin.users.fields.values():
            yield Fact(one.label, "", marketplace.admin.users.source)
    for setting in marketplace.settings:
        yield Fact(setting.label, "", setting.source)
    for refusal in marketplace.refusals.values():
        yield Fact(refusal.says, "refusal", refusal.source)


def _of_field(field: Field) -> Iterator[Fact]:
    yield Fact(field.label, "", field.source)
    for aspect in ("format", "days", "delay", "reissue_days", "place"):
        if getattr(field, aspect):
            yield Fact(field.label, aspect, field.sources.get(aspect, field.source))


def _of_item(item: Item) -> Iterator[Fact]:
    yield Fact(item.label, "", item.source)
    yield Fact(item.label, "place", item.sources.get("place", item.source))
