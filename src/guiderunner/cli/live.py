"""Running against a site that is there already: what can, and what needs a world."""

from collections.abc import Sequence
from pathlib import Path

import typer

from guiderunner.diagnostics import GuiderunnerError, plural
from guiderunner.run.checking import Checked
from guiderunner.scenario.variants import Variant
from guiderunner.scenario.world_needs import world_needs
from guiderunner.site.live import read_live_site


def without_worlds(
    checked: Checked,
    variants: Sequence[Variant],
    named: Sequence[str],
    addresses: Sequence[str],
    state: Path | None,
) -> tuple[list[Variant], list[str]]:
    """Return the variants that can run there, and the arguments of pytest for it.

    What cannot is counted and listed.

    Raises:
        GuiderunnerError: If that was *named* by its id, or nothing is left.
    """
    adapter = checked.project.adapter()
    site = read_live_site(addresses, state, adapter.languages)
    needs = {one.node: world_needs(checked.suite, one, site.origins) for one in variants}
    fit = [one for one in variants if not needs[one.node]]
    left_out = [one for one in variants if needs[one.node]]
    for one in left_out:
        if {one.scenario.id, one.node, f"{one.scenario.id}::{one.name}"} & set(named):
            raise GuiderunnerError(f"'{one.node}' cannot run there: {needs[one.node][0]}.")
    if not fit:
        raise GuiderunnerError("nothing can run there: every selected variant needs a world.")
    if left_out:
        typer.echo(f"{plural(len(left_out), 'variant')} cannot run there:")
        for one in left_out:
            typer.echo(f"  {one.node}: {needs[one.node][0]}")
    arguments = [part for one in addresses for part in ("--live-site", one)]
    return fit, [*arguments, *(("--live-state", str(state.resolve())) if state else ())]
