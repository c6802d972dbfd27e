"""YAML files as plain data that remembers where each value stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from guiderunner.diagnostics import Position, Problem, ProblemsError

Trail = tuple[str | int, ...]
_UNTAGGED = "untagged"
# Longer ones are no counts but numbers of something: they stay texts.
_INT = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_MOST_NODES = 100_000
_MOST_DEPTH = 60
_MOST_BYTES = 2_000_000
_TOO_MUCH = "the file is too large or too deep, its aliases spelled out."
_CHOPPED = re.compile(r"\s#")
_BARE_LABEL = re.compile(r"^\s*(?:-\s+)?[\w]+:\s+\[[^\],]*\]\s*\S")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Leaves out what takes long and is not asked: the tag of what has none in the file."""

    def resolve(self, *_: object) -> str:
        """Return the tag of a node without one: data, whatever kind."""
        return _UNTAGGED

    def descend_resolver(self, *_: object) -> None:
        """Do nothing: tags do not depend on the place."""

    def ascend_resolver(self) -> None:
        """Do nothing, as above."""


@dataclass
class Document:
    """One YAML file: its data, and the position of every key and value by trail."""

    path: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    source: str = ""
    keys: dict[Trail, yaml.Mark] = field(default_factory=dict)
    values: dict[Trail, yaml.Mark] = field(default_factory=dict)
    chopped: set[Trail] = field(default_factory=set)

    def position(self, trail: Sequence[str | int], *, of_key: bool = False) -> Position:
        """Return where the value (or its key) at *trail* stands, else its nearest ancestor."""
        marks = self.keys if of_key else self.values
        # Guides ask a hundred thousand times, and nearly always for what is there.
        exact = marks.get(tuple(trail))
        if exact is not None:
            return Position(self.path, exact.line + 1, exact.column + 1)
        for end in range(len(trail) - 1, -1, -1):
            mark = self.values.get(tuple(trail[:end]))
            if mark is not None:
                return Position(self.path, mark.line + 1, mark.column + 1)
        return Position(self.path)

    def has(self, trail: Sequence[str | int]) -> bool:
        """Whether there is a value at *trail*."""
        return tuple(trail) in self.values

    def report(
        self, trail: Sequence[str | int], message: str, code: str, *, of_key: bool = False
    ) -> None:
        """Add a problem at *trail*."""
        self.problems.append(Problem(self.position(trail, of_key=of_key), message, code))


def read_document(file: Path, path: str) -> Document:
    """Read the YAML *file*, known to people as *path*; what is wrong stands in `problems`."""
    document = Document(path)
    try:
        document.source = read_source(file, path)
    except ProblemsError as error:
        document.problems += error.problems
        return document
    _compose(document)
    return document


def read_source(file: Path, path: str) -> str:
    """Return the text of *file*, known to people as *path*.

    Raises:
        ProblemsError: If it is too large, cannot be read, or is not UTF-8.
    """
    try:
        if file.stat().st_size > _MOST_BYTES:
            message = f"the file is larger than {_MOST_BYTES / 1e6:g} MB."
            raise ProblemsError([Problem(Position(path), message, "S003")])
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "the file is not UTF-8. Save it in UTF-8."
        raise ProblemsError([Problem(Position(path, line), message, "S001")]) from None
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}."
        raise ProblemsError([Problem(Position(path), message, "S001")]) from None


def known_as(file: Path, root: Path) -> str:
    """Return how people know *file*: by its path in *root*, if it is there."""
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.as_posix()


def _compose(document: Document) -> None:
    try:
        far = _first_beyond_bounds(document.source)
        node = None if far else yaml.compose(document.source, Loader=_Loader)
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(document, error))
        return
    if far is not None:
        place = Position(document.path, far.line + 1, far.column + 1)
        document.problems.append(Problem(place, _TOO_MUCH, "S003"))
        return
    if node is None:
        message = "the file is empty."
        document.problems.append(Problem(Position(document.path), message, "S002"))
        return
    document.data = _Builder(document).build(node, ())


def _first_beyond_bounds(source: str) -> Any:
    """Return where the file gets too large or too deep, if it does.

    The composer calls itself for each level, in C: a deep file would end the process.
    """
    depth = nodes = 0
    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
        if depth > _MOST_DEPTH or nodes > _MOST_NODES:
            return event.start_mark
    return None


def _syntax_problem(document: Document, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = mark.line if mark else 0
    position = Position(document.path, line + 1, (mark.column if mark else 0) + 1)
    if isinstance(error, yaml.reader.ReaderError):
        position = _position_of_byte(document, error.position)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "not YAML"
    lines, hint = document.source.splitlines(), ""
    if line < len(lines) and _BARE_LABEL.match(lines[line]):
        hint = " A text that begins with a [Label] needs quotes."
        position = Position(document.path, line + 1, lines[line].index("[") + 1)
    return Problem(position, f"YAML cannot be read here: {said}.{hint}", "S002")


def _position_of_byte(document: Document, offset: int) -> Position:
    """Return the place of a character that YAML does not know: the parser counts its bytes."""
    lines = f"{document.source.encode()[:offset].decode()}?".splitlines()
    return Position(document.path, len(lines), len(lines[-1]))


class _Builder:
    """Builds plain data from nodes; keeps strings strings, and refuses what YAML hides."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = document.source.splitlines()
        self.nodes = 0

    def build(self, node: yaml.Node, trail: Trail) -> Any:
        self.document.values[trail] = node.start_mark
        self.nodes += 1
        if self.nodes > _MOST_NODES or len(trail) > _MOST_DEPTH:
            if self.nodes < 2 * _MOST_NODES:
                self.nodes = 2 * _MOST_NODES
                self.document.report(trail, _TOO_MUCH, "S003")
            return None
        if node.tag is not _UNTAGGED:
            message = f"tag '{node.tag}' is not read. Leave it out; quotes make a text."
            self.document.report(trail, message, "S004")
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, trail)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(one, (*trail, index)) for index, one in enumerate(node.value)]
        return self._scalar(node, trail) if isinstance(node, yaml.ScalarNode) else None

    def _mapping(self, node: yaml.MappingNode, trail: Trail) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                self.document.values[(*trail, "?")] = key_node.start_mark
                message = "a key is not a plain word. A text that begins with { needs quotes."
                self.document.report((*trail, "?"), message, "S005")
                continue
            here = (*trail, key)
            if key in built:
                first = self.document.keys[here].line + 1
                mark = key_node.start_mark
                place = Position(self.document.path, mark.line + 1, mark.column + 1)
                message = f"key '{key}' is already set on line {first}."
                self.document.problems.append(Problem(place, message, "S006"))
                continue
            self.document.keys[here] = key_node.start_mark
            built[key] = self.build(value_node, here)
        return built

    def _scalar(self, node: yaml.ScalarNode, trail: Trail) -> Any:
        text: str = node.value
        if node.style:  # The C parser says "" of a plain scalar, the Python one None.
            return text
        end = node.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if _CHOPPED.match(rest):
            self.document.chopped.add(trail)
        if text in _WORDS:
            return _WORDS[text]
        return int(text) if _INT.fullmatch(text) else text
