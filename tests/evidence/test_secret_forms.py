"""Each way in which a secret is spelled is found whole, and told by its kind."""

import base64
from math import ceil, floor

import pytest

from guiderunner.evidence.secret_forms import Forms, forms_of

VALUE = "a/b+c \"d'&<é>~"
# Written out, as each program spells it.
SPELLED = {
    "itself": ("plain", "a/b+c \"d'&<é>~"),
    "path": ("URL-encoded", "a/b%2Bc%20%22d%27%26%3C%C3%A9%3E~"),
    "part of an address": ("URL-encoded", "a%2Fb%2Bc%20%22d%27%26%3C%C3%A9%3E~"),
    "part, by a browser": ("URL-encoded", "a%2Fb%2Bc%20%22d'%26%3C%C3%A9%3E~"),
    "query": ("URL-encoded", "a%2Fb%2Bc+%22d%27%26%3C%C3%A9%3E~"),
    "form of a browser": ("URL-encoded", "a%2Fb%2Bc+%22d%27%26%3C%C3%A9%3E%7E"),
    "small escapes": ("URL-encoded", "a%2fb%2bc%20%22d%27%26%3c%c3%a9%3e~"),
    "small escapes of a form": ("URL-encoded", "a%2fb%2bc+%22d%27%26%3c%c3%a9%3e%7e"),
    "address in an address": (
        "URL-encoded",
        "a%252Fb%252Bc%2520%2522d%2527%2526%253C%25C3%25A9%253E~",
    ),
    "path in an address": (
        "URL-encoded",
        "a%2Fb%252Bc%2520%2522d%2527%2526%253C%25C3%25A9%253E~",
    ),
    "JSON": ("JSON-escaped", "a/b+c \\\"d'&<\\u00e9>~"),
    "JSON that keeps letters": ("JSON-escaped", "a/b+c \\\"d'&<é>~"),
    "JSON in JSON": ("JSON-escaped", "a/b+c \\\\\\\"d'&<\\\\u00e9>~"),
    "JSON in JSON that keeps letters": ("JSON-escaped", "a/b+c \\\\\\\"d'&<é>~"),
    "JSON that escapes slashes": ("JSON-escaped", "a\\/b+c \\\"d'&<\\u00e9>~"),
    "both": ("JSON-escaped", "a\\/b+c \\\"d'&<é>~"),
    "JSON in a script": ("JSON-escaped", 'a/b+c \\"d\\u0027\\u0026\\u003c\\u00e9\\u003e~'),
    "HTML": ("HTML-escaped", "a/b+c \"d'&amp;&lt;é&gt;~"),
    "HTML attribute": ("HTML-escaped", "a/b+c &quot;d&#x27;&amp;&lt;é&gt;~"),
    "HTML attribute, decimal": ("HTML-escaped", "a/b+c &quot;d&#39;&amp;&lt;é&gt;~"),
    "HTML attribute, all decimal": ("HTML-escaped", "a/b+c &#34;d&#39;&amp;&lt;é&gt;~"),
    "HTML attribute, mixed": ("HTML-escaped", "a/b+c &#34;d&#x27;&amp;&lt;é&gt;~"),
    "JSON in HTML": ("HTML-escaped", "a/b+c \\&quot;d&#x27;&amp;&lt;\\u00e9&gt;~"),
    "hexadecimal": ("hexadecimal", "612f622b63202264" + "27263cc3a93e7e"),
    "HEXADECIMAL": ("hexadecimal", "612F622B63202264" + "27263CC3A93E7E"),
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_spelling_is_found_whole(name: str) -> None:
    """From its first to its last character, by the name of the secret and what it is."""
    forms, (kind, spelled) = Forms([("key", VALUE)]), SPELLED[name]
    content = f"«{spelled}»".encode()

    ((index, start, end),) = forms.find(content)

    assert forms.named[index] == ("key", kind)
    assert content[start:end].decode() == spelled


# Among them are some whose base64 has each of the characters that addresses spell otherwise.
BYTES = ["abcdef", "abcdefg", "abcdefgh", "~~~???>>>", "ÿþýüû", "?>?>?>?>"]


@pytest.mark.parametrize("secret", BYTES)
@pytest.mark.parametrize("before", [b"", b"u", b"us", b"use", b"user:"])
@pytest.mark.parametrize("after", [b"", b"\n", b"&x=1"])
def test_base64_is_found_wherever_the_secret_begins(
    secret: str, before: bytes, after: bytes
) -> None:
    """All that says something of the secret: not the characters that it shares with others."""
    forms, plain = Forms([("key", secret)]), secret.encode()
    first = ceil(len(before) * 8 / 6)
    last = floor((len(before) + len(plain)) * 8 / 6)
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        encoded = encode(before + plain + after)
        for text in (encoded, encoded.rstrip(b"=")):
            ((index, start, end),) = forms.find(text)

            assert forms.named[index] == ("key", "base64")
            assert start <= first
            assert end >= (last if after else len(text))


@pytest.mark.parametrize("secret", BYTES)
def test_base64_in_an_address_is_found(secret: str) -> None:
    """Its characters that mean something there are escaped."""
    forms = Forms([("key", secret)])
    text = (
        base64.b64encode(secret.encode())
        .replace(b"+", b"%2B")
        .replace(b"/", b"%2F")
        .replace(b"=", b"%3D")
    )

    ((index, start, end),) = forms.find(text)

    assert forms.named[index] == ("key", "base64")
    assert (start, end) == (0, len(text))


@pytest.mark.parametrize(
    ("secret", "sent"),
    [
        ("one\ntwo", "one\ntwo"),
        ("one\ntwo", "one\r\ntwo"),
        ("one\ntwo", "one%0D%0Atwo"),
        ("one\ntwo", "one%0Atwo"),
        ("one\r\ntwo", "one\r\ntwo"),
        ("one\r\ntwo", "one%0D%0Atwo"),
        ("one\r\ntwo\nthree", "one\r\ntwo\r\nthree"),
    ],
)
def test_a_secret_of_lines_is_found_with_the_ends_of_the_network(secret: str, sent: str) -> None:
    """Forms send those, whatever the field has."""
    ((_, start, end),) = Forms([("key", secret)]).find(sent.encode())

    assert (start, end) == (0, len(sent))


def test_of_two_secrets_the_one_that_begins_first_is_found() -> None:
    """And the longest of those; a spelling that both have is told of the first."""
    forms = Forms([("short", "abcd"), ("long", "abcdef"), ("later", "cdefgh"), ("same", "abcd")])

    found = [(forms.named[index][0], start, end) for index, start, end in forms.find(b"abcdefgh")]

    assert found == [("long", 0, 6)]
    assert forms.named[forms.find(b"abcd")[0][0]] == ("short", "plain")


def test_of_three_characters_nothing_is_a_secret() -> None:
    """With none at all, nothing is found."""
    assert Forms([("pin", "923")]).find(b"923") == []
    assert Forms([]).find(b"anything") == []
    assert len(Forms([("code", "1234")]).find(b"1234")) == 1


def test_the_plain_form_comes_first() -> None:
    """What is told of a secret that needs no escapes is that it is plain."""
    assert next(forms_of("plain1")) == ("plain", b"plain1")
    assert Forms([("key", "plain1")]).named[0] == ("key", "plain")
