"""Secrets never reach the disk: one run whose pages show them wherever they can."""

import base64
import html
import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest

from tests.conftest import KEYS_PROJECT
from tests.run.command import run_command
from tests.run.test_plugin import change

NODE = "create-key::live-en"
SECRET, MARKED = 'hu"sh/&+é-4711', "made-by-the-page"
SITE = "keys_site.py"
SHOWN = """
<p id=shown title="{html}">{html}</p> <code data-secret>{marked}</code> <p>again {marked}</p>
<svg viewBox="0 0 300 20"><text y=15>{html}</text></svg>
<script>
const secret = {json}, post = {{method: 'POST', body: JSON.stringify({{key: secret}})}};
console.error(`failed with ${{secret}}`);
console.info(btoa(unescape(encodeURIComponent(`user:${{secret}}`))));
fetch(`/kept?token=${{encodeURIComponent(secret)}}`, {{headers: {{'X-Key': encodeURI(secret)}}}});
fetch('/', post);
</script></body>"""


def spoil(root: Path) -> None:
    """Let the site show its secret wherever it can, and the run fail."""
    change(root, 'f"hush-{secrets.token_hex(6)}"', repr(SECRET), SITE)
    shown = SHOWN.replace("{html}", html.escape(SECRET)).replace(
        "{json}", json.dumps(SECRET).replace("\\", "\\\\")
    )
    shown = shown.replace("{marked}", MARKED)
    change(root, "</body>", shown, SITE)
    change(root, 'is: "{{ secret }}"}', 'is_not: "{{ secret }}"}')


def forms(secret: str) -> list[bytes]:
    """Return some forms of *secret*, made apart from those that are looked for."""
    encoded = [base64.b64encode(b"\0" * one + secret.encode())[4:-4] for one in range(3)]
    said = (secret, quote(secret, safe=""), json.dumps(secret)[1:-1], html.escape(secret))
    return [*encoded, *(one.encode() for one in said)]


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a folder, and every member of the zips in it."""
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes()
        yield str(file.relative_to(folder)), content
        if content.startswith(b"PK"):
            with ZipFile(BytesIO(content)) as archive:
                for name in archive.namelist():
                    yield f"{file.name} > {name}", name.encode() + archive.read(name)


class Ended:
    def __init__(self, root: Path, *arguments: str) -> None:
        ended = run_command(root, "run", NODE, *arguments)
        (self.folder,) = (root / "runs").iterdir()
        self.root, self.code, self.said = root, ended.returncode, ended.stdout + ended.stderr
        self.files = dict(contents(self.folder))


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """A run whose pages show secrets in every sink; it fails, and is tried again."""
    root = shutil.copytree(KEYS_PROJECT, tmp_path_factory.mktemp("spoilt") / "keys")
    spoil(root)
    return Ended(root, "--report", "html=report.html", "--report", "junit=report.xml")


@pytest.mark.parametrize("secret", [SECRET, MARKED], ids=["made by the site", "marked by the page"])
def test_no_file_holds_a_secret(spoilt: Ended, secret: str) -> None:
    """In no form, in no file, in no member of a trace, in no report, and on no terminal."""
    reports = {one.name: one.read_bytes() for one in spoilt.root.glob("report.*")}
    everything = {**spoilt.files, **reports, "terminal": spoilt.said.encode()}

    held = {name for name, one in everything.items() for form in forms(secret) if form in one}

    assert spoilt.code == 1
    assert len(reports) == 2
    assert held == set()
    assert not (spoilt.root / "quarantine").exists()


def test_every_sink_was_reached(spoilt: Ended) -> None:
    """The secret is replaced where it stood: that nothing holds it proves nothing else."""
    run = json.loads(spoilt.files["run.json"])
    first, second = run["tries"]
    members = {
        name.partition(" > ")[2]: one.decode(errors="replace")
        for name, one in spoilt.files.items()
        if " > " in name
    }
    failed = next(one for one in first["steps"] if one["outcome"] == "failed")

    assert failed["expectations"][0]["found"] == "'«secret»'"
    assert first["console_errors"] == ["failed with «secret»"]
    assert "error: failed with «secret»" in second["console"]
    assert [one for one in second["requests"] if "/kept?token=«secret»" in one]
    assert '"__playwright_value_":"«secret»"' in members["trace.trace"]  # What was typed.
    assert any('{"key":"«secret»"}' in one for one in members.values())  # What was sent.
    assert "dXNlcjp«secret»" in members["trace.trace"]  # What was printed in base64.
    pages = [one for name, one in members.items() if name.endswith(".html")]
    assert any('title="«secret»"' in one and "again «marked secret»" in one for one in pages)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_is_not_replaced_is_caught(keys_project: Path, workers: str) -> None:
    """A file with a secret fails the run and is taken away; the try is a failed one."""
    unsafe = """
pytest_plugins = ["guiderunner.run.plugin"]
from guiderunner.evidence.redaction import Redactor
Redactor.finds_any = lambda self, text: False
Redactor.data = lambda self, value: value
"""
    (keys_project / "conftest.py").write_text(unsafe, encoding="utf-8")
    change(
        keys_project,
        "<label>Secret",
        '<script>console.error("hush-" + "4711")</script><label>Secret',
        SITE,
    )
    change(keys_project, 'f"hush-{secrets.token_hex(6)}"', '"hush-4711"', SITE)

    ended = Ended(keys_project, "-n", workers)

    name = "tries/scenarios-keys-create_key.yaml-live-en-1.jsonl"
    (try_,) = json.loads(ended.files["run.json"])["tries"]
    moved = keys_project / "quarantine" / ended.folder.name
    assert ended.code == 1
    assert f"{name} holds the secret 'secret' (plain)" in ended.said
    assert not any(b"hush-4711" in one for one in (*ended.files.values(), ended.said.encode()))
    assert b"hush-4711" in (moved / name).read_bytes()
    assert (try_["outcome"], try_["failure"]["expected"]) == ("failed", "no secret in the evidence")
