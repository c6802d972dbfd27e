"""What is installed from the wheel serves a project of its own, whose site is not ours."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
FRONT_PAGE = """
version: 1
title: Guides to keys
summary: How to give your servers keys.
flows: [{id: keys, title: Keys, summary: Create a key.}]
"""


def needed(name: str, found: set[str]) -> set[str]:
    """Return *found* with the distributions that *name* says it needs, and theirs."""
    for line in distribution(name).requires or ():
        asked = Requirement(line)
        wanted = asked.marker is None or asked.marker.evaluate({"extra": ""})
        other = canonicalize_name(asked.name)  # Each may spell it in its own way.
        if wanted and other not in found:
            found.add(other)
            needed(other, found)
    return found


def packages(name: str) -> Iterator[Path]:
    """Yield the files and folders of a distribution that stand in site-packages."""
    own = distribution(name)
    for top in {file.parts[0] for file in own.files or ()} - {"..", "__pycache__"}:
        yield Path(str(own.locate_file(top)))


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """An environment with the wheel and what it says it needs, and nothing else of ours."""
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    home, wheels = tmp_path / "env", tmp_path / "wheels"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    offline = ["--no-deps", "--no-index"]
    build = [*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", wheels, ROOT]
    subprocess.run(build, check=True)
    (wheel,) = wheels.glob("*.whl")
    python = home / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", *offline, wheel], check=True)
    (site_packages,) = home.glob("lib/python*/site-packages")
    for name in needed("guiderunner", set()):
        for package in packages(name):
            (site_packages / package.name).symlink_to(package)
    return home / "bin"


def test_the_wheel_alone_runs_a_project_and_makes_its_guides(
    installed: Path, keys_project: Path
) -> None:
    """It runs, publishes, exports and compares, with nothing of ours beside."""
    for part in ("templates", "theme"):
        shutil.copytree(ROOT / "guides" / part, keys_project / "guides" / part)
    (keys_project / "guides" / "front_page.yaml").write_text(FRONT_PAGE, "utf-8")

    def ran(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments, cwd=keys_project, capture_output=True, text=True, check=False
        )

    ours = ran(installed / "python", "-c", "import mock_site")
    run = ran(installed / "guiderunner", "run", "--workers", "2")
    early = ran(installed / "guiderunner", "export", "markdown")
    guides = ran(installed / "guiderunner", "guides", "--locale", "en")
    exports = [ran(installed / "guiderunner", "export", one) for one in ("markdown", "pdf")]

    assert "No module named 'mock_site'" in ours.stderr
    assert (run.returncode, run.stderr) == (0, "")
    assert "4 passed in" in run.stdout
    assert (guides.returncode, guides.stderr) == (0, "")
    assert list((keys_project / "build" / "guides" / "en").rglob("*.html"))
    assert (early.returncode, early.stdout) == (2, "")
    assert early.stderr.startswith("no guides are published yet.")
    build = keys_project / "build"
    assert [(one.returncode, one.stderr) for one in exports] == [(1, "")] * 2
    assert "Not published, so left out: " in exports[0].stdout
    assert list((build / "markdown" / "en").rglob("index.md"))
    assert {one.read_bytes()[:5] for one in (build / "pdf" / "en").rglob("*.pdf")} == {b"%PDF-"}
    current = build / "guides"
    page = ("--format", "html", "--output", "changes.html")
    same = ran(installed / "guiderunner", "diff", current, current, *page)
    assert (same.returncode, same.stderr) == (0, "")
    assert "nothing changed for readers" in (keys_project / "changes.html").read_text("utf-8")
