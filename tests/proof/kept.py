"""Evidence on the disk: runs of the small project with guides, kept as a run keeps them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from guiderunner.evidence.latest import LatestTries
from guiderunner.evidence.model import Failure, Outcome, Run, Try
from guiderunner.evidence.reader import try_file
from guiderunner.guide.proofs import Batch
from guiderunner.guide.publish import publish
from guiderunner.proof.account import Account, make_account
from guiderunner.proof.answers import Answers
from guiderunner.proof.claims import prove_claims
from tests.guide.key_guides import Project, translate

CLAIMS = """
claims:
  - {id: K01, flow: keys, claim: A new key is shown.}
  - {id: K02, flow: keys, claim: The old key is refused.}
"""
CREATE, OLD = "scenarios/keys/create_key.yaml", "scenarios/keys/old_key.yaml"


def with_claims(project: Project) -> Project:
    """Return *project* with two claims, each proved by one expectation."""
    project.write("scenarios/data/claims.yaml", CLAIMS)
    project.edit(CREATE, "- {visible: keys.key}", "- {visible: keys.key, proves: [K01]}")
    project.edit(OLD, "{visible: keys.refused_message}",
                 "{visible: keys.refused_message, proves: [K02]}")  # fmt: skip
    translate(project)
    return project


def publish_with_claims(project: Project, run: Run | None = None) -> None:
    """Publish as the command does: with what proves the claims in the newest runs."""
    contents = project.contents()
    answers = Answers(LatestTries(project.root / "runs"))
    contents = replace(contents, claims=prove_claims(contents.suite, answers))
    run = run or project.run(contents.suite)
    chosen = [one for one in contents.suite.variants if one.scenario.has_guide]
    publish(contents, project.build, [Batch(run, project.root / "runs" / "run-1", chosen)])


def keep(project: Project, run: Run) -> None:
    """Write the tries of *run*, each as it would have been written."""
    for one in run.tries:
        keep_try(project.root / "runs" / run.id, one)


def keep_try(folder: Path, one: Try) -> None:
    """Write one try into the run in *folder*."""
    header = one.model_dump(mode="json", exclude={"steps", "outcome", "seconds"})
    lines = [{"try": header}, *({"step": step.model_dump(mode="json")} for step in one.steps)]
    lines.append({"end": {"outcome": one.outcome, "seconds": one.seconds}})
    file = folder / "tries" / try_file(one.node, one.number)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


def account(project: Project, locale: str = "en") -> Account:
    """Return what is proved of the guides of one locale."""
    suite = project.suite()
    chosen = [one for one in suite.variants if one.locale == locale]
    tries = LatestTries(project.root / "runs")
    return make_account(suite, chosen, tries, date(2026, 3, 2), list(suite.claims))


def failing(one: Try, step: str, *, died: bool = False) -> Try:
    """Return the try as it is if *step* fails: by its expectation, or as browser or site died."""
    steps, ended = [], False
    for each in one.steps:
        outcome: Outcome = "passed"
        if each.id == step:
            ended, outcome = True, "failed"
            failure = Failure(expected="to be visible", found="hidden", environment=died)
            asked = tuple(
                expectation.model_copy(update={"outcome": "failed", "found": "hidden"})
                for expectation in each.expectations
            )
            update = {"outcome": outcome, "failure": failure, "expectations": asked}
            steps.append(each.model_copy(update=update))
        elif ended:
            update = {"outcome": "not_run", "expectations": ()}
            steps.append(each.model_copy(update=update))
        else:
            steps.append(each)
    return one.model_copy(update={"steps": tuple(steps), "outcome": "failed"})
