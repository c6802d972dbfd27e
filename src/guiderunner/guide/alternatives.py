"""What alternative texts say of a picture: what it is headed by, and how the marked controls are.

All of it was read off the screen by the run.
"""

from guiderunner.evidence.model import PictureRecord
from guiderunner.guide.model import GuideStep, Marked
from guiderunner.guide.tokens import UiLabel

LONGEST = 80  # Characters of one name: alternative texts are listened to.


def marked_in(record: PictureRecord, step: GuideStep) -> tuple[Marked, ...]:
    """Return the marked controls, those in one state together, in the order of the marks.

    A name in another language is followed by its meaning, if the texts of *step* tell it.
    """
    sentences = [step.instruction, *([step.result] if step.result else [])]
    labels = [one for each in sentences for one in each.tokens if isinstance(one, UiLabel)]
    meanings = {one.shown: one.gloss for one in labels if one.gloss}
    names: dict[str, dict[str, None]] = {}
    for mark in record.marks:
        if mark.label:
            name, meaning = shortened(mark.label), meanings.get(mark.label)
            said = f"{name} ({meaning})" if meaning else name
            names.setdefault(mark.state, {})[said] = None
    return tuple(
        Marked.model_validate({"state": state, "names": tuple(found)})
        for state, found in names.items()
    )


def shortened(text: str) -> str:
    """Return *text* in one line, cut after a word if it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST + 1].rpartition(" ")[0] or line[:LONGEST]
    return f"{cut} …"
