"""Shows a difference on one page for anybody: words, and old and new pictures side by side."""

import base64
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.diff.model import Difference, places
from guiderunner.guide.diff.pictures import file_of
from guiderunner.guide.diff.text import summary


def as_page(difference: Difference, old: Path, new: Path) -> str:
    """Return an HTML page that needs no other file; *old* and *new* hold the pictures.

    Raises:
        GuiderunnerError: If a picture is not there.
    """
    environment = Environment(
        loader=PackageLoader("guiderunner.guide"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["places"] = places
    return environment.get_template("diff.html").render(
        difference=difference,
        summary=summary(difference),
        before=lambda name: _embedded(file_of(old, name)),
        after=lambda name: _embedded(file_of(new, name)),
    )


def _embedded(file: Path) -> str:
    try:
        content = file.read_bytes()
    except OSError:
        raise GuiderunnerError(f"{file}: this picture is not there.") from None
    return f"data:image/{file.suffix[1:]};base64,{base64.b64encode(content).decode()}"
