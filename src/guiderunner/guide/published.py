"""What came of a publication."""

from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.diagnostics import Problem


@dataclass
class Published:
    """What came of a publication; all by node id, articles by locale and id.

    `fresh` guides were made from the run, of which `changed` have other pages than before;
    `kept` were not asked for; `refused` were, and kept their old pages if they had any.
    `issues` were made from the run; those `left_out` lack a proof, and no guide tells them.
    """

    folder: Path
    fresh: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refused: dict[str, list[Problem]] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)
    left_out: dict[str, list[Problem]] = field(default_factory=dict)
    articles: list[str] = field(default_factory=list)
    refused_articles: dict[str, list[Problem]] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """Every problem once, in the order of files."""
        refused = [self.refused, self.left_out, self.refused_articles]
        return sorted({one for each in refused for problems in each.values() for one in problems})
