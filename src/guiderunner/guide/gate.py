"""Holds back guides whose pictures are not as a person approved them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.addresses import PICTURES, guide_folder
from guiderunner.guide.approval import Approvals, Shots, Verdict
from guiderunner.guide.comparison import look_alike
from guiderunner.guide.model import Guide, GuideStep, Key, Picture
from guiderunner.guide.review import Review, Reviewed, write_review
from guiderunner.scenario.suite import Suite


class HeldBackError(Exception):
    """A picture is not the approved one, and nobody is shown it."""


@dataclass
class Gate:
    """Compares the pictures of fresh guides with *approvals*.

    What a person has to look at is shown in the folder *review*; a review that has nothing to
    show is removed. Without the folder nobody will look: then nothing may be held back.
    """

    approvals: Approvals
    suite: Suite
    review: Path | None = None
    seen: list[Reviewed] = field(default_factory=list)
    shots: dict[str, Shots] = field(default_factory=dict)
    held: dict[str, list[Problem]] = field(default_factory=dict)

    def let_through(
        self, fresh: Mapping[Key, Guide], before: Mapping[Key, Guide], *shelves: Path
    ) -> dict[Key, Guide]:
        """Return the guides of *fresh* that may be published; the others are `held`.

        *before* are the published guides, *shelves* the publications that hold the pictures.

        Raises:
            HeldBackError: If a guide is held back, and there is no folder for a review.
        """
        passed, runs = {}, {}
        for key, guide in fresh.items():
            compared, changed = self._compared(guide, before.get(key), shelves)
            if changed:
                runs[guide.node] = guide.run
                self.held[guide.node] = [self._problem(guide, one) for one in changed]
            else:
                passed[key] = compared
        for key in before.keys() - fresh.keys():
            self._note_new(before[key])
        if self.review is None and self.held:
            raise HeldBackError
        if self.review is not None:
            found = Review(approved=self.approvals.digest, runs=runs, guides=self.shots)
            write_review(self.review, found, self.seen, shelves)
        return passed

    def _note_new(self, guide: Guide) -> None:
        """Show the pictures of a published guide that nobody has accepted yet."""
        folder = guide_folder(guide)
        shots = {one.id: one.picture.shot for one in guide.steps if one.picture}
        verdicts = {
            step: self.approvals.compare(folder, step, shot) for step, shot in shots.items()
        }
        if "new" in verdicts.values():
            self.shots[folder] = shots
            shown = [one for one in guide.steps if verdicts.get(one.id) == "new"]
            self.seen += [Reviewed(guide, one, "new", None) for one in shown]

    def count(self, verdict: Verdict) -> int:
        """Return how many pictures were found to be so."""
        return sum(one.verdict == verdict for one in self.seen)

    def _compared(
        self, guide: Guide, before: Guide | None, shelves: tuple[Path, ...]
    ) -> tuple[Guide, list[str]]:
        """Return *guide* with pictures as they were where they look alike, and what changed."""
        folder, steps, changed = guide_folder(guide), [], []
        earlier = {one.id: one for one in before.steps} if before else {}
        for step in guide.steps:
            old, told = earlier.get(step.id), step
            if step.picture is not None:
                verdict = self.approvals.compare(folder, step.id, step.picture.shot)
                kept = old.picture if old is not None else None
                if verdict == "changed" and kept and self._is_alike(folder, step, kept, shelves):
                    verdict, told = "equal", _with_files_of(step, step.picture, kept)
                self.seen.append(Reviewed(guide, told, verdict, old))
                if verdict == "changed":
                    changed.append(step.id)
            steps.append(told)
        self.shots[folder] = {one.id: one.picture.shot for one in steps if one.picture}
        return guide.model_copy(update={"steps": tuple(steps)}), changed

    def _is_alike(
        self, folder: str, step: GuideStep, kept: Picture, shelves: tuple[Path, ...]
    ) -> bool:
        """Whether the published picture is the approved one, and nobody sees a difference."""
        if self.approvals.compare(folder, step.id, kept.shot) != "equal" or step.picture is None:
            return False
        files = [_find(one.file, shelves) for one in (kept, step.picture)]
        return all(files) and look_alike(*[one for one in files if one])

    def _problem(self, guide: Guide, step: str) -> Problem:
        loaded = next(one for one in self.suite.scenarios if one.scenario.id == guide.scenario)
        places = {one.step.id: one.position for one in loaded.steps}
        message = f"the picture of step '{step}' is not the approved one."
        return Problem(places.get(step, Position(loaded.path)), message, "G006")


def _with_files_of(step: GuideStep, new: Picture, old: Picture) -> GuideStep:
    """Return *step* with the files of the *old* picture: their bytes stay."""
    same = new.model_copy(
        update={
            "file": old.file,
            "source": old.source,
            "width": old.width,
            "height": old.height,
            "small": old.small,
            "shot": old.shot,
        }
    )
    return step.model_copy(update={"picture": same})


def _find(name: str, shelves: tuple[Path, ...]) -> Path | None:
    files = (shelf / PICTURES / name for shelf in shelves)
    return next((one for one in files if one.is_file()), None)
