"""From a dotted name to the locator or action that it stands for, arguments filled in."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from playwright.sync_api import Locator

from guiderunner.run.page_object import Component, FormField, PageObject
from guiderunner.run.registry import Registry
from guiderunner.run.tabs import Tabs
from guiderunner.scenario.names import Member
from guiderunner.scenario.text import fill, resolve


class Members:
    """Finds the members of page objects on the screens of one try."""

    def __init__(self, registry: Registry, tabs: Tabs) -> None:
        self.registry = registry
        self.tabs = tabs

    def page(self, name: str, known: Mapping[str, Any]) -> PageObject:
        """Return the page object that the dotted *name* begins with, in its tab."""
        page_class = self.registry.classes[name.split(".", maxsplit=1)[0]]
        tab = fill(page_class.tab, known) if page_class.tab else None
        return page_class(self.tabs.screen(fill(page_class.site, known), tab))

    def action(
        self, name: str, given: Mapping[str, Any], known: Mapping[str, Any]
    ) -> Callable[[], Any]:
        """Return the action *name*, ready to be performed."""
        page = self.page(name, known)
        _, members = self.registry.names.action(name)
        owner: Any = page
        parts = name.split(".")[1:]
        for part, member in zip(parts[:-1], members[:-1], strict=True):
            owner = self._reach(owner, part, member.parameters, given, known)
        arguments = _arguments(members[-1].parameters, given, known)
        method = getattr(owner, parts[-1])
        return lambda: method(**arguments)

    def locator(
        self, name: str, given: Mapping[str, Any], known: Mapping[str, Any]
    ) -> tuple[PageObject, Locator]:
        """Return the locator *name*, and the page object that it is on."""
        page = self.page(name, known)
        _, members = self.registry.names.locator(name)
        found = self._follow(page, name, members, given, known)
        return page, found.root if isinstance(found, Component) else found

    def fields(self, name: str, known: Mapping[str, Any]) -> tuple[Sequence[FormField], str]:
        """Return the fields *name*, and the language that they are shown in."""
        page = self.page(name, known)
        _, members = self.registry.names.fields(name)
        return self._follow(page, name, members, {}, known), page.screen.language

    def _follow(
        self,
        page: PageObject,
        name: str,
        members: Sequence[Member],
        given: Mapping[str, Any],
        known: Mapping[str, Any],
    ) -> Any:
        """Return what the dotted *name* leads to."""
        found: Any = page
        for part, member in zip(name.split(".")[1:], members, strict=True):
            found = self._reach(found, part, member.parameters, given, known)
        return found

    @staticmethod
    def _reach(
        owner: Any,
        part: str,
        parameters: Mapping[str, bool],
        given: Mapping[str, Any],
        known: Mapping[str, Any],
    ) -> Any:
        value = getattr(owner, part)
        return value(**_arguments(parameters, given, known)) if callable(value) else value


def _arguments(
    parameters: Mapping[str, bool], given: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """Fill by name: from `with` first, else from the variables if there is no default."""
    filled = {}
    for name, must in parameters.items():
        if name in given:
            filled[name] = resolve(given[name], known)
        elif must:
            filled[name] = known[name]
    return filled
