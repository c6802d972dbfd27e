"""What is known of each marketplace, and of the store's products: data, read once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from mock_site.catalogue.model import Marketplace

_FOLDER = Path(__file__).parent


def _read(file: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, in C


MARKETPLACES: Mapping[str, Marketplace] = {
    one.id: one
    for one in (
        Marketplace.from_data(_read(file))
        for file in sorted((_FOLDER / "marketplaces").glob("*.yaml"))
    )
}
PRODUCTS: tuple[Mapping[str, Any], ...] = tuple(_read(_FOLDER / "products.yaml"))
_BY_SITE = {one.admin.site: one for one in MARKETPLACES.values()}
SELLER_SITES = tuple(_BY_SITE)


def marketplace_of_site(site: str) -> Marketplace:
    """Return the marketplace whose seller admin is *site*."""
    return _BY_SITE[site]
