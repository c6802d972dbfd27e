"""Catalogues: every text is found, kept up to date, and held to the rules of our messages."""

import subprocess

import pytest

from guiderunner.diagnostics import ProblemsError
from guiderunner.guide.catalogue import Catalogue, compare
from guiderunner.guide.extraction import extract_template, status, update_catalogues
from tests.guide.key_guides import Project

KO = "guides/locales/ko.po"


def _update(project: Project) -> list[str]:
    changed = update_catalogues(project.suite(), project.root / "guides", ["en", "ko"])
    return [one.name for one in changed]


def test_what_is_up_to_date_is_not_written(project: Project) -> None:
    """A second update changes nothing, and the source language has no catalogue."""
    _update(project)

    assert _update(project) == []
    assert not (project.root / "guides/locales/en.po").exists()


def test_a_message_says_where_it_is_from_and_what_readers_see(project: Project) -> None:
    """A translator finds file and line, what the text is, and the labels as on the screen."""
    text = (project.root / KO).read_text(encoding="utf-8")

    assert "#: scenarios/keys/create_key.yaml:13\n" in text
    assert 'msgctxt "create-key/open-keys"\nmsgid "Go to [Keys]."' in text
    assert "#. instruction\n#. [Keys]: 키 목록\n" in text
    assert 'msgctxt "plan/team/name"' in text
    assert 'msgctxt "all-about-keys"' in text


def test_changed_english_makes_its_translation_fuzzy(project: Project) -> None:
    """The old translation is kept for the translator, but not shown to readers."""
    project.edit("scenarios/keys/create_key.yaml", "Go to [Keys].", "Go to [Keys] now.")

    _update(project)

    (ko,) = status(project.suite(), project.root / "guides", ["en", "ko"])
    assert (ko.missing, ko.fuzzy) == (0, 1)
    text = (project.root / KO).read_text(encoding="utf-8")
    assert '#, fuzzy\n#| msgid "Go to [Keys]."\nmsgctxt "create-key/open-keys"\n' in text


def test_a_fuzzy_translation_keeps_the_english_that_it_is_of(project: Project) -> None:
    """Further updates change nothing; once it is translated, the old English is gone."""
    old, new = "Go to [Keys].", 'Go to the page of your "keys", which is called [Keys]. ' * 3
    project.edit("scenarios/keys/create_key.yaml", f"text: {old}", f"text: '{new}'")
    _update(project)
    project.edit("scenarios/keys/create_key.yaml", f"text: '{new}'", f"text: {old}")
    _update(project)
    once = (project.root / KO).read_text(encoding="utf-8")

    assert _update(project) == []

    assert "#, fuzzy" in once
    project.edit(KO, "#, fuzzy\n#| msgid", "#| msgid")
    _update(project)
    assert "#|" not in (project.root / KO).read_text(encoding="utf-8")
    assert "# |" not in (project.root / KO).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ('msgid "Go to [Keys]."', "ko/free/create-key/index.html#open-keys"),
        ('msgid "Team <b>&</b>"', "ko/team/create-key/index.html"),
        ('msgid "Select [Create key]."', "ko/free/create-key/index.html#create"),
        ('msgid "Find your keys"', "ko/articles/all-about-keys/index.html"),
        ('msgid "Guides to keys"', "ko/index.html"),
    ],
)
def test_a_translator_is_led_to_the_picture(project: Project, text: str, page: str) -> None:
    """A message links to its place on a page, and the page has it; also for shared row words."""
    project.publish()
    catalogue = project.root / KO

    above = catalogue.read_text(encoding="utf-8").split(text)[0].split("\n\n")[-1]

    (link,) = [line.removeprefix("#. see: ") for line in above.splitlines() if "see:" in line]
    address, _, anchor = link.partition("#")
    assert link == f"../../build/guides/{page}"
    shown = (catalogue.parent / address).read_text(encoding="utf-8")
    assert not anchor or f'id="{anchor}"' in shown


def test_a_template_holds_every_text(project: Project) -> None:
    """What is extracted can become a catalogue of a new locale, and msgfmt accepts it."""
    file = project.root / "out" / "guides.pot"
    suite, guides = project.suite(), project.root / "guides"

    number = extract_template(suite, guides, file)

    text = file.read_text(encoding="utf-8")
    assert number == text.count('msgstr ""\n') - 1 > 20  # One of them is the header.
    assert "#. see: ../build/guides/en/free/create-key/index.html#open-keys\n" in text
    assert (
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(file)], check=False).returncode == 0
    )
    before = file.stat().st_mtime_ns
    extract_template(suite, guides, file)
    assert file.stat().st_mtime_ns == before


def test_every_text_must_be_translated(project: Project) -> None:
    """A text of a scenario without translation is named where it stands, before anything runs."""
    project.contents().require_translations()
    project.edit("scenarios/keys/create_key.yaml", "Go to [Keys].", "Go to [Keys] now.")

    with pytest.raises(ProblemsError) as caught:
        project.contents().require_translations()

    place, text = "scenarios/keys/create_key.yaml:13:11", "'Go to [Keys] now.'"
    assert [str(one) for one in caught.value.problems] == [
        f"{place}: guides/locales/ja.po has no Japanese translation of {text}. [G011]",
        f"{place}: guides/locales/ko.po has no Korean translation of {text}. [G011]",
    ]


def test_msgfmt_accepts_a_catalogue_with_per_cent_signs(project: Project) -> None:
    """A per cent sign in prose is no format, so a translation may put it elsewhere."""
    project.edit("scenarios/keys/create_key.yaml", "Go to [Keys].", "It is 100% safe in [Keys].")
    _update(project)
    msgid = 'msgid "It is 100% safe in [Keys]."'
    project.edit(KO, f'{msgid}\nmsgstr ""', f'{msgid}\nmsgstr "[Keys]은/는 100 퍼센트 안전합니다."')

    command = ["msgfmt", "-c", "-o", "/dev/null", str(project.root / KO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("msgid", "msgstr", "said"),
    [
        ("Select [Save].", "[Save]을/를 선택해 주세요.", None),
        (
            "Select [Save].",
            "[저장]을 선택해 주세요.",
            (
                "the translation has the label '[저장]' where the English has '[Save]'. "
                "Keep the English label; readers see it as it is on their screen."
            ),
        ),
        ("Select [Save].", "선택해 주세요.", "the translation of 'Select [Save].' lacks '[Save]'."),
        (
            "Go to {{ a.b }}.",
            "{{ a.c }}.",
            "the translation of 'Go to {{ a.b }}.' lacks '{{ a.b }}'.",
        ),
        ("Go.", "[Go].", "the translation of 'Go.' has '[Go]', which the English has not."),
    ],
)
def test_a_translation_keeps_labels_and_variables(
    msgid: str, msgstr: str, said: str | None
) -> None:
    """Labels are translated by the screen, not by the translator."""
    assert compare(msgid, msgstr) == said


@pytest.mark.parametrize("broken", ["msgid Go to [Keys].", 'msgid "Go to [Keys].', "<<<<<<< ours"])
def test_a_broken_catalogue_is_told_with_its_place(project: Project, broken: str) -> None:
    """A line that is none of a catalogue stops the command before anything is written."""
    project.edit(KO, 'msgid "Go to [Keys]."', broken)

    with pytest.raises(ProblemsError) as raised:
        Catalogue.load(project.root / "guides/locales", "ko", project.root)

    (problem,) = raised.value.problems
    lines = (project.root / KO).read_text(encoding="utf-8").splitlines()
    assert lines[problem.position.line - 1] == broken
    assert str(problem).startswith(f"{KO}:")
    assert problem.code == "G010"
