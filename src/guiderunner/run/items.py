"""Scenarios as pytest sees them: a file is a collector, a variant is an item."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.redaction import Redactor
from guiderunner.run.failures import render_failure
from guiderunner.run.runner import StepFailedError, VariantRunner
from guiderunner.run.running import RUNNING
from guiderunner.scenario.mutants import Mutant
from guiderunner.scenario.sequences import PlacedStep


class ScenarioFile(pytest.File):
    """One scenario; its items are its variants."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the variants, or stop with every problem of the file."""
        running = self.config.stash[RUNNING]
        path = self.path.relative_to(running.project.root).as_posix()
        problems = running.problems_of(path)
        if problems:
            raise self.CollectError("\n".join(map(str, problems)))
        for variant in running.checked.suite.variants:
            if variant.path != path:
                continue
            planned = [Mutant(variant)] if running.plan is None else running.plan.mutants(variant)
            for mutant in planned:
                yield VariantItem.from_parent(
                    self, name=mutant.name, callobj=perform, mutant=mutant
                )


class VariantItem(pytest.Function):
    """One variant of a scenario, or a mutant of it; `number` counts its tries from 1."""

    def __init__(self, *, mutant: Mutant, number: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.mutant = mutant
        self.variant = mutant.variant
        self.number = number
        self.runner: VariantRunner | None = None
        self.redactor = Redactor({})
        for tag in self.variant.tags:
            self.add_marker(tag)
        if self.variant.scenario.known:
            self.add_marker(pytest.mark.xfail(reason=self.variant.scenario.known, strict=True))

    def let_go(self) -> None:
        """Forget a try that is over: its browser context and what knows its secrets are large.

        Pytest, and fixtures of the session, hold on to all items until the end.
        """
        self.runner = None
        self.redactor = Redactor({})

    def runtest(self) -> None:
        """Run the variant; its world is still there for whoever wants to look around."""
        super().runtest()
        self.ihook.pytest_guiderunner_performed(item=self)

    def steps(self) -> list[PlacedStep]:
        """Return the steps to run; without a guide, nobody needs its pictures and fields."""
        steps = self.config.stash[RUNNING].checked.suite.steps_of(self.variant)
        if self.variant.scenario.guide != "none" and not self.config.getoption("--no-pictures"):
            return steps
        bare = {"picture": None, "fields": None}
        return [replace(one, step=one.step.model_copy(update=bare)) for one in steps]

    def again(self) -> "VariantItem":
        """Return an item for another try of the same variant."""
        parent, number = self.parent, self.number + 1
        return VariantItem.from_parent(
            parent, name=self.name, callobj=perform, mutant=self.mutant, number=number
        )

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ARG002 - Node has it, Function does not
    ) -> Any:
        """Tell a failed step in words."""
        if isinstance(excinfo.value, StepFailedError):
            running = self.config.stash[RUNNING]
            return render_failure(excinfo.value, running.folder, running.project.root)
        if isinstance(excinfo.value, GuiderunnerError):
            return str(excinfo.value)
        told = super().repr_failure(excinfo)
        # What others raise may name what they were given.
        return self.redactor.text(str(told)) if self.redactor.finds_any(str(told)) else told

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the scenario stands, and the variant's name."""
        return self.path, 0, f"{self.variant.scenario.id} {self.name}"


def perform(scenario_try: VariantRunner) -> None:
    """Run the variant of the item."""
    __tracebackhide__ = True
    scenario_try.run()
