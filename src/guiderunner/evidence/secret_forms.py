"""The forms in which a secret may turn up: as it is, or encoded by a page, a browser or a log."""

import base64
import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, BytesAhoCorasick

SHORTEST = 4
"""A shorter value is no secret: it would be found everywhere."""

_AS_IT_IS = re.compile(r"[A-Za-z0-9._-]+")  # No encoding of text changes it.
_KEPT_IN_URLS = "!'()*"  # By a browser's encodeURIComponent; its forms keep * and not ~.
Found = tuple[int, int, int]


class Forms:
    """Finds many secrets, each in many forms, in one pass over a content.

    Of forms that overlap, the one that begins first is found, and the longest of those.
    """

    def __init__(self, secrets: Iterable[tuple[str, str]]) -> None:
        """Know *secrets* as (name, value); those that are too short are left out."""
        known: dict[bytes, tuple[str, str]] = {}
        for name, secret in secrets:
            if len(secret) >= SHORTEST:
                for kind, form in forms_of(secret):
                    known.setdefault(form, (name, kind))
        self.named = list(known.values())
        self._automaton = BytesAhoCorasick(list(known), MATCHKIND_LEFTMOST_LONGEST)

    def find(self, content: bytes) -> list[Found]:
        """Return what is found in *content*: an index into `named`, its begin and its end."""
        return self._automaton.find_matches_as_indexes(content) if self.named else []


def forms_of(secret: str) -> Iterator[tuple[str, bytes]]:
    """Yield each form of *secret* with the name of its kind; the plain one comes first."""
    # A form sends the lines of a field with the line ends of the network.
    for plain in dict.fromkeys((secret, secret.replace("\r\n", "\n").replace("\n", "\r\n"))):
        yield from (("plain", plain.encode()), *_text_forms(plain))
        for encoded in dict.fromkeys(_base64_cores(plain.encode())):
            yield "base64", encoded.encode()
            if not encoded.isalnum():
                yield "base64", quote(encoded, safe="").encode()
        yield "hexadecimal", plain.encode().hex().encode()
        yield "hexadecimal", plain.encode().hex().upper().encode()


def _text_forms(plain: str) -> Iterator[tuple[str, bytes]]:
    if _AS_IT_IS.fullmatch(plain):
        return
    for encoded in _in_addresses(plain):
        yield "URL-encoded", encoded.encode()
    for escaped in _in_json(plain):
        yield "JSON-escaped", escaped.encode()
    for escaped in _in_html(plain):
        yield "HTML-escaped", escaped.encode()


def _in_addresses(plain: str) -> Iterator[str]:
    browsers = quote(plain, safe=_KEPT_IN_URLS), quote_plus(plain, safe="*").replace("~", "%7E")
    for encoded in (quote(plain), quote(plain, safe=""), quote_plus(plain), *browsers):
        yield encoded
        yield _small_escapes(encoded)
        yield quote(encoded, safe="")


def _small_escapes(encoded: str) -> str:
    head, *parts = encoded.split("%")
    return "".join((head, *(f"%{one[:2].lower()}{one[2:]}" for one in parts)))


def _in_json(plain: str) -> Iterator[str]:
    for only_ascii in (True, False):
        once = json.dumps(plain, ensure_ascii=only_ascii)[1:-1]
        yield once
        yield json.dumps(once, ensure_ascii=only_ascii)[1:-1]  # JSON in a text in JSON.
        yield once.replace("/", "\\/")
    safe = json.dumps(plain)[1:-1]
    for character in "<>&'":  # As it stands in a script of a page.
        safe = safe.replace(character, f"\\u{ord(character):04x}")
    yield safe


def _in_html(plain: str) -> Iterator[str]:
    escaped = html.escape(plain)
    yield html.escape(plain, quote=False)
    for single, double in itertools.product(("&#x27;", "&#39;"), ("&quot;", "&#34;")):
        yield escaped.replace("&#x27;", single).replace("&quot;", double)
    yield html.escape(json.dumps(plain)[1:-1])  # JSON in an attribute.


def _base64_cores(plain: bytes) -> Iterator[str]:
    """Yield what base64 makes of the secret wherever it begins: without what is mixed at its ends.

    Three bytes are four characters, so there are three ways to stand among other bytes. At the
    end of what is encoded, nothing is mixed there.
    """
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + plain).decode()
        first, last = (0, 2, 3)[before], (before + len(plain)) * 8 // 6
        for core in (encoded[first:], encoded[first:].rstrip("="), encoded[first:last]):
            yield core
            yield core.replace("+", "-").replace("/", "_")
