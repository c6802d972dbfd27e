"""The records of a run: Run > Try > StepRecord. Secrets never get this far."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, JsonValue

from guiderunner.evidence.record import Record
from guiderunner.evidence.site_model import SiteRecord

VERSION = 1
Outcome = Literal["passed", "failed", "not_run"]
# Files are in the folder of their run: what leads elsewhere would be published from there.
FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$")]


def _is_time(value: str) -> str:
    datetime.fromisoformat(value)
    return value


Time = Annotated[str, AfterValidator(_is_time)]


class Box(Record):
    """A rectangle in CSS pixels of the viewport; x and y are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, inner: "Box") -> bool:
        """Whether *inner* lies wholly in this box."""
        return (
            inner.x >= self.x
            and inner.y >= self.y
            and inner.x + inner.width <= self.x + self.width
            and inner.y + inner.height <= self.y + self.height
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether the boxes have an area in common."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


MarkState = Literal["filled", "empty", "selected", "unselected", "ready", "unready", "says"]


class Mark(Record):
    """A control that a picture points at: its `page.member` name and where it was drawn.

    `label` is what the control is called on the screen, `state` how it was; of what is no
    control, the state is `says` and the label what it says.
    """

    name: str
    box: Box
    label: str = ""
    state: MarkState = "says"


class PictureRecord(Record):
    """A picture of the page, stored as `pictures/<file>`.

    The file is a PNG of `area` (CSS pixels of the viewport) at `scale` image pixels per CSS
    pixel. `subject` is the element that the author named, `heading` what it is headed by,
    `texts` are the boxes of the words and controls in the area, so that a mark can be drawn
    where it hides none. `aria` is a hash of the subject's structure: roles, names and values,
    which no browser draws differently. `rendering` tells what drew it: pixels are comparable
    only where it is the same.
    """

    file: FileName
    scale: float
    area: Box
    subject: Box
    heading: str = ""
    marks: tuple[Mark, ...] = ()
    texts: tuple[Box, ...] = ()
    when: Literal["before", "after"] = "after"
    aria: str = ""
    rendering: str = ""


class ShownLabel(Record):
    """A UI label that a locator of the step was built from, as it was on the screen."""

    site: str
    name: str
    shown: str
    language: str


class QuestionRecord(Record):
    """What was asked of the screen, in parts, so that it can be told in any language.

    `at` names one element, or with `every` several that all had to fit; `value` is what they
    were compared with, of an address its pattern. `language` is that of the screen, `labels` are
    what was read on it to find them.
    """

    kind: str
    at: str | None
    every: bool = False
    compares: Literal["is", "is_not", "contains"] | None = None
    value: str = ""
    language: str = ""
    labels: tuple[ShownLabel, ...] = ()


class ExpectationRecord(QuestionRecord):
    """One expectation as it was asked and answered.

    `of` says whose it is: `step`, or e.g. `note.0` for the first note of the step. `written` is
    the expectation as its author wrote it: one that was changed is another one.
    """

    of: str
    expected: str
    found: str
    line: int
    written: str = ""
    proves: tuple[str, ...] = ()
    outcome: Outcome

    @property
    def question(self) -> QuestionRecord:
        """What was asked, without what came of it."""
        asked = {name: getattr(self, name) for name in QuestionRecord.model_fields}
        return QuestionRecord.model_construct(**asked)


class Failure(Record):
    """Why a step failed, in words: what was expected, what was found, what was near."""

    expected: str
    found: str
    nearest: str | None = None
    picture: FileName | None = None
    environment: bool = False


class FieldRecord(Record):
    """One field of a form as it was on the screen, in the *language* of its site."""

    label: str
    language: str
    required: bool
    help: str | None = None
    note: str | None = None


class StepRecord(Record):
    """One step as it happened. `site` and `language` are of the step's page object.

    `text` and `result` are the author's English words, with the row's values in them.
    """

    id: str
    line: int
    text: str = ""
    result: str = ""
    site: str | None = None
    language: str | None = None
    url: str | None = None
    action: str | None = None
    labels: tuple[ShownLabel, ...] = ()
    expectations: tuple[ExpectationRecord, ...] = ()
    picture: PictureRecord | None = None
    fields: tuple[FieldRecord, ...] = ()
    outcome: Outcome
    seconds: float
    failure: Failure | None = None


class Try(Record):
    """One try of one variant. `row` maps each axis to the id of its row.

    `number` counts from 1. The second try records everything: `console` and `requests` in full,
    and `trace`, the name of a file in `traces/` for Playwright's trace viewer. `failure` says
    why no step was performed, if none could be. `behaviour` is a hash of all that the variant did
    and met; it is empty if a person was there, or if the site or browser was named by one.
    """

    node: str
    path: str
    scenario: str
    row: dict[str, str] = Field(default_factory=dict)
    locale: str
    number: int = 1
    known: str | None = None
    digest: str
    behaviour: str = ""
    started: Time
    seconds: float
    outcome: Outcome
    steps: tuple[StepRecord, ...] = ()
    console_errors: tuple[str, ...] = ()
    failed_requests: tuple[str, ...] = ()
    console: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    trace: FileName | None = None
    failure: Failure | None = None
    world: dict[str, JsonValue] = Field(default_factory=dict)
    site: SiteRecord | None = None


class Run(Record):
    """One execution of one or more variants."""

    version: Annotated[int, Field(ge=1)] = VERSION
    id: str
    started: Time
    seconds: float
    versions: dict[str, str]
    tries: tuple[Try, ...]

    def by_node(self) -> dict[str, list[Try]]:
        """Return the tries of each variant, in their order."""
        found: dict[str, list[Try]] = {}
        for one in sorted(self.tries, key=lambda one: one.number):
            found.setdefault(one.node, []).append(one)
        return found
