"""What must hold of one step before a browser opens: names, arguments, labels, proofs."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.document import Trail
from guiderunner.scenario.model import Expectation, Step
from guiderunner.scenario.names import Member, NameProblemError, PageNames
from guiderunner.scenario.proof_check import check_proofs
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.text import fill, labels_of
from guiderunner.scenario.variable_check import check_variables
from guiderunner.scenario.variants import Variant

if TYPE_CHECKING:
    from guiderunner.scenario.check import Checker
    from guiderunner.scenario.suite import LoadedScenario

Find = Callable[[str], tuple[PageNames, list[Member]]]
_POSITIVE = {"visible", "text", "value", "count", "enabled", "checked", "url", "title", "aria"}


class StepChecker:
    """Checks one step of one scenario, for each row that has it and the variables there."""

    def __init__(
        self,
        checker: "Checker",
        scenario: "LoadedScenario",
        placed: PlacedStep,
        rows: Sequence[tuple[Variant, Mapping[str, Any] | None]],
        site: str | None,
    ) -> None:
        self.checker, self.scenario = checker, scenario
        self.placed, self.step, self.document = placed, placed.step, placed.document
        self.rows, self.site = [row for row, _ in rows], site
        self.worlds = [row.variables if world is None else world for row, world in rows]
        # Without them, what a step takes from the world cannot be known.
        self.knows_worlds = bool(rows) and all(world is not None for _, world in rows)
        self.sites: set[str] = set()

    def check(self) -> str | None:
        """Report the step's problems; return the site (as written) that the next step is on."""
        step = self.step
        if step.action:
            self._action(step)
        self._expectations(("expect",), step.expect)
        for name, target in step.remember.items():
            self._locator(("remember", name), target, {})
        if step.picture:
            self._locator(("picture", "of"), step.picture.of, {})
            for index, mark in enumerate(step.picture.mark):
                self._locator(("picture", "mark", index), mark, {})
        if step.fields:
            self._locator(("fields",), step.fields, {}, find=self.checker.around.names.fields)
        self._sentences(step)
        check_proofs(self.scenario, self.placed, self.rows, self.checker.scenarios)
        self._texts(step)
        return self.site

    def _report(self, trail: Trail, message: str, code: str, *, of_key: bool = False) -> None:
        self.document.report((*self.placed.trail, *trail), message, code, of_key=of_key)

    def _action(self, step: Step) -> None:
        try:
            page, members = self.checker.around.names.action(step.action or "")
        except NameProblemError as problem:
            self._report(("action",), str(problem), "S021")
            return
        self.site = page.site
        self.sites.add(page.site)
        self._arguments(("action",), step.action or "", members, step.with_, ("with",))
        article = self.scenario.scenario.guide == "article"
        if members[-1].destroys and article and not step.danger:
            message = f"'{step.action}' destroys data: say so in 'danger'."
            self._report(("action",), message, "S031")

    def _locator(
        self,
        trail: Trail,
        name: str,
        given: Mapping[str, Any],
        with_trail: Trail = ("with",),
        find: Find | None = None,
    ) -> None:
        try:
            page, members = (find or self.checker.around.names.locator)(name)
        except NameProblemError as problem:
            self._report(trail, str(problem), "S021")
            return
        self._arguments(trail, name, members, given, with_trail)
        self.sites.add(page.site)
        if self.site is None or not self.step.action:
            self.site = page.site

    def _arguments(
        self,
        trail: Trail,
        name: str,
        members: Sequence[Member],
        given: Mapping[str, Any],
        with_trail: Trail,
    ) -> None:
        """Each parameter is filled from `with`, else from the variables; nothing is left over."""
        parameters = {key: must for member in members for key, must in member.parameters.items()}
        for key, value in given.items():
            if key not in parameters:
                near = suggestion(key, parameters)
                message = f"'{name}' has no parameter '{key}'.{near}"
                self._report((*with_trail, key), message, "S022", of_key=True)
            else:
                self._variables_in((*with_trail, key), value)
        for key, must in parameters.items():
            if not must or not self.knows_worlds or key in given:
                continue
            if not all(key in world for world in self.worlds):
                message = f"'{name}' needs '{key}': give it in 'with'."
                self._report(trail, message, "S023")

    def _variables_in(self, trail: Trail, value: Any) -> None:
        if not self.knows_worlds:
            return
        if isinstance(value, str):
            check_variables(self.document, (*self.placed.trail, *trail), value, self.worlds)
        elif isinstance(value, Mapping):
            for key, one in value.items():
                self._variables_in((*trail, key), one)
        elif isinstance(value, list | tuple):
            for index, one in enumerate(value):
                self._variables_in((*trail, index), one)

    def _expectations(self, trail: Trail, expectations: Sequence[Expectation]) -> None:
        seen_positive = False
        for index, one in enumerate(expectations):
            here = (*trail, index)
            flat = not isinstance(self._raw(here, one.kind), dict)
            named: Trail = (*here, one.kind)
            if not flat:
                named = (*named, "at" if one.at else "each")
            if one.target and one.kind == "url":
                self._page(named, one.target)
            elif one.target:
                inner = here if "with" in (self._raw(here[:-1], here[-1]) or {}) else named[:-1]
                self._locator(named, one.target, one.with_, (*inner, "with"))
            for claim in one.proves:
                self._claim((*here, "proves"), claim)
            compared = {"is": one.is_, "is_not": one.is_not, "contains": one.contains}
            for key, value in compared.items():
                self._compared(here if flat else (*named[:-1], key), value)
            if one.kind == "hidden" and not seen_positive:
                message = "'hidden' needs an expectation before it, or it passes too early."
                self._report(here, message, "S032")
            seen_positive |= one.kind in _POSITIVE

    def _raw(self, trail: Trail, key: str | int) -> Any:
        value: Any = self.document.data
        for part in (*self.placed.trail, *trail, key):
            value = value[part] if isinstance(value, list) or part in (value or {}) else None
        return value

    def _page(self, trail: Trail, name: str) -> None:
        page = self.checker.around.names.pages.get(name)
        if page is None:
            near = suggestion(name, self.checker.around.names.pages)
            self._report(trail, f"there is no page '{name}'.{near}", "S021")

    def _claim(self, trail: Trail, claim: str) -> None:
        if claim not in self.checker.claims:
            near = suggestion(claim, self.checker.claims)
            self._report(trail, f"there is no claim '{claim}'.{near}", "S024")

    def _compared(self, trail: Trail, value: Any) -> None:
        if not isinstance(value, str) or not self.knows_worlds:
            return
        whole = (*self.placed.trail, *trail)
        if check_variables(self.document, whole, value, self.worlds):
            for row, world in zip(self.rows, self.worlds, strict=True):
                self._labels(trail, value, row, world)

    def _sentences(self, step: Step) -> None:
        for kind, index, sentence in step.sentences():
            listed = isinstance(self._raw((), kind), list)
            trail: Trail = (kind, index) if listed else (kind,)
            self._expectations((*trail, "expect"), sentence.expect)

    def _texts(self, step: Step) -> None:
        texts: list[tuple[Trail, str]] = []
        if step.section:
            texts.append((("section",), step.section))
        if step.text:
            texts.append((("text",), step.text.text))
        if step.result:
            texts.append((("result",), step.result))
        texts += [((kind,), sentence.text) for kind, _, sentence in step.sentences()]
        known = [row.variables for row in self.rows]
        for trail, text in texts:
            if check_variables(self.document, (*self.placed.trail, *trail), text, known):
                for row in self.rows:
                    self._labels(trail, text, row, row.variables)

    def _labels(self, trail: Trail, text: str, row: Variant, variables: Mapping[str, Any]) -> None:
        """Each [Label] is in the table of a site that the step is on."""
        used = labels_of(text, variables)
        if not used:
            return
        labels = self.checker.around.labels
        written = self.sites or {self.site or ""}
        sites = [fill(one, row.variables) for one in sorted(written)]
        for name in used:
            if not any(labels.has(site, name) for site in sites):
                known = [known for site in sites for known in labels.names(site)]
                said = " or ".join(f"'{site}'" for site in sites)
                message = f"'{name}' is not a label of site {said}.{suggestion(name, known)}"
                self._report(trail, message, "S025")
