"""A project of its own for the benchmark: the pages and the site of this one, other scenarios."""

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "build" / "bench"
SETTINGS = """\
[tool.guiderunner]
site = "mock_site.client:MockSite"
locales = ["en"]
"""
COPIES = "copies"
CONFTEST = 'pytest_plugins = ["guiderunner.run.plugin"]\n'


def make_workspace(count: int, inside: Path = FOLDER) -> Path:
    """Make the project in which the scenario has *count* variants; return its folder."""
    folder = make_empty_project(inside / f"project-{count}")
    _write_copies(folder, count)
    shutil.copy(ROOT / "bench" / "scenarios" / "sellers_day.yaml", folder / "scenarios")
    return folder


def make_copies(scenario: str, row: str, count: int, inside: Path = FOLDER) -> Path:
    """Make this project with *count* copies of a variant, as scenario COPIES; return its folder.

    *scenario* is the path of its file under scenarios/, *row* a marketplace.
    """
    folder = make_empty_project(inside / f"copies-{count}")
    shutil.rmtree(folder / "scenarios")
    shutil.copytree(ROOT / "scenarios", folder / "scenarios")
    _write_copies(folder, count)
    text = (folder / "scenarios" / scenario).read_text(encoding="utf-8")
    axes = f"each: {{marketplace: {{id: {row}}}, copy: {{}}}}"
    copied = re.sub(r"(?m)^each: .*$", axes, re.sub(r"(?m)^id: .*$", f"id: {COPIES}", text))
    (folder / "scenarios" / scenario).with_stem(COPIES).write_text(copied, encoding="utf-8")
    settings = folder / "pyproject.toml"
    settings.write_text(f'{SETTINGS}claims = "scenarios/data/claims.yaml"\n', encoding="utf-8")
    return folder


def make_many(count: int, inside: Path = FOLDER) -> Path:
    """Make a project with *count* small scenarios; return its folder."""
    folder = make_empty_project(inside / f"many-{count}")
    scenario = (ROOT / "bench" / "scenarios" / "small.yaml").read_text(encoding="utf-8")
    for number in range(count):
        file = folder / "scenarios" / f"flow_{number % 20}" / f"small_{number}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(scenario.replace("id: small", f"id: small-{number}"), encoding="utf-8")
    return folder


def _write_copies(folder: Path, count: int) -> None:
    """Write the rows that make *count* variants of one."""
    rows = "".join(f"  - {{id: number_{number}}}\n" for number in range(count))
    file = folder / "scenarios" / "data" / "copies.yaml"
    file.write_text(f"version: 1\nid: copy\nrows:\n{rows}", encoding="utf-8")


def add_guides(folder: Path, front_page: str) -> None:
    """Give a project the templates of this one, so that it has guides."""
    guides = folder / "guides"
    guides.mkdir()
    for name in ("templates", "theme", "glossary.yaml"):
        (guides / name).symlink_to(ROOT / "guides" / name)
    (guides / "front_page.yaml").write_text(front_page, encoding="utf-8")


def make_empty_project(folder: Path) -> Path:
    """Make a project with the pages, the site and the marketplaces of this one."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pages").mkdir(parents=True)
    data = folder / "scenarios" / "data"
    data.mkdir(parents=True)
    (folder / "pyproject.toml").write_text(SETTINGS)
    (folder / "conftest.py").write_text(CONFTEST)
    for page in (ROOT / "pages").iterdir():
        if page.name != "__pycache__":
            (folder / "pages" / page.name).symlink_to(page)
    (folder / "mock_site").symlink_to(ROOT / "mock_site")
    (data / "marketplaces.yaml").symlink_to(ROOT / "scenarios" / "data" / "marketplaces.yaml")
    return folder
