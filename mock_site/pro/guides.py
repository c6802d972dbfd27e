"""The guides that the settings link to, one a marketplace."""

from starlette.responses import Response

from mock_site.behaviours import behave
from mock_site.pro.form import asked_marketplace
from mock_site.visit import Visit


def registration_guide(visit: Visit) -> Response:
    """Say where to find what the form asks for."""
    asked = asked_marketplace(visit.request.path_params["marketplace"])
    return visit.page(
        "pro/guide_registration.html",
        marketplace=behave(visit.session, "registration_guide", asked),
        here=["settings", "accounts"],
    )


def information_guide(visit: Visit) -> Response:
    """Say where each item of market information is set."""
    asked = asked_marketplace(visit.request.path_params["marketplace"])
    return visit.page(
        "pro/guide_information.html",
        marketplace=behave(visit.session, "related_guide", asked),
        here=["settings", "accounts"],
    )
