"""`guides --watch`: shows an author the pages as they are written."""

import contextlib
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from watchfiles import Change, DefaultFilter, watch

from guiderunner.cli import making, reviews
from guiderunner.diagnostics import GuiderunnerError, ProblemsError, plural
from guiderunner.guide.contents import Contents
from guiderunner.guide.preview import Preview
from guiderunner.guide.publish import publish
from guiderunner.guide.published import Published
from guiderunner.guide.validity import Plan
from guiderunner.project import find_project
from guiderunner.report.console import make_console
from guiderunner.report.problems import with_snippets
from guiderunner.run.checking import Checked, check_project
from guiderunner.scenario.variants import Variant

Select = Callable[[Checked], list[Variant]]
# Milliseconds: without a further change, an author has saved; without any, the watch is alive.
_QUIET, _WAKE = 50, 200
_COARSE = 0.05  # Seconds: the times of files may be as much behind the clock.


@dataclass
class Watcher:
    """Keeps the guides that *select* chooses as their files are; *arguments* are those of `guides`.

    What must run runs in a process of its own, so that it has the page objects of this moment.
    """

    root: Path
    select: Select
    arguments: Sequence[str]
    console: Console = field(default_factory=make_console)
    _tried: dict[str, str] = field(default_factory=dict)
    _read: float = 0.0

    def watch(self) -> None:
        """Make the guides, show them, and make them again at each change, until Ctrl-C."""
        project = find_project(self.root)
        with Preview(project.build / "guides") as preview:
            self.console.print(f"Guides: {preview.address}  (Ctrl-C ends it)", markup=False)
            with contextlib.suppress(KeyboardInterrupt):
                self._watch(preview)
        self.console.print("No longer watching.")

    def _watch(self, preview: Preview) -> None:
        changes = watch(
            *self._folders(),
            watch_filter=_Written(),
            step=_QUIET,
            rust_timeout=_WAKE,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        # The first yield says that the folders are watched: what is saved from then on is seen.
        next(changes)
        self.make()
        for changed in changes:
            if self._is_news(changed):
                self._forget_code(changed)
                if self.make():
                    preview.tell()

    def _is_news(self, changed: set[tuple[Change, str]]) -> bool:
        """Whether a file changed since the guides were last made: what came before, they know.

        The system tells of a save some time after it, and meanwhile it may have been read.
        """
        for _, path in changed:
            with contextlib.suppress(OSError):
                if Path(path).lstat().st_ctime < self._read:
                    continue
            return True
        return False

    def make(self) -> bool:
        """Bring the guides up to date or say what is in the way; return whether it was done."""
        started = time.perf_counter()
        self._read = time.time() - _COARSE
        try:
            said = self._make()
        except ProblemsError as error:
            self.console.print(with_snippets(error.problems, self.root))
            return False
        except GuiderunnerError as error:
            self.console.print(str(error), style="red", markup=False)
            return False
        except Exception as error:  # noqa: BLE001 - a page object may raise anything when imported
            place = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{place.filename}:{place.lineno}: {type(error).__name__}: {error}"
            self.console.print(said, style="red", markup=False)
            return False
        took = time.perf_counter() - started
        self.console.print(f"{time.strftime('%H:%M:%S')}  {said} ({took:.1f} s)", markup=False)
        return True

    def _make(self) -> str:
        checked = check_project(find_project(self.root))
        chosen = self.select(checked)
        contents = Contents.load(checked.suite, checked.project.guides)
        plan = making.plan(checked, contents, chosen, run_issues=False)
        if plan.is_done:
            guides = sum(one.scenario.has_guide for one in chosen)
            return f"{plural(guides, 'guide')} up to date"
        contents.require_frame(sorted({one.locale for one in chosen}))
        behaviours = making.behaviours(checked)
        now = {one.node: behaviours.of(one) for one in plan.run}
        if any(self._tried.get(node) != behaviour for node, behaviour in now.items()):
            self._tried |= now
            return self._run()
        return self._render(checked, contents, plan)

    def _run(self) -> str:
        # Whoever writes waits for the guide alone.
        command = [sys.executable, "-m", "guiderunner", "guides", "--no-issues", *self.arguments]
        ended = subprocess.run([*command, "--project", str(self.root)], check=False)  # noqa: S603
        return "done" if ended.returncode == 0 else "not all of it passed"

    def _render(self, checked: Checked, contents: Contents, plan: Plan) -> str:
        work = making.work(checked, plan, None)
        gate, contents = reviews.make_gate(checked), making.with_claims(checked, contents)
        done = publish(
            contents, checked.project.build, work.batches, work.current, gate, work.left_out
        )
        for problem in done.problems:
            self.console.print(str(problem), style="red", markup=False)
        return _told(done, plan)

    def _folders(self) -> list[Path]:
        settings = find_project(self.root).settings
        site = settings.site.partition(":")[0].partition(".")[0]
        names = [settings.scenarios, settings.pages, settings.guides, site, f"{site}.py"]
        found = [self.root / one for one in (*names, "pyproject.toml")]
        return [one for one in found if one.exists()]

    def _forget_code(self, changed: set[tuple[Change, str]]) -> None:
        """Let changed page objects be imported anew."""
        if not any(path.endswith(".py") for _, path in changed):
            return
        settings = find_project(self.root).settings
        packages = (settings.pages.replace("/", "."), settings.site.partition(":")[0].split(".")[0])
        for name in list(sys.modules):
            if name in packages or name.startswith(tuple(f"{one}." for one in packages)):
                del sys.modules[name]


class _Written(DefaultFilter):
    """Leaves out what the tool itself writes in passing."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"\.part$", r"\.pot$")


def _told(done: Published, plan: Plan) -> str:
    said = [f"{plural(len(done.fresh) + len(plan.current), 'guide')} rendered"]
    said += [f"{len(done.refused)} refused, old pages kept"] if done.refused else []
    said += [f"{len(plan.run)} failed, and run again when what they do changes"] if plan.run else []
    return ", ".join(said)
