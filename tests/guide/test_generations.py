"""Files of a publication and of the project: shared where they can be, whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.generations import carry_over, write_whole


def test_what_is_carried_over_is_shared(tmp_path: Path) -> None:
    """Into a folder that may not be there yet; what is there already stays."""
    (tmp_path / "page").write_bytes(b"old")
    (tmp_path / "other").write_bytes(b"other")

    carry_over(tmp_path / "page", tmp_path / "en" / "rakuten" / "page")
    carry_over(tmp_path / "other", tmp_path / "en" / "rakuten" / "page")

    assert (tmp_path / "en/rakuten/page").read_bytes() == b"old"
    assert (tmp_path / "en/rakuten/page").samefile(tmp_path / "page")


def test_what_cannot_be_shared_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems know no second name of a file."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    (tmp_path / "page").write_bytes(b"old")
    monkeypatch.setattr(os, "link", refuse)

    carry_over(tmp_path / "page", tmp_path / "en" / "page")

    assert (tmp_path / "en/page").read_bytes() == b"old"
    assert not (tmp_path / "en/page").samefile(tmp_path / "page")


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """With the folders above it, over what was there, and nothing stays beside it."""
    file = tmp_path / "guides" / "locales" / "ko.po"
    for content in (b"first", b"second"):
        write_whole(file, content)

        assert file.read_bytes() == content
        assert list(file.parent.iterdir()) == [file]


def test_a_file_that_cannot_be_written_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names it and the reason, of the system or of Python; no part of it is left."""
    file = tmp_path / "ko.po"
    file.write_bytes(b"old")
    said = []
    for error in (OSError(errno.ENOSPC, "No space left on device"), OSError("no reason")):

        def refuse(_: Path, __: Path, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr(Path, "replace", refuse)
        with pytest.raises(GuiderunnerError) as raised:
            write_whole(file, b"new")
        said.append(str(raised.value))

    assert said == [
        f"cannot write {file}: No space left on device.",
        f"cannot write {file}: no reason.",
    ]
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_where_nothing_can_be_written_the_first_reason_is_told(tmp_path: Path) -> None:
    """A file where a folder should be: there is no part to be removed either."""
    (tmp_path / "guides").write_bytes(b"a file")

    with pytest.raises(GuiderunnerError, match=r"cannot write .*ko\.po: "):
        write_whole(tmp_path / "guides" / "ko.po", b"new")
