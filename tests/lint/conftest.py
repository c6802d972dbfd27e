"""A project with guides for each test."""

from pathlib import Path

import pytest

from tests.guide.key_guides import Project, make_project


@pytest.fixture(scope="session")
def written_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the project that all tests begin with."""
    return make_project(tmp_path_factory.mktemp("project")).root


@pytest.fixture
def project(written_project: Path, tmp_path: Path) -> Project:
    """Copy it, so that a test may change it."""
    import shutil  # noqa: PLC0415 - beside its only use

    root = tmp_path / "project"
    shutil.copytree(written_project, root)
    return Project(root)
