"""Whatever is wrong is said once, with its place, and the old guides are untouched."""

import gzip
import multiprocessing
import resource
import shutil
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError, ProblemsError
from guiderunner.evidence.reader import read_run
from tests.guide.key_guides import KOREAN, Project

GUIDE = "guides/templates/guide.html"
KO = "guides/locales/ko.po"
SCRIPT = "<script>alert(1)</script>"


def _refused(project: Project) -> str:
    """Return what is said of a publication that cannot be made; the old one must be there."""
    before = project.files()
    with pytest.raises(GuiderunnerError) as raised:
        project.publish()
    assert project.files() == before
    return str(raised.value).replace(f"{project.root}/", "")


def test_a_wrong_template_leaves_the_old_guides(project: Project) -> None:
    """It is told with its place, and nothing is published."""
    project.publish(only=["free-en"])
    project.edit(GUIDE, "<article>", "<article>{{ guide.titel }}")

    said = _refused(project).splitlines()

    assert said[0].startswith(f"{GUIDE}:")
    assert said[0].endswith(": Guide has no 'titel'. Did you mean 'title'? [J003]")
    assert said[-1] == "1 problem in 1 file. Nothing was made."


def test_a_template_that_is_no_text_is_named(project: Project) -> None:
    """A file in another encoding is no traceback."""
    project.publish()
    (project.root / GUIDE).write_bytes(b"\xff\xfe")

    assert _refused(project) == f"{GUIDE}: the template is not UTF-8: invalid start byte."


def test_a_missing_theme_is_named(project: Project) -> None:
    """The message does not speak of writing."""
    project.publish()
    shutil.rmtree(project.root / "guides/theme")

    assert _refused(project) == "guides/theme: No such file or directory. It is the theme."


@pytest.mark.parametrize(
    ("msgstr", "said"),
    [
        ("%(numer)s 단계", "lacks '%(number)s'."),
        ("%(number)s %(row)s", "has '%(row)s', which the English has not."),
        ("100% %(number)s", "has a '%' that names nothing. Write '%%'."),
    ],
)
def test_a_translation_that_a_template_cannot_fill_in_is_told(
    project: Project, msgstr: str, said: str
) -> None:
    """It would end in a traceback, or drop a number in silence."""
    project.publish()
    project.edit(KO, 'msgstr "Link to step %(number)s"', f'msgstr "{msgstr}"')

    told = _refused(project).splitlines()[0]

    assert told.startswith(f"{KO}:")
    assert told.endswith(f"the translation of 'Link to step %(number)s' {said} [G013]")


@pytest.mark.parametrize("content", ["", "{", '{"version": 99}', "[]", '{"tries": 1}', "\0"])
def test_evidence_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    """A run.json that is torn, of another kind or newer is named, without a traceback."""
    (tmp_path / "run.json").write_text(content)

    with pytest.raises(GuiderunnerError) as raised:
        read_run(tmp_path, {"a"})

    assert str(raised.value).startswith(str(tmp_path))
    assert "\n" not in str(raised.value)


def test_a_torn_guide_says_how_to_go_on(project: Project) -> None:
    """What is stored of a guide can be made anew from evidence."""
    project.publish()
    file = project.pages / "en/free/create-key/guide.json.gz"
    file.write_bytes(file.read_bytes()[:-20])
    torn = _refused(project)
    file.write_bytes(gzip.compress(b"{"))

    said = _refused(project)

    assert "en/free/create-key/guide.json.gz: it is damaged: " in torn
    assert "en/free/create-key/guide.json.gz: this is no guide of this version" in said
    assert said.endswith("Delete build/guides and publish all guides.")


def test_a_torn_ledger_makes_all_anew(project: Project) -> None:
    """Without it nothing is known to be current; nothing else depends on it."""
    project.publish()
    ledger = project.pages / "ledger.json"
    whole = ledger.read_text()
    ledger.write_text(whole[:20])

    project.publish()

    assert (project.pages / "ledger.json").read_text() == whole


def _publish_with_little_room(project: Project, room: int, said: Connection) -> None:
    """Publish where no file may be larger than *room* bytes."""
    run = project.run(project.suite())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        project.publish(run)
    except GuiderunnerError as error:
        said.send(str(error))
    else:
        said.send("published")


@pytest.mark.parametrize("room", [0, 2000, 6000])
def test_a_disk_without_room_leaves_the_old_guides(project: Project, room: int) -> None:
    """The system itself refuses to write: the message names the file, nothing is half-written."""
    project.publish()
    before = project.files()
    project.edit(GUIDE, "<article>", "<article data-new>")
    ours, theirs = multiprocessing.Pipe()

    process = multiprocessing.get_context("fork").Process(
        target=_publish_with_little_room, args=(project, room, theirs)
    )
    process.start()
    said = ours.recv() if ours.poll(60) else ""
    process.join()

    assert "File too large. The published guides are as they were." in said
    assert "\n" not in said
    assert project.files() == before
    assert not (project.build / "publications/.making").exists()


@pytest.mark.parametrize("name", ["build", "build/publications"])
def test_a_file_in_the_place_of_a_folder_is_named(project: Project, name: str) -> None:
    """A folder that cannot be made is told in one line."""
    project.write(name, "not a folder")

    with pytest.raises(GuiderunnerError) as raised:
        project.publish()

    assert str(raised.value).startswith(f"cannot write {project.build}")
    assert (project.root / name).read_text() == "not a folder"


def _in_scenario(project: Project) -> None:
    for words in ("Create a key for", "Give your server a key", "You can log in", "Go to [Keys]"):
        project.edit("scenarios/keys/create_key.yaml", words, f"{SCRIPT}{words}")
    for words in ("Your new [Key]", "Keep the key secret", "The old key stops working"):
        project.edit("scenarios/keys/create_key.yaml", words, f"{SCRIPT}{words}")


def _in_rows(project: Project) -> None:
    project.edit("scenarios/data/plans.yaml", "name: Free", f"name: Free{SCRIPT}")


def _in_articles(project: Project) -> None:
    project.edit("guides/articles/all_about_keys.yaml", "title: All", f"title: {SCRIPT}All")
    project.edit("guides/articles/all_about_keys.yaml", "They are in", f"{SCRIPT}They are in")
    project.edit("guides/front_page.yaml", "title: Guides", f"title: {SCRIPT}Guides")
    project.edit("guides/front_page.yaml", "title: Keys", f"title: {SCRIPT}Keys")


@pytest.mark.parametrize("written", [_in_scenario, _in_rows, _in_articles])
def test_script_in_a_text_is_text(project: Project, written: Callable[[Project], None]) -> None:
    """Of scenario, row, article and front page, in titles, attributes, lists and articles."""
    written(project)
    project.publish(only=["free-en", "team-en"])

    pages = "".join(one.read_text("utf-8") for one in project.pages.resolve().rglob("*.html"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in pages
    assert "<script>alert" not in pages


def test_script_in_a_locale_file_is_text(project: Project) -> None:
    """In the words of scenarios and of templates, also where these fill in a number or a name."""
    catalogue = (project.root / KO).read_text(encoding="utf-8")
    for words in ("Steps", "Link copied", "Link to step %(number)s", "Skip to content", "Keys"):
        catalogue = catalogue.replace(f'msgstr "{words}"', f'msgstr "{SCRIPT}\\"\'{words}"')
    for words in KOREAN.values():
        catalogue = catalogue.replace(f'msgstr "{words}"', f'msgstr "{SCRIPT}{words}"')
    (project.root / KO).write_text(catalogue, encoding="utf-8")

    project.publish()

    page = project.page("ko/free/create-key")
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 8
    assert "<script>alert" not in page


def test_script_on_the_screen_is_text(project: Project) -> None:
    """A label is printed as it was read off a page, which may be anyone's."""
    run = project.run(project.suite())
    project.publish(
        run.model_validate_json(
            run.model_dump_json().replace('"shown":"Keys"', f'"shown":"{SCRIPT}"')
        )
    )

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in project.page()
    assert "<script>alert" not in project.page()


def test_a_label_that_is_nowhere_is_told(project: Project) -> None:
    """The author meant a word of the screen that no screen had."""
    project.edit("scenarios/keys/create_key.yaml", "Go to [Keys].", "Go to [Kyes].")

    problems = project.publish(only=["free-en"]).problems

    assert [str(one) for one in problems] == [
        (
            "scenarios/keys/create_key.yaml:13:11: [Kyes] was not used and found on the screen "
            "by what proves this text. [G020]"
        )
    ]


def test_a_missing_catalogue_is_every_translation_missing(project: Project) -> None:
    """English is never shown in its place."""
    project.publish()
    (project.root / KO).unlink()
    before = project.files()

    with pytest.raises(ProblemsError) as raised:
        project.publish()

    assert all("has no Korean translation" in one.message for one in raised.value.problems)
    assert project.files() == before
