"""Writes docs/benchmark.md."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

from bench.figures import PARTS, renewed, told
from bench.flow import launch_arguments
from bench.timing import FULL, MANY, OURS, PYTEST, SCRIPT, WINDOW, Times, column, ratio
from guiderunner.site.browser import find_browser

_PAGE = """\
# Benchmark

Made by `make bench` on {day}; it times each way in turn, after one round to warm up. Rounds: {rounds}.

One flow connects a Rakuten account, retrieves its market information and sends a product: 15 moves (one page opened, 11 clicks and ticks, 3 fields filled), 12 expectations and 6 pictures, each of the part of the page that a guide would show.
By hand these are taken with `locator.screenshot()`, as most scripts do; the script is also timed with pictures of the window that are cut to the part, which is quicker but shows only what is in the window.
The round that warms up shows guiderunner all pictures once, so that it knows them afterwards, as it knows those of screens that did not change since an earlier run; one that is new takes a second frame ([pictures](#pictures), [why](decisions/0033-two-frames-one-after-the-other.md)).
All ways take the same steps (`bench/flow.py`, `bench/scenarios/`), make the same world, and use the same browser, flags, window and scale; only full Chromium is launched with the flags that Playwright gives it by itself.
*Each further flow* is the difference between {many} flows in a process and one, divided by {further}; each flow has a world and a context of its own.

{times}

{goals}

Ratios are medians of the ratios within a round, so that a drift of the machine between rounds does not count.

## Machine

{facts}
"""  # noqa: E501 - prose has one sentence per line
_WAYS = {
    OURS: "`guiderunner run`, with all its evidence",
    SCRIPT: "the same by hand: a script with Playwright's sync API",
    WINDOW: "the script with pictures of the window",
    PYTEST: "the same by hand: pytest-playwright",
    FULL: "the script on full Chromium",
}


def write_page(path: Path, times: Times) -> None:
    """Write the figures of *times* and the facts of this machine."""
    page = _PAGE.format(
        day=f"{datetime.now(UTC):%-d %B %Y}",
        rounds=len(times[OURS, 1]),
        many=MANY,
        further=MANY - 1,
        times="\n".join(_times(times)),
        goals="\n".join(_goals(times)),
        facts="\n".join(_facts()),
    )
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    for heading in PARTS:
        page = renewed(page, heading, told(before, heading))
    path.write_text(page, encoding="utf-8")


def _times(times: Times) -> list[str]:
    rows = []
    for name, text in _WAYS.items():
        found = column(times, name)
        rows.append(f"| {text} | {_spread(found.whole)} | {_spread(found.further)} |")
    return [
        "| way | whole process with one flow, s | each further flow, s |",
        "|---|---|---|",
        *rows,
    ]


def _goals(times: Times) -> list[str]:
    ours, script, window, pytest, full = (
        column(times, name) for name in (OURS, SCRIPT, WINDOW, PYTEST, FULL)
    )
    goals = (
        ("whole process, against pytest-playwright", ratio(ours.whole, pytest.whole), 1.10),
        ("each further flow, against the script", ratio(ours.further, script.further), 1.05),
        (
            "each further flow, against the script with pictures of the window",
            ratio(ours.further, window.further),
            None,
        ),
        (
            "each further flow, against the script on full Chromium",
            ratio(ours.further, full.further),
            0.65,
        ),
    )
    rows = [f"| {text} | **{found:.2f}** | {_goal(found, goal)} |" for text, found, goal in goals]
    return ["| ratio of guiderunner | measured | goal at most | met |", "|---|---|---|---|", *rows]


def _goal(found: float, goal: float | None) -> str:
    return "- | -" if goal is None else f"{goal:.2f} | {'yes' if found <= goal else 'no'}"


def _spread(values: Sequence[float]) -> str:
    return f"**{median(values):.2f}** ({min(values):.2f} to {max(values):.2f})"


def _facts() -> list[str]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    busy = os.getloadavg()[2]
    versions = ", ".join(
        f"{name} {version(name)}" for name in ("playwright", "pytest", "pytest-playwright")
    )
    return [
        f"- {_processor()}, {cores} cores, {memory:.0f} GiB of memory",
        f"- {platform.system()} {platform.release()}, load over the last 15 minutes {busy:.1f}",
        f"- Python {platform.python_version()}, {versions}",
        f"- {_browser(headed=False)}; as full Chromium {_browser(headed=True)}",
    ]


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.is_file():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _browser(*, headed: bool) -> str:
    found = find_browser(headed=headed)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_arguments(found))
        text = f"{found.name} {browser.version} ({found.build})"
        browser.close()
    return text
