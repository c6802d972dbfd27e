"""What makes a troubleshooting scenario an issue: symptom, cause, reproduction and resolution."""

from guiderunner.scenario.document import Document
from guiderunner.scenario.model import Scenario, Step, StepOrUse

KEYS = ("symptom", "cause", "resolution")


def check_issue(scenario: Scenario, document: Document) -> None:
    """Report what an issue lacks, and what of an issue stands in another scenario."""
    if scenario.guide != "troubleshooting":
        for key in KEYS:
            if document.has((key,)):
                message = f"'{key}' belongs to scenarios with 'guide: troubleshooting'."
                document.report((key,), message, "S046", of_key=True)
        return
    missing = [key for key in KEYS if not getattr(scenario, key)]
    for key in missing:
        message = f"a troubleshooting scenario describes an issue: it needs '{key}'."
        document.report(("guide",), message, "S046")
    if not any(map(_asks, scenario.steps)):
        message = "nothing proves that the symptom appears: give a step an 'expect'."
        document.report(("steps",), message, "S047", of_key=True)
    if scenario.resolution and not _asks(scenario.resolution[-1]):
        message = "nothing proves that the issue is over: give the last step an 'expect'."
        document.report(("resolution",), message, "S047", of_key=True)


def _asks(step: StepOrUse) -> bool:
    """Whether something must be true after *step*; what a sequence asks is its own concern."""
    return not isinstance(step, Step) or bool(step.expect)
