"""Finds the browser that visits the site, without starting anything.

Headless runs prefer the headless-shell build: it draws the same pages for about half the work.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError

OVERRIDE = "GUIDERUNNER_BROWSER"
SERVER = "GUIDERUNNER_BROWSER_SERVER"
SHELL, CHROMIUM = "chromium-headless-shell", "chromium"
_ON_PATH = ("chromium", "google-chrome-stable", "google-chrome", "chrome", "chromium-browser")
_LONGEST_SCRIPT = 65536
_MAC_APPS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)
# A frame for each page costs a twentieth of a flow, and nothing is gained by it in a test.
# What Playwright itself enables comes first, as a browser takes only the last of two such flags.
_FEATURES = (
    "CDPScreenshotNewSurface",
    "SkipListAccountsWithoutGaiaCookies",
    "RenderDocument:level/crashed-frame",
)
_IN_PLAYWRIGHT = ("chrome-*/chrome", "chrome-*/*.app/Contents/MacOS/*")


@dataclass(frozen=True)
class Browser:
    """A browser that can be launched.

    Attributes:
        executable: What to launch; None if Playwright finds its own.
        args: Flags to launch it with.
        name: Which program it is, e.g. `chromium-headless-shell`.
        build: Who built it: `playwright <revision>`, `system`, or `override`.
    """

    executable: Path | None
    args: tuple[str, ...]
    name: str
    build: str

    @property
    def identity(self) -> str:
        """What tells this build from any other, without starting it."""
        facts = [self.name, self.build, *self.args]
        if self.executable is not None:
            for file in [self.executable.resolve(), *_started_by(self.executable)]:
                stat = file.stat()
                facts.append(f"{file} {stat.st_size} {stat.st_mtime_ns}")
        return ", ".join(facts)


def browser_identity(environ: Mapping[str, str] = os.environ) -> str:
    """Return what tells the browser of headless runs from any other: of a server, its address.

    Raises:
        GuiderunnerError: If there is none.
    """
    server = environ.get(SERVER)
    return f"server {server}" if server else find_browser(environ=environ).identity


def _started_by(script: Path) -> list[Path]:
    """Return the programs that a start script names: it stays the same when they are renewed."""
    with script.open("rb") as stream:
        start = stream.read(_LONGEST_SCRIPT)
    if not start.startswith(b"#!"):
        return []
    _, *lines = start.decode(errors="replace").splitlines()
    named = [Path(one) for line in lines for one in re.findall(r"/[\w./+-]+", line)]
    return [one for one in named if one.is_file()]


def find_browser(headed: bool = False, environ: Mapping[str, str] = os.environ) -> Browser:
    """Return the best browser of this machine for headless, or for *headed*, runs.

    Raises:
        GuiderunnerError: If there is none.
    """
    if override := environ.get(OVERRIDE):
        return _named(override, environ)
    kept = _PlaywrightFolder.of(environ)
    candidates = _headed(kept, environ) if headed else _headless(kept, environ)
    found = next(candidates, None)
    if found is None:
        raise GuiderunnerError(_how_to_get(headed))
    return found


@dataclass(frozen=True)
class _PlaywrightFolder:
    """Where the Playwright of this environment keeps its browsers."""

    folder: Path
    revisions: Mapping[str, str]

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "_PlaywrightFolder | None":
        spec = find_spec("playwright")
        if spec is None or not spec.submodule_search_locations:
            return None
        package = Path(spec.submodule_search_locations[0]) / "driver" / "package"
        listed = json.loads((package / "browsers.json").read_bytes())["browsers"]
        revisions = {one["name"]: one["revision"] for one in listed}
        return cls(_kept_in(package, environ), revisions)

    def installed(self, name: str) -> Path | None:
        """Return the folder of *name* if its download was completed."""
        folder = self.folder / f"{name.replace('-', '_')}-{self.revisions[name]}"
        return folder if (folder / "INSTALLATION_COMPLETE").is_file() else None

    def build(self, name: str) -> str:
        return f"playwright {self.revisions[name]}"


def _kept_in(package: Path, environ: Mapping[str, str]) -> Path:
    named = environ.get("PLAYWRIGHT_BROWSERS_PATH")
    if named == "0":
        return package / ".local-browsers"
    if named:
        return Path(named)
    home = Path(environ.get("HOME") or Path.home())
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def _headless(kept: _PlaywrightFolder | None, environ: Mapping[str, str]) -> Iterator[Browser]:
    if kept and kept.installed(SHELL):
        yield _browser(None, SHELL, kept.build(SHELL))
    if shell := shutil.which(SHELL, path=_path(environ)):
        yield _browser(Path(shell), SHELL, "system")
    if kept and (folder := kept.installed(CHROMIUM)):
        # Left to itself, Playwright would look for the shell, which is not there.
        for pattern in _IN_PLAYWRIGHT:
            for executable in sorted(folder.glob(pattern)):
                yield _browser(executable, CHROMIUM, kept.build(CHROMIUM))
    yield from _of_the_system(environ)


def _headed(kept: _PlaywrightFolder | None, environ: Mapping[str, str]) -> Iterator[Browser]:
    if kept and kept.installed(CHROMIUM):
        yield _browser(None, CHROMIUM, kept.build(CHROMIUM))
    yield from _of_the_system(environ)


def _of_the_system(environ: Mapping[str, str]) -> Iterator[Browser]:
    for name in _ON_PATH:
        if executable := shutil.which(name, path=_path(environ)):
            yield _browser(Path(executable), name, "system")
    if sys.platform == "darwin":
        for app in _MAC_APPS:
            if (executable_in_app := Path("/Applications") / app).is_file():
                yield _browser(executable_in_app, executable_in_app.name, "system")


def _named(path: str, environ: Mapping[str, str]) -> Browser:
    executable = shutil.which(path, path=_path(environ))
    if executable is None:
        raise GuiderunnerError(f"{OVERRIDE} names '{path}', which cannot be started.")
    return _browser(Path(executable), Path(executable).name, "override")


def _path(environ: Mapping[str, str]) -> str:
    return environ.get("PATH", os.defpath)


def _browser(executable: Path | None, name: str, build: str) -> Browser:
    return Browser(executable, tuple(_args()), name, build)


def _args() -> Sequence[str]:
    # Without the first, two pictures of one page may differ in a pixel.
    always = ["--disable-partial-raster", f"--enable-features={','.join(_FEATURES)}"]
    # Chromium's sandbox refuses to start for root.
    return [*always, "--no-sandbox"] if os.geteuid() == 0 else always


def _how_to_get(headed: bool) -> str:
    name = CHROMIUM if headed else SHELL
    return (
        f"No browser was found. Get one by `apt-get install {name}` (Debian) or "
        f"`playwright install {name}`, or name one in {OVERRIDE}."
    )
