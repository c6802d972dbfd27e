"""`guides --watch` shows an author the page as it is written."""

import io
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console
from watchfiles import Change

from guiderunner.cli import watching
from guiderunner.guide.preview import CHANGES, Preview
from tests.run.test_validity import SCENARIO, Project, project, published

__all__ = ["project", "published"]


class Watch:
    """The running command: what it says, line by line."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "guiderunner", "guides", "create-key", "--watch"],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        # A test that waits for a line that never comes fails instead of waiting for ever.
        self.alarm = threading.Timer(90, self.process.kill)
        self.alarm.start()
        self.address = self.until("Guides: ").split()[1]

    def until(self, words: str) -> str:
        """Return the next line that holds *words*."""
        assert self.process.stdout
        passed = []
        for line in self.process.stdout:
            if words in line:
                return line
            passed.append(line)
        raise AssertionError("".join(passed))

    def page(self, path: str = "en/live/create-key/index.html") -> str:
        """Return a page as the browser gets it."""
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310 - our own server
            text: str = answer.read().decode()
        return text


@pytest.fixture
def watch(project: Project) -> Iterator[Watch]:
    """Start the command on a project whose guides are published."""
    started = Watch(project.root)
    yield started
    started.alarm.cancel()
    started.process.kill()
    started.process.wait()
    assert started.process.stdout
    started.process.stdout.close()


def test_prose_is_shown_at_once(project: Project, watch: Watch) -> None:
    """The page that is open is told to load anew, and says the new words; nothing was run."""
    watch.until("2 guides up to date")
    with urllib.request.urlopen(watch.address + CHANGES[1:]) as changes:  # noqa: S310 - as above
        project.edit(SCENARIO, "text: Enter the secret.", "text: Type the secret.")
        said = watch.until("2 guides rendered")
        assert changes.readline() == b"data: changed\n"

    assert "Type the secret." in watch.page()
    assert "new EventSource" in watch.page()
    assert "EventSource" not in project.page("live")
    assert float(said.rpartition("(")[2].removesuffix(" s)\n")) < 1
    assert len(project.runs) == 1


def test_a_mistake_is_told_and_the_last_good_page_stays(project: Project, watch: Watch) -> None:
    """The author sees file, line and column; once it is mended, the page goes on."""
    watch.until("2 guides up to date")
    project.edit(SCENARIO, "text: Enter the secret.", "txt: Enter the secret.")

    watch.until(f"{SCENARIO}:11:5: unknown key 'txt'")
    assert "Enter the secret." in watch.page()
    project.edit(SCENARIO, "txt: Enter the secret.", "text: Type the secret.")

    watch.until("2 guides rendered")
    assert "Type the secret." in watch.page()


def test_broken_code_and_templates_do_not_end_it(project: Project, watch: Watch) -> None:
    """A page object that cannot be imported, and a template that is wrong, are told in a line."""
    watch.until("2 guides up to date")
    project.edit("pages/api_keys.py", "self.page.reload()", "self.page.reload(")
    watch.until("SyntaxError")
    project.edit("pages/api_keys.py", "self.page.reload(", "self.page.reload()")
    project.edit("guides/templates/guide.html", "<article>", "<article>{{ nothing.there }}")
    watch.until("guide.html:")
    project.edit("guides/templates/guide.html", "{{ nothing.there }}", "")

    watch.until("2 guides up to date")


def test_a_change_of_behaviour_runs_once(project: Project, watch: Watch) -> None:
    """What fails is not run again for a change of words, but the pages around it are renewed."""
    watch.until("2 guides up to date")
    project.edit(SCENARIO, "is: 2}", "is: 3}")
    watch.until("2 failed")
    watch.until("not all of it passed")
    runs = project.runs
    project.edit(SCENARIO, "text: Enter the secret.", "text: Type the secret.")
    watch.until("2 failed, and run again when what they do changes")
    assert project.runs == runs

    project.edit(SCENARIO, "is: 3}", "is: 2}")

    watch.until("2 guides published")
    watch.until("done")
    assert "Type the secret." in watch.page()


def test_ctrl_c_ends_it_in_one_line(project: Project, watch: Watch) -> None:
    """No traceback, no error."""
    watch.until("2 guides up to date")

    watch.process.send_signal(signal.SIGINT)

    assert watch.process.stdout
    said = watch.process.stdout.read()
    assert said.endswith("No longer watching.\n")
    assert "Interrupt" not in said
    assert watch.process.wait() == 0


def test_only_this_machine_is_served(watch: Watch) -> None:
    """A page elsewhere cannot read what is not published yet, by a name that leads here."""
    watch.until("2 guides up to date")
    request = urllib.request.Request(watch.address, headers={"Host": "evil.example"})  # noqa: S310

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)  # noqa: S310

    refused.value.close()
    assert refused.value.code == 403
    assert watch.address.startswith("http://127.0.0.1:")


def test_what_was_read_already_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that is told late, after the guides were made of it, says nothing new."""
    early, late, gone = (str(tmp_path / name) for name in ("early", "late", "gone"))
    made: list[str] = []

    def changes(*_: object, **__: object) -> Iterator[set[tuple[Change, str]]]:
        Path(early).touch()
        time_of_early = Path(early).stat().st_ctime
        monkeypatch.setattr("time.time", lambda: time_of_early + 1)
        yield set()
        made.append("told early")
        yield {(Change.modified, early)}
        monkeypatch.setattr("time.time", lambda: time_of_early)
        made.append("told late")
        Path(late).touch()
        yield {(Change.modified, early), (Change.deleted, gone)}
        yield {(Change.modified, late)}
        yield set()

    watcher = watching.Watcher(tmp_path, lambda _: [], [], Console(file=io.StringIO()))
    monkeypatch.setattr(watching, "watch", changes)
    monkeypatch.setattr(watching.Watcher, "_folders", lambda _: [])

    def make(_: object) -> str:
        made.append("made")
        return "done"

    monkeypatch.setattr(watching.Watcher, "_make", make)

    with Preview(tmp_path) as preview:
        watcher._watch(preview)  # noqa: SLF001 - no process is needed to see it

    assert made == ["made", "told early", "told late", "made", "made"]
