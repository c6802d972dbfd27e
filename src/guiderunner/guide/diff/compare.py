"""Compares two publications, and tells each change once for all guides that it is in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guiderunner.guide.diff.articles import article_changes
from guiderunner.guide.diff.labels import Renamed, reading, renamed
from guiderunner.guide.diff.model import Change, Difference, Kind, Version
from guiderunner.guide.diff.parts import Pair, pairs, plain
from guiderunner.guide.diff.pictures import differ_in_badges_only, file_of
from guiderunner.guide.diff.publications import Side
from guiderunner.guide.diff.words import Piece, aligned, word_diff
from guiderunner.guide.model import Guide, GuideStep

_Head = tuple[Kind, str, str]


@dataclass(frozen=True)
class _Finding:
    """What changed in one guide; findings with equal heads are one change."""

    kind: Kind
    subject: str
    part: str
    guide: Guide
    pieces: tuple[Piece, ...] = ()
    before: str = ""
    after: str = ""

    @property
    def head(self) -> _Head:
        return self.kind, self.subject, self.part

    @property
    def alike(self) -> object:
        """What is equal in versions that are told once: rows may differ in what did not change."""
        changed = tuple(one for one in self.pieces if one.op != "same")
        return self.guide.locale, changed, self.before, self.after


def compare(old: Side, new: Side) -> Difference:
    """Return what changed for readers from *old* to *new*."""
    both = [(old.by_key[one.key], one) for one in new.guides if one.key in old.by_key]
    sides = [
        (after, (pair.old, pair.new))
        for before, after in both
        for pair in pairs(before, after)
        if pair.old and pair.new
    ]
    labels = renamed(sides, old.guides, new.guides)
    findings = [*_guides(old, new), *_label_findings(labels)]
    for before, after in both:
        findings += _steps(before, after)
        findings += _texts(before, after, labels)
        findings += _pictures(old, new, before, after)
    return Difference(old.name, new.name, [*article_changes(old, new), *_grouped(findings)])


def _grouped(findings: Sequence[_Finding]) -> Iterator[Change]:
    heads: dict[_Head, dict[object, list[_Finding]]] = {}
    for one in findings:
        heads.setdefault(one.head, {}).setdefault(one.alike, []).append(one)
    for (kind, subject, part), versions in heads.items():
        yield Change(kind, subject, part, tuple(_version(same) for same in versions.values()))


def _version(same: Sequence[_Finding]) -> Version:
    first = same[0]
    guides = tuple(one.guide for one in same)
    return Version(first.guide.locale, guides, first.pieces, first.before, first.after)


def _guides(old: Side, new: Side) -> Iterator[_Finding]:
    for guide in new.guides:
        if guide.key not in old.by_key:
            pieces = (Piece("added", plain(guide.title)),)
            yield _Finding("guide added", guide.scenario, "", guide, pieces)
    for guide in old.guides:
        if guide.key not in new.by_key:
            pieces = (Piece("removed", plain(guide.title)),)
            yield _Finding("guide removed", guide.scenario, "", guide, pieces)


def _label_findings(labels: Renamed) -> Iterator[_Finding]:
    for key, new in labels.labels.items():
        site, _, name, shown = key
        pieces = (Piece("removed", shown), Piece("same", " → "), Piece("added", new.shown))
        for guide in labels.guides[key].values():
            yield _Finding("label renamed", f"[{name}] of {site}", "", guide, pieces)


def _steps(old: Guide, new: Guide) -> Iterator[_Finding]:
    was, now = ({one.id: one for one in guide.steps} for guide in (old, new))
    for step in new.steps:
        if step.id not in was:
            pieces = (Piece("added", plain(step.instruction)),)
            yield _Finding("step added", _subject(new, step.id), "", new, pieces)
    for step in old.steps:
        if step.id not in now:
            pieces = (Piece("removed", plain(step.instruction)),)
            yield _Finding("step removed", _subject(new, step.id), "", new, pieces)
    common_old = [one for one in was if one in now]
    common_new = [one for one in now if one in was]
    kept = {one for one, two in aligned(common_old, common_new) if one == two}
    for name in common_new:
        if name not in kept:
            told = f"{was[name].number} → {now[name].number}: {plain(now[name].instruction)}"
            moved = (Piece("same", told),)
            yield _Finding("step moved", _subject(new, name), "", new, moved)


def _texts(old: Guide, new: Guide, labels: Renamed) -> Iterator[_Finding]:
    for pair in pairs(old, new):
        subject = _subject(new, pair.step)
        before, after = (plain(one) if one else "" for one in (pair.old, pair.new))
        if not before or not after:
            kind: Kind = "text added" if after else "text removed"
            yield _Finding(kind, subject, pair.part, new, word_diff(before, after))
        elif not _reads_alike(pair, new.locale, labels):
            yield _Finding("text reworded", subject, pair.part, new, word_diff(before, after))


def _reads_alike(pair: Pair, locale: str, labels: Renamed) -> bool:
    """Whether both sides read the same but for labels that were renamed."""
    if pair.old is None or pair.new is None:
        return False
    if pair.part == "field":
        name, facts = plain(pair.old).split(": ", 1)
        return f"{labels.text(name)}: {facts}" == plain(pair.new)
    if not labels.touches(pair.old):
        return plain(pair.old) == plain(pair.new)
    return labels.reading(pair.old, locale) == reading(pair.new, locale)


def _pictures(old: Side, new: Side, was: Guide, now: Guide) -> Iterator[_Finding]:
    before = {one.id: one for one in was.steps}
    for step in now.steps:
        earlier = before.get(step.id)
        if earlier is None:
            continue
        one, two = earlier.picture, step.picture
        names = (one.file if one else "", two.file if two else "")
        if names[0] != names[1] and not _counted_on(old, new, earlier, step):
            yield _Finding(_picture_kind(*names), _subject(now, step.id), "", now, (), *names)


def _picture_kind(before: str, after: str) -> Kind:
    if before and after:
        return "picture changed"
    return "picture removed" if before else "picture added"


def _counted_on(old: Side, new: Side, was: GuideStep, now: GuideStep) -> bool:
    """Whether the pictures differ in the number of the step only."""
    if was.number == now.number or not was.picture or not now.picture:
        return False
    return differ_in_badges_only(
        file_of(old.folder, was.picture.file), file_of(new.folder, now.picture.file)
    )


def _subject(guide: Guide, step: str) -> str:
    return f"{guide.scenario}, step {step}" if step else guide.scenario
