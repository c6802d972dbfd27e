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
        concerns: The claim that a defect breaks; the side that an outage is on: pro, market or the
            seller's browser; the seller issues that a situation is behind.
        description: What is wrong while it is on.
        marketplace: The only one that a defect is seen at.
        language: The only one that a defect is seen in.
    """

    name: str
    kind: Literal["defect", "outage", "situation"]
    concerns: str
    description: str
    marketplace: str | None = None
    language: str | None = None


def _defect(name: str, claim: str, description: str, **seen: str) -> Fault:
    return Fault(name, "defect", claim, description, **seen)


def _outage(name: str, side: str, description: str) -> Fault:
    return Fault(name, "outage", side, description)


_ALL = (
    _defect("send_without_account", "C01", "Products can be sent although no account is linked."),
    _defect(
        "send_without_account_at_rakuten",
        "C01",
        "Rakuten takes products without account.",
        marketplace="rakuten",
    ),
    _defect("send_beside_linked_accounts", "C01", "Shops not linked are offered beside others."),
    _defect("accounts_list_missing", "C02", "The settings list no marketplace."),
    _defect(
        "accounts_list_lacks_rakuten",
        "C02",
        "The settings list all marketplaces but one.",
        marketplace="rakuten",
    ),
    _defect("accounts_list_of_linked_only", "C02", "Only marketplaces in use are listed."),
    _defect("registration_button_dead", "C03", "The registration button opens no form."),
    _defect(
        "registration_button_dead_in_japanese",
        "C03",
        "So it does not, in Japanese only.",
        language="ja",
    ),
    _defect("registration_button_opens_neighbour", "C03", "It opens another marketplace's form."),
    _defect("form_prefilled", "C04", "The form of a new account holds a shop already."),
    _defect("form_prefills_alias", "C04", "The alias is filled in with the id of the mall."),
    _defect("form_holds_example", "C04", "An example stands in the first required field."),
    _defect("save_does_nothing", "C05", "Save links no account."),
    _defect("save_lost_once", "C05", "Save links the account at the second attempt only."),
    _defect("save_links_as_refused", "C05", "The account is linked as one with wrong keys."),
    _defect("help_missing", "C06", "The ? icon opens nothing."),
    _defect("help_of_neighbour", "C06", "The ? icon opens the help of the field above."),
    _defect(
        "help_missing_in_japanese", "C06", "The ? icon opens nothing in Japanese.", language="ja"
    ),
    _defect("note_missing", "C07", "No * text stands below a field."),
    _defect("note_without_star", "C07", "The text below a field does not begin with *."),
    _defect(
        "note_missing_in_korean", "C07", "No * text stands below a field in Korean.", language="ko"
    ),
    _defect("registration_link_wrong", "C08", "The link opens another marketplace's guide."),
    _defect("registration_link_dead", "C08", "The link leads back to the settings."),
    _defect(
        "registration_link_wrong_in_japanese",
        "C08",
        "It opens another's, in Japanese only.",
        language="ja",
    ),
    _defect("required_not_checked", "C09", "An account is linked with any required field empty."),
    _defect("required_first_not_checked", "C09", "So it is with the first of them empty."),
    _defect("required_last_not_checked", "C09", "So it is with the last of them empty."),
    _defect("snapshot_follows_market", "C10", "A change there shows here without a retrieve."),
    _defect("addresses_follow_market", "C10", "So do addresses; lists wait for a retrieve."),
    _defect("opening_retrieves", "C10", "Opening the account renews the copy."),
    _defect("retrieve_does_nothing", "C11", "A retrieve brings nothing new."),
    _defect("retrieve_leaves_addresses", "C11", "A retrieve brings all but the addresses."),
    _defect("retrieve_swaps_addresses", "C11", "A retrieve mixes the addresses up."),
    _defect("retrieve_of_another_account", "C11", "It brings what is set in the newest shop."),
    _defect("related_guide_same_for_all", "C12", "The related guide tells of another marketplace."),
    _defect("related_guide_is_a_list", "C12", "The related guide is the list of all guides."),
    _defect("related_guide_is_for_registration", "C12", "It is the guide to registration."),
    _defect("unlink_does_nothing", "C13", "The account stays linked."),
    _defect("unlink_needs_a_second_try", "C13", "The account is unlinked at the second attempt."),
    _defect("unlink_only_without_sync", "C13", "An account with synced products stays linked."),
    _defect("unlink_keeps_sync", "C14", "Synced product information survives."),
    _defect("unlink_keeps_last_sync", "C14", "It survives of one product."),
    _defect("relink_restores_sync", "C14", "Linking the account again brings it back."),
    _defect("relink_reuses_listing", "C15", "A product registered again takes up its old listing."),
    _defect("relink_stops_old_listing", "C15", "Registering it again stops its old listing."),
    _defect("relink_deletes_old_listing", "C15", "Registering it again deletes its old listing."),
    _defect("unlink_deletes_listings", "C16", "The listings are deleted at the marketplace."),
    _defect("unlink_deletes_newest_listing", "C16", "One listing is deleted at the marketplace."),
    _defect("unlink_stops_listings", "C16", "The listings are stopped at the marketplace."),
    _defect("pro_still_stops_after_unlink", "C17", "Cafe24 PRO stops what it has forgotten."),
    _defect("pro_stops_after_relink", "C17", "It does so once the account is linked again."),
    _defect("seller_admin_cannot_stop", "C17", "Stopping in the seller admin does nothing."),
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
    _outage("popups_blocked", "browser", "The browser opens no window for a marketplace's login."),
)
FAULTS: Mapping[str, Fault] = {one.name: one for one in _ALL}
DEFECTS = tuple(one.name for one in _ALL if one.kind == "defect")


def described_defects() -> list[dict[str, Any]]:
    """Return every defect: what it breaks, and which marketplace or language alone it is about."""
    return [
        {
            "name": one.name,
            "breaks": one.concerns,
            "description": one.description,
            "row": {"marketplace": one.marketplace} if one.marketplace else {},
            "locale": one.language,
        }
        for one in _ALL
        if one.kind == "defect"
    ]


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
