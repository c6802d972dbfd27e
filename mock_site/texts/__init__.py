"""The site's own words in its own languages; labels of guides and tests are another table."""

from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

Words = Mapping[str, Mapping[str, str]]
Translate = Callable[..., str]
NAMES = {"en": "English", "ko": "한국어", "ja": "日本語", "zh": "中文"}


def _read(name: str) -> Words:
    file = Path(__file__).parent / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    words: Words = yaml.load(file.read_bytes(), Loader=loader)  # noqa: S506 - a safe loader, in C
    return words


PRO = {
    **_read("pro"),
    **_read("pro_activity"),
    **_read("pro_staff"),
    **_read("pro_products"),
    **_read("pro_guides"),
    **_read("pro_sources"),
}
SELLERS = _read("sellers")


def translator(words: Words, language: str) -> Translate:
    """Return the function that gives a text of *words* in *language*, its gaps filled."""

    def translate(key: str, **gaps: object) -> str:
        return words[key][language].format(**gaps) if gaps else words[key][language]

    return translate
