"""Whatever is in the folder of a run, it is a run or told in words: never a traceback."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.merging import merge_runs
from guiderunner.evidence.model import Run
from guiderunner.evidence.newest import NewestEvidence
from guiderunner.evidence.reader import last_run, read_run, try_file
from guiderunner.report.junit import junit
from guiderunner.report.page import page
from guiderunner.report.summary import markdown
from tests.hostile import changed, torn
from tests.properties import examples
from tests.report.runs import ALL_KINDS

RUN = ALL_KINDS.model_dump(mode="json")
LINES = [
    [{"try": {**one, "steps": []}}, *({"step": step} for step in one["steps"]), {"end": {}}]
    for one in RUN["tries"]
]
DEEP = b'{"try": ' + b"[" * 100_000


def _as_json(tree: Any) -> bytes:
    return json.dumps(tree).encode()


def _as_lines(tree: Any) -> bytes:
    return b"\n".join(_as_json(one) for one in tree) if isinstance(tree, list) else _as_json(tree)


@st.composite
def run_files(draw: st.DrawFn) -> bytes:
    """Return a run.json with something wrong in it."""
    return draw(st.sampled_from([_as_json(changed(draw, RUN, LINES)), torn(draw, _as_json(RUN))]))


@st.composite
def try_files(draw: st.DrawFn) -> bytes:
    """Return the file of a try with something wrong in it."""
    lines = draw(st.sampled_from(LINES))
    return draw(
        st.sampled_from([_as_lines(changed(draw, lines, [RUN])), torn(draw, _as_lines(lines))])
    )


def _folder(runs: Path, run: bytes | None, one: bytes) -> Path:
    """Make a run of these files, and another that is as it should be."""
    shutil.rmtree(runs, ignore_errors=True)
    for name, content in (("a", one), ("b", _as_lines(LINES[1]))):
        tries = runs / name / "tries"
        tries.mkdir(parents=True)
        (tries / try_file(RUN["tries"][0]["node"] if name == "a" else "other", 1)).write_bytes(
            content
        )
    if run is not None:
        (runs / "a" / "run.json").write_bytes(run)
    return runs / "a"


def _found(read: Callable[[], Run]) -> Run | str:
    """Return the run, or what is said of it."""
    try:
        return read()
    except GuiderunnerError as error:
        return str(error)


@given(st.one_of(st.none(), run_files(), st.binary(max_size=60)), try_files())
@examples(40)
@example(None, DEEP)
@example(DEEP, b"")
@example(b"{}", b'{"try": []}')
@example(b"[]", b"[]")
@example(None, b'{"try": []}\n{"end": []}')
@example(None, b'{"try": {}}\n{"step":{"picture":{"file": "\\u0000"}}}\n{"end": {}}')
@example(_as_json(RUN), b'{"try": {"node": 1}}')
def test_any_evidence_is_a_run_or_told(tmp_path: Path, run: bytes | None, one: bytes) -> None:
    """Whole runs, the newest evidence of a variant, and runs that are joined."""
    folder = _folder(tmp_path / "runs", run, one)
    node = RUN["tries"][0]["node"]
    readers: list[Callable[[], Run]] = [
        lambda: read_run(folder),
        lambda: read_run(folder, [node]),
        lambda: last_run(folder.parent),
        lambda: merge_runs([folder, folder.parent / "b"], tmp_path / "runs" / "c"),
    ]

    for found in map(_found, readers):
        if isinstance(found, str):
            assert "\n" not in found
            assert len(found) < 2_000
        else:
            assert Run.model_validate_json(found.model_dump_json()) == found

    newest = NewestEvidence(folder.parent)
    for each in newest.runs_with(node):
        newest.find(each, node).is_whole()


@given(run_files())
@examples(30)
def test_what_is_read_can_be_reported(tmp_path: Path, run: bytes) -> None:
    """In every format; a run that cannot be reported is refused when it is read."""
    folder = _folder(tmp_path / "runs", run, b"")
    try:
        found = read_run(folder)
    except GuiderunnerError:
        return

    for report in (junit(found), markdown(found), page(found, folder)):
        assert report


@given(st.sampled_from(["../../x.png", "/etc/passwd", "a/b.png", "", ".", "a\\b", "a\n"]))
def test_a_record_names_files_of_its_own_run(name: str) -> None:
    """A picture or a trace elsewhere would be published, or overwritten."""
    tree = json.loads(json.dumps(RUN))
    tree["tries"][0]["steps"][0]["picture"]["file"] = name

    with pytest.raises(ValueError, match="file"):
        Run.model_validate(tree)
