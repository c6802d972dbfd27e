"""Every fault that a mall can be put into: by name, in a sentence. What each does is elsewhere.

A defect breaks one claim of the documentation (mock_site.faults.table). An outage happens between
the sites, and not in what they do (mock_site.outages); one of the marketplaces' may be meant for
one of them only: `market_silent:rakuten`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, WithJsonSchema

from mock_site.catalogue import MARKETPLACES


@dataclass(frozen=True)
class Fault:
    """One fault.

    Attributes:
        concerns: The claim that a defect breaks; the side that an outage is on: pro or market.
        description: What is wrong while it is on.
    """

    name: str
    kind: Literal["defect", "outage"]
    concerns: str
    description: str


def _defect(name: str, claim: str, description: str) -> Fault:
    return Fault(name, "defect", claim, description)


def _outage(name: str, side: str, description: str) -> Fault:
    return Fault(name, "outage", side, description)


_ALL = (
    _defect("send_without_account", "C01", "Products can be sent although no account is linked."),
    _defect("accounts_list_missing", "C02", "The settings list no marketplace."),
    _defect("registration_button_dead", "C03", "The registration button opens no form."),
    _defect("form_prefilled", "C04", "The form of a new account is not empty."),
    _defect("save_does_nothing", "C05", "Save links no account."),
    _defect("help_missing", "C06", "The ? icon opens nothing."),
    _defect("note_missing", "C07", "No * text stands below a field."),
    _defect("registration_link_wrong", "C08", "The link opens another marketplace's guide."),
    _defect("required_not_checked", "C09", "An account is linked with a required field empty."),
    _defect("snapshot_follows_market", "C10", "A change there shows here without a retrieve."),
    _defect("retrieve_does_nothing", "C11", "A retrieve brings nothing new."),
    _defect("related_guide_same_for_all", "C12", "A related guide is not the marketplace's own."),
    _defect("unlink_does_nothing", "C13", "The account stays linked."),
    _defect("unlink_keeps_sync", "C14", "Synced product information survives."),
    _defect("relink_reuses_listing", "C15", "A product registered again takes up its old listing."),
    _defect("unlink_deletes_listings", "C16", "The listings are deleted at the marketplace."),
    _defect("pro_still_stops_after_unlink", "C17", "Cafe24 PRO stops what it has forgotten."),
    _outage("market_slow", "market", "The API answers each call a second late."),
    _outage("market_silent", "market", "The API never answers: Cafe24 PRO gives up waiting."),
    _outage("market_drops", "market", "The API drops each connection before it does anything."),
    _outage("market_unavailable", "market", "The API is in maintenance: HTTP 503."),
    _outage("market_failing", "market", "The API fails by itself: HTTP 500."),
    _outage("market_garbled", "market", "The API answers something that is not its own language."),
    _outage("market_loses_answers", "market", "The API does what it is asked; no answer arrives."),
    _outage("pro_slow", "pro", "Each page of Cafe24 PRO comes a second late."),
    _outage("pro_drops", "pro", "Cafe24 PRO drops each connection."),
    _outage("pro_unavailable", "pro", "Cafe24 PRO is in maintenance: HTTP 503."),
    _outage("pro_failing", "pro", "Cafe24 PRO fails: HTTP 500."),
)
FAULTS: Mapping[str, Fault] = {one.name: one for one in _ALL}
DEFECTS = tuple(one.name for one in _ALL if one.kind == "defect")


def unknown_faults(names: Iterable[object]) -> list[str]:
    """Return what of *names* names no fault, or one that cannot be at what it is said to be at."""
    return [str(one) for one in names if not isinstance(one, str) or not _is_known(one)]


def checked_faults(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return *names* if each names a fault.

    Raises:
        ValueError: If not.
    """
    unknown = unknown_faults(names)
    if unknown:
        raise ValueError(f"no such fault: {', '.join(unknown)}. Known: {', '.join(FAULTS)}")
    return names


def _in_schema() -> dict[str, Any]:
    names = list(FAULTS)
    names += [
        f"{one.name}:{place}" for one in _ALL if one.concerns == "market" for place in MARKETPLACES
    ]
    return {"type": "array", "items": {"enum": names}}


def _is_known(text: str) -> bool:
    name, colon, place = text.partition(":")
    fault = FAULTS.get(name)
    if fault is None or not colon:
        return fault is not None
    return fault.concerns == "market" and place in MARKETPLACES


FaultNames = Annotated[
    tuple[str, ...], AfterValidator(checked_faults), WithJsonSchema(_in_schema())
]
"""Names of faults in a model."""
