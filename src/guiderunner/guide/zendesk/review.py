"""The review of an article: what is live beside what would be sent, line by line."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup, escape

from guiderunner.guide.zendesk.limits import PLACEHOLDER

_INLINE = {"strong", "span", "a", "em", "b", "i", "code", "kbd", "sub", "sup"}
_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Line:
    """A line of words, or a picture by its attachment's name with its alternative text."""

    text: str
    picture: str | None = None


@dataclass(frozen=True)
class Pair:
    """A line as it is live and as it would be; one of them is missing if it is gone or new."""

    old: Markup | None
    new: Markup | None
    old_picture: str | None = None
    new_picture: str | None = None
    is_changed: bool = True


def lines_of(body: str) -> list[Line]:
    """Return the lines that readers of *body* see."""
    reader = _Lines()
    reader.feed(body)
    reader.close()
    reader.end_line()
    return reader.lines


def review(old: str, new: str) -> list[Pair]:
    """Return the lines of two bodies side by side."""
    before, after = lines_of(old), lines_of(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    pairs: list[Pair] = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        olds, news = before[start:end], after[new_start:new_end]
        if kind == "equal":
            pairs += [_equal(one) for one in news]
        else:
            pairs += _changed(olds, news)
    return pairs


def _equal(line: Line) -> Pair:
    text = escape(line.text)
    return Pair(text, text, line.picture, line.picture, is_changed=False)


def _changed(olds: Sequence[Line], news: Sequence[Line]) -> Iterator[Pair]:
    """Yield changed lines; those that are alike stand beside each other."""
    waiting = list(olds)
    for new in news:
        alike = max(waiting, key=lambda one: _likeness(one, new), default=None)
        if alike is None or _likeness(alike, new) < 0.5:  # noqa: PLR2004 - more alike than not
            yield Pair(None, escape(new.text), None, new.picture)
            continue
        passed = waiting[: waiting.index(alike)]
        yield from (Pair(escape(one.text), None, one.picture) for one in passed)
        waiting = waiting[len(passed) + 1 :]
        old_words, new_words = _marked(alike.text, new.text)
        yield Pair(old_words, new_words, alike.picture, new.picture)
    yield from (Pair(escape(one.text), None, one.picture) for one in waiting)


def _likeness(old: Line, new: Line) -> float:
    if (old.picture is None) != (new.picture is None):
        return 0
    return difflib.SequenceMatcher(a=old.text, b=new.text, autojunk=False).ratio()


def _marked(old: str, new: str) -> tuple[Markup, Markup]:
    """Return both texts, the words that differ marked."""
    olds, news = _WORD.findall(old), _WORD.findall(new)
    before, after = Markup(), Markup()
    matcher = difflib.SequenceMatcher(a=olds, b=news, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(olds[start:end]), "".join(news[new_start:new_end])
        same = kind == "equal"
        before += escape(gone) if same or not gone else Markup("<del>{}</del>").format(gone)
        after += escape(come) if same or not come else Markup("<ins>{}</ins>").format(come)
    return before, after


class _Lines(HTMLParser):
    """Collects lines: each block-level element begins one."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._words: list[str] = []

    def end_line(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.lines.append(Line(text))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            facts = dict(attrs)
            found = PLACEHOLDER.search(facts.get("src") or "")
            self.end_line()
            self.lines.append(Line(facts.get("alt") or "", found[1] if found else None))
        elif tag not in _INLINE:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_line()

    def handle_data(self, data: str) -> None:
        self._words.append(data)
