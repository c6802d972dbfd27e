"""How many examples properties are tried with: few and always the same, or very many.

`HYPOTHESIS_PROFILE=nightly` takes very many, others each time; `make nightly` sets it.
"""

import os

from hypothesis import HealthCheck, settings

NIGHTLY, TIMES = 1_000, 20
_ALLOWED = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)

settings.register_profile(
    "quick", derandomize=True, deadline=None, database=None, suppress_health_check=_ALLOWED
)
settings.register_profile(
    "nightly",
    deadline=None,
    max_examples=NIGHTLY,
    print_blob=True,
    suppress_health_check=_ALLOWED,
)


def load_profile() -> None:
    """Take the profile that the environment names, else the quick one."""
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def examples(quick: int) -> settings:
    """Return settings of a dear property: *quick* examples, and many times more at night."""
    is_nightly = settings.get_current_profile_name() == "nightly"
    return settings(max_examples=quick * TIMES if is_nightly else quick)
