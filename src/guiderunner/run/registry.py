"""Page objects by name: read off the classes once, used to check and to run scenarios."""

import inspect
import pkgutil
import re
from collections.abc import Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

from playwright.sync_api import Locator

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.run.page_object import ActionFacts, Component, FormField, PageObject, Part
from guiderunner.scenario.names import Member, Names, PageNames

_OF_EVERY_PART = {name for name in dir(Component) if not name.startswith("_")} | {"root", "screen"}
_OF_EVERY_PART |= {name for name in dir(PageObject) if not name.startswith("_")}


class Registry:
    """The page objects of a project: their classes, and their names for scenarios."""

    def __init__(self, classes: Mapping[str, type[PageObject]]) -> None:
        self.classes = classes
        self.names = Names({name: _describe(name, one) for name, one in classes.items()})


def register(package: ModuleType) -> Registry:
    """Import every module of *package*, and return the page objects that are defined in it."""
    classes: dict[str, type[PageObject]] = {}
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        module = import_module(info.name)
        for value in vars(module).values():
            if _is_page(value, module):
                name = page_name(value)
                if name in classes:
                    both = f"{classes[name].__module__} and {module.__name__}"
                    raise GuiderunnerError(f"two page objects are called '{name}': {both}.")
                classes[name] = value
    return Registry(classes)


def page_name(page_class: type[PageObject]) -> str:
    """Return the name for scenarios: `ApiKeysPage` is `api_keys`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", page_class.__name__).lower()
    return words.removesuffix("_page")


def _is_page(value: Any, module: ModuleType) -> bool:
    return (
        inspect.isclass(value)
        and issubclass(value, PageObject)
        and value.__module__ == module.__name__
        and hasattr(value, "site")
    )


def _describe(name: str, part: type[Part]) -> PageNames:
    members = {}
    for key in dir(part):
        if not key.startswith("_") and key not in _OF_EVERY_PART:
            member = _member(inspect.getattr_static(part, key))
            if member is not None:
                members[key] = member
    doc = inspect.getdoc(part) or ""
    return PageNames(name, part.__name__, getattr(part, "site", ""), members, doc)


def _member(value: Any) -> Member | None:
    function = value.fget if isinstance(value, property) else value
    if not inspect.isfunction(function):
        return None
    doc = inspect.getdoc(function) or ""
    parameters = _parameters(function)
    facts = getattr(function, "action_facts", None)
    if isinstance(facts, ActionFacts):
        return Member("action", parameters, destroys=facts.destroys, doc=doc)
    returns = get_type_hints(function).get("return")
    if returns is Locator:
        return Member("locator", parameters, doc=doc)
    if get_origin(returns) is Sequence and issubclass(get_args(returns)[0], FormField):
        return Member("fields", parameters, doc=doc)
    if inspect.isclass(returns) and issubclass(returns, Component):
        return Member("component", parameters, _describe("", returns), doc=doc)
    return None


def _parameters(function: Any) -> dict[str, bool]:
    """Return each parameter but self, and whether it must be given."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return {one.name: one.default is inspect.Parameter.empty for one in parameters}
