"""Publications on disk: each in a folder of its own, and one symlink that is swapped.

Whoever is killed at any moment leaves the old publication or the new one, never a mixture.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError

KEPT = 3
_STAGING = ".making"


@dataclass(frozen=True)
class Shelves:
    """Where publications are made and shown: `publications/` and the link `guides` of *build*."""

    build: Path

    @property
    def publications(self) -> Path:
        """The folder of all publications."""
        return self.build / "publications"

    @property
    def shown(self) -> Path:
        """The link to the publication that readers see."""
        return self.build / "guides"

    def current(self) -> Path | None:
        """Return the folder that readers see, if anything has been published."""
        if not self.shown.is_symlink() and self.shown.exists():
            raise GuiderunnerError(f"{self.shown} is not a link to a publication. Move it away.")
        folder = self.shown.resolve()
        return folder if self.shown.is_symlink() and folder.is_dir() else None

    @contextlib.contextmanager
    def making(self) -> Iterator[Path]:
        """Give an empty folder to make a publication in; only one is made at a time.

        Raises:
            GuiderunnerError: If another is being made, or the disk refuses.
        """
        try:
            self.publications.mkdir(parents=True, exist_ok=True)
            with (self.publications / ".lock").open("w") as lock:
                _take(lock.fileno())
                staging = self.publications / _STAGING
                shutil.rmtree(staging, ignore_errors=True)
                staging.mkdir()
                try:
                    yield staging
                finally:
                    shutil.rmtree(staging, ignore_errors=True)
        except OSError as error:
            place = error.filename or self.build
            said = f"cannot write {place}: {error.strerror or error}."
            raise GuiderunnerError(f"{said} The published guides are as they were.") from None

    def show(self, staging: Path) -> Path:
        """Let readers see what was made in *staging*; if it is nothing new, nothing changes."""
        digest = digest_of(staging)
        current = self.current()
        if current is not None and current.name.endswith(digest) and digest_of(current) == digest:
            return current
        folder = self.publications / f"{self._next_number():04}-{digest}"
        staging.rename(folder)
        link = self.publications / ".guides"
        link.unlink(missing_ok=True)
        link.symlink_to(folder.relative_to(self.build))
        link.replace(self.shown)
        self._remove_old(folder)
        return folder

    def _next_number(self) -> int:
        numbers = [one.name.partition("-")[0] for one in self.publications.iterdir()]
        return max((int(one) for one in numbers if one.isdigit()), default=0) + 1

    def _remove_old(self, shown: Path) -> None:
        folders = sorted(one for one in self.publications.iterdir() if one.name[0].isdigit())
        for folder in [one for one in folders if one != shown][: -(KEPT - 1)]:
            shutil.rmtree(folder, ignore_errors=True)


def _take(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise GuiderunnerError(
            "another publication is being made. Wait until it is done."
        ) from None


def carry_over(old: Path, new: Path) -> None:
    """Take the file *old* into the new publication; its bytes are shared, never written again."""
    if new.exists():
        return
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def write_whole(file: Path, content: bytes) -> None:
    """Write a file of the project as a whole or not at all.

    Raises:
        GuiderunnerError: If the disk refuses.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(file)
    except OSError as error:
        raise GuiderunnerError(f"cannot write {file}: {error.strerror or error}.") from None
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def digest_of(folder: Path) -> str:
    """Return a hash of all names and contents under *folder*."""
    whole, root = hashlib.sha256(), folder.as_posix()
    # Publications have thousands of files, and to compare paths takes longer than to read them.
    files = [f"{above}/{name}" for above, _, names in os.walk(root) for name in names]
    for file in sorted(files, key=lambda one: one.split("/")):
        content = Path(file).read_bytes()
        whole.update(f"{file[len(root) + 1 :]}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()[:12]
