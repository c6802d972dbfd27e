"""What is known of each marketplace, and of the store's products: data, read once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mock_site.catalogue.loading import read_entry, read_yaml
from mock_site.catalogue.model import Marketplace

_FOLDER = Path(__file__).parent
_SHARED = read_yaml(_FOLDER / "shared_fields.yaml")

MARKETPLACES: Mapping[str, Marketplace] = {
    one.id: one
    for one in (
        read_entry(file, _SHARED) for file in sorted((_FOLDER / "marketplaces").glob("*.yaml"))
    )
}
PRODUCTS: tuple[Mapping[str, Any], ...] = tuple(read_yaml(_FOLDER / "products.yaml"))
_BY_SITE = {one.admin.site: one for one in MARKETPLACES.values()}
SELLER_SITES = tuple(_BY_SITE)


def marketplace_of_site(site: str) -> Marketplace:
    """Return the marketplace whose seller admin is *site*."""
    return _BY_SITE[site]
