"""Reads the archive of a bundle that may come from anywhere: in memory, within bounds.

Only what this tool itself writes is taken: a zip without comment, of plain files with plain names.
"""

import re
import stat
import unicodedata
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from guiderunner.repro.bundle import BundleError

MOST_BYTES, MOST_MEMBERS = 200_000_000, 2_000
_MOST_NAMES = 500_000  # Bytes of the zip's own list of its members.
_LONGEST_NAME = 240
_RATIO, _RATIO_FROM = 200, 1_000_000  # Text shrinks to a hundredth; smaller files harm nobody.
_END, _ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
_END_SIZE, _LOCATOR_SIZE = 22, 20
_ENCRYPTED = 0x1 | 0x40
_PLAIN = re.compile(r'[^\\/:*?"<>|\x00-\x1f\x7f]+(?:/[^\\/:*?"<>|\x00-\x1f\x7f]+)*')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def read_members(file: Path) -> dict[str, bytes]:
    """Return every member of the zip *file*; nothing is written.

    Raises:
        BundleError: If it cannot be read, is damaged, would do harm, or is too large.
    """
    content = _content(file)
    _check_end(file, content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            found = archive.infolist()
            for message, code in _wrong(found):
                raise BundleError(file, message, code)
            return {one.filename: archive.read(one) for one in found}
    except _BROKEN as error:
        said = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BundleError(file, f"the file is damaged: {said[:120]}.", "B002") from None


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise BundleError(file, "there is no such file.", "B001")
        size = file.stat().st_size
        if size > MOST_BYTES:
            message = f"a bundle has at most {MOST_BYTES // 1_000_000} MB."
            raise BundleError(file, message, "B004")
        with file.open("rb") as stream:
            return stream.read(size)
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or "it has no such name"
        raise BundleError(file, f"the file cannot be read: {said}.", "B001") from None


def _check_end(file: Path, content: bytes) -> None:
    """Look at the end of the zip by hand: what its list holds is read as a whole otherwise."""
    if not content.startswith(b"PK\x03\x04"):
        raise BundleError(file, "it is no bundle: it is not even a zip.", "B001")
    end = content[-_END_SIZE:]
    if len(end) < _END_SIZE or not end.startswith(_END) or end[-2:] != b"\0\0":
        message = "the file is damaged: it has no end. It was not copied as a whole, perhaps."
        raise BundleError(file, message, "B002")
    count, size = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    large = content[-_END_SIZE - _LOCATOR_SIZE : -_END_SIZE].startswith(_ZIP64_LOCATOR)
    if large or count > MOST_MEMBERS or size > _MOST_NAMES:
        raise BundleError(file, f"a bundle has at most {MOST_MEMBERS:,} files.", "B004")


def _wrong(found: list[ZipInfo]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the members, before any of them is unpacked."""
    if len(found) > MOST_MEMBERS:
        yield f"a bundle has at most {MOST_MEMBERS:,} files.", "B004"
    if sum(one.file_size for one in found) > MOST_BYTES:
        yield f"unpacked, a bundle has at most {MOST_BYTES // 1_000_000} MB.", "B004"
    seen: set[str] = set()
    for one in found:
        name = ascii(one.orig_filename[:_LONGEST_NAME])
        if not _is_plain(one):
            yield f"{name} is no plain path inside the bundle.", "B003"
        if (key := unicodedata.normalize("NFKC", one.filename).casefold()) in seen:
            yield f"{name} is in it twice.", "B003"
        seen.add(key)
        if one.flag_bits & _ENCRYPTED:
            yield f"{name} is encrypted.", "B003"
        if stat.S_IFMT(one.external_attr >> 16) not in {0, stat.S_IFREG}:
            yield f"{name} is a link or a device, not a file.", "B003"
        if one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            yield f"{name} is packed in a way that bundles are not.", "B003"
        if one.file_size > max(_RATIO_FROM, _RATIO * one.compress_size):
            yield f"{name} would unpack to more than {_RATIO} times its size.", "B004"


def _is_plain(one: ZipInfo) -> bool:
    name = one.orig_filename
    parts = name.split("/")
    return (
        name == one.filename
        and len(name) <= _LONGEST_NAME
        and _PLAIN.fullmatch(name) is not None
        and not any(part in {".", ".."} or part.endswith((".", " ")) for part in parts)
        and not any(_DEVICE.fullmatch(part) for part in parts)
    )
