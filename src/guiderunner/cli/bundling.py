"""What `guiderunner repro` does with bundles: it saves them, and runs them again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.report.console import make_console
from guiderunner.run.checking import Checked
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.repro.bundle import Bundle
    from guiderunner.repro.comparison import Comparison, Difference
    from guiderunner.repro.rerun import Rerun
    from guiderunner.run.session import Result

# As the exit codes of commands are: 1 and 2 are what is not as expected, and what cannot be done.
_CODES = {"SAME": 0, "DIFFERENT": 1, "FIXED": 3}
_STYLES = {
    "SAME": "bold white on red",
    "DIFFERENT": "bold black on yellow",
    "FIXED": "bold white on green",
}


ENDING = ".zip"
EVERYTHING = ["--record-everything"]


class _Silent:
    """Listens to a run, and keeps what was said of a variant that did not pass."""

    said = ""

    def started(self, total: int) -> None:
        """Say nothing."""

    def finished(self, node: str, outcome: str, seconds: float, said: str) -> None:
        """Keep what was said."""
        del node, outcome, seconds
        self.said = said


def check(file: Path) -> None:
    """Stop before anything is run if no bundle can be written to *file*.

    Raises:
        GuiderunnerError: With the reason.
    """
    from guiderunner.repro.bundle_making import check_target  # noqa: PLC0415 - slow to import

    check_target(file)


def save(file: Path, checked: Checked, variant: Variant, result: "Result") -> None:
    """Write a bundle of *variant*, which has just been run with everything recorded.

    Raises:
        GuiderunnerError: If there is no evidence, or the bundle cannot be written.
    """
    from guiderunner.report.page import page  # noqa: PLC0415 - as below
    from guiderunner.repro.bundle_making import bundle_of, save_bundle  # noqa: PLC0415 - slow
    from guiderunner.run.session import FAILED, PASSED  # noqa: PLC0415 - as above

    if result.run is None or result.code not in {PASSED, FAILED}:
        raise GuiderunnerError(f"{file} was not written: there is no whole run to be saved.")
    members = bundle_of(checked, variant, result.run, page)
    size = save_bundle(file, members, result.secrets)
    console = make_console()
    console.print(Text(f"Bundle: {file} ({size / 1e6:.1f} MB)"))
    console.print(Text(f"Again, in any checkout: guiderunner repro {file.name}"))


def run_bundle(file: Path, checked: Checked, flags: Sequence[str], others: Sequence[object]) -> int:
    """Run the bundle in *file* again, say how it compares, and return the exit code.

    Raises:
        GuiderunnerError: If it is no bundle, cannot be run in this project, or *others* holds an
            option that would make another case of it.
    """
    from guiderunner.repro.bundle_reading import read_bundle  # noqa: PLC0415 - slow to import
    from guiderunner.repro.rerun import run_again  # noqa: PLC0415 - as above

    if any(others):
        said = "leave out all options but --headed and --slowmo."
        raise GuiderunnerError(f"{file} is run as it was saved: {said}")
    bundle, console = read_bundle(file), make_console()
    _introduce(bundle, console)
    listener = _Silent()
    rerun = run_again(bundle, checked, listener, flags)
    _print_others(rerun, console)
    if rerun.result.said:
        typer.echo(rerun.result.said, err=True)
    if rerun.comparison is None:
        console.print(Text("Could not be run: this says nothing about the issue."))
        console.print(Text(listener.said))
        return max(rerun.result.code, 2)
    _print_verdict(rerun.comparison, console)
    if rerun.result.run is not None:
        console.print(Text(f"Evidence: runs/{rerun.result.run.id}"))
    return _CODES[rerun.comparison.verdict] or int(bool(rerun.result.said))


def _introduce(bundle: "Bundle", console: Console) -> None:
    case, then = bundle.case, bundle.last
    failed = next((one.id for one in then.steps if one.outcome == "failed"), None)
    ended = f"failed at step '{failed}'" if failed else then.outcome
    made = f"{then.started[:10]}, guiderunner {case.versions.get('guiderunner', 'unknown')}"
    console.print(Text(f"{case.scenario} {case.name}: {ended} in the bundle ({made})."))
    console.print(Text("Running it again ..."))


def _print_others(rerun: "Rerun", console: Console) -> None:
    for path in rerun.others:
        said = f"Note: {path} is not here as it is in the bundle; the bundle's was run."
        console.print(Text(said, "yellow"))
    if rerun.made_anew:
        said = "Note: the world of the bundle does not fit this site; it was made anew."
        console.print(Text(said, "yellow"))


def _print_verdict(comparison: "Comparison", console: Console) -> None:
    verdict = comparison.verdict
    label = (f" {verdict} ", _STYLES[verdict])
    console.print()
    console.print(Text.assemble(label, f" {comparison.reason}"))
    if comparison.difference is not None:
        _print_difference(comparison.difference, console)


def _print_difference(one: "Difference", console: Console) -> None:
    console.print(Text(f"  step      {one.step}{f': {one.text}' if one.text else ''}"))
    if one.expected:
        console.print(Text(f"  expected  {one.expected}"))
    console.print(Text(f"  then      {one.then}"))
    console.print(Text(f"  now       {one.now}"))
    console.print()
