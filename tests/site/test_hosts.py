"""Which host an address is on, which of them is this machine, and how a person names one."""

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.site.hosts import host_of, is_this_machine, named_host

HERE = [
    "localhost",
    "LocalHost",
    "localhost.",
    "m1.pro.localhost",
    "M1.PRO.LOCALHOST.",
    "127.0.0.1",
    "127.255.255.254",
    "::1",
    "[::1]",
    "0:0:0:0:0:0:0:1",
]
ELSEWHERE = [
    None,
    "",
    ".",
    "notlocalhost",
    "evil-localhost",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "evil127.0.0.1",
    "x127.0.0.1",
    "evil::1",
    "localhost..",
    "a..localhost",
    ".localhost",
    "evil.example/.localhost",
    "evil.example#.localhost",
    "evil.example@localhost",
    "evil.example\\.localhost",
    "evil.example:80.localhost",
    "localh\u043est",
    "localhost\u3002",
    "xn--localhst-yjg",
    "0.0.0.0",  # noqa: S104 - nothing listens there
    "128.0.0.1",
    "10.0.0.1",
    "192.168.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "::",
    "::2",
    "fe80::1",
    "::1%eth0",
    "2001:db8::1",
    "local",
    "localdomain",
    "localhost.localdomain",
]


@pytest.mark.parametrize("host", HERE)
def test_this_machine_is_known_by_its_names(host: str) -> None:
    """Loopback addresses, `localhost`, and what is below it."""
    assert is_this_machine(host)


@pytest.mark.parametrize("host", ELSEWHERE)
def test_nothing_else_is_this_machine(host: str | None) -> None:
    """Whatever it may resolve to, and however near it is."""
    assert not is_this_machine(host)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://Shop.Example:8443/a?b#c", "shop.example"),
        ("https://shop.example./", "shop.example"),
        ("http://[::1]:8420/", "::1"),
        ("http://localhost@evil.example/", "evil.example"),
        ("http://localhost:80@evil.example/", "evil.example"),
        ("http://evil.example?@localhost/", "evil.example"),
        ("http://evil.example#@localhost/", "evil.example"),
        ("http://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example"),
        ("http://evil.example\\@localhost/", None),
        ("http://evil.example\t.localhost/", None),
        ("http://[::1/", None),
        ("http:///localhost", None),
        ("about:blank", None),
        ("data:text/html,localhost", None),
        ("blob:http://localhost/1", None),
        ("file://localhost/etc", None),
        ("chrome-error://chromewebdata/", None),
        ("", None),
    ],
)
def test_a_host_is_where_a_browser_would_go(url: str, host: str | None) -> None:
    """Never what stands before an @; where readers of addresses differ there is none."""
    assert host_of(url) == host


def test_hosts_are_named_exactly() -> None:
    """Capitals and a dot at the end make no difference, as they make none to a browser."""
    assert named_host("Shop.Example.") == "shop.example"
    assert named_host("10.0.0.7") == "10.0.0.7"
    assert named_host("2001:DB8::1") == "2001:db8::1"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("https://shop.example/admin", " Did you mean 'shop.example'?"),
        ("http://localhost@shop.example", " Did you mean 'shop.example'?"),
        ("shop.example:8443", ""),
        ("*.example", ""),
        ("*", ""),
        ("", ""),
        ("shop.example,other.example", ""),
        ("m\u00fcnchen.example", " Write it as a browser does, with xn--."),
    ],
)
def test_what_is_no_host_is_refused(text: str, meant: str) -> None:
    """One host, and no pattern: it is to say where data may be destroyed."""
    with pytest.raises(GuiderunnerError) as refused:
        named_host(text)

    assert (
        str(refused.value) == f"--destroy-on {text}: name one host, e.g. shop.example.com.{meant}"
    )
