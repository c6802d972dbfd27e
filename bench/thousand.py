"""A thousand guides: a project with evidence of them all, and the same words as Markdown."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from bench.workspace import add_guides, make_empty_project
from guiderunner.evidence.model import ExpectationRecord, Run, ShownLabel, StepRecord, Try
from guiderunner.project import find_project
from guiderunner.run.checking import check_project
from guiderunner.scenario.model import Step
from guiderunner.scenario.variants import Variant

SCENARIOS, ROWS, STEPS, FLOWS = 10, 100, 10, 5
GUIDES = SCENARIOS * ROWS
_LABELS = ("Settings", "Marketplace Account Settings")
_STEP = """\
  - id: open-{number}
    text: >-
      In Cafe24 PRO, go to [Settings] > [Marketplace Account Settings], and look for the shop of
      {{{{ copy.name }}}} for the time number {number} in task {task}.
    action: marketplace_accounts.open
    result: The entry [Marketplace Account Settings] is in the menu {number}.
    expect:
      - {{visible: home.accounts_link}}
    note: {{text: It stays there in part {number} of task {task}., editorial: true}}
"""
_SCENARIO = """\
version: 1
id: task-{task}
guide: article
title: Do task {task} for {{{{ copy.name }}}}
summary: So that your products can be sold on {{{{ copy.name }}}} as in task {task}.
each: {{copy: all}}
given: {{shops: [{{marketplace: rakuten}}]}}
prerequisites:
  - You can log in to Cafe24 PRO.
steps:
"""
_FRONT = "version: 1\ntitle: A thousand guides\nsummary: Each has ten steps.\n"


def make_guides(folder: Path) -> Path:
    """Make the project, with a run called `run` that proves all of its guides."""
    make_empty_project(folder)
    data = folder / "scenarios" / "data" / "copies.yaml"
    copies = "".join(f"  - {{id: shop_{one}, name: Shop {one}}}\n" for one in range(ROWS))
    data.write_text(f"version: 1\nid: copy\nprose: [name]\nrows:\n{copies}")
    for task in range(SCENARIOS):
        steps = "".join(_STEP.format(number=one + 1, task=task) for one in range(STEPS))
        file = folder / "scenarios" / f"flow_{task % FLOWS}" / f"task_{task}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_SCENARIO.format(task=task) + steps)
    add_guides(folder, _FRONT)
    tries = tuple(_try(one) for one in _variants(folder))
    run = Run(id="run", started="2026-03-02", seconds=1, versions={}, tries=tries)
    evidence = folder / "runs" / "run"
    evidence.mkdir(parents=True)
    (evidence / "run.json").write_text(run.model_dump_json(indent=1), encoding="utf-8")
    return folder


def _variants(folder: Path) -> tuple[Variant, ...]:
    suite = check_project(find_project(folder)).suite
    suite.require_no_problems()
    return tuple(suite.variants)


def _try(variant: Variant) -> Try:
    labels = tuple(ShownLabel(site="pro", name=one, shown=one, language="en") for one in _LABELS)
    asked = ExpectationRecord(
        of="step",
        kind="visible",
        at="home.accounts_link",
        expected="to be visible",
        found="to be visible",
        line=1,
        outcome="passed",
        labels=labels[1:],
    )
    steps = tuple(
        StepRecord(
            id=f"open-{number}",
            line=1,
            action="marketplace_accounts.open",
            labels=labels,
            expectations=(asked,),
            outcome="passed",
            seconds=0.1,
        )
        for number in range(1, STEPS + 1)
    )
    return Try(
        node=variant.node,
        path=variant.path,
        scenario=variant.scenario.id,
        row=dict(variant.row),
        locale=variant.locale,
        digest="0",
        started="2026-03-02T10:00:00+00:00",
        seconds=1,
        outcome="passed",
        steps=steps,
    )


def make_markdown(project: Path, folder: Path) -> Path:
    """Write what the guides of *project* say as pages of MkDocs."""
    shutil.rmtree(folder, ignore_errors=True)
    for variant in _variants(project):
        file = folder / "docs" / variant.flow / f"{variant.name}-{variant.scenario.id}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(_lines(variant)), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# A thousand guides\n\nEach has ten steps.\n")
    (folder / "mkdocs.yml").write_text("site_name: A thousand guides\n")
    return folder


def _lines(variant: Variant) -> Iterator[str]:
    scenario, copy = variant.scenario, variant.variables["copy"]["name"]

    def said(text: str) -> str:
        bold = text.replace("[", "**").replace("]", "**").replace(">", "&gt;")
        return bold.replace("{{ copy.name }}", copy)

    yield f"# {said(scenario.title)}\n\n{said(scenario.summary)}\n\n## Before you start\n"
    yield from (f"- {said(one.text)}" for one in scenario.prerequisites)
    yield "\n## Steps\n"
    for step in scenario.steps:
        if isinstance(step, Step) and step.text:
            yield f"1. {said(step.text.text)}\n\n    **You should see** {said(step.result or '')}\n"
            yield from (f"    > **Note** {said(one.text)}\n" for one in step.note)
