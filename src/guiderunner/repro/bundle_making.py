"""Makes a bundle of a variant that has just been run: whole, or not at all."""

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from guiderunner.evidence.model import Run, Try
from guiderunner.evidence.reader import try_file, world_file
from guiderunner.evidence.sweeping import Secret, SecretError, require_no_secret
from guiderunner.repro.bundle import (
    CASE,
    DATA,
    EVIDENCE,
    MANIFEST,
    PROJECT,
    README,
    REPORT,
    RUN,
    BundleError,
    Case,
    Manifest,
    Member,
)
from guiderunner.repro.bundle_reading import read_bundle
from guiderunner.repro.bundle_words import console_of, read_me
from guiderunner.run.checking import Checked
from guiderunner.scenario.variants import Variant

Report = Callable[[Run, Path], str]
_PACKED = (".png", ".zip")
_WORLDS = ("before", "after")


def check_target(file: Path) -> None:
    """Stop before anything is run if no bundle can be written to *file*.

    Raises:
        BundleError: With the reason.
    """
    if file.suffix != ".zip":
        raise BundleError(file, f"a bundle is a zip. Call it {file.name}.zip.", "B007")
    if not file.absolute().parent.is_dir():
        raise BundleError(file, f"there is no folder {file.parent}.", "B007")
    if file.is_dir():
        raise BundleError(file, "there is a folder of this name.", "B007")


def save_bundle(file: Path, members: Mapping[str, bytes], secrets: Collection[Secret]) -> int:
    """Write a bundle of *members*, and return its size in bytes; equal ones make an equal file.

    *secrets* are those of the run's worlds: what holds one is not written.

    Raises:
        BundleError: If it holds a secret, or cannot be written; nothing is left behind.
    """
    try:
        require_no_secret(members, secrets)
    except SecretError as error:
        raise BundleError(file, str(error), "B008") from None
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        _write(part, members)
        read_bundle(part)  # What cannot be read again is no bundle.
        size = part.stat().st_size
        part.replace(file)
    except OSError as error:
        raise BundleError(file, f"it cannot be written: {error.strerror}.", "B007") from None
    except BundleError as error:
        said = str(error).removeprefix(f"{part}: ")
        raise BundleError(file, f"it was not written: {said}", "B007") from None
    finally:
        part.unlink(missing_ok=True)
    return size


def _write(file: Path, members: Mapping[str, bytes]) -> None:
    listed = [
        Member(path=name, size=len(content), sha256=hashlib.sha256(content).hexdigest())
        for name, content in members.items()
    ]
    manifest = Manifest(members=tuple(listed)).model_dump_json(indent=1).encode()
    with ZipFile(file, "w") as archive:
        for name, content in {MANIFEST: manifest, **members}.items():
            info = ZipInfo(name)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            info.compress_type = ZIP_STORED if name.endswith(_PACKED) else ZIP_DEFLATED
            archive.writestr(info, content)


def bundle_of(checked: Checked, variant: Variant, run: Run, report: Report) -> dict[str, bytes]:
    """Return what a bundle of *variant*, as it went in *run*, holds: file by file, in order.

    *report* makes a page of a run and its folder.
    """
    return dict(_members(checked, variant, run, report))


def _members(
    checked: Checked, variant: Variant, run: Run, report: Report
) -> Iterator[tuple[str, bytes]]:
    tries = tuple(run.by_node()[variant.node])
    own = run.model_copy(update={"tries": tries})
    folder = checked.project.runs / run.id
    case = Case(
        scenario=variant.scenario.id,
        path=variant.path,
        scenarios=checked.project.settings.scenarios,
        name=variant.name,
        row=dict(variant.row),
        locale=variant.locale,
        given=tries[-1].world,
        world=dict(variant.world),
        values=dict(variant.values),
        versions=run.versions,
    )
    yield README, read_me(case, tries[-1]).encode()
    yield CASE, case.model_dump_json(indent=1).encode()
    yield REPORT, report(own, folder).encode(errors="replace")
    yield DATA, _data(variant, folder, tries[-1])
    for when in _WORLDS:
        world = world_file(folder, _stem(tries[-1]), when)
        if world.is_file():
            yield f"world/{when}.json", world.read_bytes()
    yield RUN, own.model_dump_json(indent=1).encode()
    yield from _evidence(folder, tries)
    yield from _project(checked, variant)


def _data(variant: Variant, folder: Path, tried: Try) -> bytes:
    """Return all that steps could use: the rows, and what the world gave, secrets by name."""
    known = world_file(folder, _stem(tried), "data")
    given = json.loads(known.read_bytes()) if known.is_file() else {}
    told = {"rows": dict(variant.variables), "world": given}
    return json.dumps(told, indent=1, ensure_ascii=False, default=str).encode()


def _evidence(folder: Path, tries: Collection[Try]) -> Iterator[tuple[str, bytes]]:
    pictures = {name for one in tries for name in _pictures(one)}
    wanted = [f"pictures/{name}" for name in sorted(pictures)]
    wanted += [f"traces/{one.trace}" for one in tries if one.trace]
    for name in wanted:
        file = folder / name
        if file.is_file():
            yield f"{EVIDENCE}{name}", file.read_bytes()
    for one in tries:
        yield f"{EVIDENCE}console-{one.number}.txt", console_of(one).encode(errors="replace")


def _pictures(tried: Try) -> Iterator[str]:
    for step in tried.steps:
        if step.picture is not None:
            yield step.picture.file
        if step.failure is not None and step.failure.picture:
            yield step.failure.picture


def _project(checked: Checked, variant: Variant) -> Iterator[tuple[str, bytes]]:
    """Yield the scenario, the sequences that it uses, and the rows; never code."""
    root, suite = checked.project.root, checked.suite
    used = {one.document.path for one in suite.of(variant).steps} | {variant.path}
    data = checked.project.scenarios / "data"
    used |= {one.relative_to(root).as_posix() for one in data.glob("*.yaml")}
    for path in sorted(used):
        yield f"{PROJECT}{path}", (root / path).read_bytes()


def _stem(tried: Try) -> str:
    return try_file(tried.node, tried.number).removesuffix(".jsonl")
