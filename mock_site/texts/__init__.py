"""The site's own words in its own languages; pages/labels.yaml is another table on purpose."""

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Words = Mapping[str, Mapping[str, str]]
Translate = Callable[..., str]


def _read(name: str) -> Words:
    file = Path(__file__).parent / f"{name}.yaml"
    words: Words = yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader
    return words


PRO = _read("pro")
SELLERS = _read("sellers")
NAMES = {"en": "English", "ko": "한국어", "ja": "日本語"}


def translator(words: Words, language: str) -> Translate:
    """Return the function that gives a text of *words* in *language*, its gaps filled."""

    def translate(key: str, **gaps: object) -> str:
        return words[key][language].format(**gaps) if gaps else words[key][language]

    return translate
