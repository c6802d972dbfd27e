"""What a marketplace answers when it will not."""


class RefusedError(Exception):
    """The marketplace refuses.

    Attributes:
        reason: refused (it does not know the account or a key), expired, not_active,
            other_shop or other_country (its consent is for another one), no_address or
            no_shipping (what it needs for a listing is not set up).
        code: What the marketplace itself said, if it did.
    """

    def __init__(self, reason: str, code: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.code = code
