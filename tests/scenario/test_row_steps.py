"""`only` leaves a step, or the steps of a sequence, to the rows that fit."""

from pathlib import Path

from guiderunner.scenario.suite import Suite, load_suite
from tests.scenario.api_keys_project import surroundings

SCENARIO = """
version: 1
id: renew-key
guide: none
title: Renew a key
summary: Replace a key by a new one.
each: {plan: all}
steps:
  - id: create
    action: api_keys.create_key
    with: {name: Staging}
  - id: create-second
    only: {plan: {kind: [large, huge]}}
    action: api_keys.create_key
    with: {name: Production}
  - use: replace
    with: {of: "{{ plan }}"}
  - use: clean-up
    only: {plan: {kind: large}}
"""
REPLACE = """
version: 1
id: replace
parameters: [of]
steps:
  - id: delete
    action: api_keys.delete_key
    with: {name: Staging}
  - id: name-again
    only: {of: {kind: small}}
    action: api_keys.create_key
    with: {name: "{{ of.title }}"}
"""
CLEAN_UP = """
version: 1
id: clean-up
steps:
  - id: delete
    action: api_keys.delete_key
    with: {name: Production}
"""


def loaded(root: Path, scenario: str = SCENARIO, replace: str = REPLACE) -> Suite:
    """Return the suite of one scenario and its sequences."""
    around = surroundings(root)
    for place, text in (
        ("keys/renew.yaml", scenario),
        ("sequences/replace.yaml", replace),
        ("sequences/clean-up.yaml", CLEAN_UP),
    ):
        file = around.scenarios / place
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return load_suite(around)


def test_each_row_has_its_own_steps(tmp_path: Path) -> None:
    """A filter is asked of the row, of a sequence's parameter, and of all steps of a `use`."""
    suite = loaded(tmp_path)
    suite.require_no_problems()
    steps = {
        one.row["plan"]: [placed.step.id for placed in suite.steps_of(one)]
        for one in suite.variants
    }

    assert steps == {
        "free": ["create", "replace.delete", "replace.name-again"],
        "team": ["create", "create-second", "replace.delete", "clean-up.delete"],
    }


def test_filter_of_a_sequence_names_a_parameter(tmp_path: Path) -> None:
    """A sequence cannot filter what its user did not give it."""
    suite = loaded(tmp_path, replace=REPLACE.replace("only: {of:", "only: {plan:"))

    (problem,) = map(str, suite.problems)
    assert problem == (
        "scenarios/sequences/replace.yaml:10:12: 'plan' is not a parameter of this sequence. "
        "Known: of. [S042]"
    )


def test_parameter_that_is_filtered_is_a_row(tmp_path: Path) -> None:
    """What is given for a filtered parameter is an axis of the scenario, by its name."""
    suite = loaded(tmp_path, SCENARIO.replace('of: "{{ plan }}"', "of: free"))

    (problem,) = map(str, suite.problems)
    assert problem == (
        "scenarios/keys/renew.yaml:17:16: sequence 'replace' filters rows by 'of': "
        "give it an axis of 'each'. [S045]"
    )


def test_what_does_not_fit_a_sequence_is_told_where_it_is_given(tmp_path: Path) -> None:
    """A list where the step of the sequence needs a text, for instance."""
    scenario = SCENARIO.replace('with: {of: "{{ plan }}"}', "with: {of: [a, b]}")
    replace = REPLACE.replace("    action: api_keys.delete_key\n", "    text: '{{ of }}'\n")

    told = [str(one) for one in loaded(tmp_path, scenario, replace).problems]

    assert (
        "scenarios/keys/renew.yaml:17:11: step 'delete' of sequence 'replace' cannot be filled "
        "with this: 'text' is not a text. [S041]"
    ) in told
