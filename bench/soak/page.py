"""The figures of the soak, as the part "Soak" of docs/reliability.md."""

from pathlib import Path

from bench.soak.state import State
from bench.workspace import ROOT

PAGE = ROOT / "docs" / "reliability.md"
HEADING = "## Soak"
# What the processes that live as long as a run may gain: KiB and open files a variant.
MEMORY_LIMIT = {"run": 40.0, "site": 20.0, "driver": 40.0, "browser": 40.0}
FILES_LIMIT = 0.02
_ROLES = {
    "run": "guiderunner, with its workers",
    "site": "the mock site",
    "driver": "Playwright's driver",
    "browser": "the browser",
}


def faults(state: State) -> list[str]:
    """Return in words what is not as promised; nothing if all is well."""
    found = [*state.listed("wrong"), *state.listed("left")]
    for role, gain in state.gained().items():
        if gain.memory > MEMORY_LIMIT[role]:
            found.append(f"{_ROLES[role]} gains {gain.memory:.1f} KiB a variant")
        if gain.files > FILES_LIMIT:
            found.append(f"{_ROLES[role]} gains {gain.files:.3f} open files a variant")
    crowded = [one for one in state.batches if one.most_malls > one.workers + 1]
    return [*found, *(f"batch {one.number}: {one.most_malls} malls at once" for one in crowded)]


def part(state: State) -> str:
    """Return the text under the heading."""
    verdicts, disturbed, kills = (state.total(one) for one in ("verdicts", "disturbed", "kills"))
    scenarios = {name for one in state.batches for name in one.scenarios}
    mutants = sum(one.mutants for one in state.batches)
    hours = sum(one.seconds for one in state.batches) / 3600
    wrong, left = len(state.listed("wrong")), len(state.listed("left"))
    met = _each(disturbed, "passed", "flaky", "environment")
    malls = max((one.most_malls for one in state.batches), default=0)
    rows = [
        ("variants run, of them with a defect", f"{state.runs}, {mutants}", "at least 2,000"),
        ("scenarios that had a turn", str(len(scenarios)), "all"),
        ("killed: browsers, pages, sites", _each(kills, "browser", "page", "site"), "-"),
        ("variants that were under way or about to begin then", str(disturbed.total()), "-"),
        ("of them: passed, flaky, could not be run", met, "-"),
        ("left alone: passed", str((verdicts - disturbed)["passed"]), "-"),
        ("wrong verdicts", str(wrong), "0"),
        ("processes, folders and files left behind", str(left), "0"),
        ("malls at once, at most", str(malls), "one more than workers"),
    ]
    for role, gain in state.gained().items():
        limit = f"{MEMORY_LIMIT[role]:g} KiB, {FILES_LIMIT} files"
        figure = f"{gain.memory:+.1f} KiB, {gain.files:+.3f} open files"
        rows.append((f"gained a variant: {_ROLES[role]}", figure, limit))
    table = "\n".join(f"| {text} | **{figure}** | {goal} |" for text, figure, goal in rows)
    last = state.batches[-1]
    loads = sum(one.load for one in state.batches) / len(state.batches)
    return f"""\
`make soak` runs the suite again and again with both cores under load, and kills a browser, one of its pages or the mock site every half minute or so, in three batches of four; a few variants run on a site with a defect.
What was left alone must pass at once. What was disturbed may also pass at its second try (flaky) or be reported as not run, but never as a failure of the product; what has a defect must never pass.

| figure | measured | promised |
|---|---|---|
{table}

Counted in {len(state.batches)} batches over {hours:.1f} hours, last on {last.date}, load of the machine {loads:.1f}, commit {state.commit}.
What a process gains is measured in one batch of four, in which nothing is killed, from the sixtieth variant on: of memory from the least in the first third to the least in the last, of open files the slope.
The count is kept in `build/soak/`, and there is one for each version of what runs and judges variants: the engine up to its evidence, scenarios, pages and mock site.
"""  # noqa: E501 - prose has one sentence per line


def _each(found: dict[str, int], *names: str) -> str:
    return ", ".join(str(found.get(one, 0)) for one in names)


def write(state: State, page: Path = PAGE) -> None:
    """Renew the part in *page*."""
    text = page.read_text(encoding="utf-8") if page.is_file() else "# Reliability\n"
    before, found, rest = text.partition(f"{HEADING}\n")
    _, next_heading, after = rest.partition("\n## ")
    following = f"\n{next_heading.lstrip()}{after}" if next_heading else ""
    gap = "" if found else "\n"
    page.write_text(f"{before}{gap}{HEADING}\n\n{part(state)}{following}", encoding="utf-8")
