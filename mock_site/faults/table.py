"""The table of behaviours; a fault replaces entries of it for one mall.

Nothing else knows which faults are on; mock_site.faults.listed says what each breaks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from mock_site.api.messages import Grant, Information
from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults import defects, normal
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import authorize
from mock_site.tables.pro import Account, Product

Texts = Callable[[Field, str], str]
Retrieval = Callable[[Account, Information], Information]
Registration = Callable[[OpenMall, Marketplace, Mapping[str, str], Product], str]
Unlinking = Callable[[OpenMall, Account], None]


@dataclass(frozen=True)
class Behaviours:
    """One function a behaviour."""

    sections: Callable[[], Sequence[Marketplace]] = normal.sections
    registration_address: Callable[[Marketplace], str] = normal.registration_address
    first_values: Callable[[Marketplace], Mapping[str, str]] = normal.first_values
    links: Callable[[], bool] = normal.links
    help_of: Texts = normal.help_of
    note_of: Texts = normal.note_of
    registration_guide: Callable[[Marketplace], Marketplace] = normal.guide_of
    related_guide: Callable[[Marketplace], Marketplace] = normal.guide_of
    missing: Callable[[Marketplace, Mapping[str, str]], list[Field]] = normal.missing
    authorize: Callable[[OpenMall, Marketplace, Mapping[str, str]], Grant] = authorize
    shown_information: Callable[[OpenMall, Account], Information] = normal.shown_information
    retrieved: Retrieval = normal.retrieved
    forget_account: Unlinking = normal.forget_account
    forget_sync: Unlinking = normal.forget_sync
    leave_listings: Unlinking = normal.leave_listings
    register: Registration = normal.register
    receivers: Callable[[OpenMall], Sequence[Account]] = normal.receivers
    left_behind: Callable[[OpenMall], Mapping[str, str]] = normal.left_behind
    stop_left_behind: Callable[[OpenMall, str], bool] = normal.stop_left_behind


DEFECTS: Mapping[str, Mapping[str, Callable[..., Any]]] = {
    "send_without_account": {"receivers": defects.any_shop},
    "accounts_list_missing": {"sections": defects.no_sections},
    "registration_button_dead": {"registration_address": defects.dead_address},
    "form_prefilled": {"first_values": defects.first_shop_values},
    "save_does_nothing": {"links": defects.links_nothing},
    "help_missing": {"help_of": defects.no_text},
    "note_missing": {"note_of": defects.no_text},
    "registration_link_wrong": {"registration_guide": defects.guide_of_another},
    "required_not_checked": {
        "missing": defects.nothing_missing,
        "authorize": defects.authorize_gaps,
    },
    "snapshot_follows_market": {"shown_information": defects.current_information},
    "retrieve_does_nothing": {"retrieved": defects.old_information},
    "related_guide_same_for_all": {"related_guide": defects.guide_of_another},
    "unlink_does_nothing": {"forget_account": defects.keep_account},
    "unlink_keeps_sync": {"forget_sync": defects.keep_sync},
    "relink_reuses_listing": {"register": defects.register_old},
    "unlink_deletes_listings": {"leave_listings": defects.delete_listings},
    "pro_still_stops_after_unlink": {
        "left_behind": defects.unsynced_listings,
        "stop_left_behind": defects.stop_unsynced,
    },
}


def behaviours(mall: OpenMall) -> Behaviours:
    """Return the behaviours of *mall*, its faults among them."""
    return _with_faults(tuple(mall.row.faults))


@cache
def _with_faults(faults: tuple[str, ...]) -> Behaviours:
    changes: dict[str, Any] = {}
    for fault in faults:
        changes.update(DEFECTS.get(fault, {}))  # Outages change nothing here.
    return replace(Behaviours(), **changes)
