"""Mistakes in files of rows, in axes of `each`, and in what sequences are given, are told."""

from pathlib import Path

import pytest

from guiderunner.scenario.data import Rows, load_rows
from guiderunner.scenario.suite import load_suite
from guiderunner.scenario.variants import Variant
from tests.scenario.api_keys_project import surroundings
from tests.scenario.test_row_steps import CLEAN_UP, REPLACE, SCENARIO, loaded

ROWS = """\
version: 1
id: plan
prose: [title]
rows:
  - {id: free, kind: small, title: Free}
  - {id: team, kind: large}
"""


def _read(root: Path, text: str) -> tuple[dict[str, Rows], list[str]]:
    file = root / "data" / "plans.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    rows, problems = load_rows(file.parent, root)
    return rows, [str(one) for one in problems]


def test_rows_are_read_with_their_prose(tmp_path: Path) -> None:
    """By id, and of each row the prose that it has; a file without rows is other data."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text("claims: []")

    rows, problems = _read(tmp_path, ROWS)

    assert problems == []
    assert list(rows) == ["plan"]
    assert rows["plan"].rows["team"] == {"id": "team", "kind": "large"}
    assert rows["plan"].prose_of("free") == {"title": "Free"}
    assert rows["plan"].prose_of("team") == {}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: plan\n", "id: plan\nrow: []\n", "3:1: unknown key 'row' in the data file. [D001]"),
        ("version: 1", "version: 2", "1:10: the data file needs 'version: 1'. [D001]"),
        ("version: 1\n", "", "1:1: the data file needs 'version: 1'. [D001]"),
        ("id: plan", "id: 7", "2:5: the data file needs 'id', the name of its axis. [D001]"),
        ("{id: free,", "{", "5:5: row 1 has no 'id'. [D002]"),
        ("id: team", "id: 7", "6:5: row 2 has no 'id'. [D002]"),
        ("{id: team, kind: large}", "team", "6:5: row 2 has no 'id'. [D002]"),
        ("id: team", "id: free", "6:10: row id 'free' is used twice. [D002]"),
        ("[title]", "title", "3:8: 'prose' of the data file is not a list. [D001]"),
    ],
)
def test_a_mistake_in_rows_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """With its place; the rows that are right are there."""
    rows, problems = _read(tmp_path, ROWS.replace(old, new, 1))

    assert problems == [f"data/plans.yaml:{told}"]
    assert {name for one in rows.values() for name in one.rows} <= {"free", "team"}
    assert any(one.rows for one in rows.values())


def test_the_mistakes_of_all_files_are_told(tmp_path: Path) -> None:
    """Each with its own file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.yaml").write_text("version: 1\nid: a\nrows: [{}]\n")

    _, problems = _read(tmp_path, ROWS.replace("version: 1\n", ""))

    assert [one.partition(":")[0] for one in problems] == ["data/a.yaml", "data/plans.yaml"]


def test_rows_that_are_no_list_are_none(tmp_path: Path) -> None:
    """The axis is there, without rows."""
    rows, problems = _read(tmp_path, "version: 1\nid: plan\nrows: all\n")

    assert problems == ["data/plans.yaml:3:7: 'rows' of the data file is not a list. [D001]"]
    assert rows["plan"].rows == {}


@pytest.mark.parametrize(
    ("each", "told"),
    [
        ("{plan: {kind: huge, title: X}}", "14: no row of 'plan' has kind = huge and title = X."),
        ("{plan: large}", "14: axis 'plan' is a filter such as {kind: key}, a list, or all."),
        ("{plan: []}", "14: axis 'plan' has no values."),
        ("{plan: [{title: Free}]}", "14: a value of axis 'plan' has no 'id'."),
        ("{pla: all}", "13: there are no rows 'pla'. Known: plan."),
        ("{day: ['{{ plan.kind }}']}", "13: axis 'day' uses 'plan', which no earlier axis has."),
    ],
)
def test_an_axis_that_cannot_be_spelled_out_is_told(tmp_path: Path, each: str, told: str) -> None:
    """Where it stands, in the words of the author."""
    suite = loaded(tmp_path, SCENARIO.replace("each: {plan: all}", f"each: {each}"))

    (problem,) = [str(one) for one in suite.problems if one.code == "S044"]
    assert problem == f"scenarios/keys/renew.yaml:7:{told} [S044]"


def test_an_axis_may_use_an_earlier_one(tmp_path: Path) -> None:
    """A value of its row, or a filter by it."""
    each = "each: {plan: all, size: ['{{ plan.kind }}'], other: {id: '{{ plan.id }}'}}"
    around = surroundings(tmp_path)
    rows = around.scenarios / "data" / "others.yaml"
    rows.write_text("version: 1\nid: other\nrows: [{id: free}, {id: team}]\n")
    file = around.scenarios / "keys" / "renew.yaml"
    file.parent.mkdir()
    steps = SCENARIO[: SCENARIO.index("  - use: replace")]
    file.write_text(steps.replace("each: {plan: all}", each), encoding="utf-8")

    suite = load_suite(around)

    assert [one.name for one in suite.variants if one.locale == "en"] == [
        "free-small-free-en",
        "team-large-team-en",
    ]
    file.write_text(steps.replace("each: {plan: all}", "each: {no: all}"), encoding="utf-8")
    (problem,) = [str(one) for one in load_suite(around).problems if one.code == "S044"]
    assert problem.endswith("there are no rows 'no'. Known: other, plan. [S044]")


def test_axes_multiply_until_it_is_of_no_use(tmp_path: Path) -> None:
    """Ten thousand variants are run, one more is a mistake of the last axis."""
    many = SCENARIO.replace("version: 1\n", "version: 1\nlocales: [en]\n")
    axes = "each: {{plan: all, number: {numbers}}}"
    told = []
    for count in (5000, 5001):
        each = axes.format(numbers=list(range(count)))
        suite = loaded(tmp_path / str(count), many.replace("each: {plan: all}", each))
        told.append([str(one) for one in suite.problems])

    assert told[0] == []
    (problem,) = told[1]
    assert problem == (
        "scenarios/keys/renew.yaml:8:27: the axes make more than 10,000 variants. Filter them. "
        "[S044]"
    )


def test_a_variant_is_named_by_its_rows_and_locale(tmp_path: Path) -> None:
    """In small letters; a value of a list is its own name, one with an id is the whole of it."""
    each = "each: {plan: all, size: [Big, {id: Small, number: 2}]}"
    suite = loaded(tmp_path, SCENARIO.replace("each: {plan: all}", each))
    suite.require_no_problems()

    names = [one.name for one in suite.variants]
    last = suite.variants[-1]

    assert names[:4] == ["free-big-en", "free-big-ko", "free-small-en", "free-small-ko"]
    assert last.row == {"plan": "team", "size": "Small"}
    assert last.variables["size"] == {"id": "Small", "number": 2}
    assert suite.variants[0].variables["size"] == "Big"
    assert last.variables["locale"] == "ko"


def test_variants_are_alike_on_the_axes_of_both(tmp_path: Path) -> None:
    """And in one locale; an axis that only one of them has does not part them."""
    plain = loaded(tmp_path / "one").variants
    each = SCENARIO.replace("each: {plan: all}", "each: {plan: all, size: [big, small]}")
    sized = loaded(tmp_path / "two", each).variants

    def like(one: Variant) -> list[str]:
        return [other.name for other in sized if other.is_like(one)]

    assert like(plain[0]) == ["free-big-en", "free-small-en"]
    assert [one.name for one in plain if one.is_like(sized[-1])] == ["team-ko"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "use: replace",
            "use: replac",
            "16:10: there is no sequence 'replac'. Did you mean 'replace'? [S040]",
        ),
        (
            'of: "{{ plan }}"',
            'of: "{{ plan }}", to: x',
            "17:30: sequence 'replace' has no parameter 'to'. Known: of. [S041]",
        ),
        (
            '    with: {of: "{{ plan }}"}\n',
            "",
            "16:5: sequence 'replace' needs 'of' in 'with'. [S041]",
        ),
        (
            "only: {plan: {kind: large}}",
            "only: {plans: {kind: large}}",
            "19:12: 'plans' is not an axis of 'each'. Did you mean 'plan'? [S045]",
        ),
    ],
)
def test_a_wrong_use_of_a_sequence_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    """Where the scenario uses it, and nothing else is."""
    assert old in SCENARIO

    suite = loaded(tmp_path, SCENARIO.replace(old, new))

    assert [str(one) for one in suite.problems] == [f"scenarios/keys/renew.yaml:{told}"]


@pytest.mark.parametrize(
    ("sequence", "told"),
    [
        ("- a\n", "1:1: the sequence is not a mapping of keys. [S010]"),
        (
            REPLACE.replace("parameters:", "params:"),
            "4:1: unknown key 'params' in the sequence. Did you mean 'parameters'? [S012]",
        ),
        (REPLACE.replace("id: replace\n", "", 1), "2:1: the sequence has no 'id'. [S013]"),
        (
            REPLACE.replace("  - id: delete\n", "  - id: delete\n    use: clean-up\n"),
            "7:5: unknown key 'use' in step 1. [S012]",
        ),
        (
            "version: 1\nid: replace\nsteps: []\n",
            "3:8: 'steps' of the sequence is empty. [S014]",
        ),
        (
            REPLACE.replace("version: 1", "version: one"),
            "2:10: 'version' is 'one'. Known: 1. [S014]",
        ),
    ],
)
def test_a_mistake_in_a_sequence_is_told(tmp_path: Path, sequence: str, told: str) -> None:
    """In its own file, once, however many scenarios use it."""
    suite = loaded(tmp_path, replace=sequence)

    assert [str(one) for one in suite.problems] == [f"scenarios/sequences/replace.yaml:{told}"]


@pytest.mark.parametrize("wrong", ["id: [swap-keys", "id: swap-keys\nversoin: 1", "ids: swap-keys"])
def test_scenarios_that_use_a_wrong_sequence_are_not_to_blame(tmp_path: Path, wrong: str) -> None:
    """It is there, under the name that its file says or has: they are told of nothing."""
    around = surroundings(tmp_path)
    for name, text in (
        ("sequences/swap_keys.yaml", REPLACE.replace("id: replace", wrong, 1)),
        ("sequences/clean-up.yaml", CLEAN_UP),
        ("keys/renew.yaml", SCENARIO.replace("use: replace", "use: swap-keys")),
    ):
        (around.scenarios / name).parent.mkdir(exist_ok=True)
        (around.scenarios / name).write_text(text, encoding="utf-8")

    told = load_suite(around).problems

    assert {one.position.path for one in told} == {"scenarios/sequences/swap_keys.yaml"}


@pytest.mark.parametrize("wrong", ["id: [use-key", "id: use-key\nversoin: 1", "ids: use-key"])
def test_scenarios_that_name_a_wrong_scenario_are_not_to_blame(tmp_path: Path, wrong: str) -> None:
    """It is there: who goes on with it, or is proved by it, is told of nothing."""
    around = surroundings(tmp_path)
    tip = "tip: {text: Keys last, proved_by: use-key/any}"
    naming = SCENARIO.replace("guide: none", "guide: none\nnext: [use-key]", 1)
    naming = naming.replace("- id: create\n", f"- id: create\n    {tip}\n", 1)
    for name, text in (
        ("sequences/replace.yaml", REPLACE),
        ("sequences/clean-up.yaml", CLEAN_UP),
        ("keys/use_key.yaml", SCENARIO.replace("id: renew-key", wrong, 1)),
        ("keys/renew.yaml", naming),
    ):
        (around.scenarios / name).parent.mkdir(exist_ok=True)
        (around.scenarios / name).write_text(text, encoding="utf-8")

    told = load_suite(around).problems

    assert {one.position.path for one in told} == {"scenarios/keys/use_key.yaml"}


def test_a_variable_of_a_sequence_is_a_parameter(tmp_path: Path) -> None:
    """Wherever in a step it stands, and however deep."""
    changed = REPLACE.replace("with: {name: Staging}", 'with: {name: "{{ off.title }}"}')
    changed += '    note: [{text: "Of {{ plan }}.", editorial: true}]\n'

    suite = loaded(tmp_path, replace=changed)

    path, said = "scenarios/sequences/replace.yaml", "is not a parameter of this sequence."
    assert [str(one) for one in suite.problems if one.code == "S042"] == [
        f"{path}:8:18: 'off' {said} Did you mean 'of'? [S042]",
        f"{path}:13:19: 'plan' {said} Known: of. [S042]",
    ]


def test_what_is_given_takes_the_place_of_a_parameter(tmp_path: Path) -> None:
    """A whole value stays what it is; within words it is said, or named as the user names it."""
    sequence = REPLACE.replace("parameters: [of]", "parameters: [of, days, why]").replace(
        "with: {name: Staging}", 'with: {name: "{{ of.title }} for {{ why }}", days: "{{ days }}"}'
    )
    sequence = sequence.replace("delete_key", "create_key")
    given = SCENARIO.replace('of: "{{ plan }}"', 'of: "{{ plan }}", days: 7, why: tests')

    suite = loaded(tmp_path, given, sequence)

    suite.require_no_problems()
    (scenario,) = suite.scenarios
    step = next(one.step for one in scenario.steps if one.step.id == "replace.delete")
    assert step.with_ == {"name": "{{ plan.title }} for tests", "days": 7}
    assert step.note == ()


def test_what_a_sequence_makes_impossible_is_told_in_our_words(tmp_path: Path) -> None:
    """What was given makes an expectation that may not be: the step is named, and why."""
    counted = "with: {name: Staging}\n    expect: [{count: api_keys.key_row, is: '{{ of }}'}]"
    sequence = REPLACE.replace("with: {name: Staging}", counted)
    sequence += "    expect: [{count: api_keys.key_row, is: '{{ of }}'}]\n"
    given = SCENARIO.replace('of: "{{ plan }}"', "of: many")

    told = [str(one) for one in loaded(tmp_path, given, sequence).problems if one.code == "S041"]

    said = "cannot be filled with this: 'count' compares with a whole number, not with 'many'."
    assert told == [
        f"scenarios/keys/renew.yaml:17:11: step '{name}' of sequence 'replace' {said} [S041]"
        for name in ("delete", "name-again")
    ]


def test_steps_of_a_sequence_stand_in_its_file(tmp_path: Path) -> None:
    """Where an author finds them; those of the scenario in its own."""
    (scenario,) = loaded(tmp_path).scenarios

    assert [str(one.position) for one in scenario.steps] == [
        "scenarios/keys/renew.yaml:9:5",
        "scenarios/keys/renew.yaml:12:5",
        "scenarios/sequences/replace.yaml:6:5",
        "scenarios/sequences/replace.yaml:9:5",
        "scenarios/sequences/clean-up.yaml:5:5",
    ]
