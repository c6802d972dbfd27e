"""Issues as variants: which flow each is of, and which of them concern a guide."""

from collections.abc import Iterable, Mapping

from guiderunner.scenario.suite import Suite
from guiderunner.scenario.variants import Variant


def is_issue(variant: Variant) -> bool:
    """Return whether *variant* reproduces and resolves an issue."""
    return variant.scenario.guide == "troubleshooting"


def is_told(variant: Variant) -> bool:
    """Return whether *variant* has a page: that of a guide or of an issue."""
    return variant.scenario.has_guide or is_issue(variant)


def flow_of(variant: Variant) -> str:
    """Return where an issue happens: `flow` of a row, else the folder of its scenario."""
    rows = [one for one in variant.variables.values() if isinstance(one, Mapping)]
    return next((str(one["flow"]) for one in rows if "flow" in one), variant.flow)


def issues_of(suite: Suite, guides: Iterable[Variant]) -> list[Variant]:
    """Return the issues of *guides*: of their rows, locale and flow.

    An issue whose flow has no guide is one of every guide of its rows.
    """
    asked = list(guides)
    flows = {one.flow for one in suite.variants if one.scenario.has_guide}
    return [
        one
        for one in suite.variants
        if is_issue(one)
        and any(
            each.is_like(one) and (flow_of(one) == each.flow or flow_of(one) not in flows)
            for each in asked
        )
    ]
