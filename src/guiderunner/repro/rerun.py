"""Runs a bundle again on this project: its scenario, rows and world, on the code that is here."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from guiderunner.diagnostics import ProblemsError
from guiderunner.evidence.model import Try
from guiderunner.evidence.verdicts import Verdict as Colour
from guiderunner.evidence.verdicts import verdict_of
from guiderunner.repro.bundle import Bundle, BundleError
from guiderunner.repro.comparison import Comparison, compare, symptom_steps
from guiderunner.repro.particulars import in_place
from guiderunner.run.checking import Checked
from guiderunner.run.restoring import NOT_RESTORED
from guiderunner.run.session import FAILED, PASSED, Listener, Result, run_variants
from guiderunner.scenario.suite import load_suite
from guiderunner.scenario.variants import Variant

_BEFORE = "world/before.json"
# The guides and scenarios that it names are not in the bundle: it can be run without them.
_NAMES_OTHERS = {"S033", "S034"}


@dataclass(frozen=True)
class Rerun:
    """What came of a bundle: the run, and how it compares; nothing if it could not be run.

    Attributes:
        others: Files of the project that are not those of the bundle, which were used.
        made_anew: Whether the world of the bundle does not fit the site, and was made anew.
    """

    result: Result
    comparison: Comparison | None
    others: Sequence[str]
    made_anew: bool


def run_again(
    bundle: Bundle, checked: Checked, listener: Listener, options: Sequence[str] = ()
) -> Rerun:
    """Run *bundle* again on the project, and compare it with what it holds.

    Raises:
        GuiderunnerError: If it is of another project, or this one cannot run its scenario.
    """
    with _staged(bundle, checked) as folder:
        staged = _checked(bundle, checked, folder)
        variant = _variant(bundle, staged)
        staged = replace(staged, suite=in_place(staged.suite, variant))
        given = [*options, "--record-everything"]
        restored = given
        if _BEFORE in bundle.members:
            world = folder / "before.json"
            world.write_bytes(bundle.members[_BEFORE])
            restored = [*given, "--restore-world", str(world)]
        result = run_variants(staged, [variant], listener, options=restored)
        made_anew = any(_is_not_restored(one) for one in _tries(result, variant))
        if made_anew:
            result = run_variants(staged, [variant], listener, options=given)
        comparison = None
        if result.code in {PASSED, FAILED}:
            symptom = symptom_steps(staged.suite.steps_of(variant))
            comparison = _compared(bundle.last, _tries(result, variant), symptom)
    return Rerun(result, comparison, _others(bundle, checked), made_anew)


def _compared(then: Try, tries: Sequence[Try], symptom: frozenset[str]) -> Comparison | None:
    if not tries or all(one.outcome == "failed" and not _has_failed_step(one) for one in tries):
        return None  # It was broken off, or is failed for another reason than its steps.
    colour: Colour = verdict_of(tries)
    if colour == "flaky":
        said = "one try failed and one passed: it does not always go the same way."
        return Comparison("DIFFERENT", said, compare(then, tries[0], symptom).difference)
    return compare(then, tries[-1], symptom)


def _has_failed_step(tried: Try) -> bool:
    return any(one.outcome == "failed" for one in tried.steps)


def _tries(result: Result, variant: Variant) -> Sequence[Try]:
    return result.run.by_node().get(variant.node, []) if result.run else []


def _is_not_restored(tried: Try) -> bool:
    return tried.failure is not None and NOT_RESTORED in tried.failure.found


@contextlib.contextmanager
def _staged(bundle: Bundle, checked: Checked) -> Iterator[Path]:
    """Lay out the bundle's part of a project inside this one, and take it away again."""
    checked.project.build.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="bundle-", dir=checked.project.build))
    try:
        for name, content in bundle.project.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _checked(bundle: Bundle, checked: Checked, folder: Path) -> Checked:
    """Return the project with the bundle's scenario and rows in place of its own.

    Raises:
        ProblemsError: If they do not fit the pages, labels and site of the project.
    """
    project, around = checked.project, checked.suite.surroundings
    scenarios = folder / bundle.case.scenarios
    place = scenarios.relative_to(project.root).as_posix()
    claims = None
    if project.claims is not None:
        own = folder / project.claims.relative_to(project.root)
        claims = own if own.is_file() else project.claims
    staged = replace(around, scenarios=scenarios, claims=claims, records={})
    suite = load_suite(staged, [folder / bundle.case.path])
    problems = [one for one in suite.problems if one.code not in _NAMES_OTHERS]
    if problems:
        raise ProblemsError(problems, f"{bundle.name} does not fit this project. Nothing was run.")
    suite.problems = []
    settings = project.settings.model_copy(update={"scenarios": place})
    return replace(checked, project=replace(project, settings=settings), suite=suite)


def _variant(bundle: Bundle, staged: Checked) -> Variant:
    case = bundle.case
    for one in staged.suite.variants:
        if one.row == case.row and one.locale == case.locale:
            return replace(one, world=case.world, values=case.values)
    message = f"its scenario has no variant '{case.name}' in this project."
    raise BundleError(bundle.name, message, "B006")


def _others(bundle: Bundle, checked: Checked) -> list[str]:
    """Return the files of the bundle that this project has otherwise, or does not have."""
    root = checked.project.root
    found = []
    for name, content in bundle.project.items():
        file = root / name
        if not file.is_file() or file.read_bytes() != content:
            found.append(name)
    return found
