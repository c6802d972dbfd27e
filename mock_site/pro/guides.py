"""The guides that the settings link to, two a marketplace: all of it from the catalogue."""

from collections.abc import Iterator

from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.accounts import warning_days
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.pro.registration import asked_marketplace
from mock_site.web.visit import Visit


def guides_page(visit: Visit) -> Response:
    """List the guides of every marketplace."""
    return show(visit, "guides.html", "guides", marketplaces=list(MARKETPLACES.values()))


def registration_guide(visit: Visit) -> Response:
    """Say what the form asks for, where it is found, and what helps when it is refused."""
    marketplace = asked_marketplace(visit.part("marketplace"))
    return show(
        visit,
        "guide_registration.html",
        "guides",
        marketplace=marketplace,
        admin=visit.origin_of(marketplace.admin.site),
        steps=list(_steps(visit, marketplace)),
        troubles=[
            (refusal_text(visit, marketplace, f"error.{one}"), visit.t(f"guide.help.{one}"))
            for one in _troubles(marketplace)
        ],
        warning=warning_days(marketplace.id),
    )


def _steps(visit: Visit, marketplace: Marketplace) -> Iterator[str]:
    name, admin = marketplace.name[visit.language], marketplace.admin.name
    yield visit.t("guide.step.collect", admin=admin)
    yield visit.t("guide.step.open", name=name)
    yield visit.t("guide.step.fill")
    if marketplace.consent_field:
        label = marketplace.consent_field.label[visit.language]
        yield visit.t("guide.step.authorize", name=name, label=label)
    yield visit.t("guide.step.save", name=name)
    yield visit.t("guide.step.check")


def _troubles(marketplace: Marketplace) -> Iterator[str]:
    """Yield what the form of *marketplace* may say, in the order in which it is checked."""
    yield from ("required", "format", "duplicate", "refused")
    names = {one.name for one in marketplace.fields}
    if "region" in names:
        yield "other_country"
    if marketplace.consent_field:
        yield from ("other_shop", "declined")
    if any(one.days for one in marketplace.fields):
        yield "expired"
    if any(one.delay for one in marketplace.fields):
        yield "not_active"


def information_guide(visit: Visit) -> Response:
    """Say where each item of market information is set."""
    asked = asked_marketplace(visit.part("marketplace"))
    marketplace = behaviours(visit.mall).related_guide(asked)
    return show(
        visit,
        "guide_information.html",
        "guides",
        marketplace=marketplace,
        admin=visit.origin_of(marketplace.admin.site),
    )
