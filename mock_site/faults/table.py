"""The table of behaviours; a fault replaces entries of it for one mall.

Nothing else knows which faults are on; mock_site.faults.listed says what each breaks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from mock_site.api.messages import Grant, Information
from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults import normal
from mock_site.faults import refresh_defects as refresh
from mock_site.faults import registration_defects as registration
from mock_site.faults import unlink_defects as unlink
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import authorize
from mock_site.tables.market import Listing
from mock_site.tables.pro import Account, Product, Synced

Texts = Callable[[Marketplace, Field, str], str]
Retrieval = Callable[[OpenMall, Account, Information], Information]
Registration = Callable[[OpenMall, Marketplace, Mapping[str, str], Product], str]
OfAccount = Callable[[OpenMall, Account], None]


@dataclass(frozen=True)
class Behaviours:
    """One function a behaviour."""

    sections: Callable[[OpenMall], Sequence[Marketplace]] = normal.sections
    registration_address: Callable[[Marketplace, str], str] = normal.registration_address
    registered: Callable[[Marketplace], Marketplace] = normal.registered
    first_values: Callable[[OpenMall, Marketplace], Mapping[str, str]] = normal.first_values
    links: Callable[[OpenMall], bool] = normal.links
    linked: OfAccount = normal.linked
    help_of: Texts = normal.help_of
    note_of: Texts = normal.note_of
    registration_guide: Callable[[Marketplace, str], str] = normal.registration_guide
    related_link: Callable[[Marketplace], str] = normal.related_link
    related_content: Callable[[Marketplace], Marketplace] = normal.related_content
    missing: Callable[[Marketplace, Mapping[str, str]], list[Field]] = normal.missing
    authorize: Callable[[OpenMall, Marketplace, Mapping[str, str]], Grant] = authorize
    shown_information: Callable[[OpenMall, Account], Information] = normal.shown_information
    retrieved: Retrieval = normal.retrieved
    forget_account: OfAccount = normal.forget_account
    forget_sync: OfAccount = normal.forget_sync
    leave_listings: OfAccount = normal.leave_listings
    consent_way: Callable[[OpenMall], str] = normal.consent_way
    register: Registration = normal.register
    receivers: Callable[[OpenMall], Sequence[Account]] = normal.receivers
    is_shown: Callable[[Synced], bool] = normal.is_shown
    left_behind: Callable[[OpenMall], Mapping[str, str]] = normal.left_behind
    stop_left_behind: Callable[[OpenMall, str], bool] = normal.stop_left_behind
    stop_listing: Callable[[Listing], None] = normal.stop_listing


_GAPS = {"authorize": registration.authorize_gaps}
DEFECTS: Mapping[str, Mapping[str, Callable[..., Any]]] = {
    "send_without_account": {"receivers": registration.any_shop},
    "send_without_account_at_rakuten": {"receivers": registration.shop_at_rakuten},
    "send_beside_linked_accounts": {"receivers": registration.every_shop},
    "accounts_list_missing": {"sections": registration.no_sections},
    "accounts_list_lacks_rakuten": {"sections": registration.all_but_rakuten},
    "accounts_list_of_linked_only": {"sections": registration.sections_with_accounts},
    "registration_button_dead": {"registration_address": registration.dead_button},
    "registration_button_dead_in_japanese": {
        "registration_address": registration.dead_button_in_japanese
    },
    "registration_button_opens_neighbour": {"registered": registration.next_marketplace},
    "form_prefilled": {"first_values": registration.first_shop_values},
    "form_prefills_alias": {"first_values": registration.alias_of_mall},
    "form_holds_example": {"first_values": registration.example_values},
    "save_does_nothing": {"links": registration.links_nothing},
    "save_lost_once": {"links": registration.loses_first},
    "save_links_as_refused": {"linked": registration.refuse_linked},
    "help_missing": {"help_of": registration.no_text},
    "help_of_neighbour": {"help_of": registration.help_of_neighbour},
    "help_missing_in_japanese": {"help_of": registration.no_help_in_japanese},
    "note_missing": {"note_of": registration.no_text},
    "note_without_star": {"note_of": registration.note_without_star},
    "note_missing_in_korean": {"note_of": registration.no_note_in_korean},
    "registration_link_wrong": {"registration_guide": registration.guide_of_another},
    "registration_link_dead": {"registration_guide": registration.no_guide},
    "registration_link_wrong_in_japanese": {
        "registration_guide": registration.guide_of_another_in_japanese
    },
    "required_not_checked": {"missing": registration.nothing_missing, **_GAPS},
    "required_first_not_checked": {"missing": registration.first_never_missing, **_GAPS},
    "required_last_not_checked": {"missing": registration.last_never_missing, **_GAPS},
    "snapshot_follows_market": {"shown_information": refresh.current_information},
    "addresses_follow_market": {"shown_information": refresh.current_addresses},
    "opening_retrieves": {"shown_information": refresh.renew_by_looking},
    "retrieve_does_nothing": {"retrieved": refresh.old_information},
    "retrieve_leaves_addresses": {"retrieved": refresh.old_addresses},
    "retrieve_swaps_addresses": {"retrieved": refresh.swapped_addresses},
    "retrieve_of_another_account": {"retrieved": refresh.information_of_another},
    "related_guide_same_for_all": {"related_content": refresh.content_of_another},
    "related_guide_is_a_list": {"related_link": refresh.list_of_guides},
    "related_guide_is_for_registration": {"related_link": refresh.guide_to_registration},
    "unlink_does_nothing": {"forget_account": unlink.keep_account},
    "unlink_needs_a_second_try": {"forget_account": unlink.keep_once},
    "unlink_only_without_sync": {
        "forget_account": unlink.forget_idle_account,
        "forget_sync": unlink.forget_nothing_synced,
    },
    "unlink_keeps_sync": {"forget_sync": unlink.forget_nothing_synced},
    "unlink_keeps_last_sync": {"forget_sync": unlink.forget_all_but_one},
    "relink_restores_sync": {
        "forget_sync": unlink.hide_sync,
        "linked": unlink.find_hidden_sync,
        "is_shown": unlink.synced_in_sight,
    },
    "relink_reuses_listing": {"register": unlink.register_old},
    "relink_stops_old_listing": {"register": unlink.register_and_stop_old},
    "relink_deletes_old_listing": {"register": unlink.register_and_delete_old},
    "unlink_deletes_listings": {"leave_listings": unlink.delete_listings},
    "unlink_deletes_newest_listing": {"leave_listings": unlink.delete_newest_listing},
    "unlink_stops_listings": {"leave_listings": unlink.stop_listings},
    "pro_still_stops_after_unlink": {
        "left_behind": unlink.unsynced_listings,
        "stop_left_behind": unlink.stop_unsynced,
    },
    "pro_stops_after_relink": {
        "left_behind": unlink.unsynced_listings_of_linked,
        "stop_left_behind": unlink.stop_unsynced,
    },
    "seller_admin_cannot_stop": {"stop_listing": unlink.sell_on},
}

# What the seller's browser does not let happen; the other outages change nothing here.
_OUTAGES: Mapping[str, Mapping[str, Callable[..., Any]]] = {
    "popups_blocked": {"consent_way": normal.no_consent_way},
}


def behaviours(mall: OpenMall) -> Behaviours:
    """Return the behaviours of *mall*, its faults among them."""
    return _with_faults(tuple(mall.row.faults))


@cache
def _with_faults(faults: tuple[str, ...]) -> Behaviours:
    changes: dict[str, Any] = {}
    for fault in faults:
        changes.update(DEFECTS.get(fault) or _OUTAGES.get(fault, {}))
    return replace(Behaviours(), **changes)
