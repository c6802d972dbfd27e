"""A bundle is made where something went wrong, and says elsewhere whether it still does."""

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

from guiderunner.repro.bundle import BundleError
from guiderunner.repro.bundle_making import save_bundle
from guiderunner.repro.bundle_reading import read_bundle
from tests.conftest import KEYS_PROJECT
from tests.repro.test_bundle_reading import MEMBERS
from tests.run.command import run_command
from tests.run.test_issue import ISSUE
from tests.run.test_plugin import SCENARIO, change

SITE = "keys_site.py"
KEPT = 'world["keys"] += parse_qs(body).get("name", [])'
LISTED = 'for key in world["keys"])'


def clone(folder: Path) -> Path:
    """Return a project with an issue: a key is there that nobody knows."""
    root = shutil.copytree(KEYS_PROJECT, folder / "keys", ignore=shutil.ignore_patterns("runs"))
    (root / "scenarios" / "keys" / "old_key.yaml").write_text(ISSUE, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a bundle of an issue that was seen, and of a flow that failed."""
    root = clone(tmp_path_factory.mktemp("made"))
    seen = run_command(root, "repro", "old-key", "--save", "issue.zip")
    change(root, KEPT, f"{KEPT}[:0]", SITE)
    failed = run_command(root, "repro", "create-key", "--only", "key=live", "--save", "flow.zip")
    assert (seen.returncode, failed.returncode) == (0, 1)
    return root


def test_a_bundle_holds_all_that_is_needed(bundles: Path) -> None:
    """Scenario, rows and data, the world before and after, evidence, report; no secret."""
    found = read_bundle(bundles / "flow.zip")

    members = {name: one.decode(errors="replace") for name, one in found.members.items()}
    traces = [name for name in members if name.startswith("evidence/traces/")]
    assert [one.outcome for one in found.run.tries] == ["failed", "failed"]
    assert json.loads(members["world/before.json"]) == {"keys": ["Old"]}
    assert json.loads(members["world/after.json"]) == {"keys": ["Old"]}
    assert json.loads(members["data.json"])["rows"]["key"]["name"] == "Live server"
    assert json.loads(members["data.json"])["world"]["secret"] == "«secret»"  # noqa: S105 - its name
    assert {"project/scenarios/keys/create_key.yaml", "project/scenarios/data/keys.yaml"} <= {
        *members
    }
    assert "It failed at step 'create'." in members["README.txt"]
    assert "<html" in members["report.html"]
    assert "GET http://" in members["evidence/console-2.txt"]
    assert any(name.startswith("evidence/pictures/") for name in members)
    assert len(traces) == 2
    assert not [name for name, one in members.items() if "hush-" in one]
    with ZipFile(bundles / "flow.zip") as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "manifest.json"


def test_an_issue_is_the_same_on_another_clone(bundles: Path, tmp_path: Path) -> None:
    """What the bundle holds is run, also where the clone's own scenario says something else.

    If the site cannot be put into the saved state any more, the world is made anew.
    """
    root = clone(tmp_path)
    change(root, 'WORLDS[self.id]["keys"] = list(dumped["keys"])', 'raise RuntimeError("no")', SITE)
    change(root, "is: 1}", "is: 7}", "scenarios/keys/old_key.yaml")

    ended = run_command(root, "repro", str(bundles / "issue.zip"))

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " SAME  the symptom appears, and what helps ends it, as in the bundle." in ended.stdout
    assert "Note: scenarios/keys/old_key.yaml is not here as it is in the bundle" in ended.stdout
    assert "Note: the world of the bundle does not fit this site; it was made anew." in ended.stdout
    assert list((root / "build").iterdir()) == []


def test_an_issue_that_was_mended_is_fixed(bundles: Path, tmp_path: Path) -> None:
    """The symptom does not appear any more: told side by side, with an exit code of its own."""
    root = clone(tmp_path)
    change(root, LISTED, 'for key in world["keys"] if key != "Old")', SITE)

    ended = run_command(root, "repro", str(bundles / "issue.zip"))

    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert " FIXED  the symptom does not appear any more" in ended.stdout
    assert "  then      as expected\n  now       0 on /" in ended.stdout


@pytest.mark.nightly
def test_a_flow_that_was_mended_is_fixed(bundles: Path, tmp_path: Path) -> None:
    """It passes where it failed; its world is that of the bundle, not that of its description."""
    root = clone(tmp_path)
    change(root, "given: {keys: [Old]}", "given: {}")
    change(root, 'list(given.get("keys", []))', '["Another", "One more"]', SITE)

    ended = run_command(root, "repro", str(bundles / "flow.zip"))

    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert " FIXED  step 'create' passes now, and so does all after it." in ended.stdout


@pytest.mark.nightly
def test_a_flow_that_fails_elsewhere_is_different(bundles: Path, tmp_path: Path) -> None:
    """Its first other step is told."""
    root = clone(tmp_path)
    change(root, "<label>Secret", "<label>Sesame", SITE)

    ended = run_command(root, "repro", str(bundles / "flow.zip"))

    assert ended.returncode == 1
    assert (
        " DIFFERENT  step 'enter-secret' fails; in the bundle it was step 'create'." in ended.stdout
    )
    assert "  then      as expected\n  now       Locator.fill: Timeout" in ended.stdout


def test_what_does_not_fit_is_refused_in_words(bundles: Path, tmp_path: Path) -> None:
    """A project without the pages that the bundle's scenario names: exit code 2, nothing run."""
    root = clone(tmp_path)
    shutil.copy(bundles / "flow.zip", root)
    change(root, "def create(", "def make(", "pages/api_keys.py")
    (root / "scenarios" / "keys" / "old_key.yaml").unlink()
    shutil.copy(root / SCENARIO, tmp_path)
    change(root, "api_keys.create\n", "api_keys.make\n")

    ended = run_command(root, "repro", "flow.zip")

    assert ended.returncode == 2
    assert "ApiKeysPage has no 'create'" in ended.stderr
    assert "flow.zip does not fit this project. Nothing was run." in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (root / "runs").exists()


class TestSaving:
    def test_equal_contents_make_an_equal_file(self, tmp_path: Path) -> None:
        """No date and no order of the day is in it."""
        save_bundle(tmp_path / "a.zip", MEMBERS, ())
        save_bundle(tmp_path / "b.zip", MEMBERS, ())

        assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()

    def test_a_secret_is_not_saved(self, tmp_path: Path) -> None:
        """The file and the form are told, and nothing is written."""
        members = {**MEMBERS, "report.html": b"a HUSH%2F4711"}

        with pytest.raises(BundleError) as refused:
            save_bundle(tmp_path / "a.zip", members, [("key", "HUSH/4711")])

        said = "nothing was written: report.html holds the secret 'key' (URL-encoded). [B008]"
        assert str(refused.value).endswith(said)
        assert list(tmp_path.iterdir()) == []

    def test_what_was_there_stays_if_it_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A full disk, or contents that nobody could read again, leave nothing half written."""
        file = tmp_path / "a.zip"
        file.write_bytes(b"the one before")

        with pytest.raises(BundleError, match="B006"):
            save_bundle(file, {"case.json": b"{}"}, ())
        monkeypatch.setattr(ZipFile, "writestr", _full)
        with pytest.raises(BundleError, match="No space left on device"):
            save_bundle(file, MEMBERS, ())

        assert list(tmp_path.iterdir()) == [file]
        assert file.read_bytes() == b"the one before"


def _full(*_: object) -> None:
    raise OSError(28, "No space left on device")
