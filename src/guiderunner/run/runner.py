"""Performs the steps of one variant, and records what happened."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError

from guiderunner.evidence.model import (
    ExpectationRecord,
    Failure,
    Outcome,
    PictureRecord,
    ShownLabel,
    StepRecord,
)
from guiderunner.evidence.writer import TryWriter
from guiderunner.run.capture import take_picture
from guiderunner.run.expectations import Question, ask_locator, ask_page, found_on
from guiderunner.run.members import Members
from guiderunner.run.page_object import ControlNotFoundError, Screen, nearest_control
from guiderunner.scenario.model import Expectation, Picture, Step
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.text import Label, fill, parse, resolve
from guiderunner.scenario.variants import Variant
from guiderunner.site.protocol import Tenant

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class StepFailedError(Exception):
    """A step failed; carries its record and where it stands."""

    def __init__(self, place: str, record: StepRecord) -> None:
        super().__init__(place)
        self.place = place
        self.record = record


@dataclass
class _Progress:
    """What is known of the step that is being performed."""

    screen: Screen | None = None
    action_labels: list[ShownLabel] = field(default_factory=list)
    expectations: list[ExpectationRecord] = field(default_factory=list)
    picture: PictureRecord | None = None
    failure: Failure | None = None


@dataclass
class VariantRunner:
    """Runs one variant in the world of *tenant*; every step is written as it ends."""

    variant: Variant
    steps: Sequence[PlacedStep]
    members: Members
    tenant: Tenant
    writer: TryWriter
    timeout: float
    scale: float

    def __post_init__(self) -> None:
        self.known: dict[str, Any] = {**self.tenant.variables, **self.variant.variables}
        self.screen: Screen | None = None
        self.outcome: Outcome = "failed"

    def run(self) -> None:
        """Perform every step.

        Raises:
            StepFailedError: At the first step that fails; what follows is recorded as not run.
        """
        for index, placed in enumerate(self.steps):
            record = self._run_step(placed)
            if record.outcome == "failed":
                for later in self.steps[index + 1 :]:
                    self.writer.step(_not_run(later))
                position = placed.position
                raise StepFailedError(f"{position.path}:{position.line}", record)
        self.outcome = "passed"

    def _run_step(self, placed: PlacedStep) -> StepRecord:
        progress, step = _Progress(), placed.step
        started = time.perf_counter()
        try:
            self._perform(step, progress)
            for _ in self._ask("step", step.expect, placed, progress):
                pass
            self._look(step, progress, placed)
        except (AssertionError, PlaywrightError, LookupError) as error:
            progress.failure = progress.failure or self._failure(error, step)
        if progress.failure:
            progress.failure = self._with_picture(progress.failure)
        screen = progress.screen or self.screen
        return self.writer.step(
            StepRecord(
                id=step.id,
                line=placed.position.line,
                site=screen.site if screen else None,
                language=screen.language if screen else None,
                url=_path(screen),
                action=step.action,
                labels=tuple(progress.action_labels),
                expectations=tuple(progress.expectations),
                picture=progress.picture,
                outcome="failed" if progress.failure else "passed",
                seconds=round(time.perf_counter() - started, 4),
                failure=progress.failure,
            )
        )

    def _perform(self, step: Step, progress: _Progress) -> None:
        if step.world:
            self.tenant.perform(resolve(step.world, self.known))
        if step.picture and step.picture.when == "before":
            progress.picture = self._take(step.picture)
        if step.action:
            page = self.members.page(step.action, self.known)
            self._guard(step)
            progress.screen = self.screen = page.screen
            page.screen.used.clear()
            self.members.action(step.action, step.with_, self.known)()
            progress.action_labels += _shown(page.screen)

    def _guard(self, step: Step) -> None:
        """An action that destroys data runs only against a site on this machine."""
        _, members = self.members.registry.names.action(step.action or "")
        if members[-1].destroys and self.screen is not None:
            host = urlsplit(self.screen.page.url).hostname or ""
            if not host.endswith(_LOOPBACK):
                raise AssertionError(f"'{step.action}' destroys data and {host} is not this machine")

    def _look(self, step: Step, progress: _Progress, placed: PlacedStep) -> None:
        """What is done once the expectations of the step hold."""
        for name, target in step.remember.items():
            _, locator = self.members.locator(target, {}, self.known)
            self.known[name] = " ".join(locator.inner_text().split())
        for kind, index, sentence in step.sentences():
            for _ in self._ask(f"{kind}.{index}", sentence.expect, placed, progress):
                pass
        if step.picture and step.picture.when == "after" and not progress.failure:
            progress.picture = self._take(step.picture)

    def _ask(
        self, of: str, asked: Sequence[Expectation], placed: PlacedStep, progress: _Progress
    ) -> Iterator[ExpectationRecord]:
        """Ask each expectation in turn.

        Raises:
            AssertionError: At the first that does not hold and is not soft.
        """
        for index, one in enumerate(asked):
            trail = (*placed.trail, *of.replace("step", "expect").split(".")[:1], index)
            line = placed.document.position(trail if of == "step" else trail[:-1]).line
            record, failure, error = self._answer(of, one, line, progress)
            progress.expectations.append(record)
            yield record
            if failure:
                progress.failure = progress.failure or failure
                if not one.soft:
                    raise AssertionError(failure.expected) from error

    def _answer(
        self, of: str, one: Expectation, line: int, progress: _Progress
    ) -> tuple[ExpectationRecord, Failure | None, Exception | None]:
        page, targets, question = self._question(one)
        progress.screen = progress.screen or page
        failure, caught, found = None, None, ""
        try:
            for target in targets:
                ask_locator(target, question)
            if one.kind in {"title", "url"}:
                ask_page(page.page, question)
        except (AssertionError, PlaywrightError) as error:
            caught = error
            found = self._found(one, page, targets)
            name = one.target or "the page"
            failure = Failure(
                expected=f"{name} {question.expected}",
                found=f"{found} after {self.timeout / 1000:g} s on {_path(page)}",
                nearest=self._nearest(page, error),
                environment=self._is_broken(page),
            )
        record = ExpectationRecord(
            of=of,
            kind=one.kind,
            at=one.target,
            expected=question.expected,
            found=found or question.expected,
            line=line,
            proves=one.proves,
            outcome="failed" if failure else "passed",
            labels=tuple(_shown(page)),
        )
        return record, failure, caught

    def _question(self, one: Expectation) -> tuple[Screen, list[Any], Question]:
        targets: list[Any] = []
        url = None
        if one.kind == "url":
            page_object = self.members.page(one.target or "", self.known)
            page_object.screen.used.clear()
            url = fill(page_object.path or "/", self.known)
            screen = page_object.screen
        elif one.target is None:
            screen = self._current_screen()
            screen.used.clear()
        else:
            self.members.page(one.target, self.known).screen.used.clear()
            page_object, locator = self.members.locator(one.target, one.with_, self.known)
            screen = page_object.screen
            targets = [locator]
            if one.each:
                locator.first.wait_for(timeout=self.timeout)
                targets = locator.all()
        question = Question(
            kind=one.kind,
            is_=self._compared(one.is_, screen),
            is_not=self._compared(one.is_not, screen),
            contains=self._compared(one.contains, screen),
            url=url,
            timeout=self.timeout,
        )
        self.screen = screen
        return screen, targets, question

    def _current_screen(self) -> Screen:
        if self.screen is None:
            raise AssertionError("no page is open yet")
        return self.screen

    def _compared(self, value: Any, screen: Screen) -> Any:
        """Return what is compared with: variables filled in, [Labels] as on the screen."""
        if not isinstance(value, str):
            return value
        tokens = parse(fill(value, self.known))
        return "".join(
            screen.label(one.name) if isinstance(one, Label) else str(one) for one in tokens
        )

    def _take(self, picture: Picture) -> PictureRecord:
        page, subject = self.members.locator(picture.of, {}, self.known)
        marks = {name: self.members.locator(name, {}, self.known)[1] for name in picture.mark}
        secrets = self.writer.redactor.secrets
        self.screen = page.screen
        png, record = take_picture(subject, marks, secrets, self.scale, picture.when)
        return record.model_copy(update={"file": self.writer.picture(png)})

    def _found(self, one: Expectation, page: Screen, targets: Sequence[Any]) -> str:
        if one.kind == "url":
            return _path(page) or ""
        if one.kind == "title":
            return f"'{page.page.title()}'"
        return ", ".join(found_on(target, one.kind) for target in targets)

    def _failure(self, error: Exception, step: Step) -> Failure:
        broken = self.screen is not None and self._is_broken(self.screen)
        if isinstance(error, ControlNotFoundError):
            after = f"{self.timeout / 1000:g} s"
            return Failure(
                expected=f"{step.action} to find its control",
                found=f"{error} after {after}",
                nearest=error.nearest,
                environment=broken,
            )
        said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        return Failure(
            expected=f"{step.action or 'the step'} to be carried out",
            found=said.strip("'\""),
            environment=broken,
        )

    def _nearest(self, page: Screen, error: Exception) -> str | None:
        """Return the control on the page whose name is nearest to what was looked for."""
        if self._is_broken(page) or not page.used:
            return None
        _, shown = page.used[-1]
        if not isinstance(error, AssertionError):
            return None
        near = nearest_control(page, "", shown)
        return f"[{near}]" if near else None

    def _is_broken(self, page: Screen) -> bool:
        """Whether browser or page died: then nothing is known of the product."""
        browser = page.page.context.browser
        alive = browser is None or browser.is_connected()
        return not alive or page.page.is_closed() or self.members.tabs.crashed

    def _with_picture(self, failure: Failure) -> Failure:
        """Add a picture of the whole window as it was when the step failed."""
        if self.screen is None or failure.environment:
            return failure
        try:
            body = self.screen.page.locator("body")
            secrets = self.writer.redactor.secrets
            png, _ = take_picture(body, {}, secrets, 1, "after")
        except (PlaywrightError, AssertionError):
            return failure
        return failure.model_copy(update={"picture": self.writer.picture(png)})


def _shown(screen: Screen) -> list[ShownLabel]:
    return [
        ShownLabel(site=screen.site, name=name, shown=shown, language=screen.language)
        for name, shown in dict.fromkeys(screen.used)
    ]


def _path(screen: Screen | None) -> str | None:
    return urlsplit(screen.page.url).path if screen else None


def _not_run(placed: PlacedStep) -> StepRecord:
    step = placed.step
    return StepRecord(
        id=step.id,
        line=placed.position.line,
        action=step.action,
        outcome="not_run",
        seconds=0,
    )
