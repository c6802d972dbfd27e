"""What the mock says of itself to those who publish what was seen on it."""

from collections.abc import Iterator, Mapping
from typing import Any

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.provenance import Fact, facts
from mock_site.texts import NAMES, PRO, Translate, translator

_PREFERRED = "en"


def about(given: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Return what the site is, and the facts of the marketplaces that the world *given* has."""
    language = locale if locale in NAMES else _PREFERRED
    t = translator(PRO, language)
    told = [_told(one, t, language) for one in _facts(given)]
    return {"kind": "mock", "name": t("sources.site"), "language": language, "facts": told}


def _facts(given: Mapping[str, Any]) -> Iterator[Fact]:
    names = dict.fromkeys(str(shop.get("marketplace")) for shop in given.get("shops") or ())
    for name in names:
        if name in MARKETPLACES:
            yield from facts(MARKETPLACES[name])


def _told(fact: Fact, t: Translate, language: str) -> dict[str, str]:
    # A bare name may be there in the language of its marketplace only.
    spoken = language if fact.aspect or language in fact.words else next(iter(fact.words))
    sources = [one for one in (fact.source.documented, fact.source.inferred) if one]
    return {
        "fact": fact.title(t, language),
        "language": spoken,
        "status": fact.mark,
        "source": "; ".join(sources),
    }
