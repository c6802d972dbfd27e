"""The guide: what a reader is told, word by word, and what proves it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from guiderunner.evidence.model import FieldRecord, MarkState, QuestionRecord
from guiderunner.evidence.site_model import SiteRecord
from guiderunner.guide.tokens import STRICT, Inline

VERSION = 3
MANY_STEPS = 6
Key = tuple[str, tuple[tuple[str, str], ...], str]  # Scenario, row and locale of a guide.
MOST_STEPS = 7  # More than these are parted into sections.
ProofKind = Literal["action", "world", "expectation", "reading"]
AdmonitionKind = Literal["danger", "warning", "note", "tip"]


class Part(BaseModel):
    """What all parts of a guide share: no unknown keys, never changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Proof:
    """An action, expectation or reading of `node` that proved a sentence; `place` is path:line."""

    __pydantic_config__ = STRICT  # No model, for the reason of tokens.

    kind: ProofKind
    node: str
    step: str
    place: str
    asked: str
    question: QuestionRecord | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Words for readers. Without proofs it is framing, or the author marked it editorial."""

    __pydantic_config__ = STRICT  # No model, as above.

    tokens: tuple[Inline, ...]
    proofs: tuple[Proof, ...] = ()
    editorial: bool = False

    @property
    def plain(self) -> str:
        """The words without any mark-up."""
        return "".join(token.text for token in self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admonition(Sentence):
    """A sentence that stands apart: a danger, warning, note or tip."""

    kind: AdmonitionKind


class Shot(Part):
    """What a picture was drawn from, so that another of the same screen can be compared with it.

    `aria` is a hash of what is in it, `pixels` of how it looks; `size` is in CSS pixels. Pixels
    are comparable only where `rendering`, what drew the screen, is the same.
    """

    aria: str
    size: str
    pixels: str
    rendering: str


class SmallPicture(Part):
    """The part around the marks, for phones."""

    file: str
    width: int
    height: int


class Marked(Part):
    """What the marked controls in one state are called on the screen."""

    state: MarkState
    names: tuple[str, ...]


class Picture(Part):
    """A picture of a step, `pictures/<file>` of the publication; width and height in CSS pixels.

    `heading` and `marked` say what is seen in it, to who does not see it. `source` is a hash of
    all that the picture was drawn from: equal sources give equal pictures.
    """

    file: str
    source: str
    width: int
    height: int
    small: SmallPicture | None = None
    shot: Shot
    when: Literal["before", "after"]
    heading: str
    marked: tuple[Marked, ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """The files that a page with this picture refers to."""
        return (self.file,) if self.small is None else (self.file, self.small.file)


class FieldTable(Part):
    """The fields of a form, as they were read off the screen."""

    fields: tuple[FieldRecord, ...]
    proof: Proof


class GuideStep(Part):
    """One numbered instruction; `before` is read before it is followed, `after` afterwards.

    `section` is the heading of the steps that it is the first of.
    """

    number: int
    id: str
    section: Sentence | None = None
    before: tuple[Admonition, ...] = ()
    instruction: Sentence
    result: Sentence | None = None
    after: tuple[Admonition, ...] = ()
    picture: Picture | None = None
    table: FieldTable | None = None

    @property
    def boxes_before(self) -> list[tuple[AdmonitionKind, list[Admonition]]]:
        """What is read before the instruction, kind by kind."""
        return _by_kind(self.before)

    @property
    def boxes_after(self) -> list[tuple[AdmonitionKind, list[Admonition]]]:
        """What is read after the instruction, kind by kind."""
        return _by_kind(self.after)


def _by_kind(
    admonitions: tuple[Admonition, ...],
) -> list[tuple[AdmonitionKind, list[Admonition]]]:
    if not admonitions:
        return []
    kinds = dict.fromkeys(one.kind for one in admonitions)
    return [(kind, [one for one in admonitions if one.kind == kind]) for kind in kinds]


class Provenance(Part):
    """Which run a guide is from, when its try began, and on what site.

    It is printed on the verification page only, so that two runs of the same give the same guide.
    """

    run: str
    started: str
    versions: dict[str, str] = {}
    site: SiteRecord | None = None


class Guide(Part):
    """The instructions of one scenario, row and locale, all from one passing try.

    `axes` holds the reader's name of each row by axis, `next` the scenarios to go on with. That
    of an issue has its symptoms, its cause and what the screen says; its steps resolve it.
    """

    version: int = VERSION
    node: str
    scenario: str
    flow: str
    row: dict[str, str]
    axes: dict[str, str]
    locale: str
    title: Sentence
    summary: Sentence
    symptoms: tuple[Sentence, ...] = ()
    message: Sentence | None = None
    cause: Sentence | None = None
    prerequisites: tuple[Sentence, ...] = ()
    steps: tuple[GuideStep, ...]
    next: tuple[str, ...] = ()
    provenance: Provenance

    @property
    def overview(self) -> tuple[GuideStep, ...]:
        """The steps to be listed at the top: all, if they are too many to be seen at once."""
        return self.steps if len(self.steps) >= MANY_STEPS else ()

    def sentences(self) -> Iterator[tuple[GuideStep | None, str, Sentence]]:
        """Yield every sentence in reading order: its step, if it is in one, and what it is."""
        yield None, "title", self.title
        yield None, "summary", self.summary
        yield from ((None, "symptom", one) for one in self.symptoms)
        yield from ((None, "message", one) for one in (self.message,) if one)
        yield from ((None, "cause", one) for one in (self.cause,) if one)
        yield from ((None, "prerequisite", one) for one in self.prerequisites)
        for step in self.steps:
            for box in step.before:
                yield step, box.kind, box
            yield step, "instruction", step.instruction
            if step.result:
                yield step, "result", step.result
            for box in step.after:
                yield step, box.kind, box

    @property
    def is_issue(self) -> bool:
        """Whether it ends an issue."""
        return self.cause is not None

    @property
    def run(self) -> str:
        """The run that it is from."""
        return self.provenance.run

    @property
    def key(self) -> Key:
        """What makes it this guide: scenario, row and locale."""
        return self.scenario, tuple(self.row.items()), self.locale
