"""The site's words: every text in every language, and the same gaps in each."""

import re
from collections.abc import Iterator, Mapping

import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.texts import PRO, SELLERS

LANGUAGES = {"en", "ko", "ja"}
OF_SELLERS = LANGUAGES | {"zh"}
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


@pytest.mark.parametrize(("of", "words"), ALL, ids=[one[0] for one in ALL])
def test_a_text_is_there_in_each_language(of: str, words: Mapping[str, str]) -> None:
    """None is missing, empty, in another language, or lacks a gap that another has."""
    gaps = {frozenset(re.findall(r"{\w+}", text)) for text in words.values()}

    # Seller admins, and what they name as Cafe24 PRO does, may be in Chinese, too.
    assert set(words) == OF_SELLERS or (set(words) == LANGUAGES and not of.startswith("sellers"))
    assert all(text.strip() for text in words.values())
    assert len(gaps) == 1
    assert not KANA.search((words["en"] + words["ko"]).replace("更新する", ""))
    assert not HANGUL.search(words["en"] + words["ja"] + words.get("zh", ""))
    assert not KANA.search(words.get("zh", ""))


def test_notes_begin_with_an_asterisk() -> None:
    """What stands below a value is known by its *."""
    notes = [text for key, words in ALL if key.endswith(" note") for text in words.values()]

    assert notes
    assert all(text.startswith("* ") for text in notes)


@pytest.mark.parametrize("marketplace", list(MARKETPLACES.values()), ids=list(MARKETPLACES))
def test_a_seller_admin_has_its_words_in_its_languages(marketplace: Marketplace) -> None:
    """All that it shows is in every language that the admin is offered in."""
    admin = marketplace.admin
    texts = [*admin.words.values(), *dict(admin.consent).values()]
    texts += [entry.label for top in admin.menu for entry in top.walk()]
    for setting in marketplace.settings:
        texts += [setting.label, setting.note, *setting.options.values()]
    texts += [one.market for one in marketplace.refusals.values()]
    texts += [one.label for one in admin.users.fields.values()] if admin.users else []
    shared = [one.label for one in marketplace.fields]
    shared += [one.label for one in marketplace.information]

    own = [words for words in texts if isinstance(words, Mapping) and words]
    assert own
    assert all(set(words) == set(admin.languages) for words in own)
    # The alias is a matter of Cafe24 PRO alone.
    assert all(set(admin.languages) <= set(words) for words in shared[1:])
