"""An issue that a run brought about and ended, with the words and pictures to tell it by."""

from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, ProblemsError, suggestion
from guiderunner.evidence.model import Run, StepRecord, Try
from guiderunner.evidence.reader import read_run
from guiderunner.guide.build import GuideBuilder
from guiderunner.guide.contents import Contents
from guiderunner.guide.model import Guide
from guiderunner.guide.pictures import Draughtsman
from guiderunner.guide.proofs import Evidence
from guiderunner.guide.words import Words
from guiderunner.scenario.issue_rows import is_issue
from guiderunner.scenario.selection import with_proofs
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class ProvedIssue:
    """What a run proved of an issue; its drawn pictures are in the folder *pictures*.

    `reproduction` are the steps after which it shows, `resolution` those that end it.
    """

    guide: Guide
    variant: Variant
    run: Run
    tried: Try
    pictures: Path
    reproduction: tuple[StepRecord, ...]
    resolution: tuple[StepRecord, ...]


def find_issue(suite: Suite, issue: str, place: str | None, locale: str) -> Variant:
    """Return the variant of *issue* in *locale*; *place* is its row on another axis.

    Raises:
        GuiderunnerError: If there is none, or several; says which there are.
    """
    known = [one for one in suite.variants if is_issue(one) and one.locale == locale]
    found = [one for one in known if issue.casefold() in {each.casefold() for each in _names(one)}]
    if not found:
        names = {name for one in known for name in _names(one)}
        near = suggestion(issue.upper() if any(map(str.isupper, names)) else issue, names)
        raise GuiderunnerError(f"there is no issue '{issue}'.{near} All: guiderunner issues")
    fitting = [one for one in found if place is None or place in _places(one)]
    if len(fitting) == 1:
        return fitting[0]
    where = ", ".join(sorted({row for one in found for row in _places(one)}))
    if fitting:
        raise GuiderunnerError(f"'{issue}' is run for several: {where}. Say which one.")
    raise GuiderunnerError(
        f"nothing proves '{issue}' for '{place}': it is run for {where} only, and a reply tells "
        "only what a run proved."
    )


def _names(variant: Variant) -> set[str]:
    rows = list(variant.row.values())
    return {rows[0]} if rows else {variant.scenario.id}


def _places(variant: Variant) -> list[str]:
    return list(variant.row.values())[1:]


def prove(contents: Contents, variant: Variant, folder: Path, pictures: Path) -> ProvedIssue:
    """Return what the run in *folder* proved of *variant*; pictures are drawn into *pictures*.

    Raises:
        ProblemsError: If the run does not prove it, with each reason.
    """
    suite = contents.suite
    run = read_run(folder, {one.node for one in with_proofs(suite, [variant])})
    seen, loaded = Evidence(suite, run), suite.of(variant)
    words = Words(contents.catalogues[variant.locale], suite.rows, suite.surroundings.labels)
    artist = Draughtsman(folder / "pictures", pictures, {})
    builder = GuideBuilder(loaded, variant, seen, words, artist.draw)
    guide, tried = builder.build(), seen.try_of(variant)
    if guide is None or tried is None:
        raise ProblemsError(builder.problems, "Nothing was written.")
    parts = {one.step.id: one.part for one in loaded.steps_of(variant)}
    reproduction, resolution = (
        tuple(one for one in tried.steps if parts.get(one.id) == part)
        for part in ("steps", "resolution")
    )
    return ProvedIssue(guide, variant, run, tried, pictures, reproduction, resolution)
