"""How the guides of one locale hang together: by row, by flow, one after the other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from guiderunner.guide.addresses import guide_address, index_address, row_slug
from guiderunner.guide.html import Choice
from guiderunner.guide.model import Guide
from guiderunner.guide.names import title_of

MOST = 40  # Longer lists stand on the index alone.


@dataclass(frozen=True)
class FlowName:
    """What readers call a flow."""

    id: str
    title: str
    summary: str = ""

    @property
    def anchor(self) -> str:
        """Where it stands on the index."""
        return f"flow-{self.id}"


@dataclass(frozen=True)
class Group:
    """Guides that belong together, under a name; `anchor` is where they stand on the index."""

    anchor: str
    title: str
    entries: Sequence[Choice]
    summary: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What is around one guide, as links: below, beside and after it."""

    crumbs: Sequence[Choice]
    same_row: Group
    same_task: Group
    previous: Choice | None
    following: Choice | None
    next: Sequence[Guide]


class Navigation:
    """The guides of one locale in the order of *flows*; addresses begin at the publication."""

    def __init__(self, locale: str, guides: Sequence[Guide], flows: Mapping[str, FlowName]) -> None:
        self.locale, self.flows = locale, flows
        order = list(flows)
        self.guides = sorted(guides, key=lambda one: order.index(one.flow))
        self._rows: dict[str, list[Guide]] = {}
        # The scenario with most rows has them in the order of the data; guides have that of flows.
        counts = Counter(one.scenario for one in guides)
        for guide in sorted(guides, key=lambda one: -counts[one.scenario]):
            self._rows.setdefault(row_slug(guide.row), [])
        self._tasks: dict[str, list[Guide]] = {}
        for guide in self.guides:
            self._rows[row_slug(guide.row)].append(guide)
            self._tasks.setdefault(guide.scenario, []).append(guide)
        self._choices = {one.node: Choice(title_of(one), guide_address(one)) for one in guides}
        self._groups: dict[str, Group] = {}

    def around(self, guide: Guide) -> Surroundings:
        """Return what is around *guide*."""
        own = self._rows[row_slug(guide.row)]
        place = next(number for number, one in enumerate(own) if one is guide)
        by_scenario = {one.scenario: one for one in own}
        return Surroundings(
            crumbs=self.crumbs(guide),
            same_row=_with_current(self._row(own), guide),
            same_task=_with_current(self._task(guide), guide),
            previous=self._choices[own[place - 1].node] if place else None,
            following=self._choices[own[place + 1].node] if place + 1 < len(own) else None,
            next=[by_scenario[one] for one in guide.next if one in by_scenario],
        )

    def crumbs(self, guide: Guide) -> list[Choice]:
        """Return the links from the list of all guides down to *guide*."""
        row, flow = self._row(self._rows[row_slug(guide.row)]), self.flows[guide.flow]
        index = index_address(self.locale)
        titled = [Choice(row.title, f"{index}#{row.anchor}")] if row.title else []
        return [*titled, Choice(flow.title, f"{index}#{flow.anchor}")]

    def by_row(self) -> list[Group]:
        """Return the guides row by row; those without a row come last, without a title."""
        groups = [self._row(own) for own in self._rows.values()]
        return sorted(groups, key=lambda one: not one.title)

    def by_flow(self) -> list[Group]:
        """Return the guides flow by flow."""
        groups = []
        for flow in self.flows.values():
            own = [one for one in self.guides if one.flow == flow.id]
            rows = [row_slug(one.row) for one in own]
            if len(set(rows)) == len(rows):
                order = list(self._rows)
                own.sort(key=lambda one: order.index(row_slug(one.row)))
                entries = [Choice(row_title(one), guide_address(one)) for one in own]
            else:
                entries = [self._choices[one.node] for one in own]
            if entries:
                groups.append(Group(flow.anchor, flow.title, entries, flow.summary))
        return groups

    def _row(self, own: Sequence[Guide]) -> Group:
        """Return the guides of one row, each by its flow, or by its title if there are several."""
        anchor = f"row-{row_slug(own[0].row)}"
        if anchor not in self._groups:
            flows = Counter(one.flow for one in own)
            entries = [
                replace(self._choices[one.node], text=self.flows[one.flow].title)
                if flows[one.flow] == 1
                else self._choices[one.node]
                for one in own
            ]
            self._groups[anchor] = Group(anchor, row_title(own[0], bare=""), entries)
        return self._groups[anchor]

    def _task(self, guide: Guide) -> Group:
        """Return the same task for the other rows."""
        flow, same = self.flows[guide.flow], self._tasks[guide.scenario]
        some = same if 1 < len(same) <= MOST else []
        entries = [Choice(row_title(one), self._choices[one.node].href) for one in some]
        return Group(flow.anchor, flow.title, entries)


def _with_current(group: Group, guide: Guide) -> Group:
    here = guide_address(guide)
    entries = [replace(one, is_current=True) if one.href == here else one for one in group.entries]
    return replace(group, entries=entries)


def row_title(guide: Guide, bare: str | None = None) -> str:
    """Return the reader's name of the guide's row; without a row its title, or *bare*."""
    row = ", ".join(guide.axes.values())
    return row or (title_of(guide) if bare is None else bare)
