"""Tries a variant, and once more if it failed: in a new world, with everything recorded."""

import hashlib
import json
from contextlib import suppress
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from playwright.sync_api import Browser

from guiderunner.evidence.model import Failure
from guiderunner.evidence.verdicts import Verdict
from guiderunner.evidence.writer import TryWriter, now
from guiderunner.run.items import VariantItem
from guiderunner.run.running import RUNNING
from guiderunner.site.protocol import SiteAdapter

VERDICT = "verdict"  # The name of the property of a report that holds it.
Reports = list[pytest.TestReport]


def try_variant(item: VariantItem, nextitem: pytest.Item | None) -> Reports:
    """Run *item*, and once more if it failed; return the reports of the last try.

    Its call says what both tries say together: a variant that failed and then passed is flaky,
    and fails.
    """
    reports = _try(item, nextitem)
    first = _broken(reports)
    if first is None:
        return reports
    if not _may_try_again(item):
        _mark_what_could_not_be_run(item, reports, first)
        return reports
    second = item.again()
    again = _try(second, nextitem)
    last = _broken(again)
    verdict = _verdict(second, last)
    told = _told(verdict, _words(first), _words(last) if last else "") + _trace(second)
    for report in again:
        report.duration += sum(one.duration for one in reports if one.when == report.when)
        report.user_properties.append((VERDICT, verdict))
        if report.when == "call" or (report.failed and report.when == "setup"):
            report.outcome = "failed"
            report.longrepr = told
    second.let_go()
    return again


def _mark_what_could_not_be_run(
    item: VariantItem, reports: Reports, first: pytest.TestReport
) -> None:
    if not item.variant.scenario.known and _verdict(item, first) == "environment":
        for report in reports:
            report.user_properties.append((VERDICT, "environment"))


def _may_try_again(item: VariantItem) -> bool:
    """Whether a new world can be had, and somebody would want to see it; mutants are to fail."""
    running, option = item.config.stash[RUNNING], item.config.getoption
    is_special = running.live is not None or running.plan is not None
    is_watched = option("usepdb") or option("--leave-open")
    return not (is_special or item.variant.scenario.known or is_watched)


def _try(item: VariantItem, nextitem: pytest.Item | None) -> Reports:
    _bury_dead_browser(item)
    reports: Reports = runtestprotocol(item, log=False, nextitem=nextitem)
    setup = next((one for one in reports if one.when == "setup" and one.failed), None)
    if setup is not None and item.runner is None:
        _note_failed_setup(item, setup)
    return reports


def _bury_dead_browser(item: VariantItem) -> None:
    """Let a browser that died be launched anew: pytest would keep it for the whole session.

    There is no public way to end one fixture.
    """
    for fixture in item.session._fixturemanager.getfixturedefs("browser", item) or ():  # noqa: SLF001
        held = fixture.cached_result
        if held is not None and isinstance(held[0], Browser) and not held[0].is_connected():
            fixture.finish(item._request)  # type: ignore[arg-type] # noqa: SLF001


def _broken(reports: Reports) -> pytest.TestReport | None:
    return next((one for one in reports if one.failed), None)


def _verdict(item: VariantItem, broken: pytest.TestReport | None) -> Verdict:
    if broken is None:
        return "flaky"
    failed = item.runner.failed if item.runner is not None else None
    if broken.when != "call" or failed is None:
        return "environment"
    failure = failed.record.failure
    return "environment" if failure is not None and failure.environment else "failed"


def _told(verdict: Verdict, first: str, last: str) -> str:
    if verdict == "flaky":
        return f"Flaky: the first try failed, the second passed. The first try:\n{first}"
    if verdict == "environment":
        return (
            f"Could not be run: browser, site or disk failed in both tries. The last one:\n{last}"
        )
    return last


def _words(report: pytest.TestReport) -> str:
    """Return why it failed: the words of a step, or the first line of an error elsewhere."""
    crash = getattr(report.longrepr, "reprcrash", None)
    if crash is None:
        return report.longreprtext
    return next(iter(crash.message.strip().splitlines()), "an error without words")


def _trace(item: VariantItem) -> str:
    trace = item.runner.writer.trace if item.runner is not None else None
    if trace is None or not trace.is_file():
        return ""
    root = item.config.stash[RUNNING].project.root
    shown = trace.relative_to(root) if trace.is_relative_to(root) else trace
    return f"\n  trace     {shown} (to open it: playwright show-trace FILE)"


def _note_failed_setup(item: VariantItem, setup: pytest.TestReport) -> None:
    """Leave a try in the evidence: nobody shall take it for one that was not selected."""
    running = item.config.stash[RUNNING]
    failure = Failure(
        expected="a world on the site, and a browser",
        found=_words(setup),
        environment=True,
    )
    with suppress(OSError):  # A full disk is what failed, perhaps.
        writer = TryWriter(running.folder, header(item), item.redactor)
        seconds = round(setup.duration, 3)
        writer.end(outcome="failed", seconds=seconds, failure=failure.model_dump())
        running.end_try(writer, {})


def _is_special(item: VariantItem) -> bool:
    """Whether a person was there, or gave browser, world or values: no other run is like it."""
    asked = ("--pause-at", "--browser-channel", "--restore-world", "--leave-open")
    return any(item.config.getoption(one, None) for one in asked) or bool(
        item.variant.world or item.variant.values
    )


def header(item: VariantItem, site: SiteAdapter | None = None) -> dict[str, Any]:
    """Return what is known of a try before it begins; *site* if it could be started."""
    variant, running = item.variant, item.config.stash[RUNNING]
    suite = running.checked.suite
    source = suite.of(variant).loaded.document.source
    given, has_guide = running.world(item.mutant), variant.scenario.guide != "none"
    facts = json.dumps(variant.variables, sort_keys=True, default=str)
    return {
        "node": item.mutant.node,
        "path": variant.path,
        "scenario": variant.scenario.id,
        "row": dict(variant.row),
        "locale": variant.locale,
        "number": item.number,
        "known": variant.scenario.known,
        "digest": hashlib.sha256(f"{source}\n{facts}".encode()).hexdigest(),
        "behaviour": "" if _is_special(item) else running.behaviour(variant),
        "started": now(),
        "world": dict(given),
        "site": dict(site.about(given, variant.locale)) if site and has_guide else None,
    }
