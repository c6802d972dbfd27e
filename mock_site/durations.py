"""Lengths of time, as worlds write them: `30 minutes`, `91 days`, `2 months`."""

import calendar
import re
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema

_UNITS = {"minute": "minutes", "hour": "hours", "day": "days"}
_DURATION = re.compile(r"([1-9]\d{0,4}) (minute|hour|day|month)s?")
_YEAR = 12


def checked_duration(text: str) -> str:
    """Return *text* if it is a length of time.

    Raises:
        ValueError: If it is not.
    """
    if not _DURATION.fullmatch(text):
        raise ValueError(f"'{text}' is not a length of time such as '30 minutes' or '91 days'")
    return text


Duration = Annotated[
    str,
    AfterValidator(checked_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION.pattern}$"}),
]
"""A length of time in a model."""


def later(instant: datetime, text: str) -> datetime:
    """Return the instant that is a length of time after *instant*."""
    return _moved(instant, text, 1)


def earlier(instant: datetime, text: str) -> datetime:
    """Return the instant that is a length of time before *instant*."""
    return _moved(instant, text, -1)


def _moved(instant: datetime, text: str, sign: int) -> datetime:
    match = _DURATION.fullmatch(checked_duration(text))
    assert match is not None  # noqa: S101 - it was checked
    count, unit = sign * int(match[1]), match[2]
    if unit != "month":
        return instant + timedelta(**{_UNITS[unit]: count})
    years, month = divmod(instant.month - 1 + count, _YEAR)
    year = instant.year + years
    last = calendar.monthrange(year, month + 1)[1]
    return instant.replace(year=year, month=month + 1, day=min(instant.day, last))
