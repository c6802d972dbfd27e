"""The guides that the settings link to, two a marketplace."""

from starlette.responses import Response

from mock_site.faults.table import behaviours
from mock_site.pro.layout import show
from mock_site.pro.registration import asked_marketplace
from mock_site.web.visit import Visit


def registration_guide(visit: Visit) -> Response:
    """Say where to find what the form asks for."""
    marketplace = asked_marketplace(visit.part("marketplace"))
    return show(visit, "guide_registration.html", "accounts", marketplace=marketplace)


def information_guide(visit: Visit) -> Response:
    """Say where each item of market information is set."""
    asked = asked_marketplace(visit.part("marketplace"))
    marketplace = behaviours(visit.mall).related_guide(asked)
    return show(visit, "guide_information.html", "accounts", marketplace=marketplace)
