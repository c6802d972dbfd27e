"""Writes the evidence of a run as it happens: a line a step, pictures by content."""

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from guiderunner.evidence.model import Failure, Run, StepRecord
from guiderunner.evidence.reader import read_tries, try_file, world_file
from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.sweeping import Leak


def new_run_id() -> str:
    """Return an id that sorts by time and that no other run has."""
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def now() -> str:
    """Return the time as evidence holds it: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


class TryWriter:
    """Appends one try to its own file, so that workers never share one."""

    def __init__(self, folder: Path, header: Mapping[str, Any], redactor: Redactor) -> None:
        self.file = folder / "tries" / try_file(str(header["node"]), header["number"])
        self.pictures = folder / "pictures"
        self.trace = folder / "traces" / f"{self.file.stem}.zip"
        self.redactor = redactor
        self.files = {self.file: None}  # In the order in which they were written.
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._begin(header)

    def _begin(self, header: Mapping[str, Any]) -> None:
        self.header = self.redactor.data(header)
        self._append(json.dumps({"try": self.header}, ensure_ascii=False))

    def step(self, record: StepRecord) -> StepRecord:
        """Write *record* without secrets, and return it as written."""
        content = record.model_dump_json()
        if self.redactor.finds_any(content):
            record = StepRecord.model_validate(self.redactor.data(record.model_dump(mode="json")))
            content = record.model_dump_json()
        self._append(f'{{"step": {content}}}')
        return record

    def end(self, **facts: Any) -> None:
        """Write how the try ended."""
        self._append(json.dumps({"end": self.redactor.data(facts)}, ensure_ascii=False))

    def taint(self, leaks: Sequence[Leak]) -> None:
        """Let the try be a failed one: secrets were found in what it wrote."""
        if not self.file.exists():
            self._begin(self.header)
        found = ", ".join(map(str, leaks))
        failure = Failure(expected="no secret in the evidence", found=found)
        self.end(outcome="failed", trace=None, failure=failure.model_dump())

    def picture(self, png: bytes) -> str:
        """Keep the picture of a step, and return its file name, which is made of its content."""
        return self._keep(_picture_name(png), png)

    def window(self, png: bytes) -> str:
        """Keep a picture of a window as it was, still or not, and return its file name."""
        return self._keep(f"window-{_picture_name(png)}", png)

    def keeps(self, png: bytes) -> bool:
        """Whether this run or an earlier one keeps *png* as the picture of a step."""
        name = _picture_name(png)
        return _holds(self.pictures / name, png) or any(
            _holds(folder / name, png) for folder in self._earlier
        )

    @cached_property
    def _earlier(self) -> list[Path]:
        """Where earlier runs keep their pictures, the newest first; an id sorts by time."""
        runs = self.pictures.parent.parent
        return sorted(runs.glob("*/pictures"), reverse=True)

    def _keep(self, name: str, png: bytes) -> str:
        self.pictures.mkdir(parents=True, exist_ok=True)
        file = self.pictures / name
        if not file.exists():
            _write(file, png)
        self.files[file] = None
        return name

    def world(self, when: str, dumped: Mapping[str, Any]) -> None:
        """Keep the state of the world before or after the try; a site may tell none."""
        if dumped:
            file = world_file(self.file.parent.parent, self.file.stem, when)
            file.parent.mkdir(parents=True, exist_ok=True)
            told = json.dumps(self.redactor.data(dumped), indent=1, ensure_ascii=False)
            _write(file, told.encode())
            self.files[file] = None

    def keep_trace(self, recorded: Path) -> str:
        """Keep a trace without secrets, and return its file name."""
        self.trace.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(recorded) as source, ZipFile(self.trace, "w", ZIP_DEFLATED) as target:
            for name in source.namelist():
                clean = self.redactor.text(name)
                target.writestr(clean, self.redactor.content(source.read(name)))
        self.files[self.trace] = None
        return self.trace.name

    def _append(self, line: str) -> None:
        with self.file.open("a", encoding="utf-8") as stream:
            stream.write(f"{line}\n")


def assemble(
    folder: Path,
    started: str,
    seconds: float,
    versions: Mapping[str, str],
    run_id: str | None = None,
) -> Run:
    """Join the tries of the run in *folder* into its run.json; its id is the folder's name."""
    run = Run(
        id=run_id or folder.name,
        started=started,
        seconds=seconds,
        versions=dict(versions),
        tries=tuple(read_tries(folder)),
    )
    _write(folder / "run.json", run.model_dump_json(indent=1).encode())
    return run


@lru_cache(maxsize=1)  # It is asked for twice in a row, whether it is kept and to keep it.
def _picture_name(png: bytes) -> str:
    return f"{hashlib.sha256(png).hexdigest()[:32]}.png"


def _holds(file: Path, content: bytes) -> bool:
    try:
        return file.read_bytes() == content
    except OSError:
        return False


def _write(file: Path, content: bytes) -> None:
    """Write a whole file or nothing."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    part.write_bytes(content)
    part.replace(file)
