"""What no author meant to write: files torn into pieces, data with other values and keys."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

_ODD = ["{{ }}", "{{ a.b }}", "{{ plan }}", "{{", "}}", "[", "[Save]", "[[Save]]", "[{{ a }}]"]
_ODD += ["\x00", "\x1b[31m", "\ud800", "\u2028", "\x85", "\ufeff", "\r\n", "=", "<<", "*a", "&a"]
_ODD += ["x" * 5_000, "9" * 5_000, "1e999", "0o7", "~", "all", "use", "with", "at", "id", "text"]
_TEXTS = st.one_of(st.text(max_size=12), st.sampled_from(_ODD))
_KEYS = ("use", "with", "only", "each", "given", "expect", "text", "at", "kind", "is", "proves")
_PLAIN = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), _TEXTS)


def _within(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    keys = st.one_of(st.sampled_from(_KEYS), _TEXTS)
    return st.one_of(inner, st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3))


# Not `st.recursive`: what it draws again is another example of the same choices to Hypothesis.
_VALUES = _within(_within(_PLAIN))
_SPLICES = [b"[", b"{", b"- ", b"? ", b": ", b"\t", b"\n", b"\x00", b"\xff", b"&a ", b"*a", b"<<: "]
_SPLICES += [b"!!python/name:os.system ", b"%YAML 9.9\n---\n", b"...\n", b"|\n", b'"', b"'", b"#"]
_SPLICES += ["\u2028".encode(), "\x85".encode(), b"\xed\xa0\x80", b"{{ ", b" }}", b"9" * 5_000]


def torn(draw: st.DrawFn, content: bytes) -> bytes:
    """Return *content* of which some parts are cut out, repeated or replaced."""
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


def changed(draw: st.DrawFn, tree: Any, others: Sequence[Any]) -> Any:
    """Return *tree* with other values, keys or whole parts, some of them from *others*."""
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(tree))
        if not places:
            break
        owner, key = draw(st.sampled_from(places))
        _change(draw, owner, key, others)
    return tree


def _change(draw: st.DrawFn, owner: Any, key: Any, others: Sequence[Any]) -> None:
    deed = draw(st.sampled_from(["replace", "delete", "wrap", "rename", "elsewhere", "add"]))
    if deed == "replace":
        owner[key] = draw(_VALUES)
    elif deed == "delete":
        del owner[key]
    elif deed == "wrap":
        owner[key] = draw(st.sampled_from([[owner[key]], {"text": owner[key]}]))
    elif deed == "elsewhere":
        other, there = draw(st.sampled_from(list(_places(draw(st.sampled_from(others))))))
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
