"""Whether something is written that proves each sentence of a step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.document import Trail
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.scenario.suite import LoadedScenario

_LONGEST = 80  # Letters of a sentence in a message.


def check_proofs(
    scenario: "LoadedScenario",
    placed: PlacedStep,
    rows: Sequence[Variant],
    scenarios: Mapping[str, "LoadedScenario | None"],
) -> None:
    """Report each sentence of a step of *scenario* that nothing is to prove, in one of *rows*."""
    _Proofs(scenario, placed, rows, scenarios).check()


@dataclass(frozen=True)
class _Proofs:
    """A text is proved by its action, a result by expectations, the rest says by what."""

    scenario: "LoadedScenario"
    placed: PlacedStep
    rows: Sequence[Variant]
    scenarios: Mapping[str, "LoadedScenario | None"]

    def check(self) -> None:
        step = self.placed.step
        if step.result and not step.expect:
            self._unproved(("result",), "result", step.result, "add 'expect'")
        if step.text and not (step.action or step.world or step.expect or step.text.editorial):
            advice = "add an action or 'expect', or mark it editorial"
            self._unproved(("text",), "text", step.text.text, advice)
        for kind, index, sentence in step.sentences():
            listed = self.placed.document.has((*self.placed.trail, kind, index))
            trail: Trail = (kind, index) if listed else (kind,)
            if sentence.proved_by:
                self._proved_by(trail, kind, sentence.text, sentence.proved_by)
            elif not (sentence.expect or sentence.editorial):
                advice = "add 'expect' or 'proved_by', or mark it editorial"
                self._unproved(trail, kind, sentence.text, advice)

    def _proved_by(self, at: Trail, kind: str, text: str, name: str) -> None:
        trail, (scenario, slash, step) = (*at, "proved_by"), name.partition("/")
        if not slash:
            self._report(trail, f"'{name}' is not 'scenario-id/step-id'.", "S033")
            return
        if scenario not in self.scenarios:
            near = suggestion(scenario, self.scenarios)
            self._report(trail, f"there is no scenario '{scenario}'.{near}", "S033")
        elif (loaded := self.scenarios[scenario]) is not None:  # Else that is told where it is.
            self._proved_in(loaded, at, kind, text, step)

    def _proved_in(
        self, loaded: "LoadedScenario", at: Trail, kind: str, text: str, step: str
    ) -> None:
        trail, scenario = (*at, "proved_by"), loaded.scenario.id
        steps = [one.step for one in loaded.steps if one.step.id == step]
        lacking = [row for row in self.rows if not loaded.variants_with(step, row)]
        if not steps:
            near = suggestion(step, [one.step.id for one in loaded.steps])
            self._report(trail, f"scenario '{scenario}' has no step '{step}'.{near}", "S033")
        elif lacking:
            names = ", ".join(" ".join(row.row.values()) for row in lacking)
            self._report(trail, f"scenario '{scenario}' has no step '{step}' for {names}.", "S033")
        elif not any(one.expect for one in steps):
            self._unproved(at, kind, text, f"step '{step}' of '{scenario}' expects nothing")

    def _unproved(self, trail: Trail, what: str, text: str, advice: str) -> None:
        scenario = self.scenario.scenario
        of = f"guide '{scenario.id}'" if scenario.has_guide else f"scenario '{scenario.id}'"
        said = shorten(text, _LONGEST, placeholder=" …")
        self._report(trail, f"nothing proves the {what} '{said}' of {of}: {advice}.", "S030")

    def _report(self, trail: Trail, message: str, code: str) -> None:
        self.placed.document.report((*self.placed.trail, *trail), message, code)
