"""What proves a page, sentence by sentence: the content of verification pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from typing import Literal

from babel.dates import format_date

from guiderunner.guide.model import Guide, GuideStep, Proof, Sentence
from guiderunner.guide.tokens import Inline

Standing = Literal["proved", "framing", "editorial"]


@dataclass(frozen=True)
class Verified:
    """One sentence, or a table with so many rows: what it is to readers, and what proves it."""

    what: str
    tokens: Sequence[Inline]
    standing: Standing
    proofs: Sequence[Proof] = ()
    rows: int = 0


@dataclass
class Section:
    """The sentences of one step, of an issue, or of what stands before the steps."""

    step: GuideStep | None
    sentences: list[Verified] = field(default_factory=list)
    issue: Guide | None = None


@dataclass(frozen=True)
class Verification:
    """What proves a guide: its sections in reading order."""

    sections: Sequence[Section]

    def count(self, standing: Standing) -> int:
        """Return how many sentences stand so."""
        return sum(one.standing == standing and not one.rows for one in self._told)

    @cached_property
    def _told(self) -> list[Verified]:
        return [sentence for one in self.sections for sentence in one.sentences]

    @property
    def tables(self) -> int:
        """How many tables were read off the screen."""
        return sum(one.rows > 0 for one in self._told)


def verification_of(guide: Guide, issues: Iterable[Guide] = ()) -> Verification:
    """Return what proves each sentence of *guide*, and of what it tells of its *issues*."""
    sections: list[Section] = []
    for step, what, sentence in guide.sentences():
        if not sections or sections[-1].step is not step:
            sections.append(Section(step))
        sections[-1].sentences.append(verified(what, sentence))
    for section in sections:
        if section.step is not None and section.step.table is not None:
            table = section.step.table
            rows = Verified("table", (), "proved", (table.proof,), len(table.fields))
            section.sentences.append(rows)
    sections += [Section(None, list(_told(one)), one) for one in issues]
    return Verification(sections)


def _told(issue: Guide) -> Iterator[Verified]:
    """Yield what a guide tells of an issue: all before its steps, and the first of these."""
    for step, what, sentence in issue.sentences():
        if what in {"symptom", "message", "cause"} or step is issue.steps[0]:
            yield verified(what, sentence)


def verified(what: str, sentence: Sentence) -> Verified:
    """Return how *sentence* stands: proved, editorial, or framing."""
    standing: Standing = "proved" if sentence.proofs else "framing"
    if sentence.editorial:
        standing = "editorial"
    return Verified(what, sentence.tokens, standing, sentence.proofs)


@lru_cache(maxsize=1024)
def in_words(moment: str, locale: str) -> str:
    """Return an ISO date and time as *locale* writes the date, with the time in UTC."""
    then = datetime.fromisoformat(moment)
    then = then.astimezone(UTC) if then.tzinfo else then.replace(tzinfo=UTC)
    return f"{format_date(then, 'long', locale=locale.replace('-', '_'))} {then:%H:%M} UTC"
