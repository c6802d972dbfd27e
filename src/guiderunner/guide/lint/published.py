"""Reads a published article, whole pages as well as bodies of help centres, into blocks."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from guiderunner.diagnostics import Position
from guiderunner.guide.lint.draft import Chunk

_VOID_IN_WORDS = """
area base br col embed hr img input link meta source track wbr
"""
_SKIPPED_IN_WORDS = """
script style template noscript svg nav footer head button select dialog form object
"""
_BLOCKS_IN_WORDS = """
p li ol ul h1 h2 h3 h4 h5 h6 td th tr table dt dd dl div section article aside header main
blockquote figure figcaption details summary pre body br hr
"""
_EMPHASIS_IN_WORDS = """
strong b em i code kbd samp q cite
"""
_VOID = frozenset(_VOID_IN_WORDS.split())
_SKIPPED = frozenset(_SKIPPED_IN_WORDS.split())
_BLOCKS = frozenset(_BLOCKS_IN_WORDS.split())
_EMPHASIS = frozenset(_EMPHASIS_IN_WORDS.split())
_KINDS = {
    "danger": "danger caution critical error",
    "warning": "warning warn important attention alert",
    "note": "note info information notice callout admonition",
    "tip": "tip hint",
}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class _Element:
    tag: str
    language: str
    is_label: bool
    skipped: bool
    callout: str | None
    item: int | None
    leads_on: bool = False


@dataclass
class Block:
    """A run of words between two block elements, or a picture.

    `item` is the number of the innermost item of a numbered list that it is in, counted through
    the page; `callout` is the kind of box. `leads_on` says that it is only a link to another part
    of the page, as in a table of contents.
    """

    tag: str
    item: int | None
    callout: str | None
    chunks: list[Chunk] = field(default_factory=list)
    alt: str | None = None
    position: Position | None = None
    leads_on: bool = True

    @property
    def text(self) -> str:
        """Its words."""
        return _SPACE.sub(" ", "".join(one.text for one in self.chunks)).strip()


class ArticleReader(HTMLParser):
    """Takes the words of an article apart, and keeps where each stands."""

    def __init__(self, path: str, language: str) -> None:
        super().__init__(convert_charrefs=False)
        self.path, self.blocks = path, list[Block]()
        self.open = [_Element("", language, is_label=False, skipped=False, callout=None, item=None)]
        self.items = 0
        self._begun = False
        self._last: _Element | None = None

    def read(self, text: str) -> Sequence[Block]:
        """Return the blocks of the page, or of its main part if it has one."""
        self._begun = re.search(r"<(?:main|article)\b", text) is None
        self.feed(text)
        self.close()
        return [one for one in self.blocks if (one.text and not one.leads_on) or one.tag == "img"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, or take a picture in."""
        values = dict(attrs)
        if tag in {"main", "article"}:
            self._begun = True
        if tag == "img":
            self._picture(values)
        if tag in _BLOCKS:
            self._break(tag)
        if tag in _VOID:
            return
        self._close_implied(tag)
        self.open.append(self._element(tag, values))
        if tag in _BLOCKS:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of this name; what was left open inside closes too."""
        if tag not in [one.tag for one in self.open]:
            return
        while self.open.pop().tag != tag:
            pass
        if tag in _BLOCKS:
            self._break("p")

    def handle_data(self, data: str) -> None:
        """Take words in."""
        here = self.open[-1]
        if here.skipped or not self._begun:
            return
        line, column = self.getpos()
        lead = data[: len(data) - len(data.lstrip())]
        line += lead.count("\n")
        column = len(lead) - lead.rfind("\n") - 1 if "\n" in lead else column + len(lead)
        place = Position(self.path, line, column + 1)
        text = _SPACE.sub(" ", data)
        block = self._block()
        block.leads_on &= here.leads_on or not data.strip()
        chunks = block.chunks
        if chunks and self._last is here:  # A character reference parts the words of an element.
            chunks[-1] = replace(chunks[-1], text=chunks[-1].text + text)
        else:
            is_label = here.is_label and bool(data.strip())
            chunks.append(Chunk(text, place, "label" if is_label else "text", here.language))
        self._last = here

    def handle_entityref(self, name: str) -> None:
        """Take a named character in."""
        self.handle_data(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        """Take a numbered character in."""
        self.handle_data(html.unescape(f"&#{name};"))

    def _element(self, tag: str, values: dict[str, str | None]) -> _Element:
        above, names = self.open[-1], (values.get("class") or "").lower()
        words = set(re.split(r"[\s_-]+", names))
        kinds = [kind for kind, known in _KINDS.items() if words & set(known.split())]
        if not kinds and values.get("role") in {"note", "alert"}:
            kinds = ["note"]
        is_item = tag == "li" and above.tag == "ol"
        self.items += is_item
        hidden = "hidden" in values or values.get("aria-hidden") == "true"
        aside = tag == "aside" and not kinds
        return _Element(
            tag=tag,
            language=values.get("lang") or above.language,
            is_label=above.is_label or tag in _EMPHASIS or values.get("translate") == "no",
            skipped=above.skipped or tag in _SKIPPED or hidden or aside,
            callout=kinds[0] if kinds and tag not in {"ol", "body", "article"} else above.callout,
            item=self.items if is_item else above.item,
            leads_on=above.leads_on or (values.get("href") or "").startswith("#"),
        )

    def _picture(self, values: dict[str, str | None]) -> None:
        here = self.open[-1]
        if not here.skipped and self._begun:
            line, column = self.getpos()
            place = Position(self.path, line, column + 1)
            alt = values["alt"] or "" if "alt" in values else None
            self.blocks.append(Block("img", here.item, here.callout, alt=alt, position=place))
            self._break(here.tag)

    def _close_implied(self, tag: str) -> None:
        """Close a paragraph or an item that HTML lets an author leave open."""
        inside = {"li": ("li", {"ol", "ul"}), "p": ("p", {"div", "li", "td"})}.get(tag)
        for element in reversed(self.open if inside else []):
            if inside and element.tag in inside[1]:
                return
            if inside and element.tag == inside[0]:
                self.handle_endtag(element.tag)
                return

    def _break(self, tag: str) -> None:
        here = self.open[-1]
        self._last = None
        self.blocks.append(Block(tag, here.item, here.callout))

    def _block(self) -> Block:
        if not self.blocks or self.blocks[-1].tag == "img":
            self._break("p")
        return self.blocks[-1]
