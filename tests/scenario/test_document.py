"""A YAML file becomes plain data, and each part of it knows where it stands."""

from pathlib import Path
from typing import Any

import pytest

from guiderunner.diagnostics import Position
from guiderunner.scenario.document import Document, known_as, read_document

MOST_NODES, MOST_DEPTH, MOST_BYTES = 100_000, 60, 2_000_000


def read(folder: Path, source: str | bytes) -> Document:
    """Return what is read of a file that holds *source*."""
    file = folder / "a.yaml"
    file.write_bytes(source.encode() if isinstance(source, str) else source)
    return read_document(file, "a.yaml")


def told(document: Document) -> list[str]:
    """Return all problems, a line each."""
    return [str(one) for one in document.problems]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-5", -5),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, "9" * 19),
        ("007", "007"),
        ("1.50", "1.50"),
        ("+1", "+1"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("yes", "yes"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("2026-11-25", "2026-11-25"),
        ("12:30", "12:30"),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("|\n  5", "5"),
        ("[1, a, [b]]", [1, "a", ["b"]]),
        ("{b: {c: 1}}", {"b": {"c": 1}}),
        ("<<", "<<"),
    ],
)
def test_only_counts_and_three_words_are_no_texts(written: str, value: Any, tmp_path: Path) -> None:
    """Codes, dates and versions keep each letter; what is in quotes is a text."""
    document = read(tmp_path, f"a: {written}")

    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)
    assert not document.problems


def test_bytes_at_the_beginning_that_mark_utf8_are_left_out(tmp_path: Path) -> None:
    """Some editors write them."""
    assert read(tmp_path, "\ufeffa: 1".encode()).data == {"a": 1}


def test_everything_knows_where_it_stands(tmp_path: Path) -> None:
    """Keys and values by line and column; what is not there, by what it would stand in."""
    document = read(tmp_path, "a: 1\nb:\n  - c: x\n    d: [y, z]\n")

    def place(*trail: str | int, of_key: bool = False) -> tuple[int, int]:
        found = document.position(trail, of_key=of_key)
        assert found.path == "a.yaml"
        return found.line, found.column

    assert place() == (1, 1)
    assert place("a") == (1, 4)
    assert place("a", of_key=True) == (1, 1)
    assert place("b", of_key=True) == (2, 1)
    assert place("b", 0) == (3, 5)
    assert place("b", 0, "c") == (3, 8)
    assert place("b", 0, "d", 1) == (4, 12)
    assert place("b", 0, "d", of_key=True) == (4, 5)
    assert place("b", 0, "e", "f") == (3, 5)
    assert place("b", 0, "e", of_key=True) == (3, 5)
    assert place("b", 7) == (3, 3)
    assert place("c") == (1, 1)
    assert document.has(("b", 0, "d", 1))
    assert not document.has(("b", 0, "d", 2))
    assert Document("b.yaml").position(("a",)) == Position("b.yaml")


def test_a_problem_is_told_at_the_value_or_at_its_key(tmp_path: Path) -> None:
    """With the code that stands in the docs."""
    document = read(tmp_path, "a: 1\nb:   2\n")

    document.report(("b",), "wrong.", "S014")
    document.report(("b",), "unknown.", "S010", of_key=True)

    assert told(document) == ["a.yaml:2:6: wrong. [S014]", "a.yaml:2:1: unknown. [S010]"]


def test_texts_that_a_hash_cuts_are_known(tmp_path: Path) -> None:
    """A plain text ends at a hash after one space, maybe unmeant; two spaces are meant."""
    source = "a: order # 5\nb: 'x' # y\nc: [d # e\n  , f]\ng: h#i\nj:\n  k # l\nm: n  # o"

    assert read(tmp_path, source).chopped == {("a",), ("c", 0), ("j",)}


def test_no_tag_is_read(tmp_path: Path) -> None:
    """Each is told once, with its place, and what stands beside it is read."""
    source = "a: !!str 5\nb: !!python/name:os.system x\nc: !own {d: 1}\ne: !!seq [f]\ng: h\n"

    document = read(tmp_path, source)

    assert document.data == {"a": None, "b": None, "c": None, "e": None, "g": "h"}
    assert told(document) == [
        f"a.yaml:{line}:4: tag '{tag}' is not read. Leave it out; quotes make a text. [S004]"
        for line, tag in enumerate(
            (
                "tag:yaml.org,2002:str",
                "tag:yaml.org,2002:python/name:os.system",
                "!own",
                "tag:yaml.org,2002:seq",
            ),
            1,
        )
    ]


def test_a_key_is_a_plain_word_and_stands_once(tmp_path: Path) -> None:
    """The first one counts, the others are told; the rest is read."""
    document = read(tmp_path, "a: 1\n{b: c}: 2\n  \nd:\n  a: 3\n  a: 4\na: 5\ne: 6\n")

    assert document.data == {"a": 1, "d": {"a": 3}, "e": 6}
    assert told(document) == [
        "a.yaml:2:1: a key is not a plain word. A text that begins with { needs quotes. [S005]",
        "a.yaml:6:3: key 'a' is already set on line 5. [S006]",
        "a.yaml:7:1: key 'a' is already set on line 1. [S006]",
    ]


def test_a_file_may_be_as_large_as_the_limit(tmp_path: Path) -> None:
    """One byte, one value or one level more is told, where it stands."""
    too_much = "the file is too large or too deep, its aliases spelled out. [S003]"
    values = MOST_NODES - 3  # The file, its key and its list are the others.

    assert told(read(tmp_path, "a: x #".ljust(MOST_BYTES, "#"))) == []
    assert told(read(tmp_path, "a: x #".ljust(MOST_BYTES + 1, "#"))) == [
        "a.yaml:1:1: the file is larger than 2 MB. [S003]"
    ]
    assert told(read(tmp_path, "a:" + "\n- x" * values)) == []
    assert told(read(tmp_path, "a:" + "\n- x" * (values + 1))) == [
        f"a.yaml:{values + 2}:3: {too_much}"
    ]
    assert told(read(tmp_path, "[" * MOST_DEPTH + "]" * MOST_DEPTH)) == []
    assert told(read(tmp_path, "[" * (MOST_DEPTH + 1) + "]" * (MOST_DEPTH + 1))) == [
        f"a.yaml:1:{MOST_DEPTH + 1}: {too_much}"
    ]


def test_aliases_count_as_often_as_they_are_used(tmp_path: Path) -> None:
    """What gets too large by them is told once, where it does; what holds itself has no end."""
    ten = ", ".join(["x"] * 10)
    small = f"a: &a [{ten}]\nb: [*a, *a]\n"
    large = f"a: &a [{ten}]\nb: &b [{', '.join(['*a'] * 100)}]\nc: [{', '.join(['*b'] * 100)}]\n"

    assert read(tmp_path, small).data["b"] == [["x"] * 10] * 2
    assert not read(tmp_path, small).problems
    for source in (large, "a: &a [*a]\n"):
        (only,) = told(read(tmp_path, source))
        assert only.endswith("its aliases spelled out. [S003]")
        assert only.startswith("a.yaml:1:")


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "a.yaml:1:1: the file is empty. [S002]"),
        ("# only words\n", "a.yaml:1:1: the file is empty. [S002]"),
        (
            "a: [Save] it\n",
            "a.yaml:1:4: YAML cannot be read here: did not find expected key. A text that",
        ),
        ("a: b\nc: 'd\n", "a.yaml:3:1: YAML cannot be read here: found unexpected end of stream."),
        ("a: *b\n", "a.yaml:1:4: YAML cannot be read here: found undefined alias"),
        ("é: 1\nb: é\x01\n", "a.yaml:2:5: YAML cannot be read here: control characters"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1: YAML cannot be read here: "),
        (b"a: 1\nb: \xff\n", "a.yaml:2:1: the file is not UTF-8. Save it in UTF-8. [S001]"),
    ],
)
def test_what_is_not_yaml_is_told_where_it_stands(
    source: str | bytes, problem: str, tmp_path: Path
) -> None:
    """In one line that begins with the place; nothing of the file is taken for data."""
    document = read(tmp_path, source)

    (only,) = told(document)
    assert only.startswith(problem)
    assert document.data is None


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """With what the system says of it."""
    document = read_document(tmp_path / "none.yaml", "none.yaml")

    assert told(document) == [
        "none.yaml:1:1: the file cannot be read: No such file or directory. [S001]"
    ]


def test_files_are_known_by_their_path_in_the_project(tmp_path: Path) -> None:
    """Others by the whole of it."""
    assert known_as(tmp_path / "a" / "b.yaml", tmp_path) == "a/b.yaml"
    assert known_as(Path("/elsewhere/b.yaml"), tmp_path) == "/elsewhere/b.yaml"
