"""The guides that the settings link to, two a marketplace: all of it from the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.responses import Response

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.fields import refusal_text
from mock_site.pro.layout import show
from mock_site.pro.registration import asked_marketplace
from mock_site.texts import PRO
from mock_site.web.visit import Visit

# Refusals that more can be said of than their message does.
_HELPED = {key.removeprefix("guide.help.") for key in PRO if key.startswith("guide.help.")}

# Where the marketplace consents, there is no key to copy anew.
_OF_TYPED_KEYS = {"refused", "expired"}


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
        original=marketplace.admin.languages[0],
        users=marketplace.admin.users,
        users_place=_place(marketplace, "/users"),
        troubles=[_trouble(visit, marketplace, one) for one in _troubles(marketplace)],
        warning=marketplace.warning_days,
    )


def _place(marketplace: Marketplace, path: str) -> str:
    """Return the way to a page of the seller admin, as its menu writes it."""
    admin = marketplace.admin
    labels = [one.label[admin.languages[0]] for one in admin.way_to(path)]
    return " > ".join([admin.name, *labels])


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


@dataclass(frozen=True)
class Trouble:
    """Why an account may not be linked, or not work any more.

    Attributes:
        message: What Cafe24 PRO says.
        code: What the marketplace itself answers.
        helps: What more can be done than the message says.
    """

    message: str
    code: str
    helps: str


def _trouble(visit: Visit, marketplace: Marketplace, reason: str) -> Trouble:
    known = marketplace.refusals.get(reason)
    helped = reason in _HELPED and not (marketplace.consent_field and reason in _OF_TYPED_KEYS)
    helps = visit.t(f"guide.help.{reason}") if helped else ""
    message = refusal_text(visit, marketplace, f"error.{reason}")
    return Trouble(message, known.code if known else "", helps)


def _troubles(marketplace: Marketplace) -> Iterator[str]:
    """Yield why the form of *marketplace* may be refused: by Cafe24 PRO, then over there."""
    found = ["required", "format", "duplicate"]
    if any(one.name == "region" for one in marketplace.fields):
        found.append("other_country")
    if marketplace.consent_field:
        found += ["other_shop", "declined"]
    if any(one.days for one in marketplace.fields):
        found.append("expired")
    if any(one.delay for one in marketplace.fields):
        found.append("not_active")
    yield from dict.fromkeys([*found, *marketplace.refusals])


def information_guide(visit: Visit) -> Response:
    """Say where each item of market information is set."""
    asked = asked_marketplace(visit.part("marketplace"))
    marketplace = behaviours(visit.mall).related_content(asked)
    return show(
        visit,
        "guide_information.html",
        "guides",
        marketplace=marketplace,
        admin=visit.origin_of(marketplace.admin.site),
    )
