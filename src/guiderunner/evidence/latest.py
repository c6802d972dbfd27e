"""The newest try of each variant among all runs: what is known of it now."""

from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.evidence.model import Try
from guiderunner.evidence.newest import NewestEvidence
from guiderunner.evidence.reader import read_try, try_file


@dataclass(frozen=True)
class Latest:
    """A try, and the id of its run; of a variant that was tried again, the one that failed."""

    run: str
    tried: Try


@dataclass
class LatestTries:
    """The newest tries in the folder *runs*; each is read when it is asked for."""

    runs: Path
    _found: dict[str, Latest | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._evidence = NewestEvidence(self.runs)

    def of(self, node: str) -> Latest | None:
        """Return the newest try of the variant *node*; None if it was never run."""
        if node not in self._found:
            self._found[node] = self._read(node)
        return self._found[node]

    @property
    def found(self) -> list[Latest]:
        """The tries that were asked for and are there."""
        return [one for one in self._found.values() if one is not None]

    def _read(self, node: str) -> Latest | None:
        for folder in self._evidence.runs_with(node):
            # Only a first try that failed is followed by a second, and a flake proves nothing.
            try:
                tried = read_try(folder / "tries" / try_file(node, 1))
            except (OSError, ValueError):
                continue  # Torn: an earlier run says more.
            if tried.node == node:
                return Latest(folder.name, tried)
        return None
