"""Accepts what the last review showed: exactly those pictures, and nothing is run again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.reader import read_run
from guiderunner.guide.addresses import folder_of
from guiderunner.guide.approval import NAME, Approvals
from guiderunner.guide.contents import Contents
from guiderunner.guide.gate import Gate, HeldBackError
from guiderunner.guide.proofs import Batch
from guiderunner.guide.publish import publish
from guiderunner.guide.published import Published
from guiderunner.guide.review import Review, remove_review
from guiderunner.scenario.variants import Variant


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
    guided = [one for one in contents.suite.variants if one.scenario.has_guide]
    wanted = {folder_of(one.scenario.id, one.row, one.locale) for one in guided}
    accepted = approvals.accepting(review.guides, wanted)
    published = None
    waiting = [one for one in guided if one.node in review.runs]
    if waiting:
        gate = Gate(accepted, contents.suite)
        try:
            published = publish(contents, build, _batches(review, waiting, runs), gate=gate)
        except HeldBackError:
            raise GuiderunnerError(_stale("the pictures are others now")) from None
    accepted.save(file)
    remove_review(review_folder)
    before = approvals.guides
    pictures = sum(
        before.get(guide, {}).get(step) != shot
        for guide, shots in accepted.guides.items()
        for step, shot in shots.items()
    )
    return Accepted(pictures, file, published)


def _batches(review: Review, waiting: Sequence[Variant], runs: Path) -> Iterator[Batch]:
    """Yield the guides that wait, run by run."""
    for run in sorted(set(review.runs.values())):
        folder = runs / run
        if not folder.is_dir():
            raise GuiderunnerError(_stale(f"its run {run} is gone"))
        own = [one for one in waiting if review.runs[one.node] == run]
        yield Batch(read_run(folder), folder, own)


def _stale(why: str) -> str:
    return f"the last review is stale: {why}. Run guiderunner guides, and look again."
