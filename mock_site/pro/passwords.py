"""Passwords of sub-admins: what they must be, and how they are kept."""

import hashlib
import hmac
import re
import secrets

_KINDS = (re.compile(r"[A-Za-z]"), re.compile(r"[0-9]"), re.compile(r"[^A-Za-z0-9]"))
_ALLOWED = re.compile(r"[!-~]{8,16}")
_LENGTHS = {2: 10, 3: 8}
_COST = {"n": 2**12, "r": 8, "p": 1}


def is_strong(password: str) -> bool:
    """Return whether it has 10-16 characters of two kinds, or 8-16 of three.

    The lengths are documented (SH.OP.OM.OT); the kinds, letters, digits and signs, are inferred.
    """
    kinds = sum(1 for one in _KINDS if one.search(password))
    return bool(_ALLOWED.fullmatch(password)) and len(password) >= _LENGTHS.get(kinds, 99)


def staff_secret(user: str) -> str:
    """Return what the password of a sub-admin of a world is called in its mall."""
    return f"staff {user} password"


def kept(password: str) -> str:
    """Return what is kept of a password: a salt and the hash."""
    salt = secrets.token_hex(8)
    return f"{salt}${_hash(salt, password)}"


def fits(password: str, stored: str) -> bool:
    """Return whether it is the password of which *stored* is kept."""
    salt, _, known = stored.partition("$")
    return hmac.compare_digest(_hash(salt, password), known)


def _hash(salt: str, password: str) -> str:
    return hashlib.scrypt(password.encode(), salt=salt.encode(), **_COST).hex()
