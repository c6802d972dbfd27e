"""The names that scenarios may use: pages, their locators and their actions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from guiderunner.diagnostics import suggestion


@dataclass(frozen=True)
class Member:
    """One member of a page object: what it is, and the arguments it takes.

    `parameters` maps each name to whether it must be given.
    """

    kind: Literal["locator", "action", "component", "fields"]
    parameters: Mapping[str, bool] = field(default_factory=dict)
    component: "PageNames | None" = None
    destroys: bool = False
    doc: str = ""


@dataclass(frozen=True)
class PageNames:
    """A page object or component as scenarios see it. `site` may hold `{{ variables }}`."""

    name: str
    class_name: str
    site: str
    members: Mapping[str, Member]
    doc: str = ""


class NameProblemError(ValueError):
    """A dotted name that leads nowhere; its message is for the author."""


class Names:
    """All page objects of a project by name."""

    def __init__(self, pages: Mapping[str, PageNames]) -> None:
        self.pages = pages

    def find(self, name: str) -> tuple[PageNames, list[Member]]:
        """Return the page of the dotted *name*, and the member for each further part.

        Raises:
            NameProblemError: If a part is not there, or a part after the last component.
        """
        first, *parts = name.split(".")
        page = self.pages.get(first)
        if page is None:
            raise NameProblemError(f"there is no page '{first}'.{suggestion(first, self.pages)}")
        members: list[Member] = []
        owner: PageNames | None = page
        for part in parts:
            if owner is None:
                raise NameProblemError(
                    f"'{name}' goes on after a locator; '{part}' is one name too many."
                )
            if part not in owner.members:
                near = suggestion(part, owner.members)
                raise NameProblemError(f"{owner.class_name} has no '{part}'.{near}")
            members.append(owner.members[part])
            owner = members[-1].component
        return page, members

    def action(self, name: str) -> tuple[PageNames, list[Member]]:
        """Return the same for the name of an action.

        Raises:
            NameProblemError: If *name* is not that of an action.
        """
        page, members = self.find(name)
        if not members or members[-1].kind != "action":
            owner = (members[-2].component if len(members) > 1 else None) or page
            known = [key for key, member in owner.members.items() if member.kind == "action"]
            raise NameProblemError(
                f"'{name}' is not an action.{suggestion(name.rsplit('.', maxsplit=1)[-1], known)}"
            )
        return page, members

    def locator(self, name: str) -> tuple[PageNames, list[Member]]:
        """Return the same for the name of something that is on the screen.

        Raises:
            NameProblemError: If *name* is an action, or a page instead of a part of it.
        """
        page, members = self.find(name)
        if not members:
            kinds = {"locator", "component"}
            known = [key for key, member in page.members.items() if member.kind in kinds]
            raise NameProblemError(f"'{name}' is a page; name a part of it.{suggestion('', known)}")
        if members[-1].kind == "action":
            raise NameProblemError(f"'{name}' is an action, not something to look at.")
        if members[-1].kind == "fields":
            raise NameProblemError(f"'{name}' are fields of a form: only 'fields' names them.")
        return page, members

    def fields(self, name: str) -> tuple[PageNames, list[Member]]:
        """Return the same for the name of the fields of a form.

        Raises:
            NameProblemError: If *name* is not that of fields.
        """
        page, members = self.find(name)
        if not members or members[-1].kind != "fields":
            owner = (members[-2].component if len(members) > 1 else None) or page
            known = [key for key, member in owner.members.items() if member.kind == "fields"]
            near = suggestion(name.rsplit(".", maxsplit=1)[-1], known)
            raise NameProblemError(f"'{name}' are not the fields of a form.{near}")
        return page, members
