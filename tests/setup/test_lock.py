"""The lock holds everything, reproducibly, for any registry."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

from tests.licences import installed, locked, normal, requirements

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


def test_what_is_installed_is_what_is_locked() -> None:
    """The tests ran with these versions, and with nothing else but pip and ourselves."""
    found = {name: one.version for name, one in installed().items()}

    for name in ("guiderunner", "pip", "setuptools"):
        found.pop(name, None)

    assert found == locked()


def test_the_lock_is_whole() -> None:
    """With --require-hashes, pip refuses what another package needs and the lock does not hold."""
    needs = {name: set(requirements(one.requires or [])) for name, one in installed().items()}

    missing = {name: some - locked().keys() for name, some in needs.items() if name in locked()}

    assert {name: some for name, some in missing.items() if some} == {}


def test_the_lock_fits_the_project() -> None:
    """No version is locked that pyproject.toml does not allow, nor any range."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    asked = [*project["project"]["dependencies"], *groups["dev"], *groups["build"]]

    unfit = [
        one
        for one in map(Requirement, asked)
        if not one.specifier.contains(locked()[normal(one.name)])
    ]

    assert unfit == []
    assert locked().keys() == _locked().keys()


def test_the_lock_is_written_in_one_way() -> None:
    """In order, and without a date or a place: renewed, it is the same to the letter."""
    hashes = [re.findall(r"sha256:(\w{64})", text) for text in _locked().values()]

    assert list(_locked()) == sorted(_locked())
    assert hashes == [sorted(set(one)) for one in hashes]
    assert (
        re.findall(r"(?m)^(?!#|[a-z0-9-]+==\S+ \\$|    --hash=sha256:\w{64}( \\)?$).+", LOCK) == []
    )
