"""Accepts what the last review showed: exactly those pictures, and nothing is run again."""

from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.reader import read_run
from guiderunner.guide.addresses import folder_of
from guiderunner.guide.approval import NAME, Approvals
from guiderunner.guide.contents import Contents
from guiderunner.guide.gate import Gate
from guiderunner.guide.publish import Published, publish
from guiderunner.guide.review import Review, remove_review


@dataclass(frozen=True)
class Accepted:
    """What was accepted, and what came of publishing the guides that had been held back."""

    pictures: int
    file: Path
    published: Published | None = None


def accept(contents: Contents, build: Path, runs: Path, review_folder: Path) -> Accepted:
    """Approve the pictures of the last review, and publish the guides that waited for it.

    Raises:
        GuiderunnerError: If there is no review, or it does not show how things are now.
    """
    review, file = Review.load(review_folder), contents.guides / NAME
    approvals = Approvals.load(file)
    if review.approved != approvals.digest:
        raise GuiderunnerError(_stale(f"{NAME} has changed since"))
    guided = [one for one in contents.suite.variants if one.scenario.guide != "none"]
    wanted = {folder_of(one.locale, one.row, one.scenario.id) for one in guided}
    accepted = approvals.accepting(review.guides, wanted)
    published = None
    waiting = [one for one in guided if one.node in review.nodes]
    if waiting:
        folder = runs / review.run
        if not folder.is_dir():
            raise GuiderunnerError(_stale(f"its run {review.run} is gone"))
        gate = Gate(accepted, contents.suite)
        published = publish(contents, build, read_run(folder), folder, waiting, gate)
        if gate.held:
            raise GuiderunnerError(_stale(f"the pictures of {review.run} are others now"))
    accepted.save(file)
    remove_review(review_folder)
    before = approvals.guides
    pictures = sum(
        before.get(guide, {}).get(step) != shot
        for guide, shots in accepted.guides.items()
        for step, shot in shots.items()
    )
    return Accepted(pictures, file, published)


def _stale(why: str) -> str:
    return f"the last review is stale: {why}. Run guiderunner guides, and look again."
