"""A published project, a help centre on this machine, and what sends one to the other."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from guiderunner.guide.zendesk.apply import Applied
from guiderunner.guide.zendesk.bundle import Bundle
from guiderunner.guide.zendesk.client import Client, Credentials
from guiderunner.guide.zendesk.help_centre import HelpCentre
from guiderunner.guide.zendesk.plan import Call
from tests.guide.key_guides import Project, make_project
from tests.zendesk import fake

SETTINGS = """
version: 1
subdomain: keys
permission_group: 5
locales: {en: en-us}
sections: {articles: 1, keys: 2}
labels: [keys]
"""


@dataclass
class Desk:
    """The docs team's desk: a project, and the help centre that it publishes to."""

    project: Project
    fake: fake.HelpCentre
    pauses: list[float] = field(default_factory=list)
    told: list[Call] = field(default_factory=list)

    @property
    def centre(self) -> HelpCentre:
        """The project as it is now."""
        return HelpCentre(self.project.contents(), self.project.build)

    def make(self, *what: str) -> dict[str, list[Call]]:
        """Make bundles; return their plans by article."""
        made = self.centre.make(what, lambda _: None)
        assert made.problems == []
        return {bundle.name: calls for bundle, calls in made.bundles}

    def bundle(self, name: str = "create-key-free") -> Bundle:
        """Return a bundle that was made."""
        return next(one for one in self.centre.made([name]))

    def apply(self, *what: str) -> Applied:
        """Send the bundles that were made."""
        centre = self.centre
        bundles = centre.made(what)
        client = Client(self.fake.address, Credentials(fake.EMAIL, fake.TOKEN), self.pauses.append)
        with client.http:
            return centre.send(bundles, client, lambda _, call: self.told.append(call))

    def make_and_apply(self, *what: str) -> Applied:
        """Make bundles, and send them."""
        self.make(*what)
        return self.apply(*what)

    def publish_again(self, file: str, old: str, new: str, *, only: Sequence[str] = ()) -> None:
        """Change a source of guides, and publish them."""
        self.project.edit(file, old, new)
        self.project.publish(only=only)

    def article(self, name: str = "create-key-free") -> int:
        """Return the number of an article in the help centre."""
        found = [
            number
            for number, texts in self.fake.translations.items()
            if f'data-guide="{name}"' in texts["en-us"]["body"]
        ]
        assert len(found) == 1
        return found[0]


@pytest.fixture(scope="session")
def published_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the project that all tests begin with."""
    project = make_project(tmp_path_factory.mktemp("published"))
    project.write("guides/zendesk.yaml", SETTINGS)
    project.publish()
    return project.root


@pytest.fixture
def project(published_project: Path, tmp_path: Path) -> Project:
    """Copy it, so that a test may change it."""
    root = tmp_path / "project"
    shutil.copytree(published_project, root, symlinks=True)
    return Project(root)


@pytest.fixture
def desk(project: Project) -> Iterator[Desk]:
    """A desk with an empty help centre."""
    with fake.serve(fake.HelpCentre()) as centre:
        yield Desk(project, centre)
