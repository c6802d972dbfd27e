"""One side of a mall while a request or a control call works on it."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Any, Protocol

from sqlalchemy.orm import Session

from mock_site.secret_values import secret_value
from mock_site.tables.site import Mall


class Markets(Protocol):
    """The marketplaces of a mall, as Cafe24 PRO reaches them."""

    def ask(self, site: str, call: str, body: Mapping[str, Any]) -> Any:
        """Return what the API of the marketplace behind the seller admin *site* answers.

        Raises:
            RefusedError: If it refuses, or there is no answer of use.
        """
        ...

    def records(self) -> AbstractContextManager["OpenMall"]:
        """Return the marketplaces' own side: a back door for defects, which nobody else uses."""
        ...


@dataclass
class Issued:
    """How many secrets a mall has issued to visitors since the site was started."""

    start: str = field(default_factory=partial(token_hex, 8))
    count: int = 0


@dataclass(frozen=True)
class OpenMall:
    """A side of a mall with its database open; what is changed is kept when the work ends well."""

    session: Session
    row: Mall
    markets: Markets
    issued: Issued

    @property
    def now(self) -> datetime:
        """The time in the mall: it stands still until it is advanced."""
        return self.row.clock

    def secret(self, name: str, shape: str = "token", last: str = "") -> str:
        """Return the secret of this mall that is called *name*: always the same one."""
        return secret_value(shape, f"{self.row.seed} {name}", last)

    def issue_secret(self) -> str:
        """Return a secret that nobody was given before; its maker knows it beforehand."""
        self.issued.count += 1
        return self.issued_secret(self.issued.count)

    def issued_secret(self, number: int) -> str:
        """Return the secret that is, or will be, issued as the *number*th."""
        return self.secret(f"issued {self.issued.start} {number}")
