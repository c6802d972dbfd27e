"""The pictures of an article as attachments: PNG, named by step and content."""

import io
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import PICTURES
from guiderunner.guide.zendesk.articles import Spoken

_COLOURS = 256


@dataclass(frozen=True)
class Attachment:
    """A picture of the publication, and what it is called as an attachment: `ko/save-1a2b3c4d.png`.

    The name holds the hash of the picture's content, so that the same picture is sent once.
    """

    picture: Path
    name: str


def attachments_of(spoken: Spoken, locale: str, publication: Path) -> dict[str, Attachment]:
    """Return the attachment of each picture of an article, in the help centre's *locale*."""
    found: dict[str, Attachment] = {}
    for file, step in _pictures(spoken):
        name = f"{locale}/{step}-{file[:8]}.png"
        found.setdefault(file, Attachment(publication / PICTURES / file, name))
    return found


def _pictures(spoken: Spoken) -> Iterator[tuple[str, str]]:
    for part in spoken.parts:
        for step in part.steps:
            if step.picture:
                yield step.picture.file, step.id


def write_attachments(
    attachments: list[Attachment], folder: Path, known: Mapping[str, bytes]
) -> None:
    """Write *attachments* into *folder*; those *known* by name are not made again.

    Raises:
        GuiderunnerError: If a picture of the publication cannot be read.
    """

    def write(one: Attachment) -> None:
        file = folder / one.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(known.get(one.name) or png(one.picture))

    # Pillow packs outside Python's lock, so threads share the work.
    with ThreadPoolExecutor() as threads:
        list(threads.map(write, attachments))


def png(picture: Path) -> bytes:
    """Return *picture* as PNG, pixel by pixel the same; with a palette where that loses nothing.

    Raises:
        GuiderunnerError: If it cannot be read.
    """
    try:
        with Image.open(picture) as opened:
            image = opened.convert("RGB")
    except OSError as error:
        raise GuiderunnerError(f"{picture}: {error}. Publish all guides again.") from None
    if image.getcolors(_COLOURS) is not None:
        reduced = image.quantize(_COLOURS, dither=Image.Dither.NONE)
        if ImageChops.difference(reduced.convert("RGB"), image).getbbox() is None:
            image = reduced
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=6)
    return stream.getvalue()
