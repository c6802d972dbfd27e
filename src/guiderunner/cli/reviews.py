"""What the command line says of pictures that a person has to look at."""

from pathlib import Path

from rich.console import Console

from guiderunner.cli import making
from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.guide.acceptance import accept
from guiderunner.guide.approval import NAME, Approvals
from guiderunner.guide.contents import Contents
from guiderunner.guide.gate import Gate
from guiderunner.guide.review import PAGE
from guiderunner.run.checking import Checked

FOLDER = "review"
_NEXT = "guiderunner guides --accept"


def make_gate(checked: Checked) -> Gate:
    """Return what compares pictures with those that are approved.

    Raises:
        GuiderunnerError: If the approved ones cannot be read.
    """
    project = checked.project
    approvals = Approvals.load(project.guides / NAME)
    return Gate(approvals, checked.suite, project.build / FOLDER)


def accept_review(checked: Checked, contents: Contents, console: Console) -> int:
    """Accept what the last review showed; return the exit code."""
    project = checked.project
    contents = making.with_claims(checked, contents)
    done = accept(contents, project.build, project.runs, project.build / FOLDER)
    console.print(f"{plural(done.pictures, 'picture')} accepted: {_near(done.file, project.root)}.")
    if done.published is None:
        return 0
    for problem in done.published.problems:
        console.print(str(problem), markup=False)
    console.print(f"{plural(len(done.published.fresh), 'guide')} published.")
    return 1 if done.published.refused else 0


def refuse_options(selects: bool, from_run: str | None) -> None:
    """Stop if more is asked for than to accept.

    Raises:
        GuiderunnerError: If it is.
    """
    if selects or from_run:
        said = "--accept stands alone: it accepts what the last review showed, all of it."
        raise GuiderunnerError(said)


def tell(gate: Gate, root: Path, console: Console) -> None:
    """Say what there is to look at, and what comes next."""
    said = []
    if changed := gate.count("changed"):
        said.append(f"{plural(changed, 'picture')} changed, their guides keep their old pages")
    if new := gate.count("new"):
        said.append(f"{plural(new, 'new picture')}, not yet accepted")
    if others := gate.count("same structure"):
        said.append(
            f"{plural(others, 'picture')} approved with another browser or other fonts, "
            "so that only their structure was compared"
        )
    if not said or gate.review is None:
        return
    console.print("; ".join(said) + ".", markup=False)
    page = _near(gate.review / PAGE, root)
    console.print(f"Look at {page}. If it is right: {_NEXT}", markup=False)


def _near(file: Path, root: Path) -> str:
    return str(file.relative_to(root) if file.is_relative_to(root) else file)
