"""Korean particles, chosen by the sound before them.

A translator writes both forms (`[Save]을/를`); which one is right is known only once the label
or value is put in. Where the sound of a foreign word is not certain, both forms are printed as
Korean does it: `을(를)`.
"""

import re
import unicodedata
from typing import Literal

Ending = Literal["vowel", "rieul", "consonant"]

# After a consonant, after a vowel. `로` also follows ㄹ.
PAIRS = {
    ("을", "를"): "을(를)",
    ("은", "는"): "은(는)",
    ("이", "가"): "이(가)",
    ("과", "와"): "와(과)",
    ("으로", "로"): "(으)로",
    ("이라", "라"): "(이)라",
    ("이나", "나"): "(이)나",
}
_WRITTEN = {
    f"{first}/{second}": pair for pair in PAIRS for first, second in (pair, (pair[1], pair[0]))
}
_PAIR = re.compile("|".join(sorted(map(re.escape, _WRITTEN), key=len, reverse=True)))
_FIRST, _LAST = 0xAC00, 0xD7A3
_RIEUL = 8
_DIGITS: dict[str, Ending] = {
    **dict.fromkeys("2459", "vowel"),
    **dict.fromkeys("178", "rieul"),
    **dict.fromkeys("036", "consonant"),
}
# How the names of letters end, for abbreviations that are spelled: API, URL, QSM.
_LETTERS: dict[str, Ending] = {
    **dict.fromkeys("LR", "rieul"),
    **dict.fromkeys("MN", "consonant"),
}
_VOWEL_ENDINGS = tuple("aiouyrdsxzfvjhw")
_MOST_SPELLED = 4
# PRO and WING may be read as words; URL and QSM cannot.
_PRONOUNCEABLE = re.compile("[^AEIOU][AEIOU]")
_SIGNS: dict[str, Ending] = {"%": "vowel", "+": "vowel"}  # 퍼센트, 플러스


def fit(text: str, before: str = "") -> str:
    """Return *text* with each written pair replaced by the form that its sound asks for.

    *before* is what the reader has just read: a label, for instance.
    """
    parts, end = [], 0
    for match in _PAIR.finditer(text):
        parts.append(text[end : match.start()])
        parts.append(_chosen(_WRITTEN[match[0]], before + "".join(parts)))
        end = match.end()
    return "".join([*parts, text[end:]])


def _chosen(pair: tuple[str, str], before: str) -> str:
    after_consonant, after_vowel = pair
    heard = ending(before)
    if heard is None:
        return PAIRS[pair]
    if heard == "rieul" and after_consonant == "으로":
        return after_vowel
    return after_vowel if heard == "vowel" else after_consonant


def ending(text: str) -> Ending | None:
    """Return how *text* ends when it is read aloud in Korean; None if that is not certain."""
    spoken = re.sub(r"[^\w%+]+$", "", unicodedata.normalize("NFKC", text))
    if not spoken:
        return None
    last = spoken[-1]
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % 28
        return "vowel" if not final else "rieul" if final == _RIEUL else "consonant"
    if last in _SIGNS:
        return _SIGNS[last]
    if last.isascii() and last.isdigit():
        return _DIGITS[last]
    word = re.search(r"[A-Za-z]+$", spoken)
    return _latin(word[0]) if word else None


def _latin(word: str) -> Ending | None:
    read = _english(word.lower())
    if not word.isupper() or len(word) > _MOST_SPELLED:
        return read
    spelled = _LETTERS.get(word[-1], "vowel")
    return spelled if spelled == read or not _PRONOUNCEABLE.search(word) else None


def _english(word: str) -> Ending | None:
    """Return how an English word ends in Korean spelling; None where spelling does not tell."""
    if word.endswith(("l", "le")):
        return "rieul"
    if word.endswith(("m", "n", "me", "ne", "ng")):
        return "consonant"
    if word.endswith(("e", *_VOWEL_ENDINGS)):
        return "vowel"
    if word.endswith(("nt", "st", "ct", "ft", "xt", "nk", "lp", "mp")):
        return "vowel"
    return None
