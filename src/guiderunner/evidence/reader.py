"""Reads the evidence of a run, whole or broken off."""

import contextlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from guiderunner.collecting import without_collector
from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import VERSION, Run, StepRecord, Try

_LONGEST = 500
# What reading can raise where something else was written, or half of it.
TORN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def try_file(node: str, number: int) -> str:
    """Return the name of the file of try *number* of the variant *node*."""
    return f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', node)}-{number}.jsonl"


def world_file(folder: Path, stem: str, when: str) -> Path:
    """Return the file of the world *when* (before, after) the try whose file has this stem.

    `data` is what the world gave to the steps.
    """
    return folder / "worlds" / f"{stem}-{when}.json"


def read_tries(folder: Path) -> Iterator[Try]:
    """Yield the tries of the run in *folder*; one without an end was broken off and failed.

    Raises:
        GuiderunnerError: If one is not a try.
    """
    for file in sorted((folder / "tries").glob("*.jsonl")):
        try:
            yield read_try(file)
        except TORN as error:
            raise GuiderunnerError(f"{file}: not a try: {_first_line(error)}") from None


def read_try(file: Path) -> Try:
    """Return the try in *file*; without an end it was broken off and failed."""
    header: dict[str, Any] = {}
    end: dict[str, Any] = {"outcome": "failed", "seconds": 0.0}
    steps: list[StepRecord] = []
    for text in file.read_text(encoding="utf-8").splitlines():
        try:
            line = json.loads(text)
        except json.JSONDecodeError:
            break  # The last line of a run that was killed may be half-written.
        header |= line.get("try", {})
        end |= line.get("end", {})
        if "step" in line:
            steps.append(StepRecord.model_validate(line["step"]))
    return Try.model_validate({**header, **end, "steps": steps})


def read_run(folder: Path, nodes: Collection[str] | None = None) -> Run:
    """Return the run in *folder*, also if it was broken off before its run.json was made.

    *nodes* leaves out the tries of other variants.

    Raises:
        GuiderunnerError: If there is no run, or it was written by a newer version.
    """
    file = folder / "run.json"
    try:
        if file.is_file():
            return _whole_run(file, nodes)
        tries = tuple(read_tries(folder))
    except TORN as error:
        raise GuiderunnerError(f"{folder}: not a run: {_first_line(error)}") from None
    if not tries:
        raise GuiderunnerError(f"{folder}: there is no run here.")
    started = min(one.started for one in tries)
    seconds = sum(one.seconds for one in tries)
    return Run(id=folder.name, started=started, seconds=seconds, versions={}, tries=tries)


def _whole_run(file: Path, nodes: Collection[str] | None) -> Run:
    content = file.read_bytes()
    if nodes is None:
        # Errors are of another version, or of what is torn: told below.
        with contextlib.suppress(ValidationError), without_collector():
            run = Run.model_validate_json(content)
            if run.version <= VERSION:
                return run
    data = json.loads(content)
    if data.get("version", VERSION) > VERSION:
        raise GuiderunnerError(f"{file}: version {data['version']} is newer than this tool reads.")
    if nodes is not None:
        data["tries"] = [one for one in data["tries"] if one["node"] in nodes]
    return Run.model_validate(data)


def _first_line(error: BaseException) -> str:
    said = (str(error) or type(error).__name__).splitlines()[0]
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]} ..."


def last_run(runs: Path) -> Run:
    """Return the newest run in the folder *runs*.

    Raises:
        GuiderunnerError: If there is none.
    """
    folders = sorted(one for one in runs.glob("*") if (one / "tries").is_dir())
    if not folders:
        raise GuiderunnerError("there is no run yet. Start one: guiderunner run")
    return read_run(folders[-1])
