"""How a failed step is told: where, what was expected, what was found, where to look."""

from pathlib import Path

from guiderunner.run.runner import StepFailedError


def render_failure(error: StepFailedError, folder: Path, root: Path) -> str:
    """Return the failed step in words; *folder* is that of the run's evidence."""
    record = error.record
    lines = [f"{error.place}: step '{record.id}' failed"]
    failure = record.failure
    if failure is not None:
        nearest = f"; nearest: {failure.nearest}" if failure.nearest else ""
        lines += [f"  expected  {failure.expected}", f"  found     {failure.found}{nearest}"]
        if failure.environment:
            lines.append("  this says nothing about the product: the step could not be run")
    where = folder.relative_to(root) if folder.is_relative_to(root) else folder
    lines.append(f"  evidence  {where}")
    if failure is not None and failure.picture:
        lines.append(f"  picture   {where / 'pictures' / failure.picture}")
    return "\n".join(lines)
