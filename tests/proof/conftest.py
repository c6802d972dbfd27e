"""The small project with guides, with claims, for each test."""

import shutil
from pathlib import Path

import pytest

from tests.guide.key_guides import Project, make_project
from tests.proof.kept import keep, with_claims


@pytest.fixture(scope="session")
def proved_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the project, and keep a run in which all of it passed."""
    project = with_claims(make_project(tmp_path_factory.mktemp("proved")))
    keep(project, project.run(project.suite()))
    return project.root


@pytest.fixture
def project(proved_project: Path, tmp_path: Path) -> Project:
    """Copy it, so that a test may change it."""
    root = tmp_path / "project"
    shutil.copytree(proved_project, root)
    return Project(root)
