"""What a help centre accepts: a bundle that breaks a limit is never sent."""

import re
import textwrap
from collections.abc import Iterator, Mapping

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.zendesk.sanitiser import sanitise

MOST_BYTES = 1_000_000  # Of a body, in each language.
MOST_ATTACHMENTS = 500
MOST_ATTACHMENT_BYTES = 20_000_000
PLACEHOLDER = re.compile(r"\{\{attachment:([^{}]+)\}\}")
# An attachment's address, which is longer than most placeholders, counts in the body that is sent.
_ADDRESS_BYTES = 80
_HEADING = re.compile(r"<h1\b", re.IGNORECASE)


def body_problems(path: str, body: str) -> Iterator[Problem]:
    """Yield what is wrong with the *body* of file *path*."""
    size = len(body.encode()) + _ADDRESS_BYTES * len(PLACEHOLDER.findall(body))
    if size > MOST_BYTES:
        message = f"the body is {size:,} bytes, {MOST_BYTES:,} are allowed. Take a part out of it."
        yield Problem(Position(path), message, "Z002")
    for found in _HEADING.finditer(body):
        message = "<h1> is the title, which stands outside the body. Begin with <h2>."
        yield Problem(_position(path, body, found.start()), message, "Z002")
    shown = sanitise(body)
    if shown != body:
        yield _lost(path, body, shown)


def attachment_problems(path: str, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield what is wrong with the attachments of a bundle, by name and size."""
    if len(sizes) > MOST_ATTACHMENTS:
        message = f"{len(sizes)} pictures, {MOST_ATTACHMENTS} are allowed in an article."
        yield Problem(Position(f"{path}/manifest.json"), message, "Z002")
    for name, size in sizes.items():
        if size > MOST_ATTACHMENT_BYTES:
            message = f"the picture is {size:,} bytes, {MOST_ATTACHMENT_BYTES:,} are allowed."
            yield Problem(Position(f"{path}/attachments/{name}"), message, "Z002")


def _lost(path: str, body: str, shown: str) -> Problem:
    """Say what is lost first when the body is shown."""
    place = next(
        (index for index, (one, two) in enumerate(zip(body, shown, strict=False)) if one != two),
        min(len(body), len(shown)),
    )
    start = body.rfind("<", 0, place + 1)
    snippet = _element(body[max(start, 0) :])
    message = f"readers would not see this as it is made: {snippet}. Change the template."
    return Problem(_position(path, body, max(start, 0)), message, "Z003")


def _element(text: str) -> str:
    end = text.find(">") + 1
    return textwrap.shorten(text[: end or 80], 120, placeholder=" ...")


def _position(path: str, text: str, offset: int) -> Position:
    line = text.count("\n", 0, offset) + 1
    return Position(path, line, offset - text.rfind("\n", 0, offset))
