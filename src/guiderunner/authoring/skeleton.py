"""The first form of a new scenario: it passes the check, runs, and says what to change."""

from pathlib import Path

from guiderunner.authoring.reference import Entry, entries
from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.scenario.suite import Suite

_FORM = """\
# yaml-language-server: $schema={up}schemas/scenario.json
version: 1
id: {id}
guide: none   # article, once its words are right and its results are proved
title: {title}
summary: What readers gain by it, in a sentence.

steps:
  - id: {step}
    text: What readers do; a label of the screen stands in square brackets.
    action: {action}{arguments}
    result: What readers should see now.
    expect:
      - {{visible: {locator}}}
"""


def new_scenario(suite: Suite, name: str, page: str | None) -> tuple[Path, str]:
    """Return file and text of a new scenario *name* (`flow/id`) that begins on *page*.

    Raises:
        GuiderunnerError: If the name is no such name or is taken, or the page has no action.
    """
    flow, slash, key = name.partition("/")
    words = key.split("-")
    if not slash or not flow.isidentifier() or not all(one.isalnum() for one in words):
        raise GuiderunnerError(f"'{name}' is not flow/scenario-id, e.g. registration/first-login.")
    if key in {one.scenario.id for one in suite.scenarios}:
        raise GuiderunnerError(f"there is a scenario '{key}' already.")
    file = suite.surroundings.scenarios / flow / f"{key.replace('-', '_')}.yaml"
    if file.exists():
        raise GuiderunnerError(f"{file} is there already.")
    action = _first_action(suite, page)
    must = [f'{one}: "…"' for one, needed in action.parameters.items() if needed]
    text = _FORM.format(
        up="../",
        id=key,
        title=" ".join(words).capitalize(),
        step=action.name.rsplit(".", maxsplit=1)[-1].replace("_", "-"),
        action=action.name,
        arguments=f"\n    with: {{{', '.join(must)}}}" if must else "",
        locator=_first_locator(suite, action.page).name,
    )
    return file, text


def _first_action(suite: Suite, page: str | None) -> Entry:
    """Return the action to begin with: one that opens a page, if there is one."""
    names = suite.surroundings.names
    if page is not None and page not in names.pages:
        raise GuiderunnerError(f"there is no page '{page}'.{suggestion(page, names.pages)}")
    known = [one for one in entries(names) if one.kind == "action" and page in {None, one.page}]
    if not known:
        raise GuiderunnerError(
            f"page '{page}' has no action." if page else "no page has an action."
        )
    return min(known, key=_effort)


def _effort(action: Entry) -> tuple[bool, int, int]:
    """Sort actions that open a page first, then those that ask for less."""
    needed = sum(action.parameters.values())
    return not action.name.endswith(".open"), needed, action.name.count(".")


def _first_locator(suite: Suite, page: str) -> Entry:
    known = [one for one in entries(suite.surroundings.names) if one.kind == "locator"]
    own = [one for one in known if one.page == page and not any(one.parameters.values())]
    if not own:
        raise GuiderunnerError(f"page '{page}' has nothing to look at without arguments.")
    return own[0]
