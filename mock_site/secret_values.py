"""Secrets of a mall: made from its seed, in the shapes that marketplaces issue.

A shape is password, token, pem, or a pattern: # stands for a digit, * for a letter or digit, and
% for a hexadecimal digit; all else stands for itself.
"""

import random
import re

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"
_ALPHABETS = {"#": "0123456789", "*": _LETTERS, "%": "0123456789abcdef"}
_NAMED = {
    "password": "Pw-*************",
    "token": "*" * 40,
    "pem": "-----BEGIN PUBLIC KEY-----\n" + ("*" * 64 + "\n") * 3 + "-----END PUBLIC KEY-----",
}
# Issued as a key, but no secret: pages may show it.
PUBLIC_SHAPES = {"pem"}
_SHOWN = 4


def secret_value(shape: str, seed: str, last: str = "") -> str:
    """Return the secret of *shape* that *seed* gives; it ends in *last*, which pages show."""
    source = random.Random(seed)  # noqa: S311 - a stand-in that protects nothing
    pattern = _NAMED.get(shape, shape)
    places = [index for index, one in enumerate(pattern) if one in _ALPHABETS]
    numbers = source.choices(range(len(_LETTERS)), k=len(places))
    value = list(pattern)
    for index, number in zip(places, numbers, strict=True):
        alphabet = _ALPHABETS[pattern[index]]
        value[index] = alphabet[number % len(alphabet)]
    if last:
        for index, wanted in zip(places[-len(last) :], last, strict=True):
            value[index] = _fitted(wanted, _ALPHABETS[pattern[index]])
    return "".join(value)


def _fitted(character: str, alphabet: str) -> str:
    return character if character in alphabet else alphabet[ord(character) % len(alphabet)]


def ending(value: str) -> str:
    """Return the last characters of a secret: what pages may show of it."""
    body = re.sub(r"-----[A-Z ]+-----", "", value)
    return re.sub(r"\s", "", body)[-_SHOWN:]


def last_characters(field: str, number: int) -> str:
    """Return the last four characters of the *number*th value that is issued for *field*."""
    source = random.Random(f"{field} {number}")  # noqa: S311 - the same in every mall on purpose
    return "".join(source.choices(_LETTERS, k=_SHOWN))
