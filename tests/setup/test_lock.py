"""The lock holds everything, reproducibly, for any registry."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LOCK = (ROOT / "requirements.lock").read_text()


def _locked() -> dict[str, str]:
    """Return the text of each requirement by name."""
    parts = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    return {re.split(r"[=\[]", part)[0]: part for part in parts}


def test_every_dependency_is_locked() -> None:
    """Of the wheel, of the tests, and of the build without isolation."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]

    names = {re.split(r"[<>=\[;]", one)[0] for one in asked}

    assert names - _locked().keys() == set()


def test_every_requirement_has_hashes() -> None:
    """A wheel and a source archive at the least, bar the few that have one only."""
    with_one = [name for name, text in _locked().items() if text.count("--hash=sha256:") < 2]
    with_none = [name for name, text in _locked().items() if "--hash=sha256:" not in text]

    assert with_none == []
    assert len(with_one) <= 3


def test_the_lock_names_no_registry() -> None:
    """Whoever installs says where from, by the settings of pip."""
    assert not re.search(r"://|^-|--(index|extra|find|trusted)", LOCK, flags=re.MULTILINE)
