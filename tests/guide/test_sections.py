"""Guides of many steps are parted by headings; short ones are told in one go."""

import re

from tests.guide.key_guides import SCENARIO, Project, translate

STEP = """
  - id: open-{number}
    text: Find key {number}.
    action: keys.open
"""


def _with_steps(project: Project, more: int) -> str:
    """Return the page of a guide with *more* steps, of which one begins a section."""
    text = SCENARIO.replace("  - id: open-keys\n", "  - id: open-keys\n    section: Open\n")
    steps = "".join(STEP.format(number=number).lstrip("\n") for number in range(more))
    steps = steps.replace(
        "  - id: open-2\n", "  - id: open-2\n    section: Close {{ plan.name }}\n"
    )
    project.write("scenarios/keys/create_key.yaml", text + steps)
    translate(project)
    project.publish()
    return project.page("ko/free/create-key")


def test_a_guide_of_many_steps_has_headings(project: Project) -> None:
    """Each heading stands between two lists; numbers go on, and nothing is in a list but items."""
    page = _with_steps(project, 5)

    parts = re.findall(r'<h3 class="section">([^<]*)</h3>|<span class="number">(\d)</span>', page)
    assert [heading or number for heading, number in parts] == [
        *["Open", "1", "2", "3", "4", "5"],
        *["Close Free", "6", "7", "8"],
    ]
    assert page.count('<ol class="steps"') == 2
    assert page.count("<ol") == page.count("</ol>")
    assert not re.search(r'<ol class="steps"[^>]*>\s*</ol>', page)


def test_a_short_guide_has_none(project: Project) -> None:
    """Rows with few steps are told in one go, though their scenario has sections."""
    page = _with_steps(project, 4)

    assert page.count('<span class="number">') == 7
    assert 'class="section"' not in page
    assert page.count('<ol class="steps"') == 1


def test_headings_are_translated(project: Project) -> None:
    """A heading is a text of its step, for translators too."""
    _with_steps(project, 5)

    catalogue = (project.root / "guides/locales/ko.po").read_text(encoding="utf-8")
    assert 'msgctxt "create-key/open-keys"\nmsgid "Open"' in catalogue
