"""A run as JUnit XML, for CI systems."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from guiderunner.evidence.model import Run, StepRecord
from guiderunner.report.overview import Entry, entries

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(run: Run) -> bytes:
    """Return JUnit XML: a suite a scenario, a case a variant, its steps in `system-out`.

    A flaky variant is a failure; one whose browser or site died is an error; a known failure is
    skipped. What XML cannot hold stands as e.g. `#x1B`.
    """
    root = ET.Element("testsuites", name="guiderunner", time=_seconds(run.seconds))
    by_file: dict[str, list[Entry]] = {}
    for entry in entries(run):
        by_file.setdefault(entry.telling.path, []).append(entry)
    for path, own in by_file.items():
        suite = ET.SubElement(root, "testsuite", _counted(own), name=_text(path))
        suite.set("time", _seconds(sum(one.seconds for one in own)))
        suite.set("timestamp", own[0].tries[0].started.partition(".")[0])
        _properties(suite, [("run", run.id), *run.versions.items()])
        for entry in own:
            _case(suite, entry)
    for key, value in _counted([one for own in by_file.values() for one in own]).items():
        root.set(key, value)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _counted(found: list[Entry]) -> dict[str, str]:
    errors = sum(one.verdict == "environment" for one in found)
    skipped = sum(one.verdict == "known" for one in found)
    failures = sum(one.is_red for one in found) - errors
    return {
        "tests": str(len(found)),
        "failures": str(failures),
        "errors": str(errors),
        "skipped": str(skipped),
    }


def _case(suite: ET.Element, entry: Entry) -> None:
    telling = entry.telling
    classname = str(PurePosixPath(telling.path).with_suffix("")).replace("/", ".")
    case = ET.SubElement(suite, "testcase", classname=_text(classname), name=_text(entry.name))
    case.set("time", _seconds(entry.seconds))
    case.set("file", _text(telling.path))
    facts = [("scenario", telling.scenario), ("locale", telling.locale), *telling.row.items()]
    _properties(case, [*facts, ("verdict", entry.verdict), ("tries", str(len(entry.tries)))])
    reason = entry.reason()
    if entry.verdict == "known":
        ET.SubElement(case, "skipped", message=_text(f"known: {telling.known}"))
    elif entry.is_red:
        kind = "error" if entry.verdict == "environment" else "failure"
        first = reason.splitlines()[0] if reason else entry.verdict
        found = ET.SubElement(case, kind, type=entry.verdict, message=_text(first))
        found.text = _text(reason)
    output = ET.SubElement(case, "system-out")
    output.text = _text("\n".join([*map(_step, telling.steps), *_attachments(entry)]))
    if telling.console_errors:
        ET.SubElement(case, "system-err").text = _text("\n".join(telling.console_errors))


def _step(step: StepRecord) -> str:
    return f"{step.outcome:<8} {step.seconds:7.2f} s  {step.id}  {step.text}".rstrip()


def _attachments(entry: Entry) -> Iterable[str]:
    """Name pictures and traces as Jenkins and GitLab look for them."""
    for step in entry.telling.steps:
        if step.failure is not None and step.failure.picture:
            yield f"[[ATTACHMENT|pictures/{step.failure.picture}]]"
    for one in entry.tries:
        if one.trace:
            yield f"[[ATTACHMENT|traces/{one.trace}]]"


def _properties(element: ET.Element, facts: Iterable[tuple[str, str]]) -> None:
    properties = ET.SubElement(element, "properties")
    for name, value in facts:
        ET.SubElement(properties, "property", name=_text(name), value=_text(value))


def _seconds(value: float) -> str:
    return f"{value:.3f}"


def _text(text: str) -> str:
    return _FORBIDDEN.sub(lambda match: f"#x{ord(match[0]):02X}", text)
