"""Secrets of a mall: made from its seed, in the shapes that marketplaces issue."""

import random

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


def secret_value(shape: str, seed: str, last: str = "") -> str:
    """Return the secret of *shape* that *seed* gives; it ends in *last*, which pages show."""
    source = random.Random(seed)  # noqa: S311 - a stand-in that protects nothing

    def some(count: int) -> str:
        return "".join(source.choices(_LETTERS, k=count - len(last))) + last

    digits = "".join(source.choices("0123456789", k=6))
    shapes = {
        "service_secret": f"SP{digits}_{some(16)}",
        "license_key": f"SL{digits}_{some(16)}",
        "api_key": f"S5bnbfynQvM_{some(28)}",
        "password": f"Pw-{some(13)}",
        "token": some(40),
    }
    return shapes[shape]


def last_characters(field: str, number: int) -> str:
    """Return the last four characters of the *number*th value that is issued for *field*."""
    source = random.Random(f"{field} {number}")  # noqa: S311 - the same in every mall on purpose
    return "".join(source.choices(_LETTERS, k=4))
