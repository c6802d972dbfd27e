"""What a person selects: by tags and their expressions, and by claims."""

from functools import cache
from pathlib import Path

import pytest

from guiderunner.project import find_project
from guiderunner.run.checking import check_project
from guiderunner.scenario.selection import Selection, SelectionError, select
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.tag_expression import TagExpression

ROOT = Path(__file__).parents[2]


@cache
def suite() -> Suite:
    """The project's own scenarios."""
    return check_project(find_project(ROOT)).suite


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("ja", True),
        ("ko", False),
        ("not ko", True),
        ("rakuten and ja", True),
        ("rakuten and not ja", False),
        ("ko or ja and rakuten", True),
        ("(ko or ja) and not rakuten", False),
        ("my-tag and ja", True),
        ("not (ko or 11st)", True),
    ],
)
def test_expressions_of_tags(text: str, fits: bool) -> None:
    """`not` binds before `and`, `and` before `or`; a tag may be any word."""
    assert TagExpression.parse(text).fits({"rakuten", "ja", "my-tag"}) is fits


@pytest.mark.parametrize("text", ["", "and", "ko ja", "(ko", "ko and", "not", "ko) or (ja"])
def test_what_is_no_expression_is_told(text: str) -> None:
    """A slip selects nothing by accident."""
    with pytest.raises(SelectionError, match="is no expression of tags"):
        select(suite(), Selection(tags=(text,)), ROOT)


def test_an_unknown_tag_in_an_expression_is_told() -> None:
    """The message names the nearest tag."""
    with pytest.raises(SelectionError, match=r"no tag 'rakutn'\. Did you mean 'rakuten'"):
        select(suite(), Selection(tags=("ja and not rakutn",)), ROOT)


def test_a_claim_selects_what_proves_it() -> None:
    """Only scenarios with an expectation that proves the claim are left."""
    chosen = select(suite(), Selection(claims=("C12",)), ROOT)

    assert {one.scenario.id for one in chosen} == {"related-guide"}
    with pytest.raises(SelectionError, match="there is no claim 'C99'"):
        select(suite(), Selection(claims=("C99",)), ROOT)
