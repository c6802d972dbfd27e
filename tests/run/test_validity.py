"""`guides` runs what has changed, renders what says other words, and else does nothing."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from guiderunner.evidence.reader import last_run
from tests.run.command import run_command

HERE = Path(__file__).parent
GUIDES = HERE.parents[1] / "guides"
SCENARIO = "scenarios/keys/create_key.yaml"
LIVE, STAGING = (f"{SCENARIO}::{row}-en" for row in ("live", "staging"))
WITH = 'with: {name: "{{ key.name }}"}'
ROW = "  - {id: staging, name: Staging server, about: For rehearsals.}\n"
FRONT = "version: 1\ntitle: Guides to keys\nsummary: All of them.\n"


@dataclass
class Project:
    """A project whose guides are published."""

    root: Path

    def guides(self, *arguments: str, code: int = 0) -> str:
        """Run the command, and return what it says."""
        ended = run_command(self.root, "guides", *arguments)
        assert ended.returncode == code, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr

    def plan(self, *arguments: str) -> dict[str, list[str]]:
        """Return what would be done, and to which guides."""
        plan: dict[str, list[str]] = {}
        for line in self.guides("--dry-run", *arguments).splitlines():
            what, node = line.split()
            plan.setdefault(what, []).append(node)
        return plan

    def edit(self, name: str, old: str, new: str) -> None:
        """Change a file; *old* must be in it."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        (self.root / name).write_text(text.replace(old, new), encoding="utf-8")

    @property
    def runs(self) -> list[Path]:
        """The runs that there are."""
        return sorted((self.root / "runs").iterdir())

    def page(self, row: str) -> str:
        """Return the page of a guide."""
        return (self.root / f"build/guides/en/{row}/create-key/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the guides of a project once for all tests."""
    root = tmp_path_factory.mktemp("published") / "project"
    shutil.copytree(HERE / "keys_project", root, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "theme"):
        shutil.copytree(GUIDES / name, root / "guides" / name)
    (root / "guides/front_page.yaml").write_text(FRONT)
    project = Project(root)
    project.edit("pyproject.toml", '["en", "ko"]', '["en"]')
    project.edit("scenarios/data/keys.yaml", "prose: [name]", "prose: [name, about]")
    project.edit("scenarios/data/keys.yaml", "Live server}", "Live server, about: For sales.}")
    project.edit("scenarios/data/keys.yaml", "  - {id: staging, name: Staging server}\n", ROW)
    project.edit(SCENARIO, "summary: Give your server a key.", 'summary: "{{ key.about }}"')
    assert "2 guides published" in project.guides()
    return root


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Project:
    """Copy it, so that a test may change it."""
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    return Project(root)


def test_nothing_to_do_is_said(project: Project) -> None:
    """Nothing is written, and no browser opens."""
    before = (project.root / "build/guides").resolve(), project.runs

    said = project.guides()

    assert said == "Nothing to do: 2 guides up to date.\n"
    assert ((project.root / "build/guides").resolve(), project.runs) == before


def test_a_change_of_prose_opens_no_browser(project: Project) -> None:
    """The page says the new words; they are rendered from the evidence that is there."""
    runs = project.runs
    project.edit(SCENARIO, "text: Enter the secret.", "text: Type the secret.")

    assert project.plan() == {"render": [LIVE, STAGING]}
    assert "2 guides published" in project.guides()

    assert "Type the secret." in project.page("live")
    assert project.runs == runs
    assert project.plan() == {"current": [LIVE, STAGING]}


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("guides/templates/guide.html", "<article>", "<article data-new>"),
        ("guides/front_page.yaml", "title: Guides to keys", "title: All about keys"),
    ],
)
def test_a_change_of_what_is_around_renders_the_pages(
    project: Project, name: str, old: str, new: str
) -> None:
    """Templates and front page are on every page; no evidence is even read for it."""
    project.edit(name, old, new)

    assert project.plan() == {"current": [LIVE, STAGING]}
    assert "2 kept" in project.guides()

    assert new.removeprefix("title: ") in project.page("live")
    assert project.guides() == "Nothing to do: 2 guides up to date.\n"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (SCENARIO, "given: {keys: [Old]}", "given: {keys: [Older]}"),
        (SCENARIO, f"action: api_keys.create\n    {WITH}", "action: api_keys.open"),
        (SCENARIO, WITH, "with: {name: New}"),
        (SCENARIO, "is: 2}", "is: 3}"),
        (SCENARIO, "mark: [api_keys.create_button]", "mark: [api_keys.secret_field]"),
        ("pages/labels.yaml", "Create key:", "Create a key: {ko: 키 만들기}\n  Create key:"),
        ("pages/api_keys.py", "self.page.reload()", "self.page.reload(timeout=9)"),
        ("keys_site.py", "WORDS = {", "OTHER = 1\nWORDS = {"),
        ("pyproject.toml", "scale = 1", "scale = 2"),
    ],
)
def test_what_changes_the_behaviour_must_run_again(
    project: Project, name: str, old: str, new: str
) -> None:
    """World, action, argument, expectation, picture, label, code of pages and site, window."""
    project.edit(name, old, new)

    assert project.plan() == {"run": [LIVE, STAGING]}


def test_another_browser_must_run_all_again(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one build showed says nothing of another."""
    browser = tmp_path / "browser"
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    monkeypatch.setenv("GUIDERUNNER_BROWSER", str(browser))

    assert project.plan() == {"run": [LIVE, STAGING]}


def test_only_a_changed_row_runs_again(project: Project) -> None:
    """The scenario types the name of the key; other rows have another one."""
    project.edit("scenarios/data/keys.yaml", "Staging server", "Test server")

    assert project.plan() == {"run": [STAGING], "current": [LIVE]}


def test_prose_of_a_row_that_no_step_reads_is_only_rendered(project: Project) -> None:
    """It is in the guide of the row, and on no screen."""
    project.edit("scenarios/data/keys.yaml", "For rehearsals.", "For tests.")

    assert project.plan() == {"render": [STAGING], "current": [LIVE]}


def test_a_new_row_runs_alone(project: Project) -> None:
    """All other guides stay as they are, and lead to the new one."""
    spare = "  - {id: spare, name: Spare server, about: Just in case.}"
    project.edit("scenarios/data/keys.yaml", ROW, f"{ROW}{spare}\n")

    assert project.plan() == {"current": [LIVE, STAGING], "run": [f"{SCENARIO}::spare-en"]}


def test_a_removed_row_takes_its_guide_away(project: Project) -> None:
    """Nothing need run for it."""
    project.edit("scenarios/data/keys.yaml", ROW, "")

    assert "1 removed" in project.guides()

    assert not (project.root / "build/guides/en/staging").exists()
    assert len(project.runs) == 1


def test_what_failed_the_last_time_runs_again(project: Project) -> None:
    """Its page is still from a run that passed, but that was not the last word."""
    project.edit(SCENARIO, "is: 2}", "is: 3}")
    said = project.guides("--only", "key=live", code=1)
    assert "1 refused, old pages kept" in said
    project.edit(SCENARIO, "is: 3}", "is: 2}")

    assert project.plan() == {"run": [LIVE], "current": [STAGING]}


@pytest.mark.parametrize("harm", ["no try", "torn try", "no picture", "torn picture", "torn run"])
def test_without_whole_evidence_it_runs_again(project: Project, harm: str) -> None:
    """A page whose proof is lost or torn is not rendered again from what is left."""
    (run,) = project.runs
    tried = next(iter((run / "tries").glob("*live*")))
    picture = last_run(project.root / "runs").by_node()[LIVE][0].steps[0].picture
    assert picture
    file = {"try": tried, "picture": run / "pictures" / picture.file, "run": run / "run.json"}
    how, what = harm.split()
    if how == "no":
        file[what].unlink()
    else:
        file[what].write_bytes(file[what].read_bytes()[:-20])

    plan = project.plan()

    assert LIVE in plan["run"]


def test_evidence_without_pictures_makes_no_guide(project: Project) -> None:
    """A newer run that took none is passed over for the one that did."""
    run_command(project.root, "run", "--no-pictures")
    shutil.rmtree(project.root / "build")

    assert "2 guides published" in project.guides()
    assert len(project.runs) == 2


def test_a_run_for_tests_proves_guides_too(project: Project) -> None:
    """Evidence of `guiderunner run` is as good: the browser need not open again."""
    project.edit("pages/api_keys.py", "self.page.reload()", "self.page.reload(timeout=9)")
    run_command(project.root, "run")

    assert project.plan() == {"render": [LIVE, STAGING]}


def test_all_can_be_run_again(project: Project) -> None:
    """Whoever asks for it by name gets new evidence of all."""
    assert "2 passed" in project.guides("--run-all")
    assert len(project.runs) == 2


def test_what_was_refused_for_its_words_is_rendered_again(project: Project) -> None:
    """Nothing to do is never said while a guide is refused; no browser opens for it."""
    project.edit(SCENARIO, "The key is in the list.", "The key is in [Keys].")
    assert "2 refused, old pages kept" in project.guides(code=1)
    assert "2 refused, old pages kept" in project.guides(code=1)

    project.edit(SCENARIO, "The key is in [Keys].", "The key is in the list.")

    assert "2 kept" in project.guides()
    assert project.guides() == "Nothing to do: 2 guides up to date.\n"
    assert len(project.runs) == 1
