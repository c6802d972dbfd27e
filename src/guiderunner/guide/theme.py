"""Theme files, named by their content: a page that is carried over keeps its own theme."""

import hashlib
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.addresses import THEME
from guiderunner.guide.generations import carry_over


def copy_theme(theme: Path, publication: Path) -> dict[str, str]:
    """Copy the files of *theme*; return the address of each by its name.

    Raises:
        GuiderunnerError: If the theme cannot be read.
    """
    addresses = {}
    try:
        files = sorted(one for one in theme.iterdir() if one.is_file())
        contents = [file.read_bytes() for file in files]
    except OSError as error:
        raise GuiderunnerError(f"{error.filename}: {error.strerror}. It is the theme.") from None
    for file, content in zip(files, contents, strict=True):
        digest = hashlib.sha256(content).hexdigest()[:8]
        address = f"{THEME}/{file.stem}-{digest}{file.suffix}"
        target = publication / address
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        addresses[file.name] = address
    return addresses


def keep_theme(old: Path, publication: Path) -> None:
    """Take over the theme files of *old* that pages of *publication* still refer to."""
    spare = [
        one for one in (old / THEME).glob("*") if not (publication / THEME / one.name).exists()
    ]
    if not spare:
        return
    pages = [one.read_text(encoding="utf-8") for one in publication.rglob("*.html")]
    for file in spare:
        if any(file.name in page for page in pages):
            carry_over(file, publication / THEME / file.name)
