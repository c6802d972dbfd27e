"""Rules of steps: their order, their shape, and what stands around them."""

from collections.abc import Iterator

from guiderunner.guide.lint.draft import Draft, DraftStep, Passage
from guiderunner.guide.lint.found import Found, found_in
from guiderunner.guide.model import MOST_STEPS


def warning_after_step(draft: Draft) -> Iterator[Found]:
    """A loss is told before the step that causes it."""
    for step in draft.steps:
        for passage in (*step.results, *step.after):
            told = draft.style.loss.search(passage.masked)
            if told:
                message = (
                    f"'{told[0]}' stands after the step. Warn in a danger before the instruction."
                )
                yield found_in(passage, message, told[0])


def loss_without_danger(draft: Draft) -> Iterator[Found]:
    """What cannot be brought back is told as a danger, not as a lesser box."""
    lesser = [
        passage
        for step in draft.steps
        for passage in step.passages()
        if passage.role in {"warning", "note", "tip"}
    ]
    lesser += [one for one in draft.opening if one.role in {"warning", "note", "tip"}]
    for passage in lesser:
        told = draft.style.loss.search(passage.masked)
        if told:
            message = f"'{told[0]}' is told in a {passage.role}. Make it a danger."
            yield found_in(passage, message, told[0])


def danger_without_recovery(draft: Draft) -> Iterator[Found]:
    """A danger of an action that destroys says whether it can be undone."""
    for step in draft.steps:
        dangers = [one for one in step.before if one.role == "danger"]
        told = any(draft.style.recovery.search(one.masked) for one in dangers)
        if step.destroys and dangers and not told:
            message = "the danger does not say whether what is lost can be brought back. Say so."
            yield found_in(dangers[0], message)


def unnumbered_steps(draft: Draft) -> Iterator[Found]:
    """Steps are items of a numbered list; told once for each run of them."""
    before = True
    for step in draft.steps:
        if not step.is_numbered and (before or step.section):
            message = "an instruction stands in a paragraph. Make it an item of a numbered list."
            yield found_in(step.instruction, message)
        before = step.is_numbered


def too_many_steps(draft: Draft) -> Iterator[Found]:
    """No more steps stand together than a reader keeps in mind."""
    count = 0
    for step in _own_steps(draft):
        count = 1 if step.section else count + 1
        if count == MOST_STEPS + 1:
            message = f"more than {MOST_STEPS} steps without a heading. Begin a section here."
            yield found_in(step.instruction, message)


def several_actions(draft: Draft) -> Iterator[Found]:
    """A step asks for one action."""
    for passage in _instructions(draft):
        sentences = draft.style.sentences(passage.masked)
        actions = [verb for one in sentences for verb in _asked(draft, one)]
        if len(actions) > 1:
            message = f"{len(actions)} actions in one step: {_listed(actions)}. Part them."
            yield found_in(passage, message, actions[1])


def _asked(draft: Draft, sentence: str) -> list[str]:
    return draft.style.actions(sentence) if draft.style.is_instruction(sentence) else []


def _listed(words: list[str]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def missing_result(draft: Draft) -> Iterator[Found]:
    """A step that changes something says what the reader should see then."""
    for step in _own_steps(draft):
        if step.changes and not step.results:
            message = "the step has no result. Say what the reader should see after it."
            yield found_in(step.instruction, message)


def missing_prerequisites(draft: Draft) -> Iterator[Found]:
    """A guide says what the reader needs first."""
    if _own_steps(draft) and not any(one.role == "prerequisite" for one in draft.opening):
        message = "the guide has no prerequisites. Say what the reader needs first."
        first = draft.opening[0] if draft.opening else draft.steps[0].instruction
        yield found_in(first, message)


def late_place(draft: Draft) -> Iterator[Found]:
    """An instruction says where before what."""
    for passage in _instructions(draft):
        for sentence in draft.style.sentences(passage.masked):
            place = draft.style.late_place(sentence)
            if place:
                told = f"where ('{_shown(place)}') stands after what."
                message = f"{told} Put it first: '{draft.style.order}'"
                yield found_in(passage, message, place)


def no_instruction(draft: Draft) -> Iterator[Found]:
    """A step asks the reader to do something."""
    for passage in _instructions(draft) if draft.style.request else ():
        sentences = draft.style.sentences(passage.masked)
        if sentences and not draft.style.is_instruction(sentences[0]):
            yield found_in(passage, f"the step does not ask for an action. {draft.style.request}")


def nothing_named(draft: Draft) -> Iterator[Found]:
    """An instruction names what it speaks of: no picture or lost text stands in its place."""
    for passage in _instructions(draft):
        lost = draft.style.nothing.search(passage.masked)
        if lost:
            message = f"'{lost[0].strip()}' names nothing. Say in words what is meant."
            yield found_in(passage, message, lost[0].strip())


def _own_steps(draft: Draft) -> tuple[DraftStep, ...]:
    return () if draft.is_translation else draft.steps


def _instructions(draft: Draft) -> list[Passage]:
    return [step.instruction for step in draft.steps]


def _shown(masked: str) -> str:
    """Return masked words with a sign that people can read in the place of each mask."""
    return "".join("…" if "\ue000" <= one <= "\ue001" else one for one in masked)
