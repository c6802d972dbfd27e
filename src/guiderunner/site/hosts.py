"""Host names: of an address, of this machine, and those that a person names."""

import ipaddress
import re
from urllib.parse import urlsplit

from guiderunner.diagnostics import GuiderunnerError

_LOCALHOST = "localhost"
# What a browser makes of a host: lower case, punycode, no spelling of an address but the usual.
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*")
# Browsers and urlsplit read these in different ways: nobody shall rely on either.
_UNCLEAR = re.compile(r"[\\\s\x00-\x20]")


def host_of(url: str) -> str | None:
    """Return the host of the web address *url*, in lower case and without a dot at its end.

    Nothing for what has no host, e.g. `about:blank`, and for what is not clear.
    """
    if _UNCLEAR.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:
        return None
    return _plain(host) if host else None


def is_this_machine(host: str | None) -> bool:
    """Whether *host* is this machine by its name alone: whatever may resolve to it is not."""
    if not host:
        return False
    host = _plain(host)
    if host == _LOCALHOST or host.endswith(f".{_LOCALHOST}"):
        return _NAME.fullmatch(host) is not None
    try:
        address = ipaddress.ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return address.is_loopback and "%" not in host


def named_host(text: str) -> str:
    """Return the host that a person named.

    Raises:
        GuiderunnerError: If *text* is no name of one host, as a browser writes it.
    """
    host = _plain(text)
    if _NAME.fullmatch(host) or _is_address(host):
        return host
    found = host_of(text)
    if found:
        meant = f" Did you mean '{found}'?"
    elif not text.isascii():
        meant = " Write it as a browser does, with xn--."
    else:
        meant = ""
    raise GuiderunnerError(f"--destroy-on {text}: name one host, e.g. shop.example.com.{meant}")


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _plain(host: str) -> str:
    return host.lower().removesuffix(".")
