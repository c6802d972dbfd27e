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
