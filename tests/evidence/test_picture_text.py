"""Pictures are read for secrets; what reads them proves first that it can."""

from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.picture_text import PictureReader, shows
from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.sweeping import Leak, RunSweep

SECRET = "Pw-bF8FUFJd8x2Qw"  # noqa: S105 - of nobody
READ = "Pw-x7KfPn4RwTe 9cJm2VhYd"


def tesseract(folder: Path, monkeypatch: pytest.MonkeyPatch, *says: str, code: int = 0) -> None:
    """Put a program in Tesseract's place that says one of *says* after the other."""
    script = folder / "tesseract"
    for number, one in enumerate(says):
        (folder / f"said-{number}").write_text(one)
    script.write_text(
        f"#!/bin/sh\ncd {folder}\ncat >/dev/null\nset -- said-*\n"
        f'[ -e "$1" ] && cat "$1" && rm "$1"\nexit {code}\n'
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"Key\n{SECRET}\nSave", True),
        ("Pw- bF8F UFJd8 x2Qw", True),
        ("PW-BFBFUFJd8x2QW", True),  # B for 8, and other case.
        ("Pw-bF8FUFldBxZQw", True),
        ("Pw-bF8F", False),
        ("Pw-************", False),
        ("ending in x2Qw", False),
        ("", False),
    ],
)
def test_letters_may_be_misread(words: str, found: bool) -> None:
    """Most of a secret in its order is a secret; its end, which pages may show, is none."""
    assert shows(words, SECRET) is found


def test_a_picture_that_shows_a_secret_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What looks like something public is no finding, and other files are not read."""
    run, moved = tmp_path / "run", tmp_path / "moved"
    run.mkdir()
    files = [run / "a.png", run / "b.png", run / "c.jsonl"]
    for one in files:
        one.write_bytes(b"x")
    tesseract(tmp_path, monkeypatch, READ, "Shop HANBIT01", f"Key {SECRET}")
    redactor = Redactor({"wrong key": "HANBIT56", "key": SECRET})

    sweep = RunSweep(run, moved)
    found = sweep.read(files, redactor, PictureReader(), '{"shop": "HANBIT01"}')

    assert found == sweep.leaks == [Leak("b.png", "key", "to be read in the picture")]
    assert sorted(one.name for one in run.iterdir()) == ["a.png", "c.jsonl"]
    assert (moved / "b.png").exists()


def test_who_cannot_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OCR that is not there, that fails, or that reads nothing never finds all well."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GuiderunnerError, match="Debian calls it tesseract-ocr"):
        PictureReader()
    tesseract(tmp_path, monkeypatch, "something else")
    with pytest.raises(GuiderunnerError, match="does not read what is known"):
        PictureReader()
    tesseract(tmp_path, monkeypatch, code=1)
    with pytest.raises(GuiderunnerError, match="Tesseract failed"):
        PictureReader()
