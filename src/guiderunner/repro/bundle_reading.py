"""Reads a bundle: it is whole, it is what its manifest says, and this tool knows its version."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from guiderunner.evidence.model import Run
from guiderunner.repro.bundle import (
    CASE,
    FORMAT,
    MANIFEST,
    PROJECT,
    RUN,
    VERSION,
    Bundle,
    BundleError,
    Case,
    Manifest,
)
from guiderunner.repro.bundle_archive import read_members

Shape = TypeVar("Shape", bound=BaseModel)


class _Head(BaseModel):
    """What every version of a manifest has."""

    model_config = ConfigDict(extra="ignore", strict=True)

    format: str
    version: int


def read_bundle(file: Path) -> Bundle:
    """Return the bundle in *file*; nothing is written.

    Raises:
        BundleError: If it is no bundle, is damaged, would do harm, or is newer than this tool.
    """
    members = read_members(file)
    if MANIFEST not in members:
        raise BundleError(file, f"it is no bundle: it has no {MANIFEST}.", "B001")
    head = _parsed(_Head, members[MANIFEST], file, MANIFEST)
    if head.format != FORMAT:
        raise BundleError(file, f"it is no bundle: its {MANIFEST} is of something else.", "B001")
    if head.version > VERSION:
        message = f"the bundle has version {head.version}; this guiderunner reads {VERSION}."
        raise BundleError(file, f"{message} Take a newer one.", "B005")
    _check_members(_parsed(Manifest, members[MANIFEST], file, MANIFEST), members, file)
    for needed in (CASE, RUN):
        if needed not in members:
            raise BundleError(file, f"the bundle is not complete: it has no {needed}.", "B006")
    bundle = Bundle(
        name=file.name,
        case=_parsed(Case, members[CASE], file, CASE),
        run=_parsed(Run, members[RUN], file, RUN),
        members=members,
    )
    _check_content(bundle, file)
    return bundle


def _parsed(shape: type[Shape], content: bytes, file: Path, name: str) -> Shape:
    try:
        return shape.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        said = f"'{ascii(place)[1:-1]}': {first['msg']}" if place else first["msg"]
        said = said.splitlines()[0]
        raise BundleError(file, f"{name} is not as it should be: {said[:160]}.", "B006") from None


def _check_members(manifest: Manifest, members: Mapping[str, bytes], file: Path) -> None:
    listed = {one.path: one for one in manifest.members}
    others = sorted((set(members) - {MANIFEST}) ^ set(listed))
    if others:
        message = f"the file is damaged: {others[0]!a} is not both in it and in its list."
        raise BundleError(file, message, "B002")
    for path, one in listed.items():
        content = members[path]
        if len(content) != one.size or hashlib.sha256(content).hexdigest() != one.sha256:
            message = f"the file is damaged: {path!a} is not what was put in."
            raise BundleError(file, message, "B002")


def _check_content(bundle: Bundle, file: Path) -> None:
    case, run = bundle.case, bundle.run
    if f"{PROJECT}{case.path}" not in bundle.members:
        raise BundleError(file, "the bundle is not complete: its scenario is not in it.", "B006")
    for name in bundle.project:
        if not name.endswith(".yaml"):
            raise BundleError(file, f"{name!a} is no YAML file: bundles hold no code.", "B003")
    if not case.path.startswith(f"{case.scenarios}/") or not run.tries:
        raise BundleError(file, f"{CASE} and {RUN} do not fit together.", "B006")
