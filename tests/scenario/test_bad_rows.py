"""Mistakes in files of rows, in axes of `each`, and in what sequences are given, are told."""

from pathlib import Path

import pytest

from guiderunner.scenario.data import Rows, load_rows
from guiderunner.scenario.variants import Variant
from tests.scenario.test_row_steps import REPLACE, SCENARIO, loaded

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


def test_rows_that_are_no_list_are_none(tmp_path: Path) -> None:
    """The axis is there, without rows."""
    rows, problems = _read(tmp_path, "version: 1\nid: plan\nrows: all\n")

    assert problems == ["data/plans.yaml:3:7: 'rows' of the data file is not a list. [D001]"]
    assert rows["plan"].rows == {}


@pytest.mark.parametrize(
    ("each", "told"),
    [
        ("{plan: {kind: huge, title: X}}", "no row of 'plan' has kind = huge and title = X."),
        ("{plan: large}", "axis 'plan' is a filter such as {kind: key}, a list, or all."),
        ("{plan: []}", "axis 'plan' has no values."),
        ("{plan: [{title: Free}]}", "a value of axis 'plan' has no 'id'."),
        ("{pla: all}", "there are no rows 'pla'. Known: plan."),
        ("{day: ['{{ plan.kind }}']}", "axis 'day' uses 'plan', which no earlier axis has."),
    ],
)
def test_an_axis_that_cannot_be_spelled_out_is_told(tmp_path: Path, each: str, told: str) -> None:
    """Where it stands, in the words of the author."""
    suite = loaded(tmp_path, SCENARIO.replace("each: {plan: all}", f"each: {each}"))

    (problem,) = [str(one) for one in suite.problems if one.code == "S044"]
    assert problem.startswith("scenarios/keys/renew.yaml:7:")
    assert problem.endswith(f" {told} [S044]")


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
    given = SCENARIO.replace('of: "{{ plan }}"', "of: many")

    told = [str(one) for one in loaded(tmp_path, given, sequence).problems if one.code == "S041"]

    (problem,) = told
    assert problem == (
        "scenarios/keys/renew.yaml:17:11: step 'delete' of sequence 'replace' cannot be filled "
        "with this: 'count' compares with a whole number, not with 'many'. [S041]"
    )
