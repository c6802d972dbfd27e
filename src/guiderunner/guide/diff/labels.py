"""Labels that are called otherwise on the screen: told once, wherever they are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from guiderunner.guide.model import Guide, Sentence
from guiderunner.guide.particles import PAIRS
from guiderunner.guide.tokens import Inline, UiLabel

Key = tuple[str, str, str, str]
Pair = tuple[Sentence, Sentence]
_PARTICLES = sorted({form for pair in PAIRS for form in (*pair, PAIRS[pair])}, key=len)[::-1]
_ONE_OF = {form: "/".join(pair) for pair in PAIRS for form in (*pair, PAIRS[pair])}


@dataclass
class Renamed:
    """The labels that were renamed: old to new, and the guides that say so."""

    labels: dict[Key, UiLabel] = field(default_factory=dict)
    guides: dict[Key, dict[str, Guide]] = field(default_factory=dict)

    def reading(self, sentence: Sentence, locale: str) -> tuple[str, ...]:
        """Return what an old *sentence* would read with the new labels."""
        new = [self._now(one) if isinstance(one, UiLabel) else one for one in sentence.tokens]
        return reading(replace(sentence, tokens=tuple(new)), locale)

    def touches(self, sentence: Sentence) -> bool:
        """Whether a label of *sentence* was renamed."""
        return any(isinstance(one, UiLabel) and _key(one) in self.labels for one in sentence.tokens)

    def text(self, text: str) -> str:
        """Return *text*, or the new label if it is an old one."""
        return next((new.shown for key, new in self.labels.items() if key[-1] == text), text)

    def _now(self, label: UiLabel) -> UiLabel:
        new = self.labels.get(_key(label))
        return replace(label, name=new.name, shown=new.shown) if new else label


def renamed(
    pairs: Iterable[tuple[Guide, Pair]], old: Sequence[Guide], new: Sequence[Guide]
) -> Renamed:
    """Return the labels that stand in new sentences where others stood in the old ones.

    Another label in the table was renamed only if readers of old guides never met the new one,
    and readers of new guides never meet the old: else the author means another control.
    """
    found, known_old, known_new = Renamed(), _names(old), _names(new)
    for guide, (before, after) in pairs:
        labels = list(zip(_labels(before), _labels(after), strict=False))
        if len(_labels(before)) != len(_labels(after)):
            continue
        for one, two in labels:
            same_place = one.site == two.site and one.language == two.language
            gone = (two.site, two.name) not in known_old and (one.site, one.name) not in known_new
            if same_place and one.shown != two.shown and (one.name == two.name or gone):
                found.labels[_key(one)] = two
                found.guides.setdefault(_key(one), {})[guide.node] = guide
    return found


def reading(sentence: Sentence, locale: str) -> tuple[str, ...]:
    """Return the words of *sentence*; a Korean particle after a label stands for its pair."""
    words = [said(one) for one in sentence.tokens]
    if locale != "ko":
        return tuple(words)
    follows = [False, *(isinstance(one, UiLabel) for one, _ in pairwise(sentence.tokens))]
    return tuple(
        _unfitted(one) if after else one for one, after in zip(words, follows, strict=True)
    )


def said(token: Inline) -> str:
    """Return a token in plain words: labels stand in brackets, as in scenarios."""
    if not isinstance(token, UiLabel):
        return token.text
    return f"[{token.shown}]" + (f" ({token.gloss})" if token.gloss else "")


def _unfitted(text: str) -> str:
    form = next((one for one in _PARTICLES if text.startswith(one)), None)
    return text if form is None else _ONE_OF[form] + text[len(form) :]


def _labels(sentence: Sentence) -> list[UiLabel]:
    return [one for one in sentence.tokens if isinstance(one, UiLabel)]


def _names(guides: Sequence[Guide]) -> set[tuple[str, str]]:
    sentences = (one for guide in guides for _, _, one in guide.sentences())
    return {(label.site, label.name) for one in sentences for label in _labels(one)}


def _key(label: UiLabel) -> Key:
    return label.site, label.language, label.name, label.shown
