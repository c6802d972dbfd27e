"""The one way to run variants: pytest with our plugin, watched by a listener."""

import contextlib
import io
import re
import shlex
import time
import tomllib
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Run, StepRecord
from guiderunner.evidence.reader import read_run
from guiderunner.evidence.sweeping import Secret
from guiderunner.run.checking import Checked
from guiderunner.run.interruption import hearing
from guiderunner.run.items import VariantItem
from guiderunner.run.running import CHECKED, RUNNING
from guiderunner.run.trying import VERDICT
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.variants import Variant
from guiderunner.site.protocol import Tenant

PASSED, FAILED, NOT_RUN, INTERRUPTED = 0, 1, 2, 130


class StepListener(Protocol):
    """Is told of each step when it has been performed; *number* counts the tries of a variant."""

    def step(self, number: int, placed: PlacedStep, record: StepRecord) -> None:
        """*placed* was performed, and *record* is what came of it."""
        ...


class Visitor(Protocol):
    """Is shown the world of a variant that went as documented, while it is there."""

    def __call__(self, tenant: Tenant, address: str | None) -> None:
        """Look around in *tenant*; *address* is that of the page that was last looked at."""
        ...


class Listener(Protocol):
    """Is told what happens while it happens."""

    def started(self, total: int) -> None:
        """*total* variants are about to be run."""
        ...

    def finished(self, node: str, outcome: str, seconds: float, said: str) -> None:
        """*outcome* is the verdict on variant *node*; *said* tells of what is not a pass."""
        ...


@dataclass(frozen=True)
class Result:
    """How a run ended: its exit code, its evidence, and what must be said of it.

    That is what pytest said if it broke, and where a secret was found. `secrets` are those of all
    worlds: what is made of the run must not hold them.
    """

    code: int
    run: Run | None
    seconds: float
    said: str = ""
    secrets: frozenset[Secret] = field(default=frozenset(), repr=False)


@dataclass
class _Watcher:
    """Listens to pytest's hooks on the process that controls the run."""

    listener: Listener
    nodes: frozenset[str]
    checked: Checked
    ran: set[str] = field(default_factory=set)
    spent: dict[str, float] = field(default_factory=dict)
    bad: dict[str, str] = field(default_factory=dict)
    verdicts: dict[str, str] = field(default_factory=dict)
    config: pytest.Config | None = None
    steps: StepListener | None = None
    visitor: Visitor | None = None

    def pytest_guiderunner_step(
        self, item: VariantItem, placed: PlacedStep, record: StepRecord
    ) -> None:
        """Pass on a step."""
        if self.steps is not None:
            self.steps.step(item.number, placed, record)

    def pytest_guiderunner_performed(self, item: VariantItem) -> None:
        """Show the world to the visitor."""
        if self.visitor is not None and item.runner is not None:
            screen = item.runner.screen
            self.visitor(item.runner.tenant, screen.page.url if screen else None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand over what has been checked already."""
        self.config = config
        config.stash[CHECKED] = self.checked

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        node = report.nodeid
        self.spent[node] = self.spent.get(node, 0) + report.duration
        if report.failed:
            # xdist puts a line with its worker before it.
            told = re.sub(r"\A\[gw\d+\] .*\n", "", report.longreprtext)
            self.bad.setdefault(node, told)
        if report.skipped and hasattr(report, "wasxfail"):
            self.verdicts[node] = "known"
        verdict = dict(report.user_properties).get(VERDICT)
        if isinstance(verdict, str):
            self.verdicts[node] = verdict
        if report.when == "teardown":
            self.ran.add(node)
            verdict = self.verdicts.setdefault(node, "failed" if node in self.bad else "passed")
            self.listener.finished(node, verdict, self.spent[node], self.bad.get(node, ""))


def run_variants(
    checked: Checked,
    variants: Sequence[Variant | Mutant],
    listener: Listener,
    workers: int = 1,
    options: Sequence[str] = (),
    steps: StepListener | None = None,
    visitor: Visitor | None = None,
) -> Result:
    """Run *variants* and return what came of it; *options* are passed on to pytest.

    *steps* hears of each step of a run with one worker, and *visitor* is shown each world.
    """
    project = checked.project
    nodes = [variant.node for variant in variants]
    watcher = _Watcher(listener, frozenset(nodes), checked, steps=steps, visitor=visitor)
    arguments = [
        *("-c", str(project.root / "pyproject.toml"), "--rootdir", str(project.root)),
        *("-o", "addopts=", "--import-mode=importlib"),
        *plugins_left_out(project.root),
        *(("-n", str(workers), "--dist", "worksteal") if workers > 1 else ()),
        *options,
        *(str(project.root / node) for node in nodes),
    ]
    started = time.perf_counter()
    listener.started(len(nodes))
    said = io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        warnings.catch_warnings(),
        hearing() as heard,
    ):
        ended = pytest.main(arguments, plugins=[watcher])
    seconds = time.perf_counter() - started
    if heard and ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        ended = pytest.ExitCode.INTERRUPTED
    interrupted = ended == pytest.ExitCode.INTERRUPTED
    if watcher.config is not None and RUNNING not in watcher.config.stash and not interrupted:
        wanted = 'pytest_plugins = ["guiderunner.run.plugin"]'
        raise GuiderunnerError(f"{project.root}/conftest.py needs this line: {wanted}")
    code = _code(int(ended), watcher)
    broken = code != INTERRUPTED and bool(watcher.nodes - watcher.ran)
    told = [said.getvalue()] if broken else []
    secrets: frozenset[Secret] = frozenset()
    if watcher.config is not None and RUNNING in watcher.config.stash:
        sweep = watcher.config.stash[RUNNING].sweep
        secrets = frozenset(sweep.secrets)
        told += [sweep.told()] if sweep.leaks and not broken else []
    return Result(code, _evidence(watcher.config), seconds, "\n".join(told), secrets)


def plugins_left_out(root: Path) -> list[str]:
    """Return what the project's own options for pytest say of plugins not to be loaded."""
    pytest_table = tomllib.loads((root / "pyproject.toml").read_text("utf-8")).get("tool", {})
    given = pytest_table.get("pytest", {}).get("ini_options", {}).get("addopts", [])
    words = shlex.split(given) if isinstance(given, str) else given
    pairs = [pair for pair in pairwise(words) if pair[0] == "-p" and pair[1].startswith("no:")]
    return [word for pair in pairs for word in pair]


def _code(ended: int, watcher: _Watcher) -> int:
    if ended == pytest.ExitCode.INTERRUPTED:
        return INTERRUPTED if watcher.ran or not watcher.bad else NOT_RUN
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        return NOT_RUN
    if watcher.nodes - watcher.ran or "environment" in watcher.verdicts.values():
        return NOT_RUN
    return PASSED if ended == pytest.ExitCode.OK else FAILED


def _evidence(config: pytest.Config | None) -> Run | None:
    if config is None or RUNNING not in config.stash:
        return None
    folder = config.stash[RUNNING].folder
    return read_run(folder) if any(folder.glob("tries/*")) else None
