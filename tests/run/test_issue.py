"""An issue is reproduced and resolved in one try."""

import json
from pathlib import Path

from tests.run.command import run_command

ISSUE = """\
version: 1
id: old-key
guide: troubleshooting
title: An old key is there
summary: What to do about it.
symptom: There is a key that I do not know.
cause: Somebody made it.
given: {keys: [Old]}
steps:
  - id: look
    text: Look at the keys.
    expect:
      - {count: {at: api_keys.keys, is: 1}}
resolution:
  - id: create
    text: Enter a name, and select [Create key].
    action: api_keys.create
    with: {name: New}
    expect:
      - {count: {at: api_keys.keys, is: 2}}
"""

ADDED = """\
version: 1
id: added-key
guide: none
title: A key is added
summary: Somebody else adds it.
steps:
  - id: add
    world: {add: Staging}
  - id: look
    action: api_keys.open
    expect:
      - {text: {at: api_keys.keys, is: "{{ newest }} Delete"}}
"""


def test_what_resolves_an_issue_follows_what_reproduces_it(keys_project: Path) -> None:
    """The try has the steps of both, in this order, and fails if the resolution does not help."""
    file = keys_project / "scenarios" / "keys" / "old_key.yaml"

    outcomes = []
    for issue in (ISSUE, ISSUE.replace("is: 2}", "is: 1}")):
        file.write_text(issue, encoding="utf-8")
        ended = run_command(keys_project, "run", "old-key", "--locale", "en")
        newest = max((keys_project / "runs").iterdir())
        tried = json.loads((newest / "run.json").read_bytes())["tries"][0]
        outcomes.append((ended.returncode, {one["id"]: one["outcome"] for one in tried["steps"]}))

    assert outcomes == [
        (0, {"look": "passed", "create": "passed"}),
        (1, {"look": "passed", "create": "failed"}),
    ]


def test_steps_know_what_a_world_step_gave(keys_project: Path) -> None:
    """The variables of the world are those after its latest step, e.g. the key that was added."""
    file = keys_project / "scenarios" / "keys" / "added_key.yaml"
    file.write_text(ADDED, encoding="utf-8")

    ended = run_command(keys_project, "run", "added-key", "--locale", "en")

    assert ended.returncode == 0, ended.stdout
