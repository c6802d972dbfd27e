"""Running against a site that is there already: what can, and what must or may not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.run.checking import Checked
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.text import fill
from guiderunner.scenario.variants import Variant
from guiderunner.scenario.world_needs import world_needs
from guiderunner.site.hosts import host_of, is_this_machine
from guiderunner.site.live import read_live_site


@dataclass(frozen=True)
class LiveRun:
    """Where to run, how to enter, and the hosts on which data may be destroyed."""

    addresses: Sequence[str]
    state: Path | None
    named: Sequence[str]

    def without_worlds(
        self, checked: Checked, variants: Sequence[Variant], asked: Sequence[str]
    ) -> tuple[list[Variant], list[str]]:
        """Return the variants that can run there, and the arguments of pytest for it.

        What cannot is counted and listed.

        Raises:
            GuiderunnerError: If that was *asked* for by its id, or nothing is left.
        """
        adapter = checked.project.adapter()
        site = read_live_site(self.addresses, self.state, adapter.languages)
        reasons = {
            one.node: [
                *world_needs(checked.suite, one, site.origins),
                *(() if self.named else _destruction(checked.suite, one, site.origins)),
            ]
            for one in variants
        }
        fit = [one for one in variants if not reasons[one.node]]
        left_out = [one for one in variants if reasons[one.node]]
        for one in left_out:
            if {one.scenario.id, one.node, f"{one.scenario.id}::{one.name}"} & set(asked):
                why = reasons[one.node][0]
                raise GuiderunnerError(f"'{one.node}' cannot run there: {why}.")
        if not fit:
            raise GuiderunnerError(_nothing_is_left(reasons))
        if left_out:
            typer.echo(f"{plural(len(left_out), 'variant')} cannot run there:")
            for one in left_out:
                typer.echo(f"  {one.node}: {reasons[one.node][0]}")
        return fit, [*self._arguments()]

    def _arguments(self) -> Iterator[str]:
        for one in self.addresses:
            yield from ("--live-site", one)
        if self.state:
            yield from ("--live-state", str(self.state.resolve()))


def _destruction(suite: Suite, variant: Variant, origins: Mapping[str, str]) -> Iterator[str]:
    """Yield in words what *variant* would destroy on another machine.

    Where its pages really are is seen when it runs; this tells beforehand.
    """
    for placed in suite.steps_of(variant):
        if placed.step.action:
            page, members = suite.surroundings.names.action(placed.step.action)
            host = host_of(origins.get(fill(page.site, variant.variables), ""))
            if members[-1].destroys and host and not is_this_machine(host):
                yield f"it destroys data on {host}; --destroy-on {host} allows it"


def _nothing_is_left(reasons: Mapping[str, Sequence[str]]) -> str:
    if all("world" in one[0] for one in reasons.values()):
        return "nothing can run there: every selected variant needs a world."
    listed = "\n".join(f"  {node}: {one[0]}" for node, one in reasons.items())
    return f"nothing can run there:\n{listed}"
