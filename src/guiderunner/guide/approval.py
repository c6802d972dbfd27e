"""Approved pictures: guides/approved.json, in which a person has accepted how screens look.

It is committed, so that a fresh clone sees when a screen has changed. A line is a picture.
"""

import hashlib
import json
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.guide.model import Shot

NAME = "approved.json"
VERSION = 1
Shots = dict[str, Shot]  # By the id of the step.
Verdict = Literal["equal", "same structure", "changed", "new"]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=1, le=VERSION)] = VERSION
    guides: dict[str, Shots] = {}


@dataclass(frozen=True)
class Approvals:
    """The approved pictures by the folder of their guide and the id of their step."""

    guides: Mapping[str, Shots] = field(default_factory=dict)

    @classmethod
    def load(cls, file: Path) -> "Approvals":
        """Read *file*; without it nothing is approved yet.

        Raises:
            GuiderunnerError: If it cannot be read, e.g. after a merge.
        """
        try:
            return cls(_File.model_validate_json(file.read_bytes()).guides)
        except FileNotFoundError:
            return cls()
        except (OSError, ValidationError) as error:
            said = str(error).splitlines()
            reason = said[2].strip() if len(said) > 2 else said[0]  # noqa: PLR2004 - pydantic's
            advice = "Restore it from git, or delete it and accept all pictures anew."
            raise GuiderunnerError(f"{file}: {reason}. {advice}") from None

    def compare(self, folder: str, step: str, shot: Shot) -> Verdict:
        """Say how *shot* is to what was approved.

        Pixels are compared only where the same browser draws alike, else the structure.
        """
        approved = self.guides.get(folder, {}).get(step)
        if approved is None:
            return "new"
        if shot.rendering and shot.rendering == approved.rendering:
            return "equal" if shot.pixels == approved.pixels else "changed"
        return "same structure" if shot.aria == approved.aria else "changed"

    def accepting(self, seen: Mapping[str, Shots], wanted: Collection[str]) -> "Approvals":
        """Return these with all pictures of the guides *seen*, and of *wanted* guides only."""
        merged = {**self.guides, **seen}
        return Approvals({one: shots for one, shots in merged.items() if one in wanted and shots})

    def save(self, file: Path) -> None:
        """Write *file*, whole or not at all: sorted, a line a picture."""
        part = file.with_name(f".{file.name}.{os.getpid()}")
        part.write_text(self.text(), encoding="utf-8", newline="\n")
        part.replace(file)

    def text(self) -> str:
        """Return what the file holds."""
        guides = ",\n".join(
            f"  {json.dumps(folder)}: {{\n{_lines(shots)}\n  }}"
            for folder, shots in sorted(self.guides.items())
        )
        return f'{{\n "version": {VERSION},\n "guides": {{\n{guides}\n }}\n}}\n'

    @property
    def digest(self) -> str:
        """A hash of what is approved."""
        return hashlib.sha256(self.text().encode()).hexdigest()[:16]


def _lines(shots: Shots) -> str:
    return ",\n".join(
        f"   {json.dumps(step)}: {json.dumps(shot.model_dump())}"
        for step, shot in sorted(shots.items())
    )
