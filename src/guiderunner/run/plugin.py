"""The pytest plugin: collects scenarios, and runs each variant as one item.

Loaded by the project's conftest.py: `pytest_plugins = ["guiderunner.run.plugin"]`.
PYTEST_DONT_REWRITE: the command line has imported it already, and it asserts nothing.
"""

import gc
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.writer import TryWriter
from guiderunner.project import find_project
from guiderunner.run import ending, hooks, interruption
from guiderunner.run.flags import add_flags
from guiderunner.run.guard import Guard
from guiderunner.run.items import ScenarioFile, VariantItem
from guiderunner.run.label_reader import LabelReader
from guiderunner.run.launching import (  # noqa: F401 - fixtures of this plugin
    browser_type_launch_args,
    connect_options,
    playwright,
)
from guiderunner.run.marked_secrets import learn_marked_secrets
from guiderunner.run.members import Members
from guiderunner.run.mutation import read_plan
from guiderunner.run.pausing import Pause
from guiderunner.run.recording import Recording
from guiderunner.run.restoring import restore_world
from guiderunner.run.runner import VariantRunner
from guiderunner.run.running import CHECKED, RUNNING, WORKER_KEY, Running
from guiderunner.run.tabs import Tabs
from guiderunner.run.trying import header, try_variant
from guiderunner.scenario.suite import NOT_SCENARIOS
from guiderunner.site.live import read_live_site
from guiderunner.site.protocol import Tenant


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the hooks that others may listen to."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what the command line passes on."""
    add_flags(parser.getgroup("guiderunner"))


def pytest_configure(config: pytest.Config) -> None:
    """Find the project, and register its tags as markers."""
    config.pluginmanager.register(interruption)
    config.pluginmanager.register(ending)
    checked = config.stash.get(CHECKED, None)
    try:
        project = checked.project if checked else find_project(config.rootpath)
    except GuiderunnerError as error:
        raise pytest.UsageError(str(error)) from None
    given = getattr(config, "workerinput", {}).get(WORKER_KEY)
    running = config.stash[RUNNING] = Running(project, *(given or ()))
    running.plan = read_plan(folder) if (folder := config.getoption("--mutants")) else None
    if addresses := config.getoption("--live-site"):
        state, languages = config.getoption("--live-state"), project.adapter().languages
        running.live = read_live_site(addresses, state, languages)
    if checked:
        running.checked = checked
    try:
        tags = {tag for one in running.checked.suite.variants for tag in one.tags if tag}
    except GuiderunnerError as error:
        raise pytest.UsageError(str(error)) from None
    for tag in sorted(tags):
        config.addinivalue_line("markers", f"{tag}: scenarios tagged {tag}.")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Hand the one run and the one site to a worker of xdist."""
    running = node.config.stash[RUNNING]
    node.workerinput[WORKER_KEY] = (running.run_id, running.site.address)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect the scenario files of the project."""
    running = parent.config.stash[RUNNING]
    folder = running.project.scenarios
    if file_path.suffix != ".yaml" or not file_path.is_relative_to(folder):
        return None
    if set(file_path.relative_to(folder).parts[:-1]) & set(NOT_SCENARIOS):
        return None
    return ScenarioFile.from_parent(parent, path=file_path)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Run a variant, a second time if it failed."""
    if not isinstance(item, VariantItem):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for report in try_variant(item, nextitem):
        item.ihook.pytest_runtest_logreport(report=report)
    item.let_go()
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_collection_finish(session: pytest.Session) -> None:
    """Start the site while the browser starts, if anything is to be run."""
    asked = any(isinstance(item, VariantItem) for item in session.items)
    if asked and not session.config.option.collectonly:
        session.config.stash[RUNNING].start_site()
        # What is loaded by now lives as long as the run: the collector need not look again.
        gc.freeze()


@pytest.fixture
def scenario_tenant(request: pytest.FixtureRequest) -> Generator[Tenant, None, None]:
    """A world of its own for the variant of the item."""
    running = request.config.stash[RUNNING]
    tenant = running.site.create(running.world(request.node.mutant))
    if world := request.config.getoption("--restore-world"):
        restore_world(tenant, world)
    request.node.redactor = Redactor(tenant.secrets)
    yield tenant
    tenant.delete()


@pytest.fixture
def scenario_try(
    request: pytest.FixtureRequest, scenario_tenant: Tenant, context: BrowserContext
) -> Generator[VariantRunner, None, None]:
    """The runner of the variant, with its tabs; the try is written when it ends."""
    running, variant = request.config.stash[RUNNING], request.node.variant
    checked, settings = running.checked, running.project.settings
    redactor = request.node.redactor
    writer = TryWriter(running.folder, header(request.node, running.site), redactor)
    learn_marked_secrets(context, redactor, running.known_to_all(variant))
    languages, timeout = running.languages(variant.locale), settings.timeout * 1000
    tabs = Tabs(context, scenario_tenant, checked.labels, languages, timeout)
    recording = Recording(
        context,
        writer,
        scenario_tenant,
        everything=request.node.number > 1 or request.config.getoption("--record-everything"),
        # pytest-playwright's own flag comes first: a context has one trace at a time.
        trace=request.config.getoption("--tracing", "off") == "off",
    )
    steps, named = request.node.steps(), request.config.getoption("--destroy-on")
    names, asked = checked.registry.names, (placed.step for placed in steps)
    guard = Guard.of(context, names, asked, named)
    runner = VariantRunner(
        variant=variant,
        steps=steps,
        members=Members(checked.registry, tabs),
        tenant=scenario_tenant,
        writer=writer,
        timeout=running.timeout * 1000,
        shows_failures=running.plan is None,
        scale=settings.scale,
        guard=guard,
        pause=Pause(step) if (step := request.config.getoption("--pause-at")) else None,
        told=lambda placed, record: request.node.ihook.pytest_guiderunner_step(
            item=request.node, placed=placed, record=record
        ),
    )
    if folder := request.config.getoption("--read-labels"):
        file = folder / f"{writer.file.stem}.jsonl"
        assert context.browser is not None  # noqa: S101 - it made the context
        offered = running.project.adapter().languages
        runner.labels = LabelReader(context.browser, scenario_tenant, offered, file)
    request.node.runner = runner
    started = time.perf_counter()
    yield runner
    seconds = round(time.perf_counter() - started, 3)
    for one in (runner.labels, guard):
        if one is not None:
            one.close()
    writer.end(outcome=runner.outcome, seconds=seconds, **recording.end())
    running.end_try(writer, scenario_tenant.variables)


@pytest.fixture
def browser_context_args(
    browser_context_args: Mapping[str, Any], request: pytest.FixtureRequest
) -> dict[str, Any]:
    """Give the context of a variant its login, language and window."""
    arguments = dict(browser_context_args)
    if not isinstance(request.node, VariantItem):
        return arguments
    running = request.config.stash[RUNNING]
    settings, locale = running.project.settings, request.node.variant.locale
    tenant: Tenant = request.getfixturevalue("scenario_tenant")
    width, height = settings.viewport
    return {
        **arguments,
        "storage_state": tenant.storage_state(running.languages(locale)),
        "locale": locale,
        "viewport": {"width": width, "height": height},
        "device_scale_factor": settings.scale,
        "reduced_motion": "reduce",
    }
