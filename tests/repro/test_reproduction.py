"""An issue is shown to happen and to end, with what is particular to one seller."""

from functools import cache
from pathlib import Path

import pytest

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.model import Failure, Run, StepRecord, Try
from guiderunner.repro.course import Course, course_of
from guiderunner.repro.issues import Issue
from guiderunner.repro.particulars import (
    Particulars,
    apply_particulars,
    in_place,
    options_over,
    read_particulars,
)
from guiderunner.repro.reproduction import Script, find_variant
from guiderunner.scenario.document import Document
from guiderunner.scenario.variants import Variant
from tests.repro.test_issues import checked, known
from tests.run.command import run_command
from tests.run.test_issue import ISSUE


@cache
def _variant(name: str = "RMS-01") -> Variant:
    return find_variant(checked().suite, _known(), name, {}, None)


@cache
def _known() -> list[Issue]:
    return list(known())


def _refused(given: Particulars, file: Path | None = None) -> str:
    document = read_particulars(file)[0] if file else Document("")
    with pytest.raises(GuiderunnerError) as raised:
        apply_particulars(checked().suite, _variant(), given, document)
    return str(raised.value)


class TestTheVariant:
    def test_an_issue_is_found_by_its_id(self) -> None:
        """In small letters too, in the language asked for, else in the project's first."""
        suite, rows = checked().suite, {"marketplace": "rakuten"}

        assert _variant("rms-01").row == {"issue": "RMS-01", **rows}
        assert _variant().locale == "en"
        assert find_variant(suite, _known(), "RMS-01", rows, "ko").locale == "ko"

    def test_a_scenario_is_found_by_its_rows(self) -> None:
        """A documented flow can be shown for one seller as well."""
        rows = {"marketplace": "zozotown"}

        found = find_variant(checked().suite, _known(), "connect-account", rows, "ja")

        assert found.name == "zozotown-ja"

    @pytest.mark.parametrize(
        ("name", "rows", "said"),
        [
            ("RMS-91", {}, "there is no issue or scenario 'RMS-91'. Did you mean 'RMS-"),
            ("conect-account", {}, "Did you mean 'connect-account'?"),
            ("connect-account", {}, "means 15 variants. Say which, e.g. --only marketplace="),
            ("RMS-01", {"marketplace": "ebay_japan"}, "Like it at ebay_japan: QSM-02, QSM-03."),
            ("RMS-01", {"market": "rakuten"}, "RMS-01 has no 'market'. Did you mean 'marketplace'"),
        ],
    )
    def test_what_is_meant_is_said(self, name: str, rows: dict[str, str], said: str) -> None:
        """A slip names what is near, and what is like it elsewhere."""
        with pytest.raises(GuiderunnerError) as raised:
            find_variant(checked().suite, _known(), name, rows, None)

        assert said in str(raised.value)


class TestParticulars:
    def test_world_and_values_take_the_place_of_parts(self) -> None:
        """What the seller did not say stays as the issue and the site have it."""
        given = Particulars(world={"products": 1}, values={"shop.name": "Mine"})

        own = apply_particulars(checked().suite, _variant(), given, Document(""))

        assert own.given() == {"world": "rakuten_key_expired", "products": 1}
        site = {"shop": {"name": "Theirs", "id": "their-id"}}
        assert own.known(site)["shop"] == {"name": "Mine", "id": "their-id"}
        assert own in in_place(checked().suite, own).variants

    def test_every_slip_in_a_file_has_its_place(self, tmp_path: Path) -> None:
        """All at once: a world that cannot be, a value that nobody has, and a secret."""
        file = tmp_path / "seller.yaml"
        file.write_text(
            "world: {products: 99}\nvalues:\n  shop.idd: a\n  shop.credentials.license_key: b\n"
        )
        told = _refused(read_particulars(file)[1], file)

        assert f"{file}:1:19: 'products' in the world: " in told
        assert f"{file}:3:3: there is no value 'shop.idd' here. Did you mean 'shop.id'?" in told
        assert f"{file}:4:3: 'shop.credentials.license_key' is a secret" in told
        assert "3 problems in 1 file. Nothing was run." in told

    def test_options_are_told_without_a_place(self) -> None:
        """There is no file to look into."""
        told = _refused(Particulars(values={"shop.idd": "a"}))

        assert told == "there is no value 'shop.idd' here. Did you mean 'shop.id'? [R001]"

    def test_options_go_before_the_file(self) -> None:
        """Who tries another value need not edit the file."""
        file = Particulars(rows={"marketplace": "rakuten"}, locale="ko", values={"a": "1"})

        merged = options_over(file, ["issue=RMS-01"], None, ["a=2", "b=x=y"])

        assert merged.rows == {"marketplace": "rakuten", "issue": "RMS-01"}
        assert (merged.locale, merged.values) == ("ko", {"a": "2", "b": "x=y"})
        with pytest.raises(GuiderunnerError, match="'a' is not NAME=VALUE"):
            options_over(file, [], None, ["a"])


class TestTheCourse:
    def _course(self, *failed: str, environment: bool = False) -> Course:
        suite, variant = checked().suite, _variant()
        failure = Failure(expected="a", found="b", environment=environment)
        steps = tuple(
            StepRecord(
                id=one.step.id,
                line=1,
                outcome="failed" if one.step.id in failed else "passed",
                failure=failure if one.step.id in failed else None,
                seconds=0,
            )
            for one in suite.steps_of(variant)
        )
        tried = Try(
            node=variant.node,
            path=variant.path,
            scenario=variant.scenario.id,
            locale="en",
            digest="",
            started="2026-03-02T10:00:00+09:00",
            seconds=0,
            outcome="failed" if failed else "passed",
            steps=steps,
        )
        return course_of(
            suite,
            variant,
            Run(id="", started="2026-03-02T10:00:00+09:00", seconds=0, versions={}, tries=(tried,)),
        )

    def test_the_first_step_that_parts_is_named(self) -> None:
        """In the part that brings the issue about, it did not appear; in the other, it stayed."""
        ids = [one.step.id for one in checked().suite.steps_of(_variant())]
        before, after = self._course(ids[1], ids[-1]), self._course(ids[-1])

        assert before.parting is not None
        assert before.parting.record.id == ids[1]
        assert (before.appeared, before.ended) == (False, False)
        assert (after.appeared, after.ended) == (True, False)
        assert (self._course().appeared, self._course().ended) == (True, True)

    def test_a_dead_browser_says_nothing_of_the_issue(self) -> None:
        """It neither appeared nor ended."""
        course = self._course("open", environment=True)

        assert not course.appeared
        assert course_of(checked().suite, _variant(), None).is_environment


def test_steps_are_told_in_the_language_with_labels_as_on_the_screen() -> None:
    """Particles fit the label that is put in."""
    suite = checked().suite
    variant = find_variant(suite, _known(), "RMS-01", {}, "ko")
    script = Script(suite, variant, checked().project.guides)
    told = [script.instruction(one, "pro") for one in suite.steps_of(variant)]

    assert told[0].endswith("[설정] > [마켓 계정 설정]으로 이동해 주세요.")
    assert told[2] == "[마켓정보 불러오기]를 선택해 주세요."


def test_an_issue_is_told_as_it_happens(keys_project: Path) -> None:
    """Step by step, and at the end whether it appeared and what helps ended it."""
    file = keys_project / "scenarios" / "keys" / "old_key.yaml"
    file.write_text(ISSUE, encoding="utf-8")

    good = run_command(keys_project, "repro", "old-key")
    file.write_text(ISSUE.replace("is: 2}", "is: 1}"), encoding="utf-8")
    bad = run_command(keys_project, "repro", "old-key")

    lines = [line.strip() for line in good.stdout.splitlines()]
    assert lines[:3] == [
        "old-key",
        "seller   There is a key that I do not know.",
        "cause    Somebody made it.",
    ]
    assert "✓   1  Look at the keys." in lines
    assert "saw      api_keys.keys count to be '1'" in lines
    assert lines.index("What helps") < lines.index("✓   2  Enter a name, and select [Create key].")
    assert "The issue appeared, and what helps ended it, as documented." in lines
    assert good.returncode == 0
    place = "scenarios/keys/old_key.yaml:15"
    assert (
        f"What helps did not end it: step 'create' was the first to part from {place}."
        in bad.stdout
    )
    assert "expected api_keys.keys count to be '1'" in bad.stdout
    assert bad.returncode == 1
