"""A sixteenth marketplace of a known kind takes data only; the check says what is missing."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from tests.run.command import run_command

ROOT = Path(__file__).parent.parent
NEEDED = ("scenarios", "pages", "guides", "mock_site", "pyproject.toml", "conftest.py")
ROWS, LABELS = Path("scenarios/data/marketplaces.yaml"), Path("pages/labels.yaml")
ENTRIES = Path("mock_site/catalogue/marketplaces")
CODE = re.compile(r"\[(\w+)]$", re.MULTILINE)
# A new marketplace like one that is there: what differs is its names.
NAMES = {"ssgpartner": "ably", "SSG.COM": "Ably", "SSG닷컴": "에이블리", "SSG": "Ably"}


def like_ssg(text: str) -> str:
    """Return *text* with the names of the new marketplace."""
    for old, new in NAMES.items():
        text = text.replace(old, new)
    return text.replace("id: ssg\n", "id: ably\n")


def part(text: str, begin: str, end: str) -> str:
    """Return what stands from *begin* until a line that begins with *end*."""
    start = text.index(begin)
    found = re.compile(rf"^{end}", re.MULTILINE).search(text, start + len(begin))
    return text[start : found.start() if found else None]


def append(file: Path, text: str) -> None:
    """Write *text* behind all that the file holds."""
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def add_entry(root: Path) -> None:
    """Add the marketplace to the catalogue of the mock site."""
    known = (root / ENTRIES / "ssg.yaml").read_text(encoding="utf-8")
    (root / ENTRIES / "ably.yaml").write_text(like_ssg(known), encoding="utf-8")


def add_row(root: Path) -> None:
    """Add the row that scenarios are spelled out for."""
    row = part((root / ROWS).read_text(encoding="utf-8"), "  - id: ssg\n", "  - id: ")
    append(root / ROWS, like_ssg(row))


def add_labels(root: Path) -> None:
    """Add the words of its seller admin, and those of Cafe24 PRO that are about it."""
    text = (root / LABELS).read_text(encoding="utf-8")
    own = part(text, "\nssgpartner:\n", r"\w")
    of_pro = "".join(
        f"{line}\n" for line in part(text, "pro:\n", r"\w").split("\n") if "SSG" in line
    )
    text = text.replace("pro:\n", f"pro:\n{like_ssg(of_pro)}", 1)
    (root / LABELS).write_text(text, encoding="utf-8")
    append(root / LABELS, like_ssg(own))


def add_translations(root: Path) -> None:
    """Translate what `i18n update` has found, as the marketplace that it is like."""
    run_command(root, "i18n", "update")
    for file in (root / "guides/locales").glob("*.po"):
        catalog = read_po(file.read_bytes().splitlines(keepends=True), locale=file.stem)
        known = {one.context: one.string for one in catalog}
        for one in catalog:
            if one.context and one.context.startswith("marketplace/ably/"):
                one.flags.discard("fuzzy")
                one.string = like_ssg(str(known[one.context.replace("/ably/", "/ssg/")]))
        with file.open("wb") as out:
            write_po(out, catalog, width=100)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all that is data or read by it; no code of it is changed."""
    for name in NEEDED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def test_it_is_data_only_and_the_check_names_what_is_missing(root: Path) -> None:
    """Row, labels and translations are asked for in turn; then it registers in three languages."""
    asked = []
    for step in (add_entry, add_row, add_labels, add_translations):
        step(root)
        asked.append(run_command(root, "check").stderr)
    no_row, no_labels, no_translations, nothing = asked
    ran = run_command(root, "run", "connect-account", "--only", "marketplace=ably", "--no-pictures")

    said = "the site has the marketplace 'ably', which has no row. Add one. [D003]"
    assert re.fullmatch(rf"{ROWS}:\d+:1: {re.escape(said)}", no_row.splitlines()[0])
    assert set(CODE.findall(no_labels)) == {"S025"}
    assert "'Stop selling' is not a label of site 'ably'." in no_labels
    assert "'Ably could not authenticate the account. Check the partner ID" in no_labels
    assert set(CODE.findall(no_translations)) == {"G011"}
    assert "guides/locales/ko.po has no Korean translation of 'Ably'." in no_translations
    assert nothing == ""
    assert "3 passed" in ran.stdout + ran.stderr, ran.stderr
