"""Defects of the refresh of market information (C10 to C12)."""

from sqlalchemy import select

from mock_site.api.messages import Information
from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.faults import normal
from mock_site.open_mall import OpenMall
from mock_site.pro.market_client import market_information
from mock_site.tables.pro import Account


def current_information(mall: OpenMall, account: Account) -> Information:
    """Show what is set at the marketplace now, without a retrieve."""
    return market_information(mall, MARKETPLACES[account.marketplace], account.stored)


def current_addresses(mall: OpenMall, account: Account) -> Information:
    """Show the addresses that are set at the marketplace now; lists are the copy."""
    current = current_information(mall, account)
    return {**account.snapshot, **_addresses(account, current)}


def renew_by_looking(mall: OpenMall, account: Account) -> Information:
    """Renew the copy whenever the account is opened."""
    account.snapshot = dict(current_information(mall, account))
    return account.snapshot


def _addresses(account: Account, information: Information) -> Information:
    names = [one.name for one in MARKETPLACES[account.marketplace].addresses]
    return {name: information[name] for name in names}


def old_information(_: OpenMall, account: Account, __: Information) -> Information:
    """Bring nothing new."""
    return account.snapshot


def old_addresses(_: OpenMall, account: Account, current: Information) -> Information:
    """Bring what is new, but for the addresses."""
    return {**current, **_addresses(account, account.snapshot)}


def swapped_addresses(_: OpenMall, account: Account, current: Information) -> Information:
    """Bring each address as the value of the next one."""
    addresses = _addresses(account, current)
    moved = [*list(addresses.values())[1:], *list(addresses.values())[:1]]
    return {**current, **dict(zip(addresses, moved, strict=True))}


def information_of_another(mall: OpenMall, account: Account, current: Information) -> Information:
    """Bring what is set in the shop of the marketplace's newest account."""
    asked = select(Account).where(Account.marketplace == account.marketplace)
    newest = mall.session.scalars(asked.order_by(Account.id.desc())).first()
    if newest is None or newest is account:
        return current
    return market_information(mall, MARKETPLACES[account.marketplace], newest.stored)


def content_of_another(marketplace: Marketplace) -> Marketplace:
    """Say in the related guide what holds for the next marketplace."""
    listed = list(MARKETPLACES.values())
    return listed[(listed.index(marketplace) + 1) % len(listed)]


def list_of_guides(_: Marketplace) -> str:
    """Lead to the list of guides, from where everybody has to find theirs."""
    return "/guides"


def guide_to_registration(marketplace: Marketplace) -> str:
    """Lead to the marketplace's guide to registration."""
    return normal.registration_guide(marketplace, "")
