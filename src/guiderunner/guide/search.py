"""What readers can search for: one small script a locale, which works without a server.

Sentences that many guides share are in it once. A sentence is a text, or a list of texts and of
`[language, text]` where a part is in another language than the page.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiderunner.evidence.model import FieldRecord
from guiderunner.guide.html import quotes_of
from guiderunner.guide.model import Guide
from guiderunner.guide.tokens import Inline, UiLabel

Said = str | list[str | list[str]]


@dataclass
class SearchIndex:
    """The pages of one locale; addresses begin at the publication."""

    locale: str
    _texts: dict[str, int] = field(default_factory=dict)
    _said: list[Said] = field(default_factory=list)
    _pages: list[list[Any]] = field(default_factory=list)

    def add_guide(self, guide: Guide, address: str, names: Sequence[str]) -> None:
        """Add a guide; *names* are other names of its row, in other languages too."""
        places = [
            (step.id if step else "", self._spoken(sentence.tokens))
            for step, what, sentence in guide.sentences()
            if what not in {"title", "summary"}
        ]
        fields = [(step.id, one) for step in guide.steps if step.table for one in step.table.fields]
        places += [(anchor, self._field(one)) for anchor, one in fields]
        row = ", ".join(list(guide.axes.values())[guide.is_issue :])
        self._add(address, guide.title.tokens, guide.summary.tokens, row, names, places)

    def add_article(self, address: str, title: str, summary: str) -> None:
        """Add an article; its steps are found in the guides that it joins."""
        self._pages.append([address, self._number(title), self._number(summary), "", "", []])

    def _add(
        self,
        address: str,
        title: Sequence[Inline],
        summary: Sequence[Inline],
        row: str,
        names: Sequence[str],
        places: Iterable[tuple[str, Said]],
    ) -> None:
        found: dict[str, list[int]] = {}
        for anchor, said in places:
            found.setdefault(anchor, []).append(self._number(said))
        numbers = (self._number(self._spoken(one)) for one in (title, summary))
        steps = [[anchor, *dict.fromkeys(texts)] for anchor, texts in found.items()]
        self._pages.append([address, *numbers, row, " ".join(dict.fromkeys(names)), steps])

    def _number(self, said: Said) -> int:
        key = said if isinstance(said, str) else json.dumps(said)
        if key not in self._texts:
            self._texts[key] = len(self._said)
            self._said.append(said)
        return self._texts[key]

    def _spoken(self, tokens: Sequence[Inline]) -> Said:
        parts: list[str | list[str]] = []
        before, after = quotes_of(self.locale)
        for token in tokens:
            if not isinstance(token, UiLabel):
                parts.append(token.text)
                continue
            foreign = token.language != self.locale
            parts += [before, [token.language, token.shown] if foreign else token.shown, after]
            parts.append(f" ({token.gloss})" if token.gloss else "")
        return _joined(parts)

    def _field(self, field: FieldRecord) -> Said:
        words = " ".join(part for part in (field.label, field.help, field.note) if part)
        return words if field.language == self.locale else [[field.language, words]]

    def script(self) -> str:
        """Return the script that hands all of it to the page that loads it."""
        content = {"texts": self._said, "pages": self._pages}
        packed = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        return f"foundPages({packed});\n"


def _joined(parts: Sequence[str | list[str]]) -> Said:
    joined: list[str | list[str]] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    only = joined[0] if len(joined) == 1 else None
    return only if isinstance(only, str) else joined
