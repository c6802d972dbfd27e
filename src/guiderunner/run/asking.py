"""Asks the expectations of a step, and records question and answer."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator

from guiderunner.evidence.model import ExpectationRecord, Failure, ShownLabel
from guiderunner.run.expectations import NOTHING, Question, ask_locator, ask_page, found_on
from guiderunner.run.members import Members
from guiderunner.run.page_object import Screen, nearest_control
from guiderunner.scenario.model import Expectation
from guiderunner.scenario.text import Label, fill, parse


@dataclass(frozen=True)
class Answer:
    """What came of one expectation, and the screen it was asked on."""

    record: ExpectationRecord
    screen: Screen
    failure: Failure | None


@dataclass
class Asker:
    """Asks expectations on the screens of one try; `known` grows as steps remember."""

    members: Members
    known: dict[str, Any]
    timeout: float

    def ask(self, of: str, one: Expectation, line: int, current: Screen | None) -> Answer:
        """Ask *one* and wait for the answer; *current* is the screen that the try is on."""
        screen = self._screen(one, current)
        screen.used.clear()
        failure, found, question = None, "", self._question(one, screen)
        targets: list[Locator] = []
        try:
            targets = self._targets(one)
            for target in targets:
                ask_locator(target, question)
            if one.kind in {"title", "url"}:
                ask_page(screen.page, question)
        except (AssertionError, PlaywrightError):
            found = self._found(one, screen, targets)
            failure = self._failure(one, question, found, screen)
        record = ExpectationRecord(
            of=of,
            kind=one.kind,
            at=one.target,
            every=one.each is not None,
            compares=question.compares,
            value=question.value,
            language=screen.language,
            expected=question.expected,
            found=found or question.expected,
            line=line,
            written=one.written,
            proves=one.proves,
            outcome="failed" if failure else "passed",
            labels=tuple(shown_labels(screen)),
        )
        return Answer(record, screen, failure)

    def _screen(self, one: Expectation, current: Screen | None) -> Screen:
        if one.target is not None:
            return self.members.page(one.target, self.known).screen
        if current is None:
            raise AssertionError("no page is open yet")
        return current

    def _question(self, one: Expectation, screen: Screen) -> Question:
        url = None
        if one.kind == "url":
            url = fill(self.members.page(one.target or "", self.known).path or "/", self.known)
        return Question(
            kind=one.kind,
            is_=self._compared(one.is_, screen),
            is_not=self._compared(one.is_not, screen),
            contains=self._compared(one.contains, screen),
            url=url,
            timeout=self.timeout,
        )

    def _compared(self, value: Any, screen: Screen) -> Any:
        """Return what is compared with: variables filled in, [Labels] as on the screen."""
        if not isinstance(value, str):
            return value
        tokens = parse(fill(value, self.known))
        return "".join(
            screen.label(one.name) if isinstance(one, Label) else str(one) for one in tokens
        )

    def _targets(self, one: Expectation) -> list[Locator]:
        if one.target is None or one.kind == "url":
            return []
        _, locator = self.members.locator(one.target, one.with_, self.known)
        if one.each is None:
            return [locator]
        locator.first.wait_for(timeout=self.timeout)
        return locator.all()

    def _found(self, one: Expectation, screen: Screen, targets: list[Locator]) -> str:
        if one.kind == "url":
            return screen_path(screen) or ""
        if one.kind == "title":
            return f"'{screen.page.title()}'"
        return ", ".join(found_on(target, one.kind) for target in targets) or NOTHING

    def _failure(self, one: Expectation, question: Question, found: str, screen: Screen) -> Failure:
        broken = is_broken(screen, self.members)
        nearest = None
        if not broken and screen.used and found == NOTHING:
            near = nearest_control(screen, "", screen.used[-1][1])
            nearest = f"[{near}]" if near else None
        return Failure(
            expected=f"{one.target or 'the page'} {question.expected}",
            found=f"{found} after {self.timeout / 1000:g} s on {screen_path(screen)}",
            nearest=nearest,
            environment=broken,
        )


def is_broken(screen: Screen, members: Members) -> bool:
    """Whether browser, page or site died: then nothing is known of the product."""
    browser, tabs = screen.page.context.browser, members.tabs
    alive = browser is None or browser.is_connected()
    if not alive or screen.page.is_closed() or tabs.crashed:
        return True
    return tabs.tenant.was_interrupted()


def shown_labels(screen: Screen) -> list[ShownLabel]:
    """Return the labels that were used on *screen* since they were last cleared."""
    return [
        ShownLabel(site=screen.site, name=name, shown=shown, language=screen.language)
        for name, shown in dict.fromkeys(screen.used)
    ]


def screen_path(screen: Screen | None) -> str | None:
    """Return the path of the address that *screen* shows."""
    return urlsplit(screen.page.url).path if screen else None
