"""Performs the steps of one variant, and records what happened."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError

from guiderunner.evidence.model import Failure, Outcome, PictureRecord, StepRecord
from guiderunner.evidence.writer import TryWriter
from guiderunner.run.asking import Asker, is_broken, screen_path, shown_labels
from guiderunner.run.capture import take_picture, take_window
from guiderunner.run.fields import read_fields
from guiderunner.run.guard import Guard, RefusedError, destroys
from guiderunner.run.label_reader import LabelReader
from guiderunner.run.members import Members
from guiderunner.run.page_object import ControlNotFoundError, Screen
from guiderunner.run.pausing import Pause
from guiderunner.run.progress import Progress
from guiderunner.scenario.document import Trail
from guiderunner.scenario.model import Expectation, Picture, Step
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.text import fill, resolve
from guiderunner.scenario.variants import Variant
from guiderunner.site.protocol import Tenant


class StepFailedError(AssertionError):
    """A step failed, as an assertion does; carries its record and where it stands."""

    def __init__(self, place: str, record: StepRecord) -> None:
        super().__init__(place)
        self.place = place
        self.record = record


class _HardFailureError(AssertionError):
    """An expectation did not hold, and what follows in the step makes no sense."""


@dataclass
class VariantRunner:
    """Runs one variant in the world of *tenant*; every step is written as it ends.

    `timeout` of expectations is in milliseconds, `scale` in image pixels per CSS pixel;
    `shows_failures` takes a picture of the window when a step fails; `told` hears of each step.
    """

    variant: Variant
    steps: Sequence[PlacedStep]
    members: Members
    tenant: Tenant
    writer: TryWriter
    timeout: float
    scale: float
    shows_failures: bool = True
    pause: Pause | None = None
    labels: LabelReader | None = None
    told: Callable[[PlacedStep, StepRecord], None] = lambda *_: None
    guard: Guard | None = None

    def __post_init__(self) -> None:
        known = self.variant.known(self.tenant.variables)
        self.asker = Asker(self.members, known, self.timeout)
        self.known = known
        self.screen: Screen | None = None
        self.outcome: Outcome = "failed"
        self.failed: StepFailedError | None = None

    def run(self) -> None:
        """Perform every step.

        Raises:
            StepFailedError: Of the first step that failed. After a soft failure the rest is
                still performed, after any other it is recorded as not run.
        """
        for index, placed in enumerate(self.steps):
            record, soft = self._run_step(placed)
            if record.outcome == "failed":
                position = placed.position
                place = f"{position.path}:{position.line}"
                self.failed = self.failed or StepFailedError(place, record)
                if not soft:
                    for later in self.steps[index + 1 :]:
                        self.writer.step(self._not_run(later))
                    break
        if self.failed:
            raise self.failed
        self.outcome = "passed"

    def _run_step(self, placed: PlacedStep) -> tuple[StepRecord, bool]:
        progress, step = Progress(), placed.step
        if self.pause is not None:
            self.pause.before(step.id, self.screen.page if self.screen else None)
        started = time.perf_counter()
        try:
            self._perform(step, progress)
            self._ask_all("step", step.expect, (*placed.trail, "expect"), placed, progress)
            self._look(placed, progress)
        except _HardFailureError:
            progress.soft = False
        except (AssertionError, PlaywrightError, LookupError) as error:
            progress.failure, progress.soft = self._failure(error, step), False
        except OSError as error:  # The disk is full, or the site is gone.
            expected, said = "the step to be recorded", error.strerror or str(error)
            progress.failure = Failure(expected=expected, found=said, environment=True)
            progress.soft = False
        if self.guard is not None and (refused := self.guard.end()):
            progress.failure, progress.soft = self._failure(RefusedError(refused), step), False
        if progress.failure:
            progress.failure = self._with_picture(progress.failure)
        elif self.labels is not None and self.screen is not None:
            self.labels.read(self.screen, progress.label_names(self.screen.site))
        seconds = round(time.perf_counter() - started, 4)
        record = self.writer.step(self._record(placed, progress, seconds))
        self.told(placed, record)
        return record, progress.soft

    def _record(self, placed: PlacedStep, progress: Progress, seconds: float) -> StepRecord:
        return StepRecord(
            id=placed.step.id,
            line=placed.position.line,
            text=self._filled(placed.step.text.text if placed.step.text else ""),
            result=self._filled(placed.step.result or ""),
            site=self.screen.site if self.screen else None,
            language=self.screen.language if self.screen else None,
            url=screen_path(self.screen),
            action=placed.step.action,
            labels=tuple(progress.action_labels),
            expectations=tuple(progress.expectations),
            picture=progress.picture,
            fields=progress.fields,
            outcome="failed" if progress.failure else "passed",
            seconds=seconds,
            failure=progress.failure,
        )

    def _perform(self, step: Step, progress: Progress) -> None:
        if step.world:
            self.tenant.perform(resolve(step.world, self.known))
            # What happened may have given the person something new in hand, e.g. a key.
            self.known |= self.variant.known(self.tenant.variables)
        if step.picture and step.picture.when == "before":
            progress.picture = self._take(step.picture)
        if step.action:
            self.screen = self.members.page(step.action, self.known).screen
            self._guard(step.action, self.screen)
            self.screen.used.clear()
            self.members.action(step.action, step.with_, self.known)()
            progress.action_labels += shown_labels(self.screen)

    def _guard(self, action: str, screen: Screen) -> None:
        """Let the guard watch from now on if *action* destroys data."""
        if self.guard is not None and destroys(self.members.registry.names, action):
            self.guard.begin(action, screen.page)

    def _ask_all(
        self,
        of: str,
        asked: Sequence[Expectation],
        trail: Trail,
        placed: PlacedStep,
        progress: Progress,
    ) -> None:
        """Ask each expectation in turn; stop at the first that does not hold and is not soft."""
        for index, one in enumerate(asked):
            line = placed.document.position((*trail, index)).line
            answer = self.asker.ask(of, one, line, self.screen)
            self.screen = answer.screen
            progress.expectations.append(answer.record)
            progress.failure = progress.failure or answer.failure
            if answer.failure and not one.soft:
                raise _HardFailureError

    def _look(self, placed: PlacedStep, progress: Progress) -> None:
        """Do what is done once the expectations of the step hold."""
        step = placed.step
        for name, target in step.remember.items():
            _, locator = self.members.locator(target, {}, self.known)
            self.known[name] = " ".join(locator.inner_text().split())
        for kind, index, sentence in step.sentences():
            trail = (*placed.trail, kind, index, "expect")
            if not placed.document.has(trail):
                trail = (*placed.trail, kind, "expect")
            self._ask_all(f"{kind}.{index}", sentence.expect, trail, placed, progress)
        if step.picture and step.picture.when == "after":
            progress.picture = self._take(step.picture)
        if step.fields:
            fields, language = self.members.fields(step.fields, self.known)
            progress.fields = read_fields(fields, language)

    def _take(self, picture: Picture) -> PictureRecord:
        page, subject = self.members.locator(picture.of, {}, self.known)
        marks = {name: self.members.locator(name, {}, self.known)[1] for name in picture.mark}
        redactor = self.writer.redactor
        self.screen = page.screen
        kept = self.writer.keeps
        png, record = take_picture(subject, marks, redactor, self.scale, picture.when, kept)
        return record.model_copy(update={"file": self.writer.picture(png)})

    def _failure(self, error: Exception, step: Step) -> Failure:
        broken = isinstance(error, RefusedError) or (
            self.screen is not None and is_broken(self.screen, self.members)
        )
        if isinstance(error, ControlNotFoundError):
            return Failure(
                expected=f"{step.action} to find its control",
                found=f"{error} after {self.members.tabs.timeout / 1000:g} s",
                nearest=error.nearest,
                environment=broken,
            )
        said = str(error).strip().splitlines()
        return Failure(
            expected=f"{step.action or 'the step'} to be carried out",
            found=said[0].strip("'\"") if said else type(error).__name__,
            environment=broken,
        )

    def _with_picture(self, failure: Failure) -> Failure:
        """Add a picture of the whole window as it was when the step failed."""
        if self.screen is None or failure.environment or not self.shows_failures:
            return failure
        try:
            png = take_window(self.screen.page, self.writer.redactor)
            return failure.model_copy(update={"picture": self.writer.window(png)})
        except (PlaywrightError, AssertionError, OSError):
            return failure

    def _not_run(self, placed: PlacedStep) -> StepRecord:
        return StepRecord(
            id=placed.step.id,
            line=placed.position.line,
            text=self._filled(placed.step.text.text if placed.step.text else ""),
            result=self._filled(placed.step.result or ""),
            action=placed.step.action,
            outcome="not_run",
            seconds=0,
        )

    def _filled(self, text: str) -> str:
        return fill(text, self.variant.variables)
