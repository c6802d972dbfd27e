"""Publishes a project as the command does, with pictures that a person accepts."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from guiderunner.evidence.model import Run
from guiderunner.guide.acceptance import Accepted, accept
from guiderunner.guide.approval import Approvals
from guiderunner.guide.gate import Gate
from guiderunner.guide.proofs import Batch
from guiderunner.guide.publish import publish
from guiderunner.guide.published import Published
from tests.guide.key_guides import Project, make_picture

OURS, OTHER = "chromium 156.0 aaaa", "chromium 157.0 aaaa"


@dataclass
class Publisher:
    """Publishes a project as the command does: with a gate, from a run that is on the disk."""

    project: Project

    @property
    def approved(self) -> Path:
        """The file of approved pictures."""
        return self.project.root / "guides" / "approved.json"

    @property
    def review(self) -> Path:
        """The folder of the review."""
        return self.project.build / "review"

    def publish(self, run: Run | None = None) -> tuple[Published, Gate]:
        """Publish every guide of *run*."""
        contents, run = self.project.contents(), run or self.run()
        folder = self.project.root / "runs" / run.id
        folder.joinpath("run.json").write_text(run.model_dump_json(), encoding="utf-8")
        gate = Gate(Approvals.load(self.approved), contents.suite, self.review)
        chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
        batches = [Batch(run, folder, chosen)]
        return publish(contents, self.project.build, batches, gate=gate), gate

    def accept(self) -> Accepted:
        """Accept what the last review showed."""
        runs = self.project.root / "runs"
        return accept(self.project.contents(), self.project.build, runs, self.review)

    def run(self, node: str = "", png: bytes = b"", **changes: Any) -> Run:
        """Return a run in which the picture of *node*, if named, is *png* or has *changes*."""
        run = self.project.run(
            self.project.suite(),
        )
        if png:
            folder = self.project.root / "runs" / run.id / "pictures"
            changes["file"] = f"{hashlib.sha256(png).hexdigest()[:32]}.png"
            (folder / changes["file"]).write_bytes(png)
        tries = []
        for one in run.tries:
            facts = {"rendering": OURS, "aria": "form"} | (changes if one.node == node else {})
            steps = [
                step.model_copy(update={"picture": make_picture(**facts)}) if step.picture else step
                for step in one.steps
            ]
            tries.append(one.model_copy(update={"steps": tuple(steps)}))
        return run.model_copy(update={"tries": tuple(tries)})


def drawn(shade: int = 0, width: int = 60) -> bytes:
    """Return the shot of a form with a bar in it, *shade* shades darker than white."""
    image = Image.new("RGB", (800, 400), "white")
    if shade:
        grey = (255 - shade,) * 3
        ImageDraw.Draw(image).rectangle((40, 20, 40 + width, 40), fill=grey)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()
