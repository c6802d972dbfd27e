"""What is wrong with templates, told like what is wrong with any other file."""

import re
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from guiderunner.diagnostics import Position, Problem, suggestion

# What a template can raise besides Jinja's own errors; RecursionError if it includes itself.
RAISED = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_QUOTED = re.compile(r"'([^']*)'")
_UNDEFINED = re.compile(r"'(\w+)' is undefined\.")
_ATTRIBUTE = re.compile(r"'([\w.]+)\.(\w+) object' has no attribute '(\w+)'")


@dataclass(frozen=True)
class TemplateReport:
    """Tells errors of the templates in a folder; `known` are the names that one was given."""

    environment: Environment
    templates: Path
    known: Collection[str] = ()

    def problems(self, error: BaseException, template: str) -> list[Problem]:
        """Return what *error* says of *template* or of what it includes; nothing if it is no fault.

        Of slips in the syntax, those of all templates are told.
        """
        if isinstance(error, TemplateSyntaxError):
            file = Path(error.filename or self.templates / template)
            return [self._problem(file, error.lineno, _said(error), "J001"), *self._slips(file)]
        place = _place(error, self.templates)
        if place is None and not isinstance(error, TemplateError):
            return []
        file, line = place or (self.templates / template, 1)
        if isinstance(error, TemplateNotFound):
            return [self._problem(file, line, self._missing(error), "J002")]
        if isinstance(error, RecursionError):
            return [self._problem(file, line, "the template includes itself.", "J002")]
        if isinstance(error, SecurityError):
            return [self._problem(file, line, f"{_said(error)} Templates hold no code.", "J004")]
        return [self._problem(file, line, self._unknown(error), "J003")]

    def _slips(self, told: Path) -> Iterator[Problem]:
        for file in sorted(self.templates.rglob("*.*")):
            try:
                self.environment.parse(file.read_text(encoding="utf-8"))
            except TemplateSyntaxError as error:
                if file != told:
                    yield self._problem(file, error.lineno, _said(error), "J001")
            except (OSError, UnicodeDecodeError):
                continue

    def _missing(self, error: TemplateNotFound) -> str:
        near = suggestion(str(error.name), self.environment.list_templates())
        return f"there is no template '{error.name}'.{near}"

    def _unknown(self, error: BaseException) -> str:
        said = _said(error)
        if found := _ATTRIBUTE.search(said):
            module, kind, name = found.groups()
            return f"{kind} has no '{name}'.{suggestion(name, _members(module, kind))}"
        if found := _UNDEFINED.fullmatch(said):
            return f"{said}{suggestion(found[1], self.known)}"
        return said

    def _problem(self, file: Path, line: int, message: str, code: str) -> Problem:
        root = self.templates.parent.parent
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        return Problem(Position(path, line, _column(file, line, message)), message, code)


def _said(error: BaseException) -> str:
    message = error.message if isinstance(error, TemplateError) else str(error)
    return f"{(message or type(error).__name__).rstrip('.')}."


def _place(error: BaseException, templates: Path) -> tuple[Path, int] | None:
    """Return the template that raised *error*, and the line in it."""
    found, trace = None, error.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(templates):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found


def _column(file: Path, line: int, message: str) -> int:
    """Return where in its line stands what *message* names, or else the first tag."""
    try:
        text = file.read_text(encoding="utf-8").splitlines()[line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return 1
    for word in [*_QUOTED.findall(message), "{{", "{%"]:
        if word and (place := text.find(word)) >= 0:
            return place + 1
    return 1


def _members(module: str, kind: str) -> list[str]:
    """Return what templates can ask of a class of ours."""
    found = getattr(sys.modules.get(module), kind, object)
    fields = (getattr(found, one, ()) for one in ("model_fields", "__dataclass_fields__"))
    names = {*dir(found), *(name for each in fields for name in each)}
    return sorted(one for one in names if not one.startswith(("_", "model_")))
