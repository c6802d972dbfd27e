"""Where the screens of a marketplace come from: fact by fact, documented or inferred."""

from starlette.responses import Response

from mock_site.catalogue.provenance import facts
from mock_site.pro.layout import show
from mock_site.pro.registration import asked_marketplace
from mock_site.web.visit import Visit


def sources_page(visit: Visit) -> Response:
    """List the facts of a marketplace's screens with their sources."""
    marketplace = asked_marketplace(visit.part("marketplace"))
    rows = [(one.title(visit.t, visit.language), one) for one in facts(marketplace)]
    return show(visit, "sources.html", "accounts", marketplace=marketplace, rows=rows)
