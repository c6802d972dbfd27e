"""What the mock says of itself to those who publish what was seen on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.catalogue.provenance import Fact, facts
from mock_site.catalogue.screens import Screen, screen_ledger
from mock_site.texts import NAMES, PRO, Translate, translator

_PREFERRED = "en"


def about(given: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """Return what the site is, the screens of the world *given*, and the facts behind them."""
    language = locale if locale in NAMES else _PREFERRED
    t, ledger, found = translator(PRO, language), screen_ledger(), list(_marketplaces(given))
    told = [_told(one, t, language) for marketplace in found for one in facts(marketplace)]
    sites = ["pro", *(one.admin.site for one in found)]
    screens = [
        _screen(one, site, paths, language) for site in sites for one, paths in ledger.of_site(site)
    ]
    return {
        "kind": "mock",
        "name": t("sources.site"),
        "language": language,
        "facts": told,
        "screens": screens,
        "stale_after": ledger.stale_after,
    }


def _marketplaces(given: Mapping[str, Any]) -> Iterator[Marketplace]:
    names = dict.fromkeys(str(shop.get("marketplace")) for shop in given.get("shops") or ())
    for name in names:
        if name in MARKETPLACES:
            yield MARKETPLACES[name]


def _screen(one: Screen, site: str, paths: Sequence[str], language: str) -> dict[str, Any]:
    parts = screen_ledger().parts
    sources = one.sources(site)
    documented = "article" if one.documented.article else "help"
    compared = one.compared if one.compared != "never" else None
    return {
        "id": one.id,
        "site": site,
        "paths": list(paths),
        "name": one.name[language],
        "language": language,
        "documented": documented if sources else "",
        "sources": sources,
        "inferred": [parts[part][language] for part in one.inferred],
        "compared": compared.day.isoformat() if compared else "",
        "by": compared.by if compared else "",
    }


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
