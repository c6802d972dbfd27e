"""One run of the project inside one pytest process: what is loaded, started and written."""

import json
import os
import platform
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from guiderunner import __version__
from guiderunner.diagnostics import Problem
from guiderunner.evidence.model import Run
from guiderunner.evidence.picture_text import PictureReader
from guiderunner.evidence.sweeping import RunSweep
from guiderunner.evidence.writer import TryWriter, assemble, new_run_id, now
from guiderunner.project import Project
from guiderunner.run.behaviour import Behaviours
from guiderunner.run.checking import Checked, check_project
from guiderunner.run.mutation import MutationPlan
from guiderunner.run.tabs import site_language
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.suite import NOT_SCENARIOS
from guiderunner.scenario.variants import Variant
from guiderunner.site.browser import SERVER, Browser, browser_identity
from guiderunner.site.defects import require_breakable
from guiderunner.site.live import LiveSite
from guiderunner.site.protocol import SiteAdapter

RUNNING = pytest.StashKey["Running"]()
WORKER_KEY = "guiderunner"  # Under it, processes of one run hand things over.
CHECKED = pytest.StashKey[Checked]()


@dataclass
class Running:
    """The run of this process. Workers of xdist are handed id and address by the controller."""

    project: Project
    run_id: str = field(default_factory=new_run_id)
    address: str | None = None
    live: LiveSite | None = None
    plan: MutationPlan | None = None
    browser: Browser | None = None
    browser_version: str = ""
    reader: PictureReader | None = None
    started: str = field(default_factory=now)
    _clock: float = field(default_factory=time.perf_counter)
    _starting: Future[SiteAdapter] | None = None

    @cached_property
    def checked(self) -> Checked:
        """The project, checked once."""
        return check_project(self.project)

    def behaviour(self, variant: Variant) -> str:
        """Return the behaviour of *variant*; nothing if site or browser are not as they are."""
        if self.live is not None or self.plan is not None or not self._browser_identity:
            return ""
        return self._behaviours.of(variant)

    @cached_property
    def _browser_identity(self) -> str:
        if os.environ.get(SERVER):
            return browser_identity()
        return self.browser.identity if self.browser is not None else ""

    @cached_property
    def _behaviours(self) -> Behaviours:
        return Behaviours(self.checked, self._browser_identity)

    @property
    def folder(self) -> Path:
        """Where the evidence of this run goes; of one with defects, apart."""
        return self.plan.folder if self.plan is not None else self.project.runs / self.run_id

    @cached_property
    def sweep(self) -> RunSweep:
        """What looks for secrets in the evidence of this run."""
        return RunSweep(self.folder, self.project.root / "quarantine" / self.run_id)

    def end_try(self, writer: TryWriter, known: Mapping[str, Any]) -> None:
        """Sweep what *writer* has written; a try that holds a secret has failed.

        *known* is what the world gave to the steps.
        """
        leaks = self.sweep.sweep(writer.files, writer.redactor)
        if self.reader is not None:
            public = json.dumps(writer.redactor.data(known), ensure_ascii=False)
            leaks += self.sweep.read(writer.files, writer.redactor, self.reader, public)
        if leaks:
            writer.taint(leaks)

    def known_to_all(self, variant: Variant) -> str:
        """Return what the scenario and its rows say in the open: it is no secret."""
        facts = json.dumps(variant.variables, default=str, ensure_ascii=False)
        return self.checked.suite.of(variant).loaded.document.source + facts

    def start_site(self) -> None:
        """Begin to start the site, or to connect to it, while the browser starts."""
        if self._starting is None and self.live is None:
            adapter = self.project.adapter()
            pool = ThreadPoolExecutor(1)
            if self.address:
                self._starting = pool.submit(adapter.connect, self.address)
            else:
                self._starting = pool.submit(adapter.start)
            pool.shutdown(wait=False)

    @property
    def site(self) -> SiteAdapter:
        """The running site; started, or connected to, when it is first needed."""
        if self.live is not None:
            return self.live
        self.start_site()
        assert self._starting is not None  # noqa: S101 - the call above has set it
        return self._starting.result()

    def world(self, mutant: Mutant) -> Mapping[str, Any]:
        """Return the world that is made for a try of *mutant*."""
        given = mutant.variant.given()
        if mutant.defect is None:
            return given
        return require_breakable(self.project.adapter()).with_defect(given, mutant.defect)

    @property
    def timeout(self) -> float:
        """How long an expectation waits, in seconds."""
        return self.plan.timeout if self.plan is not None else self.project.settings.timeout

    def languages(self, locale: str) -> dict[str, str]:
        """Return the language that each site is shown in to readers of *locale*."""
        preferred = self.project.settings.locales
        offered = self.project.adapter().languages
        return {site: site_language(one, locale, preferred) for site, one in offered.items()}

    def problems_of(self, path: str) -> list[Problem]:
        """Return the problems of the scenario file *path*, and of what all files share."""
        suite = self.checked.suite
        own = {one.path for one in suite.scenarios}
        shared = [f"{self.project.settings.scenarios}/{name}/" for name in NOT_SCENARIOS]
        return [
            problem
            for problem in suite.problems
            if problem.position.path == path
            or (
                problem.position.path not in own and problem.position.path.startswith(tuple(shared))
            )
        ]

    def finish(self) -> Run | None:
        """Join the evidence of all workers; None if no variant was run, or the disk is full."""
        if not (self.folder / "tries").is_dir():
            return None
        seconds = round(time.perf_counter() - self._clock, 3)
        try:
            run = assemble(self.folder, self.started, seconds, self.versions())
            self.sweep.sweep_rest()
        except OSError:  # The tries are there, and can be read without it.
            return None
        return run

    def versions(self) -> dict[str, str]:
        """Return what the run was made with."""
        browser: dict[str, Any] = {}
        if self.browser is not None:
            browser = {"browser": self.browser.name}
        return {
            "guiderunner": __version__,
            "python": platform.python_version(),
            "playwright": version("playwright"),
            **browser,
        }

    def stop(self) -> None:
        """Stop the site if this process started it."""
        if self._starting is not None and self.address is None:
            self._starting.result().stop()
        self._starting = None
