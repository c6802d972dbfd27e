"""JUnit XML as CI systems read it."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped

from guiderunner.evidence.model import Failure as Failed
from guiderunner.report.junit import junit
from tests.report.runs import ALL_KINDS, failed, run_of


def _parsed(xml: bytes) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314 - it is our own


def test_common_parsers_read_every_verdict(tmp_path: Path) -> None:
    """A flake is a failure, a dead browser an error, a known failure skipped."""
    file = tmp_path / "junit.xml"
    file.write_bytes(junit(ALL_KINDS))

    (suite,) = JUnitXml.fromfile(str(file))
    kinds = {case.name: [type(one) for one in case.result] for case in suite}

    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (6, 3, 1, 1)
    assert kinds == {
        "shop-en": [],
        "keys-ko": [Failure],
        "flake-ja": [Failure],
        "dead-en": [Error],
        "known-en": [Skipped],
        "fixed-en": [Failure],
    }


def test_a_case_tells_steps_and_facts() -> None:
    """Steps stand in system-out, rows and verdict in properties, pictures as attachments."""
    case = _parsed(junit(ALL_KINDS)).findall(".//testcase[@name='keys-ko']")[0]

    facts = {one.get("name"): one.get("value") for one in case.iter("property")}
    output = case.findtext("system-out") or ""

    assert (facts["marketplace"], facts["locale"]) == ("keys", "ko")
    assert (facts["verdict"], facts["tries"]) == ("failed", "2")
    assert output.splitlines() == [
        "passed      0.25 s  open  Do open.",
        "failed      0.25 s  save  Do save.",
        "not_run     0.25 s  check  Do check.",
        "[[ATTACHMENT|pictures/failed.png]]",
        "[[ATTACHMENT|traces/keys-2.zip]]",
    ]
    assert case.findtext("system-err") == "boom"
    assert case.get("time") == "3.000"


@given(st.text(st.characters()))
def test_any_text_gives_valid_xml(text: str) -> None:
    """Control characters and lone surrogates survive as escapes, all else as it is."""
    failure = Failed.model_construct(expected="x", found=text, nearest=None, picture=None)

    found = _parsed(junit(run_of(failed("keys-ko", failure=failure)))).findtext(".//failure")

    assert found is not None
    shown = found.partition("\nfound ")[2]
    assert {one for one in text if one.isprintable()} <= set(shown)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31mred", "#x1B[31mred"), ("\ud800", "#xD800"), ('<&">', '<&">'), ("\x00", "#x00")],
)
def test_what_xml_cannot_hold_is_escaped(text: str, shown: str) -> None:
    """People still see that something stood there."""
    failure = Failed.model_construct(expected="x", found=text, nearest=None, picture=None)

    found = _parsed(junit(run_of(failed("keys-ko", failure=failure)))).findtext(".//failure")

    assert found is not None
    assert found.endswith(f"found {shown}")
