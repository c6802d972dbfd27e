"""Report plugins of pytest show our variants as the tests that they are."""

import html
import json
import re
from pathlib import Path

import pytest

from tests.run.command import LIBRARIES, run_pytest

SCENARIO = "scenarios/keys/create_key.yaml"


@pytest.fixture
def half_broken(keys_project: Path) -> Path:
    """The project of keys, where the row `staging` fails."""
    rows = keys_project / "scenarios" / "data" / "keys.yaml"
    text = rows.read_text(encoding="utf-8")
    counted = text.replace("Live server", "Live server, keys: 2")
    rows.write_text(counted.replace("Staging server", "Staging server, keys: 3"), "utf-8")
    file = keys_project / SCENARIO
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("is: 2}", 'is: "{{ key.keys }}"}'), encoding="utf-8")
    return keys_project


@pytest.mark.parametrize("workers", [pytest.param("0", marks=pytest.mark.nightly), "2"])
def test_pytest_html_and_allure_list_each_variant(half_broken: Path, workers: str) -> None:
    """Both have each variant once, whatever its tries were, and say of a failure what failed."""
    pages = ("--html=report.html", "--self-contained-html", "--alluredir=allure")

    run_pytest(half_broken, "scenarios", "-n", workers, *pages, left_out=LIBRARIES)

    listed = listed_in((half_broken / "report.html").read_text(encoding="utf-8"))
    assert listed == {
        f"{SCENARIO}::{row}-{locale}": [outcome]
        for row, outcome in (("live", "Passed"), ("staging", "Failed"))
        for locale in ("en", "ko")
    }
    results = [json.loads(one.read_bytes()) for one in (half_broken / "allure").glob("*-result*")]
    assert {one["name"]: one["status"] for one in results} == {
        "live-en": "passed",
        "live-ko": "passed",
        "staging-en": "failed",
        "staging-ko": "failed",
    }
    assert len(results) == 4
    failed = next(one for one in results if one["status"] == "failed")
    assert "step 'create' failed" in failed["statusDetails"]["trace"]


def listed_in(page: str) -> dict[str, list[str]]:
    """Return the outcomes of each test that a page of pytest-html lists."""
    (blob,) = re.findall(r'data-jsonblob="([^"]*)"', page)
    tests: dict[str, list[dict[str, str]]] = json.loads(html.unescape(blob))["tests"]
    return {name: [one["result"] for one in found] for name, found in tests.items()}
