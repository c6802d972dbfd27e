"""The ledger of a publication: what each page was made of, so that it is known what is stale."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

NAME = "ledger.json"


class Entry(BaseModel):
    """What a guide was made of: the evidence of a run, its words, and what was around them."""

    model_config = ConfigDict(frozen=True)

    run: str
    words: str
    around: str


class Ledger(BaseModel):
    """The entry of each published guide by its node; `complete` if nothing asked for is missing."""

    guides: Mapping[str, Entry] = {}
    complete: bool = False


def read_ledger(publication: Path | None) -> Ledger:
    """Return the ledger of *publication*; an empty one says that all must be made again."""
    if publication is None:
        return Ledger()
    try:
        return Ledger.model_validate_json((publication / NAME).read_bytes())
    except (OSError, ValidationError):
        return Ledger()


def write_ledger(publication: Path, ledger: Ledger) -> None:
    """Write *ledger* into *publication*."""
    (publication / NAME).write_text(ledger.model_dump_json(indent=1) + "\n", encoding="utf-8")
