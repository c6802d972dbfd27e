"""The sweep finds a secret in whatever form and file it stands."""

import base64
import html
import io
import json
from pathlib import Path
from urllib.parse import quote, quote_plus
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.secret_forms import Forms
from guiderunner.evidence.sweeping import Leak, RunSweep, Sweep

SECRET = "Pw-/+&<é \"'한\n~9Z"  # noqa: S105 - of nobody
ENCODED = {
    "plain": SECRET,
    "lines of the network": SECRET.replace("\n", "\r\n"),
    "url": quote(SECRET, safe=""),
    "url, small": quote(SECRET, safe="").lower().replace("pw-", "Pw-").replace("~9z", "~9Z"),
    "url of a form": quote_plus(SECRET),
    "url twice": quote(quote(SECRET, safe=""), safe=""),
    "json": json.dumps(SECRET),
    "json, letters": json.dumps(SECRET, ensure_ascii=False),
    "json in json": json.dumps(json.dumps({"key": SECRET})),
    "html": html.escape(SECRET),
    "html, numbers": html.escape(SECRET).replace("&#x27;", "&#39;"),
    "json in html": html.escape(json.dumps(SECRET)),
    "hex": SECRET.encode().hex(),
    "base64": base64.b64encode(SECRET.encode()).decode(),
    "base64 after one": base64.b64encode(b"u" + SECRET.encode() + b"xyz").decode(),
    "base64 after two": base64.b64encode(b"u:" + SECRET.encode()).decode(),
    "base64 of addresses": base64.urlsafe_b64encode(b"us:" + SECRET.encode()).decode(),
    "base64 in a query": quote(base64.b64encode(SECRET.encode()).decode(), safe=""),
}


@pytest.mark.parametrize("form", ENCODED.values(), ids=ENCODED)
def test_each_form_is_found_and_replaced(form: str) -> None:
    """In the midst of other bytes; what replaces it holds it in no form."""
    content = f"before {form} after".encode()
    redactor = Redactor({"key": SECRET})

    leak = Sweep(Forms([("key", SECRET)])).content(content, "a.txt")
    clean = redactor.content(content)

    assert leak is not None
    assert (leak.file, leak.secret) == ("a.txt", "key")
    assert "«key»" in clean.decode()
    assert Sweep(Forms([("key", SECRET)])).content(clean, "a.txt") is None


@given(st.text(min_size=8), st.binary(max_size=9), st.binary(max_size=9))
def test_base64_hides_nothing(secret: str, before: bytes, after: bytes) -> None:
    """Whatever stands before and after it in what is encoded."""
    encoded = base64.b64encode(before + secret.encode() + after)

    assert Sweep(Forms([("key", secret)])).content(encoded, "a") is not None


@given(st.text())
def test_text_without_a_secret_stays(text: str) -> None:
    """What is not found is not changed, lone surrogates of pages included."""
    assert Redactor({"key": "no such secret"}).text(text) == text


def zipped(**members: bytes) -> bytes:
    """Return a zip of *members*."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", 8) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_zips_are_looked_into() -> None:
    """Also a zip in a zip, and the names of members."""
    sweep = Sweep(Forms([("key", "hush-4711")]))
    inner = zipped(page=b"key=hush-4711")

    nested = sweep.content(zipped(trace=inner), "a.zip")
    named = sweep.content(zipped(**{"hush-4711.html": b""}), "a.zip")

    assert nested == Leak("a.zip > trace > page", "key", "plain")
    assert named is not None
    assert sweep.content(zipped(trace=zipped(page=b"")), "a.zip") is None


def test_a_picture_tells_nothing_beside_its_pixels() -> None:
    """A secret in the words that a PNG may carry is found; short ones turn up by chance."""
    stream, words = io.BytesIO(), PngImagePlugin.PngInfo()
    words.add_text("comment", "hush-4711 and 4711")
    Image.new("RGB", (2, 2)).save(stream, "PNG", pnginfo=words)

    assert Sweep(Forms([("key", "hush-4711")])).content(stream.getvalue(), "a.png") is not None
    assert Sweep(Forms([("pin", "4711")])).content(stream.getvalue(), "a.png") is None
    assert Sweep(Forms([("pin", "4711")])).content(b"pin 4711", "a.txt") is not None


def test_what_no_try_wrote_is_swept_with_all_secrets(tmp_path: Path) -> None:
    """What other processes know is handed over; what they swept is not swept again."""
    run, moved = tmp_path / "runs" / "1", tmp_path / "quarantine" / "1"
    (run / "tries").mkdir(parents=True)
    tried, other = run / "tries" / "a.jsonl", run / "run.json"
    tried.write_text("nothing here")
    worker, control = RunSweep(run, moved), RunSweep(run, moved)

    found = worker.sweep([tried], Redactor({"key": "hush-4711"}))
    control.take_over(worker.handed_over())
    tried.write_text("never looked at again: hush-4711")
    other.write_text("hush-4711")
    control.sweep_rest()

    assert found == []
    assert control.leaks == [Leak("run.json", "key", "plain")]
    assert not other.exists()
    assert (moved / "run.json").is_file()
    assert (moved / ".gitignore").read_text() == "*\n"
    assert "hush" not in control.told()
