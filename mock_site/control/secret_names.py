"""The secrets of a mall by name: what evidence and dumps must not hold."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from mock_site.api.keys import key_value, secret_name
from mock_site.api.seller_passwords import first_password, password_name
from mock_site.catalogue import MARKETPLACES
from mock_site.open_mall import OpenMall
from mock_site.pro.passwords import staff_secret
from mock_site.secret_values import secret_value
from mock_site.tables.market import Consent, Key, Shop
from mock_site.tables.site import Login
from mock_site.tables.staff import Staff
from mock_site.web.forms import form_token

# Keys that are issued while a scenario runs are secrets, too: this many more of each are known.
_KEYS_AHEAD = 3

# So are logins by hand, codes of consents, and what else visitors are issued.
_ISSUED_AHEAD = 12

# Made once: making a query takes as long as asking it.
_SHOPS = select(Shop).order_by(Shop.id)
_STAFF = select(Staff).order_by(Staff.user)
_LOGINS = select(Login).order_by(text("rowid"))
_KEYS = select(Key)
_CONSENTS = select(Consent).where(Consent.code != "").order_by(text("rowid"))


@dataclass(frozen=True)
class Owners:
    """Who and what has secrets in a mall: its shops, its sub-admins, and its logins."""

    shops: Sequence[Shop]
    staff: Sequence[Staff]
    logins: Sequence[tuple[OpenMall, Login]]


def owners_of(pro: OpenMall, market: OpenMall, about: str = "") -> Owners:
    """Return them, each kind in the order in which they came; shops at *about* first."""
    shops = market.session.scalars(_SHOPS).all()
    return Owners(
        shops=sorted(shops, key=lambda one: one.marketplace != about) if about else shops,
        staff=pro.session.scalars(_STAFF).all(),
        logins=[(mall, one) for mall in (pro, market) for one in mall.session.scalars(_LOGINS)],
    )


def known_secrets(market: OpenMall, owners: Owners) -> dict[str, str]:
    """Return every secret of a mall as it is now, by its name."""
    issued = Counter((one.shop_id, one.field) for one in market.session.scalars(_KEYS))
    staff = [one.user for one in owners.staff]
    secrets = made_secrets(market, owners.shops, staff, issued)
    secrets |= {password_name(one.marketplace, one.user): one.password for one in owners.shops}
    secrets |= _issued_secrets(market, owners)
    return secrets | _numbered_secrets(market, owners)


def made_secrets(
    mall: OpenMall,
    shops: Iterable[Shop],
    staff: Iterable[str],
    issued: Mapping[tuple[int, str], int],
) -> dict[str, str]:
    """Return the secrets that the seed of *mall* gives, by name.

    *issued* counts the keys that were issued, by shop and field.
    """
    secrets = {
        "mall password": mall.secret("pro password", "password"),
        "mall seed": mall.row.seed,
        "pro session": mall.secret("pro session"),
    }
    secrets |= {staff_secret(user): staff_password(mall, user) for user in staff}
    for index, shop in enumerate(shops):
        if index == 0:
            secrets["wrong key"] = wrong_key(mall, shop.marketplace)
        secrets |= _secrets_of_shop(mall, shop, issued)
    return secrets


def _secrets_of_shop(
    mall: OpenMall, shop: Shop, issued: Mapping[tuple[int, str], int]
) -> dict[str, str]:
    marketplace = MARKETPLACES[shop.marketplace]
    session = f"{marketplace.admin.site} session"
    secrets = {
        password_name(shop.marketplace, shop.user): first_password(mall, shop),
        session: mall.secret(session),
    }
    for field in marketplace.fields:
        if field.secret and field.kind != "password":
            for number in range(1, _KEYS_AHEAD + 1 + issued.get((shop.id, field.name), 0)):
                secrets[secret_name(shop, field, number)] = key_value(mall, shop, field, number)
    return secrets


def _issued_secrets(mall: OpenMall, owners: Owners) -> dict[str, str]:
    """Return what visitors are issued, now and next, and the tokens that their forms hold."""
    numbers = range(1, mall.issued.count + 1 + _ISSUED_AHEAD)
    issued = {f"issued {one}": mall.issued_secret(one) for one in numbers}
    sites = {one.site for _, one in owners.logins}
    visitors = {**issued, **{f"{one} session": mall.secret(f"{one} session") for one in sites}}
    forms = {
        f"form of {site}, {name}": form_token(mall, site, visitor)
        for site in sorted(sites)
        for name, visitor in visitors.items()
    }
    return issued | forms


def _numbered_secrets(market: OpenMall, owners: Owners) -> dict[str, str]:
    """Return what was made at random: codes of consents, and logins by hand."""
    codes = [one.code for one in market.session.scalars(_CONSENTS)]
    tokens = [one.token for mall, one in owners.logins if not is_of_world(mall, one)]
    return {
        **{f"consent {number}": code for number, code in enumerate(codes)},
        **{f"login {number}": token for number, token in enumerate(tokens)},
    }


def is_of_world(mall: OpenMall, login: Login) -> bool:
    """Return whether a login is the one that a site of each mall begins with."""
    return login.token == mall.secret(f"{login.site} session")


def staff_password(mall: OpenMall, user: str) -> str:
    """Return the password of a sub-admin of the world."""
    return mall.secret(staff_secret(user), "password")


def wrong_key(mall: OpenMall, marketplace_id: str) -> str:
    """Return a well-formed value that the marketplace never issued for its secret key.

    Where it issues none, it is the id of a shop that there is not.
    """
    marketplace = MARKETPLACES[marketplace_id]
    keys = [one for one in marketplace.typed if one.is_issued]
    if keys:
        return secret_value(keys[-1].secret or "token", f"{mall.row.seed} never issued", "nKEY")
    known = str(marketplace.shops[0]["id"])
    other = known.translate(str.maketrans("01234", "56789"))
    return (
        other
        if other != known
        else known.translate(str.maketrans("abcdefghijklm", "nopqrstuvwxyz"))
    )
