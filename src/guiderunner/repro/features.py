"""What a text is compared by: its words, pairs of characters where no blanks part words, topics."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Topics:
    """Words that mean the same, in normal form by topic: a text with one of them is about it."""

    words: Mapping[str, Sequence[str]]

    def of(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield each topic of the normal *text*, and the word that says so."""
        for topic, words in self.words.items():
            found = next((one for one in words if holds(text, one)), None)
            if found is not None:
                yield f"#{topic}", found


def holds(text: str, word: str) -> bool:
    """Return whether the normal *text* holds *word*.

    People part Korean and Japanese words by blanks as they like, and English ones by hyphens;
    a word in Latin letters stands at the beginning of one.
    """
    if not word[0].isascii():
        return word.replace(" ", "") in text.replace(" ", "")
    return re.search(rf"(?<![a-z0-9]){re.escape(_parted(word))}", _parted(text)) is not None


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
