"""Leaves a reproduction open: the site in the state of the issue, and how to get in."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from guiderunner.repro.particulars import in_place
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant
from guiderunner.site.protocol import Tenant

LEAVE_OPEN = "--leave-open"
_LOOK_EVERY = 0.5  # Seconds after which Ctrl-C is heard at the latest, on any system.


def until_the_issue(suite: Suite, variant: Variant) -> tuple[Suite, Variant]:
    """Return both without the steps that end the issue."""
    own = suite.of(variant)
    kept = [one for one in own.steps if one.part == "steps"]
    scenario = own.scenario.model_copy(update={"steps": tuple(one.step for one in kept)})
    cut = replace(variant, scenario=scenario)
    return in_place(suite, cut, kept), cut


@dataclass
class Opened:
    """Tells how to get into a world, and keeps it there until Ctrl-C.

    Attributes:
        has_window: Whether the browser of the run can be seen, and used.
        happened: Whether a world was left open.
    """

    console: Console
    is_issue: bool
    has_window: bool
    happened: bool = False

    def __call__(self, tenant: Tenant, address: str | None) -> None:
        """Leave *tenant* open; *address* is that of the page that was last looked at."""
        self.happened = True
        said = "The issue is there, as documented." if self.is_issue else "It went as documented."
        self.console.print()
        self.console.print(Text(f"{said} The site is yours until Ctrl-C.", "bold green"))
        if self.has_window:
            self.console.print("The window of the browser is logged in, and yours, too.")
        for line in _lines(tenant, address):
            self.console.print(line)
        _wait_for_ctrl_c()
        self.console.print("\nClosed: the site and its world are gone.")


def _lines(tenant: Tenant, address: str | None) -> Iterator[Text]:
    ways = tenant.ways_in()
    for one in ways:
        yield Text()
        yield Text.assemble((one["name"], "bold"), f"  {tenant.origin(one['site'])}/")
        width = max(map(len, [*one["login"], *one["keys"]]))
        for name, value in {**one["login"], **one["keys"]}.items():
            yield Text.assemble((f"    {name:<{width}}  ", "dim"), str(value))
    if address is not None:
        host = urlsplit(address).netloc
        own = next(
            (one for one in ways if urlsplit(tenant.origin(one["site"])).netloc == host), None
        )
        yield Text()
        yield Text.assemble(("Where it is seen", "bold"), f"  {address}")
        if own is not None:
            yield Text(f"    Log in to {own['name']} as above: the link leads there.", "dim")


def _wait_for_ctrl_c() -> None:
    """Return at Ctrl-C, which ends no more than the waiting."""
    never = threading.Event()
    with contextlib.suppress(KeyboardInterrupt):
        while not never.wait(_LOOK_EVERY):
            pass
