"""How the guides of one locale hang together: by row, by flow, one after the other."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

    def around(self, guide: Guide) -> Surroundings:
        """Return what is around *guide*."""
        own = self._rows[row_slug(guide.row)]
        place = own.index(guide)
        by_scenario = {one.scenario: one for one in own}
        row, flow = self._row(own, guide), self._task(guide)
        titled = [row] if row.title else []
        index = index_address(self.locale)
        return Surroundings(
            crumbs=[Choice(one.title, f"{index}#{one.anchor}") for one in (*titled, flow)],
            same_row=row,
            same_task=flow,
            previous=_titled(own[place - 1]) if place else None,
            following=_titled(own[place + 1]) if place + 1 < len(own) else None,
            next=[by_scenario[one] for one in guide.next if one in by_scenario],
        )

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
                entries = [Choice(title_of(one), guide_address(one)) for one in own]
            if entries:
                groups.append(Group(flow.anchor, flow.title, entries, flow.summary))
        return groups

    def _row(self, own: Sequence[Guide], current: Guide | None = None) -> Group:
        """Return the guides of one row, each by its flow, or by its title if there are several."""
        flows = [one.flow for one in own]
        entries = [
            Choice(
                self.flows[one.flow].title if flows.count(one.flow) == 1 else title_of(one),
                guide_address(one),
                is_current=one is current,
            )
            for one in own
        ]
        return Group(f"row-{row_slug(own[0].row)}", row_title(own[0], bare=""), entries)

    def _task(self, guide: Guide) -> Group:
        """Return the same task for the other rows."""
        flow, same = self.flows[guide.flow], self._tasks[guide.scenario]
        entries = [Choice(row_title(one), guide_address(one), is_current=one is guide)
                   for one in same] if 1 < len(same) <= MOST else []  # fmt: skip
        return Group(flow.anchor, flow.title, entries)


def row_title(guide: Guide, bare: str | None = None) -> str:
    """Return the reader's name of the guide's row; without a row its title, or *bare*."""
    row = ", ".join(guide.axes.values())
    return row or (title_of(guide) if bare is None else bare)


def _titled(guide: Guide) -> Choice:
    return Choice(title_of(guide), guide_address(guide))
