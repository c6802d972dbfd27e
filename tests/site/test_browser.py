"""The browser is found by what lies in folders; nothing is started."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.site.browser import (
    CHROMIUM,
    OVERRIDE,
    SERVER,
    SHELL,
    Browser,
    browser_identity,
    find_browser,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="A Mac also looks in /Applications")


class Machine:
    """A machine that has nothing but what a test puts there."""

    def __init__(self, root: Path) -> None:
        self.programs = root / "bin"
        self.kept = root / "ms-playwright"
        self.programs.mkdir()
        self.environ = {
            "PATH": str(self.programs),
            "HOME": str(root),
            "PLAYWRIGHT_BROWSERS_PATH": str(self.kept),
        }

    def has(self, name: str) -> Path:
        """Put a program on the PATH."""
        return _program(self.programs / name)

    def playwright_has(self, name: str, inner: str = "x", *, complete: bool = True) -> Path:
        """Put a browser where Playwright keeps its own."""
        folder = self.kept / f"{name.replace('-', '_')}-{_revision(name)}"
        executable = _program(folder / inner)
        if complete:
            (folder / "INSTALLATION_COMPLETE").touch()
        return executable

    def find(self, *, headed: bool = False) -> Browser:
        """Find the browser of this machine."""
        return find_browser(headed, self.environ)


def _program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


def _revision(name: str) -> str:
    spec = find_spec("playwright")
    assert spec
    assert spec.origin
    listed = json.loads(
        Path(spec.origin).with_name("driver").joinpath("package", "browsers.json").read_bytes()
    )
    return next(str(one["revision"]) for one in listed["browsers"] if one["name"] == name)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return a machine without any browser."""
    return Machine(tmp_path)


class TestHeadless:
    def test_playwrights_own_shell_comes_first(self, machine: Machine) -> None:
        """Playwright finds its own build, so no path is named."""
        machine.has(SHELL)
        machine.playwright_has(SHELL)

        found = machine.find()

        assert (found.executable, found.name) == (None, SHELL)
        assert found.build == f"playwright {_revision(SHELL)}"

    def test_a_broken_off_download_is_none(self, machine: Machine) -> None:
        """A folder without Playwright's own mark holds half a browser."""
        shell = machine.has(SHELL)
        machine.playwright_has(SHELL, complete=False)

        assert machine.find().executable == shell

    def test_the_systems_shell_comes_before_full_chromium(self, machine: Machine) -> None:
        """The shell build does the same work in about half the time."""
        shell = machine.has(SHELL)
        machine.has("chromium")
        machine.playwright_has(CHROMIUM, "chrome-linux64/chrome")

        found = machine.find()

        assert (found.executable, found.name, found.build) == (shell, SHELL, "system")

    def test_playwrights_full_chromium_is_named_by_its_path(self, machine: Machine) -> None:
        """Without a path, Playwright would look for the shell that is not there."""
        chrome = machine.playwright_has(CHROMIUM, "chrome-linux64/chrome")

        assert machine.find().executable == chrome

    def test_chrome_is_the_last_resort(self, machine: Machine) -> None:
        """Any Chromium is better than none."""
        chrome = machine.has("google-chrome")

        assert machine.find().executable == chrome


class TestHeaded:
    def test_the_shell_has_no_window(self, machine: Machine) -> None:
        """Headed runs take full Chromium, even where a shell is."""
        machine.has(SHELL)
        chromium = machine.has("chromium")

        assert machine.find(headed=True).executable == chromium

    def test_playwrights_own_chromium_comes_first(self, machine: Machine) -> None:
        """Playwright finds its own build, so no path is named."""
        machine.has("chromium")
        machine.playwright_has(CHROMIUM)

        found = machine.find(headed=True)

        assert (found.executable, found.name) == (None, CHROMIUM)

    def test_without_one_the_message_says_how_to_get_it(self, machine: Machine) -> None:
        """The message names full Chromium, in one line."""
        machine.has(SHELL)

        with pytest.raises(GuiderunnerError) as caught:
            machine.find(headed=True)

        assert str(caught.value) == (
            "No browser was found. Get one by `apt-get install chromium` (Debian) or "
            "`playwright install chromium`, or name one in GUIDERUNNER_BROWSER."
        )


class TestOverride:
    def test_a_named_browser_wins(self, machine: Machine) -> None:
        """A person's choice is not second-guessed."""
        machine.has(SHELL)
        machine.environ[OVERRIDE] = str(machine.has("my-browser"))

        found = machine.find()

        assert (found.name, found.build) == ("my-browser", "override")

    def test_a_wrong_path_is_told(self, machine: Machine) -> None:
        """No other browser is taken instead."""
        machine.has(SHELL)
        machine.environ[OVERRIDE] = "/no/such/browser"

        with pytest.raises(GuiderunnerError, match="'/no/such/browser', which cannot be started"):
            machine.find()


@pytest.mark.parametrize(("user", "sandboxed"), [(0, False), (1000, True)])
def test_only_root_goes_without_the_sandbox(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, user: int, sandboxed: bool
) -> None:
    """Chromium's sandbox refuses to start for root, and for nobody else."""
    machine.has(SHELL)
    monkeypatch.setattr(os, "geteuid", lambda: user)

    assert ("--no-sandbox" not in machine.find().args) == sandboxed


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"HOME": "/home/me"}, "/home/me/.cache/ms-playwright"),
        ({"HOME": "/home/me", "XDG_CACHE_HOME": "/cache"}, "/cache/ms-playwright"),
        ({"HOME": "/home/me", "PLAYWRIGHT_BROWSERS_PATH": "/browsers"}, "/browsers"),
    ],
)
def test_playwrights_folder_is_where_playwright_looks(
    environ: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same variables move it for us as for Playwright."""
    looked: list[str] = []

    def is_file(path: Path) -> bool:
        looked.append(str(path.parent.parent))
        return False

    monkeypatch.setattr(Path, "is_file", is_file)

    with pytest.raises(GuiderunnerError):
        find_browser(environ={**environ, "PATH": ""})

    assert set(looked) == {folder}


def test_finding_needs_no_playwright() -> None:
    """The set-up asks before Playwright is installed, and it must be quick."""
    code = "import sys, guiderunner.site.browser; print('playwright' in sys.modules)"

    asked = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert asked.stdout == "False\n"


def test_a_renewed_program_is_another_browser(tmp_path: Path) -> None:
    """A start script stays the same when the program that it starts is renewed."""
    program, script = tmp_path / "program", tmp_path / "start"
    program.write_bytes(b"1")
    script.write_text(f'#!/bin/sh\n{program} "$@"\n')
    script.chmod(0o755)
    first = browser_identity({OVERRIDE: str(script)})
    assert browser_identity({OVERRIDE: str(script)}) == first

    program.write_bytes(b"22")

    assert browser_identity({OVERRIDE: str(script)}) != first


def test_the_browser_of_a_server_is_told_by_its_address() -> None:
    """No browser need be on this machine, and what another server showed is other evidence."""
    assert browser_identity({SERVER: "ws://host:3000/"}) == "server ws://host:3000/"
