"""Whether what a text refers to is known."""

from collections.abc import Iterable, Mapping
from typing import Any

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.document import Document, Trail
from guiderunner.scenario.text import is_closed, look_up, variables


def check_variables(
    document: Document, trail: Trail, text: str, known: Iterable[Mapping[str, Any]]
) -> bool:
    """Report what *text* refers to and one of *known* lacks; return whether all is well."""
    if not is_closed(text):
        document.report(trail, "a '{{' has no '}}' after it.", "S052")
        return False
    for variable in variables(text):
        if not variable.is_path:
            message = (
                f"'{{{{ {variable.name} }}}}' is more than a name; only names and dots are read."
            )
            document.report(trail, message, "S052")
            return False
        for values in known:
            try:
                look_up(variable.name, values)
            except KeyError as error:
                part = str(error.args[0])
                owner: Any = values
                for name in variable.name.split(part)[0].strip(".").split("."):
                    owner = owner.get(name, owner) if isinstance(owner, Mapping) else {}
                near = suggestion(part, owner if isinstance(owner, Mapping) else {})
                message = f"unknown variable '{variable.name}'.{near}"
                document.report(trail, message, "S053")
                return False
    return True
