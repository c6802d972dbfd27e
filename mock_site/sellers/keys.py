"""The keys of a shop: shown by their last four characters, issued anew, and revoked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.api.keys import current_keys, issue_together, together, version_of
from mock_site.catalogue.model import Field
from mock_site.open_mall import OpenMall
from mock_site.secret_values import ending
from mock_site.sellers.layout import marketplace_of, shop_of, show, title_of, words_of
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
        """Whether the seller can issue a new one in its place now."""
        return can_be_issued(self.field) and self.renewed_from is None

    @property
    def renewed_from(self) -> datetime | None:
        """When a new one can be issued in its place, if not yet."""
        if self.field.reissue_days is None or self.key.expires_at is None:
            return None
        first = self.key.expires_at - timedelta(days=self.field.reissue_days)
        return first if first > self.mall.now else None

    @property
    def is_revocable(self) -> bool:
        """Whether the seller can end it here without a new one."""
        field = self.field
        return field.kind == "consent" or field.active > 1 or field.reissue_days is not None


def can_be_issued(field: Field) -> bool:
    """Return whether sellers issue values of *field* themselves, on the page of keys."""
    return field.is_issued and bool(field.days or field.renewable)


def keys_page(visit: Visit) -> Response:
    """Show the keys of the shop."""
    return _show(visit, None)


def _show(visit: Visit, shown: Key | None) -> Response:
    marketplace = marketplace_of(visit)
    keys = [
        KeyView(key, marketplace.field(key.field), visit.mall)
        for key in current_keys(visit.mall, shop_of(visit))
    ]
    title = title_of(visit, "/keys")
    held = {one.field.name for one in keys}
    lacking = [
        one
        for one in marketplace.fields
        if can_be_issued(one) and not one.issued_with and one.name not in held
    ]
    return show(visit, "keys.html", title=title, keys=keys, shown=shown, lacking=lacking)


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
    key = _asked_key(visit)
    field = marketplace_of(visit).field(key.field)
    if not KeyView(key, field, visit.mall).is_renewed:
        raise HTTPException(404)
    issue_together(visit.mall, shop_of(visit), field)
    visit.say("status", "done", words=words_of(visit)["reissued"])
    return go("/keys")


def issue_first_key(visit: Visit) -> Response:
    """Issue a key where there is none, or none any more."""
    held = {one.field for one in current_keys(visit.mall, shop_of(visit))}
    for field in marketplace_of(visit).fields:
        if field.name == visit.typed("field") and can_be_issued(field) and field.name not in held:
            issue_together(visit.mall, shop_of(visit), field)
            visit.say("status", "done", words=words_of(visit)["issued"])
            return go("/keys")
    raise HTTPException(404)


def revoke_key(visit: Visit) -> Response:
    """End a key and what was issued with it, or the consent that an app was given, at once."""
    key, shop = _asked_key(visit), shop_of(visit)
    field = marketplace_of(visit).field(key.field)
    if not KeyView(key, field, visit.mall).is_revocable:
        raise HTTPException(404)
    key.revoked = True
    others = {one.name for one in together(shop, field)} - {field.name}
    for one in current_keys(visit.mall, shop):
        if one.field in others:
            one.revoked = True
    visit.say("status", "done", words=words_of(visit)["revoked"])
    return go("/keys")
