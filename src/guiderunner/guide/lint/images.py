"""Rules of alternative texts."""

import re
from collections.abc import Iterator

from guiderunner.guide.lint.draft import Draft, Image
from guiderunner.guide.lint.found import Found

MOST = 200
_FILE = re.compile(r"\S+\.(?:png|jpe?g|gif|webp|avif|svg)", re.IGNORECASE)


def missing_alt(draft: Draft) -> Iterator[Found]:
    """Each picture says in words what it shows, or that it only decorates (an empty alt)."""
    for image in draft.images:
        if image.alt is None:
            yield _found(image, "the picture has no alternative text. Say what it shows.")
        elif _FILE.fullmatch(image.alt.strip()):
            yield _found(image, f"the alternative text is a file name, '{image.alt.strip()}'.")


def alt_of_the_medium(draft: Draft) -> Iterator[Found]:
    """An alternative text tells what is seen, not that it is a picture."""
    for image in draft.images:
        told = draft.style.alt.search(image.alt or "")
        if told:
            yield _found(image, f"the alternative text begins with '{told[0]}'. Leave that out.")


def repeated_alt(draft: Draft) -> Iterator[Found]:
    """An alternative text says more than the text that it stands beside."""
    for image in draft.images:
        if image.alt and _same(image.alt, image.beside):
            message = "the alternative text repeats the text beside it. Say what the screen shows."
            yield _found(image, message)


def long_alt(draft: Draft) -> Iterator[Found]:
    """An alternative text is short; what is longer belongs into the text."""
    for image in draft.images:
        if image.alt and len(image.alt) > MOST:
            message = f"the alternative text has {len(image.alt)} characters; {MOST} are the most."
            yield _found(image, message)


def _same(first: str, second: str) -> bool:
    return _bare(first) == _bare(second)


def _bare(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())


def _found(image: Image, message: str) -> Found:
    return Found(image.anchor, image.anchor, message)
