"""What changed of articles: those that came or went, and their words between the guides."""

from collections.abc import Iterator, Mapping

from guiderunner.guide.article_words import ArticleWords
from guiderunner.guide.diff.model import Change, Kind, Version
from guiderunner.guide.diff.publications import Side
from guiderunner.guide.diff.words import word_diff

_Place = tuple[str, str]  # The part of the article, or none, and what of it.


def article_changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield each change once for all locales that it is in."""
    kinds: tuple[tuple[Kind, set[tuple[str, str]]], ...] = (
        ("article added", new.articles - old.articles),
        ("article removed", old.articles - new.articles),
    )
    for kind, found in kinds:
        for article in sorted({name for _, name in found}):
            locales = sorted(locale for locale, name in found if name == article)
            yield Change(kind, article, "", tuple(Version(one, ()) for one in locales))
    yield from _reworded(old, new)


def _reworded(old: Side, new: Side) -> Iterator[Change]:
    before = {(one.id, one.locale): _texts(one) for one in old.words}
    found: dict[tuple[Kind, str, str], list[Version]] = {}
    for words in new.words:
        was, now = before.get((words.id, words.locale)), _texts(words)
        if was is None:
            continue
        for place in dict.fromkeys([*now, *was]):
            one, two = was.get(place, ""), now.get(place, "")
            if one != two:
                part, what = place
                subject = f"article {words.id}, part {part}" if part else f"article {words.id}"
                version = Version(words.locale, (), word_diff(one, two))
                found.setdefault((_kind(one, two), subject, what), []).append(version)
    for (kind, subject, what), versions in found.items():
        yield Change(kind, subject, what, tuple(versions))


def _kind(before: str, after: str) -> Kind:
    if before and after:
        return "text reworded"
    return "text added" if after else "text removed"


def _texts(words: ArticleWords) -> Mapping[_Place, str]:
    """Return every text that an article says itself, by its place."""
    texts = {("", "title"): words.title, ("", "summary"): words.summary}
    for part in words.parts:
        texts |= {
            (part.id, "part"): part.id,  # Equal where both have it.
            (part.id, "heading"): part.title,
            (part.id, "introduction"): part.introduction,
        }
    return texts
