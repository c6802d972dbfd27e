"""A project with guides for each test."""

import shutil
from pathlib import Path

import pytest

from tests.guide.key_guides import Project, make_project


@pytest.fixture(scope="session")
def translated_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the project that all tests begin with."""
    return make_project(tmp_path_factory.mktemp("project")).root


@pytest.fixture
def project(translated_project: Path, tmp_path: Path) -> Project:
    """Copy it, so that a test may change it."""
    root = tmp_path / "project"
    shutil.copytree(translated_project, root)
    return Project(root)
