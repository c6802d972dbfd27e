"""Writes the reports that were asked for; each is a function of the evidence of a run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Run
from guiderunner.evidence.sweeping import Secret, require_no_secret
from guiderunner.report.junit import junit
from guiderunner.report.page import page
from guiderunner.report.summary import markdown

_KINDS: Mapping[str, Callable[[Run, Path], bytes]] = {
    "html": lambda run, folder: page(run, folder).encode(errors="replace"),
    "junit": lambda run, _: junit(run),
    "markdown": lambda run, _: markdown(run).encode(errors="replace"),
}


def parse_reports(asked: Sequence[str]) -> list[tuple[str, Path]]:
    """Return (kind, file) of each `kind=file`.

    Raises:
        GuiderunnerError: If one is not that, or its folder is not there.
    """
    found = []
    for one in asked:
        kind, equals, file = one.partition("=")
        if kind not in _KINDS or not equals or not file:
            known = ", ".join(_KINDS)
            raise GuiderunnerError(f"'{one}' is no report: write kind=FILE, with one of {known}.")
        if not Path(file).absolute().parent.is_dir():
            raise GuiderunnerError(f"'{file}': there is no folder {Path(file).parent}.")
        found.append((kind, Path(file)))
    return found


def write_reports(
    asked: Sequence[tuple[str, Path]], run: Run, folder: Path, secrets: Iterable[Secret] = ()
) -> None:
    """Write each report of *run*, whose evidence is in *folder*.

    Raises:
        GuiderunnerError: If a file cannot be written, or would hold one of *secrets*.
    """
    contents = {str(file): _KINDS[kind](run, folder) for kind, file in asked}
    require_no_secret(contents, secrets)
    for _, file in asked:
        content = contents[str(file)]
        part = file.with_name(f".{file.name}.part")
        try:
            part.write_bytes(content)
            part.replace(file)
        except OSError as error:
            raise GuiderunnerError(f"{file} cannot be written: {error.strerror}.") from None
