"""The project of the soak: a copy of this one, so that nothing changes under it, with defects."""

import hashlib
import shutil
from pathlib import Path

import yaml

from bench.workspace import ROOT

FOLDER = ROOT / "build" / "soak"
MUTANTS = "mutants"
# A folder of scenarios, the file, one row, and defects of the mock that it must notice.
_MUTANTS = (
    ("registration/connect_account", "rakuten", "save_does_nothing"),
    ("registration/connect_account", "ebay_japan", "form_prefilled"),
    ("registration/field_help", "rakuten", "help_missing"),
    ("registration/sync_needs_account", "rakuten", "send_without_account"),
    ("refresh/retrieve_market_information", "rakuten", "retrieve_does_nothing"),
    ("refresh/related_guide", "rakuten", "related_guide_same_for_all"),
    ("unlink/unlink_account", "rakuten", "unlink_does_nothing"),
    ("unlink/after_unlink", "shopee", "unlink_deletes_listings"),
)
_COPIED = ("src", "pages", "mock_site", "scenarios")
# What decides how a variant is judged, or lives as long as a run: where it changes, the count of
# the soak begins anew.
_COUNTED = (
    *("src/guiderunner/run", "src/guiderunner/site", "src/guiderunner/evidence"),
    *("src/guiderunner/scenario", "pages", "mock_site", "scenarios"),
)
_SETTINGS = """\
[tool.guiderunner]
site = "mock_site.client:MockSite"
locales = ["en", "ko", "ja"]
claims = "scenarios/data/claims.yaml"
"""


def make_project(folder: Path = FOLDER / "project", source: Path = ROOT) -> Path:
    """Copy what runs from *source* to *folder*, and add the mutants; return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in _COPIED:
        skipped = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source / name, folder / name, ignore=skipped)
    (folder / "pyproject.toml").write_text(_SETTINGS, encoding="utf-8")
    shutil.copy(source / "conftest.py", folder)
    for path, row, defect in _MUTANTS:
        text = (folder / "scenarios" / f"{path}.yaml").read_text(encoding="utf-8")
        file = folder / "scenarios" / MUTANTS / f"{defect}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_mutant(text, row, defect), encoding="utf-8")
    return folder


def _mutant(text: str, row: str, defect: str) -> str:
    """Return the scenario *text* for one *row*, in a world with the *defect*."""
    scenario = yaml.safe_load(text)
    axes = {
        axis: of if axis != "marketplace" else {"id": row} for axis, of in scenario["each"].items()
    }
    scenario |= {"id": f"mutant-{defect.replace('_', '-')}", "guide": "none", "each": axes}
    scenario["given"] = {**scenario.get("given", {}), "faults": [defect]}
    return yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True)


def digest(folder: Path) -> str:
    """Return a hash of what the count of the soak rests on."""
    found = hashlib.sha256()
    for name in _COUNTED:
        for file in sorted((folder / name).rglob("*")):
            if file.is_file() and not {"__pycache__", MUTANTS} & set(file.parts):
                found.update(file.relative_to(folder).as_posix().encode() + b"\0")
                found.update(file.read_bytes() + b"\0")
    return found.hexdigest()[:16]
