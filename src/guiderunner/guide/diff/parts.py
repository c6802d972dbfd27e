"""What a guide is made of, part by part, so that two versions can be laid side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from guiderunner.evidence.model import FieldRecord
from guiderunner.guide.diff.labels import said
from guiderunner.guide.diff.words import aligned
from guiderunner.guide.model import Admonition, Guide, GuideStep, Sentence
from guiderunner.guide.tokens import Text


@dataclass(frozen=True)
class Pair:
    """The same part of two versions of a guide; one side is missing if it is new or gone."""

    step: str
    part: str
    old: Sentence | None
    new: Sentence | None


def plain(sentence: Sentence) -> str:
    """Return the words of *sentence*, its labels in brackets."""
    return "".join(said(one) for one in sentence.tokens)


def pairs(old: Guide, new: Guide) -> Iterator[Pair]:
    """Yield the parts of two versions of a guide; steps that only one of them has are left out."""
    yield Pair("", "title", old.title, new.title)
    yield Pair("", "summary", old.summary, new.summary)
    for one, two in _aligned(old.symptoms, new.symptoms):
        yield Pair("", "symptom", one, two)
    if old.message or new.message:
        yield Pair("", "message", old.message, new.message)
    if old.cause or new.cause:
        yield Pair("", "cause", old.cause, new.cause)
    for one, two in _aligned(old.prerequisites, new.prerequisites):
        yield Pair("", "prerequisite", one, two)
    before = {one.id: one for one in old.steps}
    for step in new.steps:
        if step.id in before:
            yield from _step_pairs(before[step.id], step)


def _step_pairs(old: GuideStep, new: GuideStep) -> Iterator[Pair]:
    if old.section or new.section:
        yield Pair(new.id, "section heading", old.section, new.section)
    yield Pair(new.id, "instruction", old.instruction, new.instruction)
    if old.result or new.result:
        yield Pair(new.id, "result", old.result, new.result)
    for one, two in ((old.before, new.before), (old.after, new.after)):
        for kind in dict.fromkeys(box.kind for box in (*one, *two)):
            for was, now in _aligned(_of_kind(one, kind), _of_kind(two, kind)):
                yield Pair(new.id, kind, was, now)
    for was, now in _aligned(_fields(old), _fields(new)):
        yield Pair(new.id, "field", was, now)


def _of_kind(boxes: tuple[Admonition, ...], kind: str) -> tuple[Sentence, ...]:
    return tuple(one for one in boxes if one.kind == kind)


def _fields(step: GuideStep) -> tuple[Sentence, ...]:
    found = step.table.fields if step.table else ()
    return tuple(Sentence(tokens=(Text(text=_field(one)),)) for one in found)


def _field(field: FieldRecord) -> str:
    facts = ["required" if field.required else "not required", field.help, field.note]
    return f"{field.label}: {'; '.join(one for one in facts if one)}"


def _aligned(
    old: tuple[Sentence, ...], new: tuple[Sentence, ...]
) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Yield the sentences of two lists that belong together."""
    was, now = _by_words(old), _by_words(new)
    for one, two in aligned(list(was), list(now)):
        yield was.get(one or ""), now.get(two or "")


def _by_words(sentences: tuple[Sentence, ...]) -> Mapping[str, Sentence]:
    return {plain(one): one for one in sentences}
