"""What a variant does and meets is told by its behaviour, whatever else was asked before."""

from pathlib import Path

from guiderunner.project import find_project
from guiderunner.run.behaviour import Behaviours
from guiderunner.run.checking import check_project

ROOT = Path(__file__).parents[2]


def test_equal_ids_on_a_dependent_axis_are_told_apart() -> None:
    """The field `region` of one marketplace is not that of another, in whichever order."""
    checked = check_project(find_project(ROOT))
    of_regions = [
        one
        for one in checked.suite.variants
        if one.scenario.id == "required-fields" and one.name.endswith("-region-en")
    ]
    assert len(of_regions) > 1

    forwards, backwards = (Behaviours(checked, "browser") for _ in range(2))
    asked = [forwards.of(one) for one in of_regions]
    again = [backwards.of(one) for one in reversed(of_regions)]

    assert asked == again[::-1]
