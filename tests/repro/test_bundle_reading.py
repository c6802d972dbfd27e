"""A bundle may come from anywhere: what is not exactly one is refused, and writes nothing."""

import hashlib
import io
import json
import time
import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guiderunner.repro import bundle_archive
from guiderunner.repro.bundle import Bundle, BundleError
from guiderunner.repro.bundle_reading import read_bundle

SCENARIO = "project/scenarios/keys/a.yaml"
CASE = {
    "scenario": "a",
    "path": "scenarios/keys/a.yaml",
    "scenarios": "scenarios",
    "name": "en",
    "row": {},
    "locale": "en",
    "given": {},
    "versions": {},
}
TRY = {
    "node": "scenarios/keys/a.yaml::en",
    "path": "scenarios/keys/a.yaml",
    "scenario": "a",
    "locale": "en",
    "digest": "",
    "started": "2026-03-02T01:00:00.000+00:00",
    "seconds": 1,
    "outcome": "failed",
}
RUN = {
    "version": 1,
    "id": "1",
    "started": TRY["started"],
    "seconds": 1,
    "versions": {},
    "tries": [TRY],
}
MEMBERS = {
    "case.json": json.dumps(CASE).encode(),
    "evidence/run.json": json.dumps(RUN).encode(),
    SCENARIO: b"version: 1",
}


def manifest(members: Mapping[str, bytes], **changes: Any) -> bytes:
    """Return the manifest of *members*."""
    listed = [
        {"path": name, "size": len(one), "sha256": hashlib.sha256(one).hexdigest()}
        for name, one in members.items()
    ]
    told = {"format": "guiderunner bundle", "version": 1, "members": listed, **changes}
    return json.dumps(told).encode()


def zipped(members: Mapping[str, bytes], **facts: Any) -> bytes:
    """Return a zip of *members*; *facts* are set on the last one."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = ZipInfo(name)
            info.filename = info.orig_filename = name  # As it is: ZipInfo would mend it.
            info.compress_type = ZIP_DEFLATED
            if name == list(members)[-1]:
                for key, value in facts.items():
                    setattr(info, key, value)
            archive.writestr(info, content)
    return stream.getvalue()


def bundle(extra: Mapping[str, bytes] | None = None, **facts: Any) -> bytes:
    """Return a sound bundle, with *extra* members."""
    members = {**MEMBERS, **(extra or {})}
    return zipped({"manifest.json": manifest(members), **members}, **facts)


def refusal(folder: Path, content: bytes) -> str:
    """Return in which words *content* is refused; nothing is written but itself."""
    file = folder / "case.zip"
    file.write_bytes(content)
    with pytest.raises(BundleError) as refused:
        read_bundle(file)
    assert list(folder.iterdir()) == [file]
    said = str(refused.value)
    assert "\n" not in said
    return said.removeprefix(f"{file}: ")


def test_a_sound_bundle_is_read(tmp_path: Path) -> None:
    """Each part is where it belongs, and a zip in it is left alone."""
    inner = zipped({"../../evil": b"x"})
    file = tmp_path / "case.zip"
    file.write_bytes(bundle({"evidence/traces/a.zip": inner}))

    found = read_bundle(file)

    assert found.case.path == "scenarios/keys/a.yaml"
    assert found.last.outcome == "failed"
    assert found.project == {"scenarios/keys/a.yaml": b"version: 1"}
    assert found.members["evidence/traces/a.zip"] == inner


@pytest.mark.parametrize(
    "name",
    [
        "../a.yaml",
        "a/../../b.yaml",
        "./a.yaml",
        "/etc/passwd",
        "C:/a.yaml",
        "c:a.yaml",
        "a\\b.yaml",
        "..\\a.yaml",
        "a//b.yaml",
        "folder/",
        "a\0.yaml",
        "a\nb.yaml",
        "con",
        "a/NUL.txt",
        "a./b",
        "a /b",
        "x" * 300,
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """On this system or on another: only plain paths inside the bundle are taken."""
    said = refusal(tmp_path, bundle({name: b"x"}))

    assert said.endswith("is no plain path inside the bundle. [B003]")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"external_attr": 0o120777 << 16}, "is a link or a device, not a file. [B003]"),
        ({"external_attr": 0o020666 << 16}, "is a link or a device, not a file. [B003]"),
        ({"external_attr": 0o010644 << 16}, "is a link or a device, not a file. [B003]"),
        ({"external_attr": 0o040755 << 16}, "is a link or a device, not a file. [B003]"),
        ({"compress_type": ZIP_BZIP2}, "is packed in a way that bundles are not. [B003]"),
    ],
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, facts: dict[str, Any], why: str) -> None:
    """Links, devices, pipes, folders and other packings are not in bundles."""
    assert refusal(tmp_path, bundle({"a.txt": b"x"}, **facts)) == f"'a.txt' {why}"


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    """Nobody can say what is in it."""
    content = bytearray(bundle())
    end = content.rindex(b"PK\x01\x02")
    content[end + 8] |= 1

    assert refusal(tmp_path, bytes(content)) == f"'{SCENARIO}' is encrypted. [B003]"


@pytest.mark.parametrize(
    ("one", "other"), [("A.txt", "a.txt"), ("\u00e9.txt", "e\u0301.txt"), ("\u212a.txt", "k.txt")]
)
def test_names_that_some_system_takes_for_one_are_refused(
    tmp_path: Path, one: str, other: str
) -> None:
    """Also if they differ in case, or in how a letter is composed."""
    assert refusal(tmp_path, bundle({one: b"1", other: b"2"})).endswith("is in it twice. [B003]")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    """One could be checked and the other used."""
    stream = io.BytesIO(bundle())
    with ZipFile(stream, "a") as archive:
        archive.writestr("case.json", b"{}")

    assert refusal(tmp_path, stream.getvalue()) == "'case.json' is in it twice. [B003]"


def test_code_is_refused(tmp_path: Path) -> None:
    """A conftest.py among the scenarios would be carried out."""
    said = refusal(tmp_path, bundle({"project/scenarios/conftest.py": b"evil()"}))

    assert said == "'scenarios/conftest.py' is no YAML file: bundles hold no code. [B003]"


def test_a_bomb_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the ratio of one member, by the total of all, or by their number."""
    zeros = zipped({"a.txt": b"\0" * 30_000_000})
    many = zipped({f"{one}.txt": b"" for one in range(2001)})

    tracemalloc.start()
    ratio, number = refusal(tmp_path, zeros), refusal(tmp_path, many)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    monkeypatch.setattr(bundle_archive, "MOST_BYTES", 3_000)
    total = refusal(tmp_path, zipped({"a.txt": b"ab" * 1_000, "b.txt": b"cd" * 1_000}))

    assert ratio == "'a.txt' would unpack to more than 200 times its size. [B004]"
    assert number == "a bundle has at most 2,000 files. [B004]"
    assert total == "unpacked, a bundle has at most 0 MB. [B004]"
    assert peak < 10_000_000


def test_a_list_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    """What unpacks to more, or to something else, than it says is damaged."""
    content = bytearray(bundle())
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = (3).to_bytes(4, "little")

    assert refusal(tmp_path, bytes(content)).endswith("[B002]")


@pytest.mark.parametrize("left", [0, 3, 30, 200, -22, -1])
def test_a_truncated_bundle_is_refused(tmp_path: Path, left: int) -> None:
    """Wherever it ends."""
    said = refusal(tmp_path, bundle()[:left])

    assert said.endswith("[B002]") or said == "it is no bundle: it is not even a zip. [B001]"


def test_every_flipped_byte_is_noticed_or_means_nothing(tmp_path: Path) -> None:
    """What is read of a damaged bundle is what was put in; dates and the like may differ.

    Every third byte: all of them take three times as long and say the same.
    """
    content, file = bundle(), tmp_path / "case.zip"
    file.write_bytes(content)
    sound = read_bundle(file)
    for place in range(0, len(content), 3):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        file.write_bytes(damaged)
        try:
            found = read_bundle(file)
        except BundleError:
            continue
        assert found.members == sound.members


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ({"z": b""}, "it is no bundle: it has no manifest.json. [B001]"),
        ({"manifest.json": manifest({}, format="zip")}, "of something else. [B001]"),
        ({"manifest.json": b"[" * 100_000}, "[B006]"),
        ({"manifest.json": b"\xff"}, "[B006]"),
        (
            {"manifest.json": manifest({}, version=2)},
            "the bundle has version 2; this guiderunner reads 1. Take a newer one. [B005]",
        ),
        (
            {"manifest.json": manifest({}), "a.txt": b""},
            "the file is damaged: 'a.txt' is not both in it and in its list. [B002]",
        ),
        (
            {"manifest.json": manifest({"a.txt": b"old"}), "a.txt": b"new"},
            "the file is damaged: 'a.txt' is not what was put in. [B002]",
        ),
        (
            {"manifest.json": manifest({})},
            "the bundle is not complete: it has no case.json. [B006]",
        ),
    ],
)
def test_what_its_manifest_does_not_say_is_refused(
    tmp_path: Path, members: Mapping[str, bytes], why: str
) -> None:
    """Each mistake in its own words."""
    assert refusal(tmp_path, zipped(members)).endswith(why)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("case.json", {**CASE, "path": "scenarios/keys/b.yaml"}),
        ("case.json", {**CASE, "scenarios": "scen"}),
        ("case.json", {**CASE, "locale": 3}),
        ("case.json", {**CASE, "code": "import os"}),
        ("evidence/run.json", {**RUN, "tries": []}),
        ("evidence/run.json", {**RUN, "seconds": "long"}),
    ],
)
def test_what_does_not_fit_together_is_refused(tmp_path: Path, name: str, content: Any) -> None:
    """A bundle names its own scenario and has a try of it."""
    assert refusal(tmp_path, bundle({name: json.dumps(content).encode()})).endswith("[B006]")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder, or nothing at all."""
    for file in (tmp_path, tmp_path / "gone.zip", tmp_path / "a\0b.zip"):
        with pytest.raises(BundleError, match="B001"):
            read_bundle(file)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_bytes_are_a_bundle_or_a_problem(tmp_path: Path, data: st.DataObject) -> None:
    """Noise, and sound bundles with parts cut out, doubled or overwritten; in time."""
    content = bytearray(data.draw(st.sampled_from([bundle(), bundle()[-400:], b"PK\x03\x04"])))
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(content)))
        taken = data.draw(st.integers(0, 60))
        content[place : place + taken] = data.draw(st.binary(max_size=60))
    file = tmp_path / "case.zip"
    file.write_bytes(content)

    started = time.monotonic()
    try:
        found: Bundle | BundleError = read_bundle(file)
    except BundleError as error:
        found = error

    assert isinstance(found, Bundle | BundleError)
    assert time.monotonic() - started < 5


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["case.json", "evidence/run.json", "manifest.json"]), json_values)
def test_any_json_is_a_bundle_or_a_problem(tmp_path: Path, name: str, value: Any) -> None:
    """Whatever stands where something of this tool should stand."""
    said = json.dumps(value).encode()
    members = MEMBERS if name == "manifest.json" else {**MEMBERS, name: said}
    listed = said if name == "manifest.json" else manifest(members)

    assert refusal(tmp_path, zipped({"manifest.json": listed, **members})).endswith("[B006]")
