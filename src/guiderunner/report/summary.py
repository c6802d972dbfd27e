"""A run as Markdown, for the summary of a CI job or a chat."""

from guiderunner.evidence.model import Run
from guiderunner.report.overview import Entry, counts, entries

MOST_BYTES = 1_000_000  # GitHub takes 1 MiB for the summary of a step.
_MARKS = {"failed": "❌", "fixed": "❌", "flaky": "⚠️", "environment": "⚠️"}


def markdown(run: Run) -> str:
    """Return a summary below 1 MB: how many of each verdict, then what is red, with reasons."""
    found = entries(run)
    said = ", ".join(f"**{count} {text}**" for text, count in counts(found).items())
    seconds = f"{run.seconds:,.1f} s"
    head = f"## Guiderunner\n\n{said or 'Nothing was run'} in {seconds} (run `{run.id}`)\n"
    red = [one for one in found if one.is_red]
    parts, size = [head], len(head.encode())
    for number, entry in enumerate(red):
        part = _entry(entry)
        size += len(part.encode())
        if size > MOST_BYTES - 200:
            parts.append(f"\n… and {len(red) - number} more; see the full report.\n")
            break
        parts.append(part)
    return "".join(parts)


def _entry(entry: Entry) -> str:
    fence = "```"
    reason = entry.reason().encode(errors="replace").decode()
    while fence in reason:
        fence += "`"
    head = f"{_MARKS[entry.verdict]} `{entry.node}` {entry.verdict}"
    return f"\n{head}\n{fence}text\n{reason}\n{fence}\n"
