"""Draws the pictures of guides whose words are said and proved."""

from dataclasses import dataclass, field

from guiderunner.diagnostics import Problem
from guiderunner.evidence.model import PictureRecord
from guiderunner.guide.alternatives import marked_in, shortened
from guiderunner.guide.drawn import Draw, Drawn, PictureUnusableError
from guiderunner.guide.model import Guide, GuideStep, Picture, Shot
from guiderunner.guide.proofs import Evidence, ProvedStep
from guiderunner.scenario.suite import LoadedScenario
from guiderunner.scenario.variants import Variant


@dataclass
class Illustrator:
    """Draws the pictures of one variant; what stands in their way is added to `problems`."""

    loaded: LoadedScenario
    variant: Variant
    evidence: Evidence
    draw: Draw
    problems: list[Problem] = field(default_factory=list)

    def illustrated(self, guide: Guide) -> Guide | None:
        """Return *guide* with its pictures, or None if one of them cannot be drawn."""
        if not any(one.step.picture for one in self.loaded.steps_of(self.variant)):
            return guide
        proved = {one.record.id: one for one in self.evidence.steps(self.loaded, self.variant)}
        steps = [
            step.model_copy(update={"picture": self._picture(proved[step.id], step)})
            for step in guide.steps
        ]
        return None if self.problems else guide.model_copy(update={"steps": tuple(steps)})

    def _picture(self, proved: ProvedStep, step: GuideStep) -> Picture | None:
        record = proved.record.picture
        if proved.placed.step.picture is None:
            return None
        id_ = proved.record.id
        if record is None:
            self._report(proved, f"step '{id_}' has no picture in the run.")
            return None
        try:
            drawn = self.draw(record, step.number)
        except PictureUnusableError as error:
            self._report(proved, f"the picture of step '{id_}' {error}.")
            return None
        return Picture(
            file=drawn.file,
            source=drawn.source,
            width=drawn.width,
            height=drawn.height,
            small=drawn.small,
            shot=_shot(record, drawn),
            when=record.when,
            heading=shortened(record.heading),
            marked=marked_in(record, step),
        )

    def _report(self, proved: ProvedStep, message: str) -> None:
        self.problems.append(Problem(proved.placed.position, message, "G004"))


def _shot(record: PictureRecord, drawn: Drawn) -> Shot:
    size = f"{record.area.width:g}x{record.area.height:g}"
    return Shot(aria=record.aria, size=size, pixels=drawn.pixels, rendering=record.rendering)
