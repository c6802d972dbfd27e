"""From each guide, readers find the ones before, after and beside it."""

import re

import pytest

from tests.guide.key_guides import Project, translate

DELETE = """
version: 1
id: delete-key
guide: article
title: Delete a key of {{ plan.name }}
summary: So that nobody can use it.
each: {plan: all}
next: [create-key]
steps:
  - id: open-keys
    text: Go to [Keys].
    action: keys.open
"""
INDEX = "../../../en/index.html"


@pytest.fixture
def two_flows(project: Project) -> Project:
    """Give the project a second flow, which the front page does not name."""
    project.write("scenarios/cleaning_up/delete_key.yaml", DELETE)
    translate(project)
    project.publish()
    return project


def _links(part: str) -> list[tuple[str, str]]:
    """Return address and words of each link in *part* of a page."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', part, re.DOTALL)
    return [(href, re.sub(r"<[^>]+>", " ", words).strip()) for href, words in found]


def _part(page: str, begin: str, end: str) -> str:
    assert begin in page
    return page.partition(begin)[2].partition(end)[0]


def test_previous_and_next_stay_with_the_row(two_flows: Project) -> None:
    """One goes on from flow to flow; what begins or ends the row has one neighbour."""
    first = _part(two_flows.page("en/free/create-key"), '<nav class="pager"', "</nav>")
    second = _part(two_flows.page("en/free/delete-key"), '<nav class="pager"', "</nav>")

    assert [href for href, _ in _links(first)] == ["../../../en/free/delete-key/index.html"]
    assert [href for href, _ in _links(second)] == ["../../../en/free/create-key/index.html"]
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


def test_what_next_is_what_the_scenario_says(two_flows: Project) -> None:
    """It is offered for the same row, and not at all where the scenario names nothing."""
    later = _part(two_flows.page("ko/team/delete-key"), 'class="later"', "</section>")

    assert [href for href, _ in _links(later)] == ["../../../ko/team/create-key/index.html"]
    assert 'class="later"' not in two_flows.page("ko/team/create-key")


def test_beside_a_guide_are_its_row_and_its_task(two_flows: Project) -> None:
    """The flows of the same row, and the same task for the other rows; the own one is marked."""
    beside = _part(two_flows.page("en/free/create-key"), '<nav class="beside"', "</nav>")

    assert _links(beside) == [
        ("../../../en/free/create-key/index.html", "Keys"),
        ("../../../en/free/delete-key/index.html", "Cleaning up"),
        ("../../../en/free/create-key/index.html", "Free"),
        ("../../../en/team/create-key/index.html", "Team &lt;b&gt;&amp;&lt;/b&gt;"),
    ]
    assert beside.count('aria-current="page"') == 2


def test_crumbs_lead_to_row_and_flow_on_the_list(two_flows: Project) -> None:
    """Both ways in which the list can be read."""
    crumbs = _part(two_flows.page("en/free/create-key"), '<nav class="crumbs"', "</nav>")

    assert _links(crumbs) == [
        (INDEX, "All guides"),
        (f"{INDEX}#row-free", "Free"),
        (f"{INDEX}#flow-keys", "Keys"),
    ]


def test_the_list_has_every_guide_by_row_and_by_flow(two_flows: Project) -> None:
    """No guide is missing in either order."""
    page = two_flows.page("en")
    rows = _part(page, '<ul class="rows"', '<section class="shelf"')
    flows = _part(page, 'id="flows"', "</main>")
    all_of_them = {f"../en/{row}/{task}/index.html" for row in ("free", "team")
                   for task in ("create-key", "delete-key")}  # fmt: skip

    assert {href for href, _ in _links(rows)} == all_of_them
    assert {href for href, _ in _links(flows)} == all_of_them
    assert ("../en/team/delete-key/index.html", "Cleaning up") in _links(rows)
    assert ("../en/free/create-key/index.html", "Free") in _links(flows)


def test_a_kept_page_learns_of_new_neighbours(project: Project) -> None:
    """A guide that was not made again leads to one that has come; its own words stay."""
    project.publish(only=["free-en"])
    alone = project.page("en/free/create-key")

    published = project.publish(only=["team-en"])

    assert "../../../en/team/create-key/index.html" not in alone
    assert "../../../en/team/create-key/index.html" in project.page("en/free/create-key")
    assert published.kept == ["scenarios/keys/create_key.yaml::free-en"]


def test_rows_stand_in_the_order_of_the_data(project: Project) -> None:
    """Whatever scenario comes first: two that share the rows of a flow are one list of rows."""
    early = DELETE.replace("plan: all", "plan: {id: team}").replace("next: [create-key]\n", "")
    late = early.replace("delete-key", "erase-key").replace("id: team", "id: free")
    project.write("scenarios/cleaning_up/delete_key.yaml", early)
    project.write("scenarios/cleaning_up/erase_key.yaml", late)
    translate(project)
    project.publish()

    page = project.page("en")

    rows = _links(_part(page, '<ul class="rows"', '<section class="shelf"'))
    assert [href.split("/")[2] for href, _ in rows] == ["free", "free", "team", "team"]
    cleaning = _links(_part(page, 'id="flow-cleaning_up"', "</main>"))
    assert cleaning[:2] == [
        ("../en/free/erase-key/index.html", "Free"),
        ("../en/team/delete-key/index.html", "Team &lt;b&gt;&amp;&lt;/b&gt;"),
    ]
