"""Claims: what the documented article says, one entry a claim."""

from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import Position, Problem
from guiderunner.scenario.document import read_document


@dataclass(frozen=True)
class Claim:
    """One claim: its id, the flow it belongs to, what it says, and where it is written."""

    id: str
    flow: str
    text: str
    position: Position


def load_claims(file: Path | None, root: Path) -> tuple[dict[str, Claim], list[Problem]]:
    """Read the claims of *file*: `claims: [{id, flow, claim}]`. No file, no claims."""
    if file is None:
        return {}, []
    document = read_document(file, file.relative_to(root).as_posix())
    listed = document.data.get("claims") if isinstance(document.data, dict) else None
    if not isinstance(listed, list):
        document.report((), "the file of claims has no list 'claims'.", "C001")
        return {}, document.problems
    claims: dict[str, Claim] = {}
    for index, one in enumerate(listed):
        words = one if isinstance(one, dict) else {}
        if not all(isinstance(words.get(key), str) for key in ("id", "flow", "claim")):
            document.report(("claims", index), "a claim has 'id', 'flow' and 'claim'.", "C001")
        elif words["id"] in claims:
            document.report(("claims", index), f"claim '{words['id']}' stands twice.", "C002")
        else:
            position = document.position(("claims", index, "claim"))
            claims[words["id"]] = Claim(words["id"], words["flow"], words["claim"], position)
    return claims, document.problems
