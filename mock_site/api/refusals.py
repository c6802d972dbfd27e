"""What a marketplace answers when it will not, or when no answer comes."""

from mock_site.catalogue.model import Marketplace

_OF_KEYS = {
    "refused",
    "unknown_shop",
    "expired",
    "not_active",
    "revoked",
    "ended_by_password",
    "mismatch",
    "short_lived",
}


class RefusedError(Exception):
    """The marketplace refuses.

    Attributes:
        reason: refused (it does not know the account or a key), unknown_shop, expired, not_active,
            revoked, ended_by_password, mismatch (a key and its version), short_lived (a consent
            without a working key), other_shop or other_country (its consent is for another one),
            no_address or no_shipping (what it needs for a listing is not set up), duplicate (a
            management number), or a reason of the marketplace's own conditions.
        code: What the marketplace itself said, if it did.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code

    @property
    def is_of_keys(self) -> bool:
        """Whether the account's keys are at fault, and not what is set in the shop."""
        return self.reason in _OF_KEYS


class NoAnswerError(RefusedError):
    """There is no answer of use: nothing is known of the account.

    Its reason is no_answer (none in time), no_connection, unavailable (maintenance), failing (an
    error of the marketplace itself), or garbled (not what its API should answer).
    """


def refusal(marketplace: Marketplace, reason: str) -> RefusedError:
    """Return the refusal for *reason*, with the marketplace's own code if it has one."""
    known = marketplace.refusals.get(reason)
    return RefusedError(reason, known.code if known else "")
