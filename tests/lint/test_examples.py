"""Every rule has examples: a bad one beside what is said of it, and a good one that is silent."""

from pathlib import Path

import pytest

from guiderunner.guide.lint.rules import RULES
from tests.lint.examples import HERE, lint_file, told

BAD = sorted((HERE / "bad").glob("*.html"))
GOOD = sorted((HERE / "good").glob("*.html"))
# What only a scenario knows, or what has a test of its own.
WITHOUT_PAGE = {"L103"}
# These count or compare, and do not depend on the language.
IN_ENGLISH_ONLY = {"L105", "L206", "L208", "L304"}
# English has no polite form.
NOT_IN_ENGLISH = {"L209"}


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_broken_rule_is_told_where_it_is_broken(file: Path) -> None:
    """Nothing but the rule of the example is broken, and the whole message is as it stands."""
    assert told(file) == file.with_suffix(".txt").read_text(encoding="utf-8").rstrip()
    assert {one.code for one in lint_file(file).findings} == {file.stem[:4]}


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_good_example_is_silent(file: Path) -> None:
    """What a rule asks for is not reported, by it or by another one."""
    assert lint_file(file).findings == ()


def test_every_rule_has_examples_in_every_language() -> None:
    """No rule is without a bad and a good example in each language that it depends on."""
    wanted = {
        f"{code}-{locale}"
        for code in RULES
        for locale in ("en", "ko", "ja")
        if code not in WITHOUT_PAGE
        and (locale == "en" or code not in IN_ENGLISH_ONLY)
        and (locale != "en" or code not in NOT_IN_ENGLISH)
    }

    assert {one.stem for one in BAD} == wanted
    assert {one.stem for one in GOOD} == wanted
