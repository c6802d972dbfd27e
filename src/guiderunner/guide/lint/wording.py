"""Rules of words: verbs, terms, pointers, length, look-alikes, languages and titles."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from guiderunner.guide.glossary import pattern
from guiderunner.guide.lint.draft import Chunk, Draft, Passage
from guiderunner.guide.lint.found import Found, found_in
from guiderunner.guide.lint.style import LABEL, NAME

_SEPARATED = re.compile(rf"{LABEL}(?P<sign>\s*(?:>|→|»|\u203a|->|=>|\uff1e|≫)\s*)(?={LABEL})")
_JOINED_PATH = re.compile(r"[^\s>]*[^\W\d_]>[^\W\d_][^\s>]*(?<![.,])")
# Letters that are, or look like, those of the Latin alphabet, and digits.
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f\u0370-\u058f\u13a0-\u13ff\uff10-\uff5a]+")
_FULL_WIDTH = re.compile(r"[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_LIKE_LATIN = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")
_SKELETON = str.maketrans("01il|", "ollll")
_CAPITAL = re.compile(r"\b[A-Z][a-z]")
_DIGIT = re.compile(r"\d")


def device_verbs(draft: Draft) -> Iterator[Found]:
    """A verb fits every device: mouse, finger, keyboard and voice."""
    for passage in draft.passages:
        for verb, instead in draft.style.verbs:
            told = verb.search(passage.masked)
            if told:
                message = f"'{told[0]}' fits one kind of device. Write '{instead}'."
                yield found_in(passage, message, told[0])


def avoided_terms(draft: Draft) -> Iterator[Found]:
    """Each thing has one word, that of the glossary."""
    for passage in draft.passages:
        for word, term in draft.lexicon.avoid:
            told = pattern(word, draft.style.locale).search(passage.masked)
            if told:
                message = f"'{told[0]}' is not our word. The glossary says '{term}'."
                yield found_in(passage, message, told[0])


def bare_pointers(draft: Draft) -> Iterator[Found]:
    """Place or colour are never all that a reader has to find something."""
    for passage in draft.passages:
        for sentence in draft.style.sentences(passage.masked):
            told = draft.style.pointers.search(sentence)
            if told and LABEL not in sentence:
                message = f"'{told[0]}' is all that points to it. Name its label too."
                yield found_in(passage, message, told[0])


def long_sentences(draft: Draft) -> Iterator[Found]:
    """A sentence is short enough to be followed at once."""
    style = draft.style
    for passage in draft.passages:
        for sentence in style.sentences(passage.masked):
            length = style.length(sentence)
            if length > style.most:
                message = (
                    f"a sentence of {length} {style.unit}; {style.most} are the most. Part it."
                )
                yield found_in(passage, message, sentence)


def look_alikes(draft: Draft) -> Iterator[Found]:
    """No character stands in the place of one that looks like it."""
    known = {_skeleton(one): one for one in draft.lexicon.names}
    spelled = {one.casefold() for one in draft.lexicon.names}
    for passage in draft.passages:
        for chunk in passage.chunks:
            for word in _WORD.findall(chunk.text):
                meant = _meant(word, known, spelled)
                if meant:
                    message = f"'{word}' looks like '{meant}', but has other characters."
                    yield found_in(passage, message, word)


def _meant(word: str, known: dict[str, str], spelled: set[str]) -> str | None:
    """Return what *word* was probably meant to be, if a character of it is a look-alike."""
    wide = _FULL_WIDTH.search(word)
    if wide:
        return unicodedata.normalize("NFKC", word)
    scripts = {unicodedata.name(one, "").partition(" ")[0] for one in word if one.isalpha()}
    if "LATIN" in scripts and scripts & set(_LIKE_LATIN):
        return "".join(_latin(one) for one in word)
    # Without a digit it is a word of its own: 'list' is not meant to be '11st'.
    if word.isdigit() or not _DIGIT.search(word) or word.casefold() in spelled:
        return None
    return known.get(_skeleton(word))


def _latin(letter: str) -> str:
    """Return the Latin letter of the same name, e.g. for CYRILLIC SMALL LETTER A."""
    script, _, rest = unicodedata.name(letter, "").partition(" ")
    alike = {"ER": "P", "ES": "C", "EN": "H", "VE": "B", "HA": "X", "IE": "E", "RHO": "P", "U": "Y"}
    size, _, name = rest.rpartition(" ")
    if script not in _LIKE_LATIN:
        return letter
    try:
        return unicodedata.lookup(f"LATIN {size} {alike.get(name, name)}")
    except KeyError:
        return letter


def _skeleton(word: str) -> str:
    return word.casefold().translate(_SKELETON)


def path_separators(draft: Draft) -> Iterator[Found]:
    """The parts of a menu path are parted by ' > '."""
    for passage in draft.passages:
        signs = [one["sign"] for one in _SEPARATED.finditer(passage.masked)]
        wrong = [one for one in signs if one != " > "]
        texts = [one.text for one in passage.chunks if one.kind != "name"]
        joined = next(filter(None, map(_JOINED_PATH.search, texts)), None)
        if wrong or joined:
            shown = joined[0] if joined else wrong[0]
            message = f"'{shown.strip()}' parts a menu path. Put a space, '>' and a space between."
            yield found_in(passage, message, shown)


def unmarked_languages(draft: Draft) -> Iterator[Found]:
    """Words of another language say which one it is, so that they are read out right."""
    for passage in draft.passages:
        for chunk in passage.chunks:
            strange = draft.style.foreign.search(chunk.text) if _is_ours(chunk, draft) else None
            if strange:
                message = f"'{strange[0]}' is of another language. Mark it with lang."
                yield found_in(passage, message, strange[0])


def _is_ours(chunk: Chunk, draft: Draft) -> bool:
    return chunk.language is not None and chunk.language.partition("-")[0] == draft.style.locale


def two_names(draft: Draft) -> Iterator[Found]:
    """A control has one name, to the letter."""
    if not draft.steps:  # Texts of many guides, and of many sites.
        return
    spelled = Counter(one.text for passage in draft.passages for one in passage.labels)
    for passage in draft.passages:
        for name, written in _plainly(passage, spelled):
            message = f"'{written}' is the label '{name}'. Write it as it is on the screen."
            yield found_in(passage, message, written)
        for label in passage.labels:
            others = [one for one in spelled if one.casefold() == label.text.casefold()]
            usual = max(others, key=lambda one: spelled[one])
            if label.text != usual:
                message = (
                    f"'{label.text}' is called '{usual}' elsewhere. Use the label of the screen."
                )
                yield found_in(passage, message, label.text)


def _plainly(passage: Passage, labels: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each label in capitals that stands in plain words, in another spelling.

    Small letters all through are words like others: 'retrieve market information'.
    """
    for name in labels:
        if len(_CAPITAL.findall(name)) > 1:
            written = re.search(rf"\b{re.escape(name)}\b", passage.masked, re.IGNORECASE)
            if written and written[0] != name and written[0][0].isupper():
                yield name, written[0]


def register_of_sentences(draft: Draft) -> Iterator[Found]:
    """Every whole sentence is polite in the same way."""
    for passage in draft.passages:
        if passage.role in {"title", "heading", "instruction"}:  # Steps have their own rule.
            continue
        for sentence in draft.style.sentences(passage.masked):
            # What ends with a label or a name is a list of them, no sentence.
            if sentence.rstrip(".。")[-1:] in {LABEL, NAME}:
                continue
            if not draft.style.is_polite(sentence):
                message = f"'{_end(sentence)}' is not in the polite form of guides."
                yield found_in(passage, message, _end(sentence))


def _end(sentence: str) -> str:
    return sentence.rsplit(maxsplit=1)[-1][-12:]


def task_titles(draft: Draft) -> Iterator[Found]:
    """A title names the task that it helps with, and is written like a sentence."""
    for passage in _titles(draft):
        for wrong, instead in draft.style.titles:
            told = wrong.search(passage.masked)
            if told:
                yield found_in(passage, f"the title does not name a task. {instead}.", told[0])
        for word in _capitals(draft, passage):
            message = f"'{word}' is capital in the title, and small elsewhere. Write it small."
            yield found_in(passage, message, word)


def _titles(draft: Draft) -> list[Passage]:
    return [one for one in draft.passages if one.role in {"title", "heading"}]


def _capitals(draft: Draft, title: Passage) -> list[str]:
    """Return the capital words inside *title* that other texts write small."""
    inside = re.findall(r"(?<=[a-z] )[A-Z][a-z]{2,}\b", title.masked)
    if not inside:
        return []
    texts = [one.masked for one in draft.passages if one.role not in {"title", "heading"}]
    return [
        one
        for one in inside
        if one not in draft.lexicon.names
        and any(re.search(rf"\b{one.lower()}\b", text) for text in texts)
    ]
