"""Business days as Cafe24 PRO counts them: Monday to Friday, in Korea."""

from datetime import datetime, time, timedelta, timezone

KOREA = timezone(timedelta(hours=9), "KST")
SYNC_DAYS = 3
_SATURDAY = 5
_LAST = time(23, 59, 59)


def deadline(start: datetime, days: int = SYNC_DAYS) -> datetime:
    """Return the last second of the *days*th business day after that of *start*.

    Three business days in Korean time are documented (GS/52092549524761). That the day itself
    does not count, that holidays do, and the hour are inferred.
    """
    day = start.astimezone(KOREA).date()
    left = days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return datetime.combine(day, _LAST, KOREA)
