"""The exchange of a consent for the keys to a shop."""

from sqlalchemy import select

from mock_site.api.authentication import find_shop
from mock_site.api.keys import issue_key
from mock_site.api.refusals import RefusedError
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Consent, Key


def exchange_code(
    mall: OpenMall, marketplace: Marketplace, code: str, shop_id: str, region: str
) -> Key:
    """Return the key that the consent behind *code* gives to a shop; a code works once.

    Raises:
        RefusedError: If the code was never given, or was given for another shop or country.
    """
    consent = mall.session.scalar(select(Consent).where(Consent.code == code)) if code else None
    field = marketplace.consent_field
    if consent is None or field is None:
        raise RefusedError("refused")
    consent.code = ""
    if shop_id not in consent.shops:
        raise RefusedError("other_shop")
    shop = find_shop(mall, marketplace, shop_id)
    if shop.region != region:
        raise RefusedError("other_country")
    return issue_key(mall, shop, field)
