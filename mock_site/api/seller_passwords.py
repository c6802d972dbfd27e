"""The passwords of sellers at their marketplaces: one for all shops of a user."""

from sqlalchemy import select

from mock_site.api.keys import current_keys
from mock_site.catalogue import MARKETPLACES
from mock_site.open_mall import OpenMall
from mock_site.secret_values import last_characters
from mock_site.tables.market import Shop


def password_name(marketplace_id: str, user: str) -> str:
    """Return what the password of a seller is called among the secrets."""
    return f"{marketplace_id} {user} password"


def first_password(mall: OpenMall, shop: Shop) -> str:
    """Return the password of a seller before it is changed."""
    name = password_name(shop.marketplace, shop.user)
    return mall.secret(name, "password", last_characters(name, 1))


def set_password(mall: OpenMall, shop: Shop, password: str) -> None:
    """Change the password of all shops of a user, and end the keys that rest on it."""
    marketplace = MARKETPLACES[shop.marketplace]
    own = select(Shop).where(Shop.marketplace == shop.marketplace, Shop.user == shop.user)
    for one in mall.session.scalars(own).all():
        one.password = password
        for key in current_keys(mall, one):
            if marketplace.field(key.field).ends_with_password:
                key.revoked = key.ended_by_password = True
