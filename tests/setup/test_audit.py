"""`make audit` tells what is wrong in the HTML of a page, and is content with a sound one."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = """<!doctype html>
<html lang="ko">
<head><meta charset="utf-8"><title>키 만들기</title></head>
<body><main><h1>키 만들기</h1><ul role="list"><li>하나</li></ul>{}</main></body>
</html>
"""


def _audit(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts" / "audit"), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.nightly
def test_a_planted_error_is_found(tmp_path: Path) -> None:
    """With its file; without it, the page is valid, also where a role keeps a list a list."""
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_text(PAGE.format("<p>둘</p>"), encoding="utf-8")
    bad.write_text(PAGE.format('<p id="a">둘</p><p id="a">셋</p>'), encoding="utf-8")

    content, found = _audit(good), _audit(good, bad)

    assert content.returncode == 0, content.stderr
    assert content.stdout.endswith("The HTML is valid: 1 page.\n")
    assert found.returncode == 1
    assert "bad.html" in found.stderr
    assert "Duplicate ID" in found.stderr
    assert "good.html" not in found.stderr


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    """Nothing is fetched for it."""
    ended = _audit(tmp_path / "gone.html")

    assert ended.returncode == 2
    assert ended.stderr.startswith(f"Not checked: there is no {tmp_path / 'gone.html'}.")
