"""Two issues for the small project with guides: one of each of its rows."""

from guiderunner.scenario.issue_rows import is_issue
from guiderunner.scenario.variants import Variant
from tests.guide.key_guides import Project, translate

FILE = "scenarios/issues/lost_key.yaml"
LOST = f"{FILE}::lost-free-en"
SCENARIO = """
version: 1
id: lost-key
guide: troubleshooting
title: "{{ plan.name }}: {{ trouble.symptom }}"
summary: A key is lost.
each:
  trouble: all
  plan: {id: "{{ trouble.plan }}"}
symptom: "{{ trouble.symptom }}"
cause: "{{ trouble.cause }}"
steps:
  - id: look
    text: Look for the key.
    expect:
      - {visible: keys.key}
resolution:
  - id: what-helps
    text: {text: "{{ trouble.remedy }}", editorial: true}
  - id: open-keys
    text: Go to [Keys].
    action: keys.open
    result: The new [Key] is shown.
    expect:
      - {visible: keys.key}
    picture: {of: keys.form, mark: [keys.create_button], when: before}
"""
ROWS = """
version: 1
id: trouble
prose: [symptom, cause, remedy]
rows:
  - {id: lost, plan: free, flow: keys, says: Key, code: E-7, symptom: My key is <gone>.,
     cause: It was deleted., remedy: Make another key.}
  - {id: stolen, plan: team, flow: keys, symptom: Somebody has my key., cause: It was shared.,
     remedy: Make a new key.}
"""


def add_issues(project: Project) -> Project:
    """Give *project* the issues, translated."""
    project.write(FILE, SCENARIO)
    project.write("scenarios/data/troubles.yaml", ROWS)
    translate(project)
    return project


def issue(project: Project, name: str = "lost-free-en") -> Variant:
    """Return the variant of an issue by its name."""
    return next(one for one in project.suite().variants if is_issue(one) and one.name == name)
