"""The texts in a bundle that people read without any tool."""

from guiderunner.evidence.model import Try
from guiderunner.repro.bundle import Case

_READ_ME = """\
{scenario}, {rows}
Run on {started}; it {outcome}.
{failure}
report.html           each step with its picture, what was expected and what was found
world/before.json     the state of the site before the run: records, clock, faults
world/after.json      the same after it
data.json             the data that the steps used; «...» stands for a secret
evidence/             records, pictures, console and requests, the browser's trace
project/              the scenario, its shared steps and its rows
case.json             what was run, in which world, and with which versions
manifest.json         size and SHA-256 of each file

To run it again, in a checkout of the project:

    guiderunner repro THIS.zip

To look at the trace: playwright show-trace evidence/traces/FILE.zip
"""


def read_me(case: Case, tried: Try) -> str:
    """Return what is in the bundle, and how it is run again."""
    failed = next((one for one in tried.steps if one.outcome == "failed"), None)
    told = ""
    if failed is not None and failed.failure is not None:
        told = (
            f"\nIt failed at step '{failed.id}'.\n"
            f"  expected  {failed.failure.expected}\n"
            f"  found     {failed.failure.found}\n"
        )
    return _READ_ME.format(
        scenario=case.scenario,
        rows=", ".join((*case.row.values(), case.locale)),
        started=f"{tried.started[:16].replace('T', ' ')} UTC",
        outcome=tried.outcome,
        failure=told,
    )


def console_of(tried: Try) -> str:
    """Return what the pages of a try printed, and what they asked the site for."""
    console = tried.console or tuple(f"error: {one}" for one in tried.console_errors)
    requests = tried.requests or tuple(f"{one} failed" for one in tried.failed_requests)
    return "\n".join(("# Console", *console, "", "# Requests", *requests, ""))
