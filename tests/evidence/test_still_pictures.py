"""What runs keep of a picture saves later ones the second frame."""

from pathlib import Path

import pytest

from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.writer import TryWriter
from tests.run.command import run_command

PNG = b"\x89PNG a picture"


def writer(runs: Path, run: str) -> TryWriter:
    """Return what writes a try of *run*."""
    return TryWriter(runs / run, {"node": "flow::row-en", "number": 1}, Redactor({}))


def test_a_picture_is_kept_by_this_run_and_by_later_ones(tmp_path: Path) -> None:
    """Whichever run took it."""
    before, unasked = writer(tmp_path, "1"), writer(tmp_path, "2")
    assert not before.keeps(PNG)

    before.picture(PNG)

    assert before.keeps(PNG)
    assert unasked.keeps(PNG)
    assert writer(tmp_path, "3").keeps(PNG)
    assert not before.keeps(PNG + b" with another pixel")


def test_a_torn_picture_is_not_kept(tmp_path: Path) -> None:
    """Its name alone says nothing."""
    before = writer(tmp_path, "1")
    name = before.picture(PNG)

    (before.pictures / name).write_bytes(PNG[:-1])

    assert not writer(tmp_path, "2").keeps(PNG)


def test_the_window_of_a_failure_was_not_proved_still(tmp_path: Path) -> None:
    """It is taken as it is, so it saves no second frame."""
    before = writer(tmp_path, "1")

    before.window(PNG)

    assert not before.keeps(PNG)


def test_a_run_takes_one_frame_of_what_an_earlier_run_keeps(
    keys_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And two of a picture that is new. One more is of the specimen that tells browsers apart."""
    asked = []
    for run in ("first", "second"):
        log = tmp_path / f"{run}.log"
        monkeypatch.setenv("DEBUG", "pw:protocol")
        monkeypatch.setenv("DEBUG_FILE", str(log))
        assert run_command(keys_project, "run", "create-key::live-en").returncode == 0
        asked.append(log.read_text("utf-8").count('"method":"Page.captureScreenshot"'))

    assert asked == [1 + 2, 1 + 1]
