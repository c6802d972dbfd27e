"""`python -m bench.pictures`: what the pictures of guides cost; renews its part of the page."""

import io
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from PIL import Image
from playwright.sync_api import FloatRect, Locator, sync_playwright

from bench.figures import PICTURES, Row, publish
from bench.flow import SCALE, WORLD, context_arguments, launch_arguments, perform
from bench.workspace import FOLDER
from guiderunner.evidence.model import PictureRecord
from guiderunner.evidence.redaction import Redactor
from guiderunner.guide.pictures import draw
from guiderunner.run import stage
from guiderunner.run.capture import take_picture
from guiderunner.site.browser import find_browser
from mock_site.client import MockMall, MockSite

FLOWS, TURNS, GOAL = 2, 8, 60


class Studio:
    """Takes each picture of the flow in turn with Playwright's screenshot and as guides do."""

    def __init__(self) -> None:
        # Of each picture the least of its turns: what else the machine does only adds to it.
        self.ours: list[float] = []
        self.known: list[float] = []
        self.theirs: list[float] = []
        self.drawn: list[float] = []
        self.sizes: list[int] = []

    def shoot(self, mall: MockMall, subject: Locator) -> None:
        """Take one picture both ways, and draw it."""
        redactor, marks = Redactor(mall.secrets), {"bench.subject": subject}

        def take(known: bool = False) -> tuple[bytes, PictureRecord]:
            return take_picture(subject, marks, redactor, SCALE, "after", lambda _: known)

        png, record = take()
        shot = Image.open(io.BytesIO(png)).convert("RGB")
        ways = {
            take: self.ours,
            lambda: take(known=True): self.known,
            lambda: _screenshot(subject, record): self.theirs,
        }
        turns = [[_timed(way) for way in ways] for _ in range(TURNS)]
        for times, found in zip(zip(*turns, strict=True), ways.values(), strict=True):
            found.append(min(times))
        self.drawn.append(min(_timed(lambda: draw(shot, record, 1)) for _ in range(TURNS)))
        made = draw(shot, record, 1)
        self.sizes.append(sum(len(one.webp) for one in made if one is not None))

    def rows(self) -> Iterator[Row]:
        """Yield one figure after another."""
        beyond = median(one - two for one, two in zip(self.ours, self.theirs, strict=True))
        text = "a picture: two equal frames, secrets covered, boxes and structure read"
        yield Row(text, f"{median(self.ours):.0f} ms", "-", met=True)
        text = "one that equals a picture of an earlier run: one frame is enough"
        yield Row(text, f"{median(self.known):.0f} ms", "-", met=True)
        text = "Playwright's own screenshot of the same area"
        yield Row(text, f"{median(self.theirs):.0f} ms", "-", met=True)
        text = "a picture beyond Playwright's own screenshot"
        yield Row(text, f"{beyond:+.0f} ms", f"{GOAL} ms", beyond < GOAL)
        text = "drawing it for screens and phones, after the run, on one core"
        yield Row(text, f"{median(self.drawn):.0f} ms", "-", met=True)
        text = "its files, lossless WebP at two pixels a CSS pixel"
        yield Row(text, f"{sum(self.sizes) / len(self.sizes) / 1000:.0f} kB", "-", met=True)


def _screenshot(subject: Locator, record: PictureRecord) -> None:
    box = record.area
    area = FloatRect(x=box.x, y=box.y, width=box.width, height=box.height)
    subject.page.screenshot(clip=area, caret="hide", animations="disabled", scale="device")


def _timed(do: Callable[[], object]) -> float:
    """Return how many milliseconds *do* takes."""
    begun = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - begun)


def main() -> int:
    """Measure, and write the part of the page."""
    studio, site = Studio(), MockSite.start()
    with sync_playwright() as playwright:
        stage.install(playwright.selectors)
        browser = playwright.chromium.launch(**launch_arguments(find_browser()))
        for _ in range(FLOWS):
            mall = site.create(WORLD)
            context = browser.new_context(**context_arguments(mall))

            def shoot(subject: Locator, _: Path, mall: MockMall = mall) -> None:
                studio.shoot(mall, subject)

            perform(context.new_page(), mall, FOLDER / "pictures", shoot)
            context.close()
            mall.delete()
        browser.close()
    site.stop()
    return publish(PICTURES, studio.rows())


if __name__ == "__main__":
    sys.exit(main())
