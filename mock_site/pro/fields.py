"""The fields of the account form, as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mock_site.catalogue.model import Field, Marketplace
from mock_site.faults.table import behaviours
from mock_site.pro.accounts import Refusal
from mock_site.secret_values import ending
from mock_site.tables.pro import Account, Authorization
from mock_site.web.rendering import day
from mock_site.web.visit import Visit


@dataclass(frozen=True)
class FieldView:
    """One field on the page.

    Attributes:
        value: What stands in it; never a secret.
        saved: The last characters of the secret that is stored.
        error: What is wrong with it.
    """

    field: Field
    label: str
    help: str
    note: str
    value: str
    saved: str
    error: str


@dataclass(frozen=True)
class Form:
    """All that is shown: what was typed, what is stored, and what is wrong."""

    marketplace: Marketplace
    typed: Mapping[str, str]
    account: Account | None = None
    authorization: Authorization | None = None
    refusal: Refusal | None = None

    def views(self, visit: Visit) -> list[FieldView]:
        """Return the fields in the language of the visit."""
        return [self._view(visit, one) for one in self.marketplace.fields]

    def _view(self, visit: Visit, field: Field) -> FieldView:
        table, language = behaviours(visit.mall), visit.language
        stored = str(self.account.stored.get(field.name, "")) if self.account else ""
        value = self.typed.get(field.name, "")
        if field.shows == "expiry" and self.account:
            value = day(self.account.expires_at)
        elif field.kind == "readonly":
            value = value or stored
        error = self.refusal.fields.get(field.name, "") if self.refusal else ""
        return FieldView(
            field=field,
            label=field.label[language],
            help=table.help_of(self.marketplace, field, language),
            note=table.note_of(self.marketplace, field, language),
            value="" if field.is_hidden else value,
            saved=ending(stored) if field.secret and stored else "",
            error=self._error(visit, field, error) if error else "",
        )

    def _error(self, visit: Visit, field: Field, error: str) -> str:
        mistake = field.mistake(self.typed.get(field.name, ""))
        if error == "error.field_format" and mistake is not None:
            return mistake.says[visit.language]
        return visit.t(error)

    def alert(self, visit: Visit) -> str:
        """Return what is wrong with the form as a whole."""
        if self.refusal is None:
            return ""
        return refusal_text(visit, self.marketplace, self.refusal.message)

    @property
    def is_authorized(self) -> bool:
        """Whether the marketplace has consented, now or when the account was linked."""
        granted = self.authorization is not None and self.authorization.outcome == "granted"
        return granted or (self.account is not None and self.marketplace.consent_field is not None)

    @property
    def authorized_until(self) -> datetime | None:
        """Until when it has consented; nothing if that has no end."""
        if self.authorization is not None and self.authorization.outcome == "granted":
            return self.authorization.expires_at
        return self.account.expires_at if self.account is not None else None


def refusal_text(visit: Visit, marketplace: Marketplace, message: str) -> str:
    """Return why something was refused, in words of the marketplace where it has some."""
    reason = message.removeprefix("error.")
    if reason == "unknown_shop" and reason not in marketplace.refusals:
        reason = "refused"
    known = marketplace.refusals.get(reason)
    return known.says[visit.language] if known else visit.t(message)
