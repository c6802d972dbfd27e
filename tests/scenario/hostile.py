"""Files that no author meant to write: made from nothing, or from real ones."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
_SCENARIOS = ("scenarios/*/*.yaml", "tests/bad_scenarios/*.yaml")
_MOST_BYTES = 8_000
_ODD = ["{{ }}", "{{ a.b }}", "{{ plan }}", "{{", "}}", "[", "[Save]", "[[Save]]", "[{{ a }}]"]
_ODD += ["\x00", "\x1b[31m", "\ud800", "\u2028", "\x85", "\ufeff", "\r\n", "=", "<<", "*a", "&a"]
_ODD += ["x" * 5_000, "9" * 5_000, "1e999", "0o7", "~", "all", "use", "with", "at", "id", "text"]
_TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(_ODD))
_KEYS = ("use", "with", "only", "each", "given", "expect", "text", "at", "kind", "is", "proves")
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(_KEYS), _TEXTS), inner, max_size=3),
    ),
    max_leaves=5,
)
_SPLICES = [b"[", b"{", b"- ", b"? ", b": ", b"\t", b"\n", b"\x00", b"\xff", b"&a ", b"*a", b"<<: "]
_SPLICES += [b"!!python/name:os.system ", b"%YAML 9.9\n---\n", b"...\n", b"|\n", b'"', b"'", b"#"]
_SPLICES += ["\u2028".encode(), "\x85".encode(), b"\xed\xa0\x80", b"{{ ", b" }}", b"9" * 5_000]


@cache
def corpus() -> list[bytes]:
    """Return the scenarios, sequences and data of this project, and the bad ones of the tests."""
    files = [file for pattern in _SCENARIOS for file in sorted(ROOT.glob(pattern))]
    return [content for file in files if len(content := file.read_bytes()) < _MOST_BYTES]


@cache
def trees() -> list[Any]:
    """Return what of the corpus is YAML, as plain data."""
    found = []
    for content in corpus():
        try:
            found.append(yaml.load(content, Loader=yaml.CBaseLoader))  # noqa: S506 - texts only
        except (yaml.YAMLError, UnicodeDecodeError):
            continue
    return [one for one in found if isinstance(one, dict)]


@st.composite
def torn_files(draw: st.DrawFn) -> bytes:
    """Return a real file of which some parts are cut out, moved, repeated or replaced."""
    content = draw(st.sampled_from(corpus()))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.integers(0, len(content))) for _ in range(2))
        middle = draw(st.sampled_from(["cut", "repeat", "splice", "bytes"]))
        replaced = {"cut": b"", "repeat": content[start:end] * 2}.get(middle)
        if replaced is None:
            odd = draw(st.sampled_from(_SPLICES) if middle == "splice" else st.binary(max_size=8))
            replaced = odd * draw(st.sampled_from([1, 1, 2, 100, 2_000]))
            end = min(end, start + len(replaced))
        content = content[:start] + replaced + content[end:]
    return content


@st.composite
def changed_scenarios(draw: st.DrawFn) -> bytes:
    """Return a real file in which values, keys or whole parts are others."""
    tree = copy.deepcopy(draw(st.sampled_from(trees())))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(tree))
        if not places:
            break
        owner, key = draw(st.sampled_from(places))
        _change(draw, owner, key)
    return _written(tree)


def _change(draw: st.DrawFn, owner: Any, key: Any) -> None:
    deed = draw(st.sampled_from(["replace", "delete", "wrap", "rename", "elsewhere", "add"]))
    if deed == "replace":
        owner[key] = draw(_VALUES)
    elif deed == "delete":
        del owner[key]
    elif deed == "wrap":
        owner[key] = draw(st.sampled_from([[owner[key]], {"text": owner[key]}]))
    elif deed == "elsewhere":
        other, there = draw(st.sampled_from(list(_places(draw(st.sampled_from(trees()))))))
        owner[key] = copy.deepcopy(other[there])
    elif isinstance(owner, dict):
        name = draw(st.one_of(st.sampled_from(_KEYS), _TEXTS))
        owner[name] = owner.pop(key) if deed == "rename" else draw(_VALUES)
    else:
        owner.insert(key, draw(_VALUES))


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each (owner, key or index) of *tree*."""
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield tree, key
            yield from _places(value)
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for index, value in enumerate(tree):
            yield tree, index
            yield from _places(value)


def _written(tree: Any) -> bytes:
    text: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    return text.encode(errors="surrogatepass")


HOSTILE = st.one_of(changed_scenarios(), torn_files(), st.binary(max_size=200))
