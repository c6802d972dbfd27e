"""The exchange of a consent for the keys to a shop."""

from sqlalchemy import select

from mock_site.api.authentication import find_shop
from mock_site.api.keys import issue_key
from mock_site.api.messages import Exchanged
from mock_site.api.refusals import refusal
from mock_site.catalogue.model import Marketplace
from mock_site.open_mall import OpenMall
from mock_site.tables.market import Consent, Shop


def exchange_code(
    mall: OpenMall, marketplace: Marketplace, code: str, shop_id: str, region: str
) -> Exchanged:
    """Return the key that the consent behind *code* gives to a shop; a code works once.

    Without a *shop_id*, which sellers of some marketplaces do not know, it is the first shop in
    *region* that the consent is for.

    Raises:
        RefusedError: If the code was never given, or was given for another shop or country.
    """
    consent = mall.session.scalar(select(Consent).where(Consent.code == code)) if code else None
    field = marketplace.consent_field
    if consent is None or field is None:
        raise refusal(marketplace, "refused")
    consent.code = ""
    shops = [find_shop(mall, marketplace, one) for one in consent.shops]
    if shop_id and shop_id not in consent.shops:
        raise refusal(marketplace, "other_shop")
    fitting = [one for one in shops if one.public_id == shop_id or not shop_id]
    shop = _in_region(fitting, region)
    if shop is None:
        raise refusal(marketplace, "other_country")
    key = issue_key(mall, shop, field)
    return Exchanged(shop_id=shop.public_id, key=key.value, expires_at=key.expires_at)


def _in_region(shops: list[Shop], region: str) -> Shop | None:
    return next((one for one in shops if one.region == region), None)
