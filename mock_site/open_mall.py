"""One mall while a request or a control call works on it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mock_site.secret_values import secret_value
from mock_site.tables.site import Mall


@dataclass(frozen=True)
class OpenMall:
    """A mall with its database open; what is changed is kept when the work ends well."""

    session: Session
    row: Mall

    @property
    def now(self) -> datetime:
        """The time in the mall: it stands still until it is advanced."""
        return self.row.clock

    def secret(self, name: str, shape: str = "token", last: str = "") -> str:
        """Return the secret of this mall that is called *name*: always the same one."""
        return secret_value(shape, f"{self.row.seed} {name}", last)
