"""The behaviours that the claims of the documentation rest on, as the product has them."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select

from mock_site.api.messages import Information
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Field, Marketplace
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import register_listing
from mock_site.tables.market import Listing
from mock_site.tables.pro import Account, Product, Synced, Template


def sections(_: OpenMall) -> Sequence[Marketplace]:
    """Return the marketplaces that the settings list."""
    return list(MARKETPLACES.values())


def registration_address(_: Marketplace, __: str) -> str:
    """Return where the registration button of a marketplace leads to."""
    return "/settings/accounts/new"


def registered(marketplace: Marketplace) -> Marketplace:
    """Return the marketplace whose form the registration button of *marketplace* opens."""
    return marketplace


def first_values(_: OpenMall, __: Marketplace) -> Mapping[str, str]:
    """Return what stands in the form of a new account."""
    return {}


def links(_: OpenMall) -> bool:
    """Return whether Save links the account."""
    return True


def linked(_: OpenMall, __: Account) -> None:
    """Do with an account that was just linked what else is done with it: nothing."""


def help_of(_: Marketplace, field: Field, language: str) -> str:
    """Return the help of a field."""
    return field.help[language]


def note_of(_: Marketplace, field: Field, language: str) -> str:
    """Return the * text below a field."""
    return field.note[language]


def registration_guide(marketplace: Marketplace, _: str) -> str:
    """Return where the link for trouble with registering leads to, in a language."""
    return f"/guides/{marketplace.id}/registration"


def related_link(marketplace: Marketplace) -> str:
    """Return where the link to the guide to market information leads to."""
    return f"/guides/{marketplace.id}/market-information"


def related_content(marketplace: Marketplace) -> Marketplace:
    """Return the marketplace that this guide tells of."""
    return marketplace


def missing(marketplace: Marketplace, typed: Mapping[str, str]) -> list[Field]:
    """Return the required fields that are empty."""
    return [one for one in marketplace.fields if one.required and not typed.get(one.name)]


def shown_information(_: OpenMall, account: Account) -> Information:
    """Return the market information that Cafe24 PRO shows: its own copy."""
    return account.snapshot


def retrieved(_: OpenMall, __: Account, current: Information) -> Information:
    """Return what a retrieve brings: what is set at the marketplace now."""
    return current


def forget_account(mall: OpenMall, account: Account) -> None:
    """Unlink the account; its templates go with it."""
    mall.session.execute(
        delete(Template).where(
            Template.marketplace == account.marketplace, Template.shop_id == account.shop_id
        )
    )
    mall.session.delete(account)


def forget_sync(mall: OpenMall, account: Account) -> None:
    """Delete all synced product information of an account that is unlinked."""
    mall.session.execute(
        delete(Synced).where(
            Synced.marketplace == account.marketplace, Synced.shop_id == account.shop_id
        )
    )


def leave_listings(mall: OpenMall, account: Account) -> None:
    """Do with the listings of an unlinked account what unlinking does: nothing."""


def consent_way(_: OpenMall) -> str:
    """Return why the marketplace's own pages cannot be opened from here, if so."""
    return ""


def no_consent_way(_: OpenMall) -> str:
    """Return that the browser blocks windows, as it does where sellers have not allowed them."""
    return "error.popup"


def register(
    mall: OpenMall, marketplace: Marketplace, stored: Mapping[str, str], product: Product
) -> str:
    """Register a product, and return the number of its listing: always a new one."""
    return register_listing(mall, marketplace, stored, product)


def receivers(mall: OpenMall) -> Sequence[Account]:
    """Return the accounts that products can be sent to: those that are linked."""
    return mall.session.scalars(select(Account).order_by(Account.id)).all()


def is_shown(_: Synced) -> bool:
    """Return whether the products list shows a synced product: each one."""
    return True


def left_behind(_: OpenMall) -> Mapping[str, str]:
    """Return name by number of what Cafe24 PRO offers to stop without sync: nothing."""
    return {}


def stop_left_behind(_: OpenMall, __: str) -> bool:
    """Stop the listing with a number; return whether that is possible: it never is."""
    return False


def stop_listing(listing: Listing) -> None:
    """Stop the sales of a listing in the seller admin."""
    listing.state = "stopped"
