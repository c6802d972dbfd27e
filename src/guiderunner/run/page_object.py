"""What page objects are made of: `PageObject`, `Component`, `FormField` and `@action`."""

import functools
import re
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Concatenate, ParamSpec, TypeVar, overload
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.labels import Labels

P = ParamSpec("P")
R = TypeVar("R")
Owner = TypeVar("Owner", bound="Part")
_WAITED_FOR = re.compile(r'waiting for .*get_by_role\("(\w+)", name="((?:[^"\\]|\\.)*)"')
_NOT_READY = re.compile(
    r"^\s*- +(?:\d+ \S )?(element is not \w+|.* intercepts pointer events)", re.MULTILINE
)
_NAMED = re.compile(r"^\s*- '?(\w+) \"((?:[^\"\\]|\\.)*)\"", re.MULTILINE)


class MissingLabelError(LookupError):
    """A page object asked for a label that pages/labels.yaml does not have."""


class ControlNotFoundError(AssertionError):
    """A control that an action needs was not on the page, or could not be used, in time."""

    def __init__(self, message: str, nearest: str | None) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass
class Screen:
    """One tab on one site in one language, and the labels that were read off its table."""

    page: Page
    site: str
    language: str
    labels: Labels
    used: list[tuple[str, str]] = field(default_factory=list)

    def label(self, name: str) -> str:
        """Return label *name* as it is on this screen, and note that it was used."""
        shown = self.labels.shown(self.site, name, self.language)
        if shown is None:
            near = suggestion(name, self.labels.names(self.site))
            raise MissingLabelError(
                f"pages/labels.yaml has no '{name}' for {self.site} in {self.language}.{near}"
            )
        self.used.append((name, shown))
        return shown


class Part:
    """What a page object and a component share: the tab they are in, and its labels."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    @property
    def page(self) -> Page:
        """The browser tab."""
        return self.screen.page

    def label(self, name: str) -> str:
        """Return the label with the English *name*, in the language of the screen."""
        return self.screen.label(name)


class PageObject(Part):
    """A page: what a person can see on it and do with it.

    Attributes:
        site: The site that it belongs to; may hold `{{ variables }}` of the scenario.
        tab: The site in whose tab it is shown, if another (a page that one is redirected to).
        path: The path of its address, if it has one; a pattern where `*` is one part.
    """

    site: ClassVar[str]
    tab: ClassVar[str | None] = None
    path: ClassVar[str | None] = None


class Component(Part):
    """A part that pages share; everything in it is looked for inside its *root*."""

    def __init__(self, owner: Part, root: Locator) -> None:
        super().__init__(owner.screen)
        self.root = root


class FormField(Component, ABC):
    """One field of a form, of which a guide can show a table.

    A page object returns its fields from a member: `def fields(self) -> Sequence[Field]`. The
    accessible name of *root* is the field's label; the parts below may be missing.
    """

    @property
    @abstractmethod
    def required_icon(self) -> Locator:
        """What says that the field must be filled in."""

    @property
    @abstractmethod
    def note(self) -> Locator:
        """A text that always stands at the field."""

    @property
    @abstractmethod
    def help_button(self) -> Locator:
        """The control that shows the help of the field."""

    @property
    @abstractmethod
    def help_text(self) -> Locator:
        """The help, once it is open."""

    @abstractmethod
    def open_help(self) -> None:
        """Open the help."""

    @abstractmethod
    def close_help(self) -> None:
        """Close the help."""


@dataclass(frozen=True)
class ActionFacts:
    """What is known of an action beside its signature."""

    destroys: bool = False


@overload
def action(method: Callable[Concatenate[Owner, P], R]) -> Callable[Concatenate[Owner, P], R]: ...
@overload
def action(
    *, destroys: bool = False
) -> Callable[[Callable[Concatenate[Owner, P], R]], Callable[Concatenate[Owner, P], R]]: ...


def action(method: Any = None, *, destroys: bool = False) -> Any:
    """Mark a method as an action that scenarios may name.

    An action that *destroys* data needs a `danger` in an article, and is guarded.
    A control that does not come fails in words instead of a bare time-out.
    """
    if method is None:
        return functools.partial(action, destroys=destroys)

    @functools.wraps(method)
    def perform(self: Part, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except PlaywrightError as error:
            missing = describe_missing_control(self.screen, error)
            if missing is None:
                raise
            raise missing from error

    perform.action_facts = ActionFacts(destroys)  # type: ignore[attr-defined]
    return perform


def describe_missing_control(screen: Screen, error: PlaywrightError) -> ControlNotFoundError | None:
    """Return in words which control did not come, or None if *error* is about something else."""
    found = list(_WAITED_FOR.finditer(error.message))
    if "Timeout" not in error.message or not found or screen.page.is_closed():
        return None
    role, name = found[-1][1], _unescaped(found[-1][2])
    reasons = _NOT_READY.findall(error.message)
    if reasons:
        reason = reasons[-1].replace("element is", "it is")
        return ControlNotFoundError(f"{role} [{name}] cannot be used: {reason}", None)
    near = nearest_control(screen, role, name)
    path = urlsplit(screen.page.url).path
    message = f"no {role} [{name}] on {screen.site} {path}"
    return ControlNotFoundError(message, f"[{near}]{_place(screen, near)}" if near else None)


def nearest_control(screen: Screen, role: str, name: str) -> str | None:
    """Return the name on the page that is nearest to *name*, of the same *role* first."""
    # The snapshot holds the values of password fields: only roles and names are read of it.
    snapshot = screen.page.locator("body").aria_snapshot(timeout=2000)
    named = [(match[1], _unescaped(match[2])) for match in _NAMED.finditer(snapshot)]
    for names in ([one for kind, one in named if kind == role], [one for _, one in named]):
        near = suggestion(name, [one for one in names if one != name])
        match = re.search(r"Did you mean '(.*)'\?", near)
        if match:
            return match[1]
    same_role = [one for kind, one in named if kind == role]
    return same_role[0] if same_role else None


def _place(screen: Screen, shown: str) -> str:
    name = screen.labels.name_of(screen.site, shown, screen.language)
    return f" ({screen.labels.place(screen.site, name)})" if name else ""


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
