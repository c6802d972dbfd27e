"""What a text is compared by: its words, pairs of characters where no blanks part words, topics."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"[a-z0-9]+(?:['_-][a-z0-9]+)*")
_RUN = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u30fc\u3400-\u9fff\uac00-\ud7a3]+")
_GRAMMAR = re.compile(r"[\u3041-\u3096]{2}")
_POLITE = frozenset(re.findall(r"\S+", "주세 세요 습니 니다 에요 어요 아요 는데 에서 하는 으로"))
_SHORTEST = 3
_PAIR = 2
# What says nothing of an issue, in any text: so do pairs of hiragana, and endings of Korean verbs.
_EMPTY = frozenset(
    re.findall(
        r"\S+",
        """about after again all also and any anything are because been before but can cannot could
    did does doing don't each else for from get gets getting gives got had has have here how i'd i'm
    into isn't it's its just like may more much need needs not nothing now once one only other
    our out please same say says should since some something still than that the their them then
    there these they this though too until very was way we're were what when where which while
    who why will with without would yet you your""",
    )
)


def normal(text: str) -> str:
    """Return *text* in one width and one case, as it is compared."""
    return unicodedata.normalize("NFKC", text).casefold()


class Words:
    """Words that mean the same, in normal form: a text holds one of them, or none.

    People part Korean and Japanese words by blanks as they like, and English ones by hyphens;
    a word in Latin letters stands at the beginning of one, and several end with a word.
    """

    def __init__(self, words: Iterable[str]) -> None:
        known = list(words)
        latin = "|".join(_pattern(_parted(one)) for one in known if one[0].isascii())
        self._latin = re.compile(rf"(?<![a-z0-9])(?:{latin})") if latin else None
        self._others = [(one, one.replace(" ", "")) for one in known if not one[0].isascii()]

    def held_by(self, text: str) -> str:
        """Return the first of the words that the normal *text* holds, or nothing."""
        unparted = text.replace(" ", "")
        found = next((word for word, run in self._others if run in unparted), "")
        latin = self._latin.search(_parted(text)) if self._latin and not found else None
        return latin.group() if latin else found

    def taken_from(self, text: str) -> str:
        """Return the normal *text* without any of the words."""
        for word, _ in self._others:
            text = text.replace(word, " ")
        return self._latin.sub(" ", text) if self._latin else text


def _pattern(words: str) -> str:
    return re.escape(words) + (r"(?:e?s|e?d|ing)?(?![a-z0-9])" if " " in words.strip() else "")


class Topics:
    """Words by topic: a text that holds one of them is about it."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = {topic: Words(own) for topic, own in words.items()}

    def of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each topic of the normal *text*, and the word that says so."""
        for topic, words in self._words.items():
            found = words.held_by(text)
            if found:
                yield f"#{topic}", found


def _parted(text: str) -> str:
    return re.sub(r"(?<=[a-z])-(?=[a-z])", " ", text)


def features(text: str, topics: Topics) -> dict[str, str]:
    """Return the features of *text*, each with what a person calls it."""
    shown = normal(text)
    found = {_stem(one): one for one in _WORD.findall(shown) if _tells(one)}
    for run in _RUN.findall(shown):
        pairs = (run[at : at + _PAIR] for at in range(len(run) - 1))
        found |= {pair: run for pair in pairs if pair not in _POLITE and not _GRAMMAR.match(pair)}
    return found | dict(topics.of(shown))


def _tells(word: str) -> bool:
    return word not in _EMPTY and (len(word) >= _SHORTEST or word.isdigit())


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word.removesuffix(ending)
    return word
