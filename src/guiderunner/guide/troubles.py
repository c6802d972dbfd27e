"""The issues of a publication: which of them each guide tells, and what is around their pages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from guiderunner.guide.addresses import guide_address, index_address, row_slug
from guiderunner.guide.html import Choice
from guiderunner.guide.model import Guide, Key
from guiderunner.guide.names import Name
from guiderunner.guide.navigation import Group
from guiderunner.scenario.issue_rows import is_issue
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class AroundIssue:
    """What is around the page of an issue, as links."""

    crumbs: Sequence[Choice]
    same_row: Group
    previous: Choice | None
    following: Choice | None
    next: Sequence[Guide]


class Troubles:
    """The issues among *guides*, in their order; addresses begin at the publication."""

    def __init__(self, guides: Iterable[Guide]) -> None:
        self._guides: list[Guide] = []
        self._issues: dict[tuple[str, str], list[Guide]] = {}
        for one in guides:
            if one.is_issue:
                self._issues.setdefault((one.locale, _place(one)), []).append(one)
            else:
                self._guides.append(one)

    def of(self, guide: Guide) -> list[Guide]:
        """Return the issues that *guide* tells: those of its row, locale and flow."""
        own = self._issues.get((guide.locale, row_slug(guide.row)), ())
        return [one for one in own if one.flow == guide.flow and not guide.is_issue]

    def in_locale(self, locale: str) -> list[Guide]:
        """Return every issue of *locale*."""
        return [one for key, own in self._issues.items() if key[0] == locale for one in own]

    def by_row(self, locale: str) -> list[Group]:
        """Return the issues of *locale*, row by row."""
        return [_group(own) for (key, _), own in self._issues.items() if key == locale]

    def crumbs(self, issue: Guide) -> list[Choice]:
        """Return the link from the list of all guides to the row of *issue*."""
        title = _row_title(issue)
        address = f"{index_address(issue.locale)}#row-{_place(issue)}"
        return [Choice(title, address)] if title else []

    def around(self, issue: Guide) -> AroundIssue:
        """Return what is around the page of *issue*."""
        own = self._issues[issue.locale, _place(issue)]
        place = next(number for number, one in enumerate(own) if one is issue)
        return AroundIssue(
            crumbs=self.crumbs(issue),
            same_row=_group(own, issue),
            previous=_named(own[place - 1]) if place else None,
            following=_named(own[place + 1]) if place + 1 < len(own) else None,
            next=[
                one
                for one in self._guides
                if (one.locale, one.flow) == (issue.locale, issue.flow)
                and row_slug(one.row) == _place(issue)
            ],
        )


def issues_in(suite: Suite, published: Mapping[Key, Guide]) -> list[Guide]:
    """Return the issues among the *published* guides, in the order of the suite."""
    keys = [key_of(one) for one in suite.variants if is_issue(one)]
    return [published[key] for key in keys if key in published]


def key_of(variant: Variant) -> Key:
    """Return what makes a guide that of *variant*."""
    return variant.scenario.id, tuple(variant.row.items()), variant.locale


def _place(issue: Guide) -> str:
    """Return where an issue happens: its row without the first axis, which says what it is."""
    return row_slug(dict(list(issue.row.items())[1:]))


def _group(own: Sequence[Guide], current: Guide | None = None) -> Group:
    entries = [_named(one, is_current=one is current) for one in own]
    return Group(f"issues-{_place(own[0])}", _row_title(own[0]), entries)


def _row_title(issue: Guide) -> str:
    return ", ".join(list(issue.axes.values())[1:])


def _named(issue: Guide, *, is_current: bool = False) -> Choice:
    return Choice(
        Name(issue.symptoms[0], issue.locale), guide_address(issue), is_current=is_current
    )
