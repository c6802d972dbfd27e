"""The keys of a shop: shown by their last four characters, issued anew, and revoked."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.keys import current_keys, issue_together, version_of
from mock_site.catalogue.model import Field
from mock_site.open_mall import OpenMall
from mock_site.secret_values import ending
from mock_site.sellers.layout import marketplace_of, shop_of, show, words_of
from mock_site.tables.market import Key
from mock_site.web.visit import Visit, go


@dataclass(frozen=True)
class KeyView:
    """One key, and what its page says of it."""

    key: Key
    field: Field
    mall: OpenMall

    @property
    def waits(self) -> bool:
        """Whether it does not work yet."""
        return self.key.active_from > self.mall.now

    @property
    def has_ended(self) -> bool:
        """Whether its time is over."""
        return self.key.expires_at is not None and self.key.expires_at <= self.mall.now

    @property
    def end(self) -> str:
        """What may be seen of it before the security check."""
        return ending(self.key.value)

    @property
    def version(self) -> int | None:
        """Its number, where several are in use at a time."""
        return version_of(self.mall, self.key) if self.field.active > 1 else None

    @property
    def is_renewed(self) -> bool:
        """Whether the seller can issue a new one here."""
        return self.field.is_typed and bool(self.field.days or self.field.renewable)

    @property
    def is_revocable(self) -> bool:
        """Whether the seller can end it here without a new one."""
        return self.field.kind == "consent" or self.field.active > 1


def keys_page(visit: Visit) -> Response:
    """Show the keys of the shop."""
    return _show(visit, None)


def _show(visit: Visit, shown: Key | None) -> Response:
    marketplace = marketplace_of(visit)
    keys = [
        KeyView(key, marketplace.field(key.field), visit.mall)
        for key in current_keys(visit.mall, shop_of(visit))
    ]
    entry = marketplace.admin.find("/keys")
    title = entry.label[visit.language] if entry else ""
    return show(visit, "keys.html", title=title, keys=keys, shown=shown)


def _asked_key(visit: Visit) -> Key:
    for key in current_keys(visit.mall, shop_of(visit)):
        if str(key.id) == visit.typed("key"):
            return key
    raise HTTPException(404)


def show_key(visit: Visit) -> Response:
    """Show one key in full: the seller passed the security check."""
    return _show(visit, _asked_key(visit))


def reissue_key(visit: Visit) -> Response:
    """Issue a new key in the place of an old one, and what belongs to it."""
    marketplace = marketplace_of(visit)
    field = marketplace.field(_asked_key(visit).field)
    if not field.is_typed:
        raise HTTPException(404)
    issue_together(visit.mall, shop_of(visit), field)
    visit.say("status", "done", words=words_of(visit)["reissued"])
    return go("/keys")


def revoke_key(visit: Visit) -> Response:
    """End a key, or the consent that an app was given, at once."""
    key = _asked_key(visit)
    if not KeyView(key, marketplace_of(visit).field(key.field), visit.mall).is_revocable:
        raise HTTPException(404)
    key.revoked = True
    visit.say("status", "done", words=words_of(visit)["revoked"])
    return go("/keys")
