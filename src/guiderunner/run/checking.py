"""A project, loaded and checked; no browser and no test runner is needed for it."""

from dataclasses import dataclass

from guiderunner.collecting import without_collector
from guiderunner.project import Project
from guiderunner.run.registry import Registry, register
from guiderunner.scenario.labels import Labels
from guiderunner.scenario.suite import Suite, Surroundings, load_suite


@dataclass(frozen=True)
class Checked:
    """A project with its pages, labels and scenarios, checked without a browser."""

    project: Project
    registry: Registry
    labels: Labels
    suite: Suite


def check_project(project: Project) -> Checked:
    """Load and check everything that a run needs.

    Raises:
        GuiderunnerError: If pages, labels or the site's adapter cannot be loaded at all.
    """
    registry, labels, adapter = (
        register(project.page_package()),
        project.labels(),
        project.adapter(),
    )
    around = Surroundings(
        root=project.root,
        scenarios=project.scenarios,
        names=registry.names,
        labels=labels,
        locales=project.settings.locales,
        languages=adapter.languages,
        check_world=adapter.check,
        world_variables=adapter.variables,
        claims=project.claims,
        records=adapter.records,
        world_schemas=adapter.schemas,
    )
    with without_collector():
        return Checked(project, registry, labels, load_suite(around))
