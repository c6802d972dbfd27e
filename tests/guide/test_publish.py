"""A publication is whole or not there; it renews what was asked for, and keeps the rest."""

import fcntl
import gzip
import multiprocessing
import os
import shutil
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.guide.generations import KEPT, Shelves
from tests.guide.key_guides import Project

SCENARIO = "scenarios/keys/create_key.yaml"


def test_nothing_changes_when_nothing_changed(project: Project) -> None:
    """The same evidence gives the same publication: no new folder, not one new byte."""
    first = project.publish()
    before = project.files()

    again = project.publish()

    assert again.folder == first.folder
    assert again.changed == []
    assert project.files() == before


def test_the_same_inputs_give_the_same_bytes(project: Project, tmp_path: Path) -> None:
    """In another folder, at another time, and guide by guide: no page says where it was made."""
    shutil.copytree(project.root, elsewhere := tmp_path / "elsewhere")
    other = Project(elsewhere)

    project.publish()
    for name in ("team-ja", "free-ko", "free-en", "free-ja", "team-en", "team-ko"):
        other.publish(only=[name])
    other.publish()

    assert other.files() == project.files()


def test_a_selection_renews_only_what_it_selects(project: Project) -> None:
    """All other guides are carried over to the byte, with what belongs to them."""
    project.publish()
    before = project.files()
    project.edit("guides/templates/guide.html", "<article>", "<article data-new>")

    published = project.publish(only=["free-en"])

    changed = {name for name, content in project.files().items() if before.get(name) != content}
    assert changed == {"en/free/create-key/index.html", "ledger.json"}
    assert published.changed == published.fresh == [f"{SCENARIO}::free-en"]
    assert len(published.kept) == 5


def test_guides_that_were_stored_unpacked_are_read(project: Project) -> None:
    """A publication made before guides were packed is carried on, and packed by the next."""
    project.publish()
    before = project.files()
    for file in project.pages.resolve().rglob("guide.json.gz"):
        (file.parent / "guide.json").write_bytes(gzip.decompress(file.read_bytes()))
        file.unlink()

    published = project.publish(only=["free-en"])

    assert len(published.kept) == 5
    assert published.changed == []
    assert project.files() == before


def test_a_failed_guide_keeps_its_old_page(project: Project) -> None:
    """The page stays to the byte, and the guide is reported as refused."""
    project.publish()
    before = project.files()
    project.edit("guides/templates/guide.html", "<article>", "<article data-new>")

    published = project.publish(free_en="failed")

    after = project.files()
    for name in ("index.html", "guide.json.gz"):
        assert after[f"en/free/create-key/{name}"] == before[f"en/free/create-key/{name}"]
    assert list(published.refused) == [f"{SCENARIO}::free-en"]
    assert f"{SCENARIO}::free-en" not in published.kept
    assert "data-new" in project.page("en/team/create-key")


def test_a_kept_page_keeps_its_theme(project: Project) -> None:
    """A new style does not touch pages that were made for the old one."""
    project.publish()
    (old,) = (one for one in project.files() if one.endswith(".css"))
    project.edit("guides/theme/guide.css", ":root {", ":root { --new: 1;")

    project.publish(only=["free-en"])

    assert old in project.files()
    assert old.rpartition("/")[2] not in project.page("en/free/create-key")
    assert old.rpartition("/")[2] in project.page("en/team/create-key")


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ("each: {plan: all}", "each: {plan: {id: free}}", "/team/"),
        ("prerequisites:", "locales: [en, ko]\nprerequisites:", "ja/"),
        ("guide: article", "guide: none", "create-key"),
    ],
)
def test_a_guide_goes_away_only_with_its_scenario_row_or_locale(
    project: Project, old: str, new: str, gone: str
) -> None:
    """What is asked for no more is removed, even if it was not selected."""
    project.publish()
    (project.root / "guides/articles/all_about_keys.yaml").unlink()
    project.edit(SCENARIO, old, new)

    published = project.publish(only=["none"])

    assert published.removed
    assert not [name for name in project.files() if gone in name]


def test_no_kept_page_leads_to_a_removed_one(project: Project) -> None:
    """A page with a link to a guide that is gone is made again from its stored guide."""
    project.publish()
    (project.root / "guides/articles/all_about_keys.yaml").unlink()
    project.edit(SCENARIO, "prerequisites:", "locales: [en, ko]\nprerequisites:")

    project.publish(only=["none"])

    assert "ja/" not in project.page("en/free/create-key")


def test_pictures_are_not_drawn_twice(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was drawn for the last publication is taken over."""
    project.publish()

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("guiderunner.guide.pictures.draw", never)

    assert not project.publish().refused


def test_words_around_guides_must_be_translated(project: Project) -> None:
    """A missing translation of a template stops the publication; English is never mixed in."""
    project.publish()
    before = project.files()
    project.edit("guides/templates/guide.html", '_("Steps")', '_("All steps")')

    with pytest.raises(ProblemsError) as raised:
        project.publish()

    assert [str(one) for one in raised.value.problems] == [
        f"guides/templates/guide.html:29:1: guides/locales/{locale}.po has no {language} "
        "translation of 'All steps'. [G011]"
        for locale, language in (("ja", "Japanese"), ("ko", "Korean"))
    ]
    assert project.files() == before


def test_only_a_few_old_publications_are_kept(project: Project) -> None:
    """The newest stays, and some before it to go back to."""
    for number in range(KEPT + 2):
        project.edit("guides/theme/guide.css", ":root {", f":root {{ --n{number}: 1;")
        project.publish()

    folders = [one.name[:4] for one in (project.build / "publications").glob("0*")]
    assert sorted(folders) == ["0003", "0004", "0005"]
    assert project.pages.resolve().name.startswith("0005")


def _publish_and_die(project: Project, moment: str) -> None:
    """Publish a changed guide in a process of its own, and be killed at *moment*."""
    name, _, method = moment.rpartition(".")
    owner = {"Path": Path, "Shelves": Shelves}[name]

    def die(*_: object, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, method, die)
    project.publish()


@pytest.mark.parametrize(
    "moment",
    ["Path.write_text", "Shelves.show", "Path.rename", "Path.symlink_to", "Path.replace",
     "Shelves._remove_old"],
)  # fmt: skip
def test_whoever_is_killed_leaves_the_old_pages_or_the_new(project: Project, moment: str) -> None:
    """At no moment are pages mixed, torn or missing; the next publication works."""
    project.publish()
    old = project.files()
    project.edit(SCENARIO, "title: Create a key", "title: Make a key")
    project.edit("guides/locales/ko.po", "Create a key for {{", "Make a key for {{")
    project.edit("guides/locales/ja.po", "Create a key for {{", "Make a key for {{")

    process = multiprocessing.get_context("fork").Process(
        target=_publish_and_die, args=(project, moment)
    )
    process.start()
    process.join()

    assert process.exitcode == -signal.SIGKILL
    left = project.files()
    project.publish()
    assert left in (old, project.files())
    assert "Make a key" in project.page()
    assert not [one for one in (project.build / "publications").iterdir() if "making" in one.name]


_WRITING = ("os.rename", "os.symlink", "os.remove", "os.rmdir", "os.mkdir", "os.link")


def _publish_counting(project: Project, kill_at: int, counted: Connection) -> None:
    """Publish, and be killed before this write; send how many there were, and that of the link."""
    count = link = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count, link
        mode = arguments[1] if event == "open" else None
        if event in _WRITING or (isinstance(mode, str) and set(mode) & set("wax+")):
            count += 1
            link = count if event == "os.symlink" else link
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    project.publish()
    counted.send((count, link))


def _in_a_process(project: Project, kill_at: int = 0) -> tuple[int | None, tuple[int, int]]:
    """Return how the process ended, and what it counted if it was not killed."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_publish_counting, args=(project, kill_at, theirs))
    process.start()
    theirs.close()
    try:
        counted = ours.recv()
    except EOFError:
        counted = 0, 0
    process.join()
    return process.exitcode, counted


def test_a_kill_before_any_write_leaves_the_old_pages_or_the_new(
    project: Project, tmp_path: Path
) -> None:
    """At many moments, most of them around the swap; whoever publishes next has no trouble."""
    for number in range(KEPT):
        project.edit("guides/theme/guide.css", ":root {", f":root {{ --n{number}: 1;")
        project.publish()
    old = project.files()
    project.edit("guides/templates/guide.html", "<article>", "<article data-new>")
    shutil.copytree(project.root, whole := tmp_path / "whole", symlinks=True)
    _, (total, link) = _in_a_process(Project(whole))
    new = Project(whole).files()
    seen = set()

    for number in sorted({*range(1, total, total // 8), *range(link - 2, link + 4)}):
        shutil.copytree(project.root, root := tmp_path / str(number), symlinks=True)
        copy = Project(root)
        ended, _ = _in_a_process(copy, number)
        left = copy.files()
        copy.publish()

        assert ended == -signal.SIGKILL
        assert left in (old, new)
        assert copy.files() == new
        seen.add(left == new)

    assert seen == {False, True}


def test_two_publishers_exclude_each_other(project: Project) -> None:
    """The second is told to wait, and nothing is written."""
    project.publish()

    with (project.build / "publications" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(GuiderunnerError) as raised:
            project.publish()

    assert str(raised.value) == "another publication is being made. Wait until it is done."


def test_a_disk_that_refuses_leaves_the_old_pages(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the file and the reason."""
    project.publish()
    before = project.files()

    def full(self: Path, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_text", full)

    with pytest.raises(GuiderunnerError) as raised:
        project.publish()

    assert "No space left on device. The published guides are as they were." in str(raised.value)
    assert project.files() == before


def test_a_folder_in_the_place_of_the_link_is_not_touched(project: Project) -> None:
    """What the tool did not make it does not remove."""
    (project.build / "guides").mkdir(parents=True)

    with pytest.raises(GuiderunnerError) as raised:
        project.publish()

    assert "is not a link to a publication. Move it away." in str(raised.value)
