"""From the blocks of a published article to a draft: which text is a step, a result, a warning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.diagnostics import Position, Problem, ProblemsError
from guiderunner.guide.lint.draft import Chunk, Draft, DraftStep, Image, Lexicon, Passage, Role
from guiderunner.guide.lint.published import ArticleReader, Block
from guiderunner.guide.lint.style import LABEL, Style
from guiderunner.guide.lint.styles import style_of

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "title"])
_LANGUAGE = re.compile(r"<html[^>]*\blang=[\"']?([A-Za-z-]+)")
_WRITTEN = (("ko", re.compile(r"[가-힣]")), ("ja", re.compile(r"[ぁ-ヿ]")))
_ENOUGH = 0.2
_BOXES: dict[str, Role] = {"danger": "danger", "warning": "warning", "note": "note", "tip": "tip"}


def read_article(file: Path, path: str, language: str | None = None) -> tuple[str, list[Block]]:
    """Return the language and the blocks of the HTML *file*, known to people as *path*.

    Raises:
        ProblemsError: If it cannot be read, or holds no words.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        message = "the file cannot be read, or is not UTF-8. Save it in UTF-8."
        raise ProblemsError([Problem(Position(path), message, "S001")]) from None
    declared = _LANGUAGE.search(text)
    spoken = language or (declared[1] if declared else _guessed(text))
    blocks = list(ArticleReader(path, spoken).read(text))
    if not any(one.text for one in blocks):
        raise ProblemsError([Problem(Position(path), "there is no article in it.", "L112")])
    return spoken, blocks


def _guessed(text: str) -> str:
    letters = max(1, sum(one.isalpha() for one in re.sub(r"<[^>]*>", "", text)))
    told = {name: len(found.findall(text)) / letters for name, found in _WRITTEN}
    return next((name for name, share in told.items() if share > _ENOUGH), "en")


@dataclass
class _Step:
    numbered: bool
    section: bool
    instruction: Passage | None = None
    before: list[Passage] = field(default_factory=list)
    results: list[Passage] = field(default_factory=list)
    after: list[Passage] = field(default_factory=list)


class ArticleDraft:
    """Sorts the blocks of an article."""

    def __init__(self, language: str, lexicon: Lexicon) -> None:
        self.style: Style = style_of(language)
        self.lexicon = lexicon
        self.opening: list[Passage] = []
        self.steps: list[_Step] = []
        self.images: list[Image] = []
        self.item: int | None = None
        self.is_prerequisite = self.has_list = self.has_title = False
        self.new_section, self.in_section = True, False

    def make(self, blocks: Sequence[Block]) -> Draft:
        """Return the draft of *blocks*."""
        for section in _sections(blocks):
            self.has_list = any(one.item is not None for one in section)
            for block in section:
                self._take(block)
        steps = [self._finished(one) for one in self.steps if one.instruction is not None]
        return Draft(
            style=self.style,
            opening=tuple(self.opening),
            steps=tuple(steps),
            images=tuple(self.images),
            lexicon=self.lexicon,
        )

    def _take(self, block: Block) -> None:
        if block.tag == "img":
            self._image(block)
        elif block.tag in _HEADINGS:
            self._heading(block)
        elif not block.text.isdigit() and not _is_bare_name(block):
            kind = block.callout or self._named_box(block)
            if self.is_prerequisite and block.item is None:
                self.opening.append(_passage("prerequisite", block))
            elif block.item is not None:
                self._item(block, kind)
            else:
                self._paragraph(block, kind)

    def _heading(self, block: Block) -> None:
        role: Role = "heading" if self.has_title or block.tag != "h1" else "title"
        self.has_title |= role == "title"
        self.opening.append(_passage(role, block))
        self.is_prerequisite = self.style.prerequisites.search(block.text) is not None
        self.new_section, self.in_section = True, False

    def _named_box(self, block: Block) -> str | None:
        """Return the kind of box that a text names itself: `Info: ...`."""
        named = self.style.callouts.match(block.text)
        is_name = named and (
            block.text[named.end() :][:1] in {":", ""} or block.chunks[0].kind == "label"
        )
        return named.lastgroup if named and is_name else None

    def _item(self, block: Block, kind: str | None) -> None:
        if block.item != self.item:
            self.item = block.item
            self.steps.append(_Step(numbered=True, section=self.new_section))
            self.new_section, self.in_section = False, True
        step = self.steps[-1]
        if kind:
            (step.after if step.instruction else step.before).append(_passage(_BOXES[kind], block))
        elif step.instruction is None:
            step.instruction = _passage("instruction", block)
        else:
            step.results.append(_passage("result", block))

    def _paragraph(self, block: Block, kind: str | None) -> None:
        if kind:
            passage = _passage(_BOXES[kind], block)
            (self.steps[-1].after if self.in_section else self.opening).append(passage)
        elif not self.has_list and self._is_step(block):
            step = _Step(numbered=False, section=self.new_section)
            step.instruction = _passage("instruction", block)
            self.steps.append(step)
            self.new_section, self.in_section = False, True
        elif self.in_section and block.tag not in {"td", "th"}:
            self.steps[-1].results.append(_passage("result", block))
        else:
            self.opening.append(_passage("words", block))

    def _is_step(self, block: Block) -> bool:
        """Return whether a paragraph asks for something to be done with a control that it names."""
        masked = _passage("words", block).masked
        return any(
            self.style.is_instruction(one) and (LABEL in one or ">" in one or self._is_lost(one))
            for one in self.style.sentences(masked)
        )

    def _is_lost(self, sentence: str) -> bool:
        return self.style.nothing.search(sentence) is not None

    def _image(self, block: Block) -> None:
        beside = self.steps[-1].instruction if self.steps else None
        place = block.position or Position("")
        self.images.append(Image(place, block.alt, beside.plain if beside else ""))

    def _finished(self, step: _Step) -> DraftStep:
        assert step.instruction is not None  # noqa: S101 - others have been left out
        sentences = self.style.sentences(step.instruction.masked)
        asked = [one for one in sentences if self.style.is_instruction(one)]
        told = len(asked) < len(sentences)
        entering = bool(asked) and all(map(self.style.is_entering, asked))
        return DraftStep(
            instruction=step.instruction,
            before=tuple(step.before),
            results=tuple(step.results),
            after=tuple(step.after),
            changes=bool(asked) and not told and not entering,
            section=step.section,
            is_numbered=step.numbered,
        )


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks from heading to heading."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.tag in _HEADINGS:
            found.append([])
        found[-1].append(block)
    return found


def _is_bare_name(block: Block) -> bool:
    """Return whether the block is only the name of a box: `Danger`."""
    words = [one for one in block.chunks if one.text.strip()]
    return bool(block.callout) and len(words) == 1 and words[0].kind == "label"


def _passage(role: Role, block: Block) -> Passage:
    chunks = tuple(_trimmed(block.chunks))
    return Passage(role, chunks, chunks[0].position)


def _trimmed(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return *chunks* without the empty ones around them."""
    told = [index for index, one in enumerate(chunks) if one.text.strip()]
    return list(chunks[told[0] : told[-1] + 1])
