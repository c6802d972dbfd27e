"""What several rooms' tests need."""

import shutil
from pathlib import Path

import pytest

from tests.properties import load_profile

load_profile()
pytest_plugins = ["pytester"]

KEYS_PROJECT = Path(__file__).parent / "run" / "keys_project"
collect_ignore = [str(KEYS_PROJECT)]


@pytest.fixture
def keys_project(tmp_path: Path) -> Path:
    """A copy of the small project of keys; its scenario may be changed."""
    root = tmp_path / "keys"
    shutil.copytree(KEYS_PROJECT, root, ignore=shutil.ignore_patterns("__pycache__", "runs"))
    return root
