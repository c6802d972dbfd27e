"""The import rules of ARCHITECTURE.md hold, and would be missed if they did not."""

from pathlib import Path

import pytest

from tests.architecture import NOWHERE, violations

ROOT = Path(__file__).parent.parent


def test_the_project_keeps_its_rules() -> None:
    """Rooms import downwards only, content holds no code, and the engine names no product."""
    assert violations(ROOT) == []


PLANTED = {
    "room above": (
        "src/guiderunner/scenario/model.py",
        "from guiderunner.run.runner import VariantRunner",
        ":1: scenario imports guiderunner.run.runner.VariantRunner",
    ),
    "room from the package": (
        "src/guiderunner/evidence/reader.py",
        "from guiderunner import project",
        ":1: evidence imports guiderunner.project",
    ),
    "relative import": (
        "src/guiderunner/guide/html.py",
        "from ..run import plugin",
        ":1: guide imports guiderunner.run.plugin",
    ),
    "import inside a function": (
        "src/guiderunner/report/console.py",
        "def run():\n    import guiderunner.run.session",
        ":2: report imports guiderunner.run.session",
    ),
    "behind the front door": (
        "src/guiderunner/proof/mutation.py",
        "from guiderunner.run.runner import VariantRunner",
        ":1: proof imports guiderunner.run.runner.VariantRunner",
    ),
    "new room": (
        "src/guiderunner/cloud/upload.py",
        "from guiderunner.evidence.model import Run",
        ":1: cloud imports guiderunner.evidence.model.Run",
    ),
    "pytest in a command": (
        "src/guiderunner/cli/qa.py",
        "import pytest",
        ":1: imports pytest",
    ),
    "Playwright in a guide": (
        "src/guiderunner/guide/pictures.py",
        "from playwright.sync_api import Page",
        ":1: imports playwright.sync_api.Page",
    ),
    "the site in the engine": (
        "src/guiderunner/run/runner.py",
        "from mock_site.client import MockSite",
        ":1: imports mock_site.client.MockSite",
    ),
    "runner in a page object": (
        "pages/pro/home.py",
        "from guiderunner.run.tabs import Tabs",
        ":1: a page object imports guiderunner.run.tabs.Tabs",
    ),
    "engine in the site": (
        "mock_site/app.py",
        "from guiderunner.diagnostics import GuiderunnerError",
        ":1: the mock site imports guiderunner.diagnostics.GuiderunnerError",
    ),
    "heavy adapter": (
        "mock_site/client.py",
        "import sqlalchemy",
        ":1: the adapter loads sqlalchemy",
    ),
    "records of the other side": (
        "mock_site/pro/accounts.py",
        "from mock_site.tables.market import Shop",
        ":1: pro imports mock_site.tables.market.Shop, which is across the wire",
    ),
    "back door": (
        "mock_site/pro/accounts.py",
        "with mall.markets.records() as market: pass",
        ":1: uses the defects' back door",
    ),
    "product": (
        "src/guiderunner/guide/words.py",
        "TITLE = 'Cafe24 PRO'",
        ":1: the engine names 'Cafe24'",
    ),
    "code in scenarios": (
        "scenarios/data/rows.py",
        "",
        ": content holds no Python",
    ),
    "machine's path": (
        "docs/setup.md",
        f"Look into {NOWHERE[0]}main.",
        f":1: names '{NOWHERE[0]}'",
    ),
}


@pytest.mark.parametrize(("path", "text", "told"), PLANTED.values(), ids=PLANTED)
def test_a_planted_violation_is_found(tmp_path: Path, path: str, text: str, told: str) -> None:
    """Each rule finds what breaks it, and says where."""
    planted = tmp_path / path
    planted.parent.mkdir(parents=True)
    planted.write_text(text)

    assert violations(tmp_path) == [path + told]


def test_a_heavy_module_behind_the_adapter_is_found(tmp_path: Path) -> None:
    """What the adapter imports of its own package is looked into as well."""
    folder = tmp_path / "mock_site"
    folder.mkdir()
    (folder / "client.py").write_text("from mock_site.world import World")
    (folder / "world.py").write_text("from mock_site.tables import Mall")
    (folder / "tables.py").write_text("from sqlalchemy.orm import Session")

    assert violations(tmp_path) == [
        "mock_site/tables.py:1: the adapter loads sqlalchemy.orm.Session"
    ]


def test_what_is_allowed_is_no_violation(tmp_path: Path) -> None:
    """The front door of a room, the room's own modules and Playwright where it lives."""
    allowed = {
        "src/guiderunner/repro/repro.py": "from guiderunner.run.session import run_variants",
        "src/guiderunner/run/runner.py": "from guiderunner import __version__",
        "src/guiderunner/guide/pdf.py": "from guiderunner.site.printing import open_printer",
        "pages/home.py": "from guiderunner.run.page_object import PageObject",
        "mock_site/client.py": "import json, yaml",
    }
    for path, text in allowed.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    assert violations(tmp_path) == []
