"""A run as one HTML file, for people who did not write the scenarios."""

import base64
import io
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from PIL import Image, UnidentifiedImageError

from guiderunner.evidence.model import Run, StepRecord
from guiderunner.report.overview import RED, VERDICTS, Entry, counts, entries

_WIDEST = 1080  # Image pixels; wider pictures are made smaller.
_QUALITY = 80


def page(run: Run, folder: Path) -> str:
    """Return a page that needs no other file; *folder* holds the run's pictures.

    Pictures are embedded once each, as lossy WebP of at most 1,080 pixels in width.
    """
    found = sorted(entries(run), key=lambda one: list(VERDICTS).index(one.verdict))
    names = dict.fromkeys(name for entry in found for name in _pictures(entry))
    environment = Environment(
        loader=PackageLoader("guiderunner.report"), autoescape=True, undefined=StrictUndefined
    )
    environment.filters |= {"picture": _picture, "width": _width}
    return environment.get_template("run.html").render(
        run=run,
        entries=found,
        counts=counts(found),
        verdicts=VERDICTS,
        red=RED,
        started=datetime.fromisoformat(run.started),
        pictures=_embedded(list(names), folder / "pictures"),
    )


def _pictures(entry: Entry) -> Iterator[str]:
    for one in entry.tries:
        for step in one.steps:
            name = _picture(step)
            if name:
                yield name


def _picture(step: StepRecord) -> str | None:
    """Return the picture that shows the step best: as it failed, else its own."""
    if step.failure is not None and step.failure.picture:
        return step.failure.picture
    return step.picture.file if step.picture else None


def _width(step: StepRecord) -> float | None:
    """Return how wide the picture was on the screen, in CSS pixels, if that is known."""
    shown = step.picture if step.failure is None or not step.failure.picture else None
    return shown.area.width if shown else None


def _embedded(names: list[str], folder: Path) -> str:
    """Return the pictures as JSON, safe inside a script element."""
    found = {name: data for name in names if (data := _data_uri(folder / name))}
    return json.dumps(found).replace("<", "\\u003c")


def _data_uri(file: Path) -> str | None:
    try:
        with Image.open(file) as image:
            image.thumbnail((_WIDEST, _WIDEST * 4))
            stream = io.BytesIO()
            image.save(stream, "WEBP", quality=_QUALITY)
    except (OSError, UnidentifiedImageError):  # Kept elsewhere, or broken: the report stands.
        return None
    return f"data:image/webp;base64,{base64.b64encode(stream.getvalue()).decode()}"
