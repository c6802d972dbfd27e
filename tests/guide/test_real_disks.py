"""Publishing where the disk itself refuses: read-only, or full; the old guides stay."""

import ctypes
import multiprocessing
import os
import resource
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from tests.guide.key_guides import Project

_NEWNS, _NEWUSER, _RDONLY, _REMOUNT, _BIND, _REC, _PRIVATE = (
    0x00020000,
    0x10000000,
    1,
    32,
    4096,
    16384,
    1 << 18,
)
_LIBC = ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_LIBC, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")


def _mount(source: bytes, target: Path, kind: bytes, flags: int, options: bytes = b"") -> None:
    _call("mount", source, os.fsencode(target), kind, flags, options)


def _alone() -> None:
    """Give this process mounts of its own, which nobody else sees."""
    _call("unshare", _NEWNS if os.geteuid() == 0 else _NEWNS | _NEWUSER)
    _mount(b"none", Path("/"), b"", _REC | _PRIVATE)


def _read_only(build: Path) -> None:
    _mount(os.fsencode(build), build, b"", _BIND)
    _mount(b"none", build, b"", _REMOUNT | _BIND | _RDONLY)


def _full(build: Path) -> None:
    """Put *build* on a disk of its own, with room for little more than what is there."""
    aside = build.with_name("aside")
    shutil.copytree(build, aside, symlinks=True)
    _mount(b"tmpfs", build, b"tmpfs", 0, b"size=100M")
    shutil.copytree(aside, build, symlinks=True, dirs_exist_ok=True)
    used = os.statvfs(build)
    blocks = (used.f_blocks - used.f_bfree + 4) * used.f_frsize
    _mount(b"none", build, b"", _REMOUNT, f"size={blocks}".encode())


def _publish(
    project: Project, spoil: Callable[[Path], None], reason: str, told: Connection
) -> None:
    run = project.run(project.suite())
    try:
        _alone()
        spoil(project.build)
    except PermissionError:
        # No mounts in this container: a limit stands in for the disk.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        reason = "File too large"
    before, said = project.files(), "published"
    try:
        project.publish(run)
    except GuiderunnerError as error:
        said = str(error)
    told.send((reason, said, project.files() == before))


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [(_read_only, "Read-only file system"), (_full, "No space left on device")],
)
def test_a_disk_that_refuses_leaves_the_old_guides(
    project: Project, spoil: Callable[[Path], None], reason: str
) -> None:
    """The message says what the system said; nothing is lost, and nothing half-written.

    The disk is a real one, which only this test sees, wherever the system gives one.
    """
    project.publish()
    project.edit("guides/templates/guide.html", "<article>", "<article data-new>")
    ours, theirs = multiprocessing.Pipe()

    process = multiprocessing.get_context("fork").Process(
        target=_publish, args=(project, spoil, reason, theirs)
    )
    process.start()
    refused, said, is_as_before = ours.recv() if ours.poll(120) else (reason, "", False)
    process.join()

    assert f": {refused}. The published guides are as they were." in said
    assert "\n" not in said
    assert is_as_before
