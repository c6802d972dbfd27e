"""Runs made by hand, to render reports of."""

from typing import Any

from guiderunner.evidence.model import Failure, PictureRecord, Run, StepRecord, Try

FAILURE = Failure(
    expected="account_form.save to find its control",
    found="no button [Save] on pro /new after 5 s",
    nearest="[Store]",
    picture="failed.png",
)
BOX = {"x": 0, "y": 0, "width": 10, "height": 10}


def step(name: str, outcome: str = "passed", **facts: Any) -> StepRecord:
    """Return a step with this id and outcome."""
    known = {"id": name, "line": 7, "text": f"Do {name}.", "outcome": outcome, "seconds": 0.25}
    return StepRecord.model_validate({**known, **facts})


def with_picture(file: str) -> PictureRecord:
    """Return the record of the picture *file*."""
    return PictureRecord.model_validate({"file": file, "scale": 1, "area": BOX, "subject": BOX})


def one_try(name: str, outcome: str = "passed", **facts: Any) -> Try:
    """Return a try of the variant *name* of scenario `connect`."""
    path = "scenarios/registration/connect.yaml"
    known = {
        "node": f"{path}::{name}",
        "path": path,
        "scenario": "connect-account",
        "row": {"marketplace": name.partition("-")[0]},
        "locale": name.rpartition("-")[2],
        "digest": "d",
        "started": "2026-03-02T01:00:00.000+00:00",
        "seconds": 1.5,
        "outcome": outcome,
        "steps": [step("open", picture=with_picture("open.png"))],
    }
    return Try.model_validate({**known, **facts})


def failed(name: str, number: int = 1, failure: Failure = FAILURE, **facts: Any) -> Try:
    """Return a try that failed at its second step."""
    steps = [step("open"), step("save", "failed", failure=failure), step("check", "not_run")]
    return one_try(name, "failed", number=number, steps=steps, **facts)


def run_of(*tries: Try) -> Run:
    """Return a run of these tries."""
    return Run(
        id="20260302-010000-abcd",
        started="2026-03-02T01:00:00.000+00:00",
        seconds=12.3,
        versions={"guiderunner": "0.1.0"},
        tries=tries,
    )


DIED = Failure(expected="a world on the site, and a browser", found="gone", environment=True)
ALL_KINDS = run_of(
    one_try("shop-en"),
    failed("keys-ko"),
    failed("keys-ko", 2, trace="keys-2.zip", console_errors=["boom"]),
    failed("flake-ja"),
    one_try("flake-ja", number=2),
    one_try("dead-en", "failed", steps=[], failure=DIED),
    one_try("dead-en", "failed", number=2, steps=[], failure=DIED),
    failed("known-en", known="KEY-7"),
    one_try("fixed-en", known="KEY-8"),
)
