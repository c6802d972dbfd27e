"""Files that no author meant to write: made from nothing, or from real ones."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.hostile import changed, torn

ROOT = Path(__file__).parents[2]
_SCENARIOS = ("scenarios/*/*.yaml", "tests/bad_scenarios/*.yaml", "tests/hostile_files/*")
_MOST_BYTES = 8_000


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
    """Return a real file, torn."""
    return torn(draw, draw(st.sampled_from(corpus())))


@st.composite
def changed_scenarios(draw: st.DrawFn) -> bytes:
    """Return a real file in which values, keys or whole parts are others."""
    tree = changed(draw, draw(st.sampled_from(trees())), trees())
    text: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)
    return text.encode(errors="surrogatepass")


HOSTILE = st.one_of(changed_scenarios(), torn_files(), st.binary(max_size=200))
