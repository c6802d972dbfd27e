"""Bundles: one file that holds all that an engineer needs to see an issue and to run it again."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Run, Try

FORMAT: Literal["guiderunner bundle"] = "guiderunner bundle"
VERSION = 1

MANIFEST, CASE, README, REPORT = "manifest.json", "case.json", "README.txt", "report.html"
DATA, RUN, EVIDENCE, PROJECT = "data.json", "evidence/run.json", "evidence/", "project/"


class BundleError(GuiderunnerError):
    """A bundle cannot be read or made; says why in one line, with a code."""

    def __init__(self, file: object, message: str, code: str) -> None:
        super().__init__(f"{file}: {message} [{code}]")
        self.code = code


class Part(BaseModel):
    """What the shapes of a bundle share."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Member(Part):
    """One file of a bundle, and what tells that it is whole."""

    path: str
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(Part):
    """What is in a bundle; it stands in the bundle as its first file."""

    format: Literal["guiderunner bundle"] = FORMAT
    version: Literal[1] = 1
    members: tuple[Member, ...]


class Case(Part):
    """What was run: a variant of a scenario, in a world.

    Attributes:
        path: The scenario's file, in the folder `scenarios` of the project that it is from.
        scenarios: What that folder is called.
        name: The variant's own name.
        given: The world that was asked for; `world/before.json` is what came of it.
        world: What of it a person has put in place of the scenario's.
        values: What the person has or types, in place of what the site makes.
        versions: What it was run with.
    """

    scenario: str
    path: str
    scenarios: str
    name: str
    row: dict[str, str]
    locale: str
    given: dict[str, Any]
    world: dict[str, Any] = Field(default_factory=dict)
    values: dict[str, Any] = Field(default_factory=dict)
    versions: dict[str, str]


@dataclass(frozen=True)
class Bundle:
    """A bundle as it was read: whole, and of the version that this tool reads."""

    name: str
    case: Case
    run: Run
    members: Mapping[str, bytes]

    @cached_property
    def last(self) -> Try:
        """The last try of its run."""
        return max(self.run.tries, key=lambda one: one.number)

    @property
    def project(self) -> Mapping[str, bytes]:
        """The files of the project that it was made from, by their path there."""
        return {
            name.removeprefix(PROJECT): content
            for name, content in self.members.items()
            if name.startswith(PROJECT)
        }
