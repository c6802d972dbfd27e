"""The style of each language."""

from guiderunner.guide.lint.english import English
from guiderunner.guide.lint.japanese import Japanese
from guiderunner.guide.lint.korean import Korean
from guiderunner.guide.lint.style import Style

_STYLES: dict[str, Style] = {one.locale: one for one in (English(), Korean(), Japanese())}
_NONE = Style()


def style_of(locale: str) -> Style:
    """Return what texts of *locale* are held to."""
    return _STYLES.get(locale.partition("-")[0], _NONE)
