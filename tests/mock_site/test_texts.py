"""The site's words: every text in every language, and the same gaps in each."""

import re
from collections.abc import Iterator, Mapping

import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.texts import PRO, SELLERS

LANGUAGES = {"en", "ko", "ja"}
KANA, HANGUL = re.compile(r"[぀-ヿ]"), re.compile(r"[가-힣]")


def catalogue() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield what Cafe24 PRO says of the marketplaces."""
    for one in MARKETPLACES.values():
        yield f"{one.id} name", one.name
        for reason, refusal in one.refusals.items():
            yield f"{one.id} {reason}", refusal.says
        for field in one.fields:
            for name in ("label", "help", "note"):
                yield f"{one.id} {field.name} {name}", getattr(field, name)
        for item in one.information:
            yield f"{one.id} {item.name} label", item.label
            yield f"{one.id} {item.name} steps", item.steps


ALL = [*(("pro " + key, words) for key, words in PRO.items()), *catalogue()]
ALL += [("sellers " + key, words) for key, words in SELLERS.items()]


@pytest.mark.parametrize("words", [one[1] for one in ALL], ids=[one[0] for one in ALL])
def test_a_text_is_there_in_each_language(words: Mapping[str, str]) -> None:
    """None is missing, empty, in another language, or lacks a gap that another has."""
    gaps = {frozenset(re.findall(r"{\w+}", text)) for text in words.values()}

    assert set(words) == LANGUAGES
    assert all(text.strip() for text in words.values())
    assert len(gaps) == 1
    assert not KANA.search((words["en"] + words["ko"]).replace("更新する", ""))
    assert not HANGUL.search(words["en"] + words["ja"])


def test_notes_begin_with_an_asterisk() -> None:
    """What stands below a value is known by its *."""
    notes = [text for key, words in ALL if key.endswith(" note") for text in words.values()]

    assert notes
    assert all(text.startswith("* ") for text in notes)


@pytest.mark.parametrize("marketplace", list(MARKETPLACES.values()), ids=list(MARKETPLACES))
def test_a_seller_admin_has_its_words_in_its_languages(marketplace: object) -> None:
    """Menu and buttons are in every language that the admin is offered in."""
    admin = marketplace.admin  # type: ignore[attr-defined]
    texts = [*admin.words.values()]
    texts += [entry.label for top in admin.menu for entry in top.walk()]

    assert all(set(words) == set(admin.languages) for words in texts)
