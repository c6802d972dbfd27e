"""Error codes of issues in what a person says."""

import re

from guiderunner.repro.features import normal
from guiderunner.repro.issues import Issue


def code_in(issue: Issue, text: str) -> str:
    """Return the first error code of *issue* that *text* holds, or nothing."""
    said = normal(text)
    return next((code for code in issue.codes if _pattern(code).search(said)), "")


def is_number(code: str, text: str) -> bool:
    """Return whether *code* stands in *text* as a mere number, which may be a price as well."""
    bare = normal(code).lstrip("-")
    if not bare.isdigit() or normal(text).strip(" -.") == bare:
        return False
    return bare == normal(code) or f"-{bare}" not in normal(text)


def _pattern(code: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z0-9]){re.escape(normal(code).lstrip('-'))}(?![a-z0-9])")
