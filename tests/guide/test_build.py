"""A guide says nothing that a run did not prove."""

import pytest
from PIL import Image

from guiderunner.evidence.model import Box, Run, ShownLabel, StepRecord
from guiderunner.guide.model import Guide
from guiderunner.guide.pictures import draw, source_of
from guiderunner.guide.stored import read_guides
from guiderunner.guide.tokens import UiLabel
from tests.guide.key_guides import Project, make_picture, shot, translate

SCENARIO = "scenarios/keys/create_key.yaml"
SILENT = """
version: 1
id: silent
guide: article
title: Say nothing
summary: Nothing is said.
steps:
  - {id: open-keys, action: keys.open}
"""


def _guide(project: Project, name: str = "free-en") -> Guide:
    found = [one for one in read_guides(project.pages.resolve()) if one.node.endswith(name)]
    return found[0]


def _said(project: Project, run: Run | None = None) -> list[str]:
    """Return the problems of the guide create-key for the row free in English."""
    return [str(one) for one in project.publish(run, only=["free-en"]).problems]


def _changed(project: Project, step: str, **changes: object) -> Run:
    """Return a run in which one step of every try is recorded otherwise."""
    run = project.run(project.suite())

    def change(record: StepRecord) -> StepRecord:
        return record.model_copy(update=changes) if record.id == step else record

    tries = [one.model_copy(update={"steps": tuple(map(change, one.steps))}) for one in run.tries]
    return run.model_copy(update={"tries": tuple(tries)})


def test_only_steps_with_text_are_told_and_numbered(project: Project) -> None:
    """What readers need not know has no number."""
    project.publish()

    told = [(step.number, step.id) for step in _guide(project).steps]
    assert told == [(1, "open-keys"), (2, "create"), (3, "check-mail")]


def test_every_sentence_names_its_proof(project: Project) -> None:
    """An instruction is proved by its action, a result by what was expected, a danger elsewhere."""
    project.publish()

    step = _guide(project).steps[1]
    assert [one.asked for one in step.instruction.proofs] == ["keys.create"]
    assert step.result
    assert [one.asked for one in step.result.proofs] == ["keys.key to be visible"]
    (danger,) = step.before
    assert [one.node for one in danger.proofs] == ["scenarios/keys/old_key.yaml::free-en"]
    (note,) = step.after
    assert note.editorial
    assert not note.proofs


def test_each_admonition_names_its_own_proof(project: Project) -> None:
    """What it expects itself, or what it names; labels are as they were seen there."""
    project.edit(SCENARIO, "The old key stops working.", "'The old [Key] stops working.'")
    project.edit(
        SCENARIO,
        "    note: {text: Keep the key secret., editorial: true}\n",
        "    note:\n"
        "      - {text: 'A [Key] has 20 letters.', expect: [{visible: keys.length}]}\n"
        "      - {text: It has no name., expect: [{visible: keys.name}, {visible: keys.title}]}\n",
    )
    translate(project)
    project.publish()

    step = _guide(project, "free-ko").steps[1]
    (danger,) = step.before
    assert [one.text for one in danger.tokens if isinstance(one, UiLabel)] == ["키"]
    assert [(one.kind, [proof.asked for proof in one.proofs]) for one in step.after] == [
        ("note", ["keys.length to be visible"]),
        ("note", ["keys.name to be visible", "keys.title to be visible"]),
    ]
    assert [one.text for one in step.after[0].tokens if isinstance(one, UiLabel)] == ["키"]
    assert not any(one.editorial for one in (danger, *step.after))


def test_a_label_may_stand_before_the_first_step(project: Project) -> None:
    """In title, summary and what is needed it is as a step of the guide showed it."""
    for old, new in (
        ("title: Create a key for {{ plan.name }}", "title: 'A [Key] for {{ plan.name }}'"),
        ("summary: Give your server a key", "summary: Give your server a [Key]"),
        ("  - You can log in.", "  - You see [Keys].\n  - You can log in."),
        ("each: {plan: all}", "each: {plan: all}\nnext: [old-key]"),
    ):
        project.edit(SCENARIO, old, new)
    translate(project)
    project.publish()

    guide = _guide(project, "free-ko")
    assert "".join(one.text for one in guide.title.tokens) == "A 키 for Free"
    said = [guide.title, guide.summary, *guide.prerequisites]
    labels = [[one.text for one in each.tokens if isinstance(one, UiLabel)] for each in said]
    assert labels == [["키"], ["키"], ["키 목록"], []]
    assert guide.next == ("old-key",)


def test_a_proof_stands_where_it_is_today(project: Project) -> None:
    """Who adds a line of words after the run still finds the action and the expectation."""
    run = project.run(project.suite())
    project.edit(SCENARIO, "prerequisites:", "# A new line.\nprerequisites:")
    project.publish(run)

    step = _guide(project).steps[1]
    lines = (project.root / SCENARIO).read_text(encoding="utf-8").splitlines()
    assert step.result
    (action, expected) = (one.proofs[0].place for one in (step.instruction, step.result))
    assert lines[int(action.rpartition(":")[2]) - 1] == "  - id: create"
    assert lines[int(expected.rpartition(":")[2]) - 1] == "      - {visible: keys.key}"


def test_a_guide_without_steps_is_none(project: Project) -> None:
    """There is nothing to read: whoever wrote it is told, and no page is made."""
    project.write("scenarios/keys/silent.yaml", SILENT)
    translate(project)

    published = project.publish(only=["free-en", "en"])

    assert [str(one) for one in published.problems] == [
        (
            "scenarios/keys/silent.yaml:7:3: no step of en has a text. "
            "Write one, or 'guide: none'. [G007]"
        )
    ]


def test_a_failed_try_gives_no_guide(project: Project) -> None:
    """The guide is refused, and the message names variant and step."""
    run = project.run(project.suite(), free_en="failed")

    assert _said(project, run) == [
        f"{SCENARIO}:2:5: free-en did not pass in run run-1 at step 'log-in'. [G001]"
    ]


def test_a_guide_needs_what_proves_its_danger(project: Project) -> None:
    """The scenario that a sentence names must have passed for the same row and locale."""
    suite = project.suite()
    run = project.run(suite)
    others = [one for one in run.tries if not one.node.endswith("old_key.yaml::free-en")]

    said = _said(project, run.model_copy(update={"tries": tuple(others)}))

    assert said == [
        (
            f"{SCENARIO}:16:13: 'old-key/use-old-key', which is to prove it, "
            "was not run for free-en. [G003]"
        )
    ]


def test_a_guide_needs_its_proof_to_pass(project: Project) -> None:
    """That it was run is not enough."""
    run = project.run(project.suite())
    tries = [
        one.model_copy(update={"outcome": "failed"}) if one.scenario == "old-key" else one
        for one in run.tries
    ]

    (said,) = _said(project, run.model_copy(update={"tries": tuple(tries)}))

    assert said.endswith(
        "'old-key/use-old-key', which is to prove it, did not pass for free-en. [G003]"
    )


def test_a_label_must_have_been_on_the_screen(project: Project) -> None:
    """A label that no locator of the step was built from is not printed."""
    run = _changed(project, "open-keys", labels=())

    assert _said(project, run) == [
        (
            f"{SCENARIO}:13:11: [Keys] was not used and found on the screen "
            "by what proves this text. [G020]"
        )
    ]


def test_a_foreign_label_needs_its_meaning(project: Project) -> None:
    """Readers are told what a label of a site in another language means."""
    project.edit("pages/labels.yaml", "받은편지함, ja: 受信トレイ", "받은편지함")
    project.edit("pages/labels.yaml", "{ko: 받은편지함}", "{ja: 受信トレイ}")

    problems = project.publish(only=["free-ko"]).problems

    assert [str(one) for one in problems] == [
        f"{SCENARIO}:26:11: label 'Inbox' of mail has no Korean meaning in the labels. [G021]"
    ]


def test_labels_are_as_on_the_screen_with_their_meaning(project: Project) -> None:
    """A label keeps the wording and language of its site; the gloss is the reader's."""
    project.publish()

    (label,) = [one for one in _guide(project, "free-ko").steps[2].instruction.tokens
                if isinstance(one, UiLabel)]  # fmt: skip
    assert (label.shown, label.language, label.gloss) == ("受信トレイ", "ja", "받은편지함")


def test_particles_fit_labels_and_values(project: Project) -> None:
    """They are chosen once the label, its gloss or the value is in its place."""
    project.publish()

    guide = _guide(project, "free-ko")
    assert [one.instruction.plain for one in guide.steps] == [
        "키 목록으로 이동해 주세요.",
        "키 만들기를 선택해 주세요.",
        "메일에서 受信トレイ을 열어 주세요.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"[Keys]으로/로 이동해 주세요."',
            '""',
            "guides/locales/ko.po has no Korean translation of 'Go to [Keys].'. [G011]",
        ),
        (
            'msgid "Free"\nmsgstr "Free"',
            'msgid "Free"\nmsgstr ""',
            "guides/locales/ko.po has no Korean translation of 'Free'. [G011]",
        ),
        (
            '"[Keys]으로/로 이동해 주세요."',
            '"[키 목록]으로 이동해 주세요."',
            "Keep the English label; readers see it as it is on their screen. [G013]",
        ),
        (
            '\nmsgctxt "create-key/open-keys"',
            '\n#, fuzzy\nmsgctxt "create-key/open-keys"',
            "the translation of 'Go to [Keys].' is fuzzy: its English has changed. [G012]",
        ),
    ],
)
def test_readers_never_see_a_wrong_translation(
    project: Project, old: str, new: str, said: str
) -> None:
    """What is missing, fuzzy or has other labels refuses the guide in that locale only."""
    project.edit("guides/locales/ko.po", old, new)

    published = project.publish(only=["free-en", "free-ko"])

    assert str(published.problems[0]).endswith(said)
    assert published.fresh == [f"{SCENARIO}::free-en"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: check-mail", "id: read-mail", "step 'read-mail' is not in run run-1"),
        (
            "action: mail.open",
            "action: mail.read",
            "step 'check-mail' was another one in run run-1",
        ),
        ("visible: keys.key", "enabled: keys.key", "step 'create' was another one in run run-1"),
    ],
)
def test_a_step_that_was_changed_since_the_run_refuses_the_guide(
    project: Project, old: str, new: str, said: str
) -> None:
    """Evidence of an older scenario proves nothing of the new one."""
    run = project.run(project.suite())
    project.edit(SCENARIO, old, new)

    assert _said(project, run) == [f"{SCENARIO}:2:5: {said}. Run the scenario again. [G002]"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "is not there"), (b"PNG", "cannot be decoded"), ("small", "not the recorded area")],
)
def test_a_picture_that_cannot_be_used_refuses_the_guide(
    project: Project, content: bytes | str | None, said: str
) -> None:
    """A missing, torn or wrong shot is told with its step and its file."""
    run = project.run(project.suite())
    file = project.root / "runs/run-1/pictures/shot.png"
    file.unlink()
    if content:
        file.write_bytes(shot(10, 10) if isinstance(content, str) else content)

    (problem,) = project.publish(run, only=["free-en"]).problems

    assert str(problem).startswith(f"{SCENARIO}:15:5: the picture of step 'create' ")
    assert problem.code == "G004"
    assert said in problem.message
    assert str(file) in problem.message


def test_a_row_is_called_by_its_name(project: Project) -> None:
    """By the one in the reader's language; a row without a name, by its id."""
    project.publish()
    assert [_guide(project, one).axes for one in ("free-en", "team-ja")] == [
        {"plan": "Free"}, {"plan": "Team <b>&</b>"}]  # fmt: skip

    project.edit("scenarios/data/plans.yaml", "prose: [name, select]", "prose: [select]")
    project.publish(only=["free-en"])
    assert _guide(project).axes == {"plan": "free"}


def test_an_instruction_may_be_advice(project: Project) -> None:
    """Then nothing proves it, and it says so."""
    told = "    text: {text: Look into your mail., editorial: true}\n"
    project.edit(SCENARIO, "    text: In your mail, open [Inbox].\n", told)
    project.publish(only=["free-en"])

    advice, proved = _guide(project).steps[2].instruction, _guide(project).steps[0].instruction
    assert (advice.plain, advice.proofs, advice.editorial) == ("Look into your mail.", (), True)
    assert (len(proved.proofs), proved.editorial) == (1, False)


def test_a_result_has_the_labels_of_what_was_expected(project: Project) -> None:
    """An action may end on another site, where a label of the same name is another."""
    run = project.run(project.suite())
    create = next(one for one in run.tries[0].steps if one.id == "create")
    there = ShownLabel(site="mail", name="Key", shown="Mail key", language="en")
    here = ShownLabel(site="app", name="Key", shown="App key", language="en")
    (asked,) = create.expectations
    changed = _changed(
        project,
        "create",
        labels=(*create.labels, here),
        expectations=(asked.model_copy(update={"labels": (there,)}),),
    )

    project.publish(changed, only=["free-en"])

    result = _guide(project).steps[1].result
    assert result
    assert result.plain == "Your new Mail key is shown."


def test_what_was_not_run_or_broke_off_proves_nothing(project: Project) -> None:
    """It is said which; a try that broke off has no step to name."""
    run = project.run(project.suite())
    (own,) = [one for one in run.tries if one.node == f"{SCENARIO}::free-en"]
    others = tuple(one for one in run.tries if one is not own)
    broken = own.model_copy(update={"outcome": "failed", "steps": own.steps[:1]})

    not_run = _said(project, run.model_copy(update={"tries": others}))
    broke_off = _said(project, run.model_copy(update={"tries": (*others, broken)}))

    assert not_run == [f"{SCENARIO}:2:5: free-en was not run in run run-1. [G001]"]
    assert broke_off == [f"{SCENARIO}:2:5: free-en did not pass in run run-1. [G001]"]


def test_a_step_without_its_picture_refuses_the_guide(project: Project) -> None:
    """A run without pictures proves no guide that has some."""
    assert _said(project, _changed(project, "create", picture=None)) == [
        f"{SCENARIO}:15:5: step 'create' has no picture in the run. [G004]"
    ]


def test_a_step_has_the_picture_that_was_drawn(project: Project) -> None:
    """With the number of the step; a part of it for phones; and in words what is marked."""
    record = make_picture(area=Box(x=0, y=0, width=1000, height=300))
    file = project.root / "runs/run-1/pictures/shot.png"
    run = _changed(project, "create", picture=record)
    file.write_bytes(shot(1000, 300))

    project.publish(run, only=["free-en"])

    first, second, _ = _guide(project).steps
    picture, folder = second.picture, project.pages / "pictures"
    large, small = draw(Image.open(file).convert("RGB"), record, 2)
    assert first.picture is None
    assert picture
    assert picture.small
    assert small
    assert (folder / picture.file).read_bytes() == large.webp
    assert (picture.width, picture.height) == (large.width, large.height)
    assert (folder / picture.small.file).read_bytes() == small.webp
    assert (picture.small.width, picture.small.height) == (small.width, small.height)
    assert (picture.when, picture.heading, picture.source) == (
        "before", "My keys", source_of(record, 2))  # fmt: skip
    assert [one.names for one in picture.marked] == [("Create key",)]
    assert (picture.shot.aria, picture.shot.size) == (record.aria, "1000x300")


def test_the_table_of_a_form_is_what_was_read(project: Project) -> None:
    """Fields come from the screen, and the place that asked for them is their proof."""
    project.publish()

    table = _guide(project).steps[1].table
    assert table
    assert [(one.label, one.required) for one in table.fields] == [("Name", True), ("権限", False)]
    assert (table.proof.kind, table.proof.asked) == ("reading", "keys.fields")
    assert table.proof.place.startswith(f"{SCENARIO}:")


def test_a_form_that_was_not_read_has_no_table(project: Project) -> None:
    """A run from before the step asked for the fields proves nothing of them."""
    assert _said(project, _changed(project, "create", fields=())) == [
        f"{SCENARIO}:15:5: the fields of step 'create' were not read in the run. [G005]"
    ]
