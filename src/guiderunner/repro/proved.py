"""An issue that a run brought about and ended, with the words and pictures to tell it by."""

from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import ProblemsError
from guiderunner.evidence.model import Run, StepRecord, Try
from guiderunner.evidence.reader import read_run
from guiderunner.guide.building import built_of
from guiderunner.guide.contents import Contents
from guiderunner.guide.model import Guide
from guiderunner.guide.pictures import Draughtsman
from guiderunner.guide.proofs import Batch, Evidence
from guiderunner.scenario.selection import with_proofs
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


def prove(contents: Contents, variant: Variant, folder: Path, pictures: Path) -> ProvedIssue:
    """Return what the run in *folder* proved of *variant*; pictures are drawn into *pictures*.

    Raises:
        ProblemsError: If the run does not prove it, with each reason.
    """
    suite = contents.suite
    run = read_run(folder, {one.node for one in with_proofs(suite, [variant])})
    artist = Draughtsman(folder / "pictures", pictures, {})
    ((_, guide, problems),) = built_of(Batch(run, folder, [variant]), contents, artist.draw)
    tried = Evidence(suite, run).try_of(variant)
    if guide is None or tried is None:
        raise ProblemsError(problems, "Nothing was written.")
    parts = {one.step.id: one.part for one in suite.of(variant).steps_of(variant)}
    reproduction, resolution = (
        tuple(one for one in tried.steps if parts.get(one.id) == part)
        for part in ("steps", "resolution")
    )
    return ProvedIssue(guide, variant, run, tried, pictures, reproduction, resolution)
