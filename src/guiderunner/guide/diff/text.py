"""Tells a difference in words: for a terminal, and as Markdown."""

from collections.abc import Iterator
from textwrap import indent

from rich.text import Text

from guiderunner.diagnostics import plural
from guiderunner.guide.diff.model import Change, Difference, Version, places
from guiderunner.guide.diff.words import Piece
from guiderunner.guide.markdown import escaped

_MOST_ROWS = 5
_STYLES = {"same": "", "removed": "red", "added": "green"}
_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_TAGS = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}


def summary(difference: Difference) -> str:
    """Return in one line what is compared, and how much changed."""
    changes = difference.changes
    guides = {guide.node for one in changes for guide in one.guides}
    if not changes:
        return f"{difference.old} → {difference.new}: nothing changed for readers"
    where = f", in {plural(len(guides), 'guide')}" if guides else ""
    return f"{difference.old} → {difference.new}: {plural(len(changes), 'change')}{where}"


def as_text(difference: Difference) -> Text:
    """Return the difference for a terminal; marks tell as much as colours do."""
    lines = [Text(summary(difference), "bold")]
    for title, changes in difference.by_title():
        lines += [Text(), Text(title, "bold")]
        for change in changes:
            lines += _lines(change)
    return Text("\n").join(lines)


def _lines(change: Change) -> Iterator[Text]:
    yield Text(f"  {change.subject}")
    for version in _told(change):
        count = f" ({plural(len(version.guides), 'guide')})" if len(change.versions) > 1 else ""
        yield Text.assemble(f"    {version.locale}  ", *_styled(version), (count, "dim"))
    where = "\n".join(places(change.guides, _MOST_ROWS))
    if where:
        yield Text(indent(where, "    in "), "dim")


def _styled(version: Version) -> Iterator[tuple[str, str]]:
    for piece in version.pieces:
        before, after = _MARKS[piece.op]
        yield f"{before}{piece.text}{after}", _STYLES[piece.op]


def _told(change: Change) -> list[Version]:
    """Return what is told in words; of pictures, the guides say enough."""
    return [one for one in change.versions if one.pieces or not one.guides]


def as_markdown(difference: Difference) -> str:
    """Return the difference as Markdown, for a merge request or a ticket."""
    lines = ["# What changed for readers", "", str(escaped(summary(difference)))]
    for title, changes in difference.by_title():
        lines += ["", f"## {title}"]
        for change in changes:
            lines += ["", f"### {escaped(change.subject)}", ""]
            for version in _told(change):
                lines.append(f"- {version.locale}: {''.join(map(_tagged, version.pieces))}")
            lines += [f"- in {escaped(one)}" for one in places(change.guides)]
    return "\n".join(lines) + "\n"


def _tagged(piece: Piece) -> str:
    before, after = _TAGS[piece.op]
    space = " " if piece.text[:1].isspace() else ""
    return f"{space}{before}{escaped(piece.text.lstrip())}{after}"
