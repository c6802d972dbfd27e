"""Reads what a picture says, as a person would, and finds secrets in it: by Tesseract's OCR."""

import io
import shutil
import subprocess

from PIL import Image, ImageDraw, ImageFont

from guiderunner.diagnostics import GuiderunnerError

_SHORTEST = 8
_ALIKE = str.maketrans("olisbzgq", "01158299")  # What OCR takes for each other.
_GRAM, _ENOUGH = 3, 0.6
_SAMPLE = "Pw-x7KfPn4RwTe 9cJm2VhYd"


class PictureReader:
    """Reads the words of pictures; knows that it can before it says that there are none."""

    def __init__(self) -> None:
        """Find Tesseract, and read a picture whose words are known.

        Raises:
            GuiderunnerError: If it is not there, or cannot read.
        """
        program = shutil.which("tesseract")
        if program is None:
            said = "to read pictures, Tesseract is needed; Debian calls it tesseract-ocr."
            raise GuiderunnerError(said)
        self._program = program
        if not shows(self.words(_sample()), _SAMPLE):
            raise GuiderunnerError("Tesseract does not read what is known to be in a picture.")

    def words(self, png: bytes) -> str:
        """Return the words in a picture, in no order.

        Raises:
            GuiderunnerError: If it cannot be read at all.
        """
        # 11: words wherever they stand, and no layout of a page.
        command = [self._program, "-", "-", "--psm", "11", "-l", "eng"]
        ended = subprocess.run(command, input=png, capture_output=True, check=False)  # noqa: S603
        if ended.returncode != 0:
            said = ended.stderr.decode(errors="replace").strip().splitlines()[-1:]
            raise GuiderunnerError(f"Tesseract failed: {''.join(said)}")
        return ended.stdout.decode(errors="replace")


def shows(words: str, secret: str) -> bool:
    """Whether most of *secret* is in *words*, in its order: single letters may be misread."""
    looked_for, found = _plain(secret), _plain(words)
    if len(looked_for) < _SHORTEST:
        return False
    parts = [looked_for[at : at + _GRAM] for at in range(len(looked_for) - _GRAM + 1)]
    return sum(one in found for one in parts) >= _ENOUGH * len(parts)


def _plain(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum()).translate(_ALIKE)


def _sample() -> bytes:
    image = Image.new("RGB", (700, 80), "white")
    font = ImageFont.load_default(size=32)
    ImageDraw.Draw(image).text((20, 20), _SAMPLE, fill="black", font=font)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
