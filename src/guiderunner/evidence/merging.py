"""Joins the runs of shards into one."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Run
from guiderunner.evidence.reader import read_run
from guiderunner.evidence.writer import assemble


def merge_runs(folders: Sequence[Path], target: Path) -> Run:
    """Copy the evidence of the runs in *folders* to the new folder *target*, and return it all.

    Raises:
        GuiderunnerError: If one is no run, or two ran the same variant; nothing is left behind.
    """
    runs = [read_run(folder) for folder in folders]
    ran_in: dict[str, Path] = {}
    for folder, run in zip(folders, runs, strict=True):
        for node in run.by_node():
            if node in ran_in:
                raise GuiderunnerError(f"'{node}' was run in {ran_in[node]} and in {folder}.")
            ran_in[node] = folder
    part = target.with_name(f".{target.name}")
    try:
        for folder in folders:
            for kind in ("tries", "pictures", "traces", "worlds"):
                if (folder / kind).is_dir():
                    shutil.copytree(folder / kind, part / kind, dirs_exist_ok=True)
        started, seconds = min(one.started for one in runs), max(one.seconds for one in runs)
        assemble(part, started, seconds, _versions(runs), target.name)
        part.replace(target)
    except OSError as error:
        raise GuiderunnerError(f"{target} cannot be written: {error.strerror}.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return read_run(target)


def _versions(runs: Sequence[Run]) -> dict[str, str]:
    """Return what the runs were made with; where they differ, each is named."""
    found: dict[str, list[str]] = {}
    for run in runs:
        for name, version in run.versions.items():
            if version not in found.setdefault(name, []):
                found[name].append(version)
    return {name: " and ".join(versions) for name, versions in found.items()}
