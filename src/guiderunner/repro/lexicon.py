"""What the rows of a project and its topics are called."""

from collections.abc import Iterable

from guiderunner.repro.features import Topics, Words, normal
from guiderunner.repro.issues import Issue
from guiderunner.scenario.suite import Suite


def topics_of(suite: Suite) -> Topics:
    """Return the topics of the rows `vocabulary`, if the project has them."""
    known = suite.rows["vocabulary"].rows if "vocabulary" in suite.rows else {}
    words = {key: tuple(normal(str(one)) for one in row["words"]) for key, row in known.items()}
    return Topics(words)


def names_of(known: Iterable[Issue], suite: Suite) -> dict[str, Words]:
    """Return what rows are called, by `axis=row`: their `name` and `aliases`."""
    found: dict[str, Words] = {}
    for issue in known:
        for axis, row in issue.row.items():
            values = suite.rows[axis].rows[row] if axis in suite.rows else {}
            if "name" in values:
                names = (values["name"], *values.get("aliases", ()))
                found[f"{axis}={row}"] = Words(normal(str(one)) for one in names)
    return found
