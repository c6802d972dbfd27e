"""Scenarios, rows, articles and translations are linted where they are written."""

from pathlib import Path

from guiderunner.diagnostics import Position
from guiderunner.guide.lint.draft import Chunk, Draft, DraftStep, Passage, Role
from guiderunner.guide.lint.english import English
from guiderunner.guide.lint.linting import Linted, lint, lint_project
from guiderunner.guide.lint.spots import Spots
from tests.guide.key_guides import Project, translate

SCENARIO = "scenarios/keys/create_key.yaml"
ROWS = "scenarios/data/plans.yaml"
KOREAN = "guides/locales/ko.po"


def _lint(project: Project, *locales: str) -> Linted:
    contents = project.contents()
    locales = locales or ("en",)
    variants = [one for one in contents.suite.variants if one.locale in locales]
    return lint_project(contents, variants, None, locales)


def _told(project: Project, *locales: str) -> list[str]:
    """Return what is said beyond what is always said of the project's small guide."""
    return [str(one) for one in _lint(project, *locales).findings if one.code != "L107"]


def _line(project: Project, text: str) -> int:
    lines = (project.root / SCENARIO).read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_guide_is_good_but_for_results(project: Project) -> None:
    """Steps that open something without saying what is seen then are told once, not by row."""
    said = "the step has no result. Say what the reader should see after it. [L107]"

    lines = [_line(project, one) for one in ("text: Go to [Keys]", "text: In your mail")]
    assert [str(one) for one in _lint(project).findings] == [
        f"{SCENARIO}:{line}:11: {said}" for line in lines
    ]


def test_words_are_found_where_they_are_written(project: Project) -> None:
    """In a folded text of several lines, line and column are those of the word."""
    project.edit(
        SCENARIO, "text: Go to [Keys].", "text: >-\n      In the menu,\n      click\n      [Keys]."
    )

    assert _told(project) == [
        f"{SCENARIO}:15:7: 'click' fits one kind of device. Write 'select'. [L201]"
    ]


def test_a_row_is_told_in_its_data_file(project: Project) -> None:
    """Prose of a row stands in the data file, and is told there, as a part of the step."""
    project.edit(ROWS, 'Team <b>&</b>, select: "Select', 'Team <b>&</b>, select: "Click')

    assert _told(project) == [
        f"{ROWS}:6:46: 'Click' fits one kind of device. Write 'select'. [L201]"
    ]


def test_articles_and_front_page_are_linted(project: Project) -> None:
    """What stands around guides is held to the same words."""
    project.edit("guides/articles/all_about_keys.yaml", "They are in one place.", "Click to see.")
    project.edit("guides/front_page.yaml", "Make and change keys.", "Tap on them.")

    article, front = _told(project)
    said = "fits one kind of device. Write 'select'. [L201]"
    assert article == f"guides/articles/all_about_keys.yaml:6:43: 'Click' {said}"
    assert front == f"guides/front_page.yaml:5:38: 'Tap' {said}"


def test_a_translation_is_told_in_its_catalogue(project: Project) -> None:
    """A Korean sentence is linted by Korean rules, in the line of its translation."""
    before = set(_told(project, "ko"))
    project.edit(KOREAN, "[Keys]으로/로 이동해 주세요.", "[Keys]을/를 클릭해 주세요.")
    text = (project.root / KOREAN).read_text("utf-8").splitlines()
    line = next(n for n, one in enumerate(text, start=1) if "클릭" in one)

    column = text[line - 1].index("클릭") + 1
    said = "'클릭' fits one kind of device. Write '선택'. [L201]"
    assert set(_told(project, "ko")) - before == {f"{KOREAN}:{line}:{column}: {said}"}


def test_steps_are_asked_in_their_source_only(project: Project) -> None:
    """A translation has the steps of its scenario: a missing result is told once."""
    found = _lint(project, "en", "ko", "ja").findings

    assert {one.position.path for one in found if one.code == "L107"} == {SCENARIO}


def test_what_only_enters_a_value_needs_no_result(project: Project) -> None:
    """Expectations on the control itself tell what the reader has just done; others do not."""
    action = "    action: keys.open\n"
    entering = f"{action}    expect:\n      - {{value: {{at: keys.field, is: x}}}}\n"
    project.edit(SCENARIO, action, entering)
    own_doing = [one.position.line for one in _lint(project).findings]
    project.edit(SCENARIO, entering, f"{entering}      - {{visible: keys.key}}\n")
    more = [one.position.line for one in _lint(project).findings]

    assert own_doing == [_line(project, "text: In your mail") - 1]
    assert more == [_line(project, "text: Go to [Keys]"), _line(project, "text: In your mail")]


def test_words_of_another_text_are_not_pointed_at(tmp_path: Path) -> None:
    """A word that a row has put in is told where the text begins, not in the next one."""
    (tmp_path / "a.yaml").write_text("text: Go on.\nresult: click\n", encoding="utf-8")
    (tmp_path / "b.po").write_text(
        'msgid "a"\nmsgstr "Weiter."\n\nmsgid "b"\nmsgstr "click"\n', encoding="utf-8"
    )
    spots = Spots(tmp_path)

    assert spots.find(Position("a.yaml", 1, 7), "click") == Position("a.yaml", 1, 7)
    assert spots.find(Position("b.po", 1, 1), "click") == Position("b.po", 2, 1)
    assert spots.find(Position("b.po", 4, 1), "click") == Position("b.po", 5, 9)


def test_only_the_selected_locale_is_linted(project: Project) -> None:
    """A finding in Korean is none in English."""
    project.edit(KOREAN, "[Keys]으로/로 이동해 주세요.", "[Keys]을/를 클릭해 주세요.")

    assert _told(project) == []


def test_many_steps_need_sections(project: Project) -> None:
    """From the eighth step on, a step stands under a heading."""
    steps = "".join(
        f"\n  - id: enter-{number}\n    text: Enter your [Key] of store {number}.\n"
        "    expect:\n      - {value: {at: keys.field, is: x}}"
        for number in range(1, 8)
    )
    text = (project.root / SCENARIO).read_text("utf-8").rstrip("\n")
    project.write(SCENARIO, text + steps + "\n")
    translate(project)
    found, eighth = _told(project), _line(project, "of store 5.")

    project.edit(SCENARIO, "id: enter-5\n", "id: enter-5\n    section: Enter the others\n")
    translate(project)

    said = "more than 7 steps without a heading. Begin a section here. [L105]"
    assert found == [f"{SCENARIO}:{eighth}:11: {said}"]
    assert _told(project) == []


def test_a_danger_says_whether_it_can_be_undone() -> None:
    """Before an action that destroys, a danger without that is not enough."""
    step = DraftStep(
        instruction=_passage("instruction", "Select it."),
        before=(_passage("danger", "The key is deleted."),),
        destroys=True,
    )
    told = DraftStep(
        instruction=_passage("instruction", "Select it."),
        before=(_passage("danger", "The key is deleted, and cannot be recovered."),),
        destroys=True,
    )
    opening = (_passage("prerequisite", "You can log in."),)

    found = [_codes(Draft(English(), opening, (one,))) for one in (step, told)]

    assert found == [["L103"], []]


def test_an_exception_has_a_reason_and_is_counted(project: Project) -> None:
    """A comment beside the text lets one finding stand, and no other one."""
    project.edit(
        SCENARIO,
        "    text: Go to [Keys].",
        "    # lint-ok L201: the manual of the vendor words it so.\n    text: Click [Keys].",
    )
    accepted = _lint(project)
    project.edit(SCENARIO, "lint-ok L201", "lint-ok L204")

    assert (accepted.accepted, [one.code for one in accepted.findings]) == (1, ["L107", "L107"])
    assert [one[-6:] for one in _told(project)] == ["[L902]", "[L201]"]


def test_an_exception_without_reason_is_told(project: Project) -> None:
    """Nobody lets a finding stand in silence."""
    project.edit(SCENARIO, "    text: Go to [Keys].", "    # lint-ok L201\n    text: Click [Keys].")

    assert _told(project) == [
        f"{SCENARIO}:13:7: an exception needs a rule and a reason: 'lint-ok L204: why'. [L901]",
        f"{SCENARIO}:14:11: 'Click' fits one kind of device. Write 'select'. [L201]",
    ]


def test_an_exception_that_nothing_needs_is_told(project: Project) -> None:
    """What has been mended needs no exception any more."""
    project.edit(
        SCENARIO,
        "    text: Go to [Keys].",
        "    # lint-ok L201: it was so.\n    text: Go to [Keys].",
    )

    assert _told(project) == [
        f"{SCENARIO}:13:7: nothing here breaks L201. Take the exception away. [L902]"
    ]


def test_a_translator_may_make_an_exception(project: Project) -> None:
    """In a catalogue it is a translator's comment."""
    project.edit(KOREAN, "[Keys]으로/로 이동해 주세요.", "[Keys]을/를 클릭해 주세요.")
    text = (project.root / KOREAN).read_text("utf-8")
    at = text.rindex("\n\n", 0, text.index("클릭")) + 2
    project.write(KOREAN, text[:at] + "# lint-ok L201: the vendor words it so.\n" + text[at:])

    found = _lint(project, "ko")

    assert found.accepted == 1
    assert not [one for one in found.findings if one.code in {"L201", "L901", "L902"}]


def _passage(role: Role, text: str) -> Passage:
    here = Position("guide.yaml", 1, 1)
    return Passage(role, (Chunk(text, here, "text", "en"),), here)


def _codes(draft: Draft) -> list[str]:
    return [one.code for one in lint([draft], Path("nowhere")).findings]
