"""The help centre of a project: makes bundles of its publication, and sends what was made."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, Position, Problem, ProblemsError
from guiderunner.guide.contents import Contents
from guiderunner.guide.generations import Shelves
from guiderunner.guide.html import Renderer
from guiderunner.guide.stored import read_guides
from guiderunner.guide.zendesk.acceptance import picture_problems
from guiderunner.guide.zendesk.apply import Applied, Sender, offline_problems
from guiderunner.guide.zendesk.articles import (
    HelpArticle,
    article_name,
    help_articles,
    select_articles,
)
from guiderunner.guide.zendesk.bundle import Bundle, read_bundle
from guiderunner.guide.zendesk.client import Client
from guiderunner.guide.zendesk.make import Workshop
from guiderunner.guide.zendesk.plan import Call
from guiderunner.guide.zendesk.record import NAME as RECORD
from guiderunner.guide.zendesk.record import Record
from guiderunner.guide.zendesk.settings import ARTICLES, NAME, Settings, load_settings


@dataclass
class Made:
    """Bundles that were made, each with its plan; what could not be made, and why.

    `left` are articles that are live and that the publication no longer has.
    """

    bundles: list[tuple[Bundle, list[Call]]] = field(default_factory=list)
    without_source: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class HelpCentre:
    """The help centre of a project; a rehearsal has a record and folders of its own."""

    contents: Contents
    build: Path
    is_rehearsal: bool = False

    @cached_property
    def settings(self) -> Settings:
        """The settings of guides/zendesk.yaml."""
        suite = self.contents.suite
        shelves: dict[str, list[str]] = {
            ARTICLES: [one.value.id for one in self.contents.articles if one.value]
        }
        for one in suite.variants:
            names = shelves.setdefault(Path(one.path).parent.name, [])
            names.append(article_name(one.scenario.id, dict(one.row)))
        around = suite.surroundings
        return load_settings(self.contents.guides, around.root, around.locales, shelves)

    @cached_property
    def record(self) -> Record:
        """What is live."""
        folder = self._rehearsal if self.is_rehearsal else self.contents.guides
        return Record(folder / RECORD)

    @property
    def bundles(self) -> Path:
        """Where bundles are made."""
        return self.build / "zendesk"

    @property
    def _rehearsal(self) -> Path:
        folder = self.build / "zendesk-rehearsal"
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @cached_property
    def _kept(self) -> Path:
        return self._rehearsal if self.is_rehearsal else self.build

    @cached_property
    def publication(self) -> Path:
        """The publication that readers see.

        Raises:
            GuiderunnerError: If there is none.
        """
        folder = Shelves(self.build).current()
        if folder is None:
            raise GuiderunnerError("nothing has been published yet: guiderunner guides.")
        return folder

    @cached_property
    def articles(self) -> list[HelpArticle]:
        """Every article that the publication makes."""
        return help_articles(self.contents, read_guides(self.publication))

    @cached_property
    def _workshop(self) -> Workshop:
        around, templates = self.contents.suite.surroundings, self.contents.guides / "templates"
        catalogues = self.contents.catalogues
        return Workshop(
            root=around.root,
            templates=templates,
            renderers={one: Renderer(templates, known) for one, known in catalogues.items()},
            settings=self.settings,
            publication=self.publication,
            bundles=self.bundles,
            applied=self._kept / "zendesk-applied",
            source=around.locales[0],
        )

    def make(self, what: Sequence[str], say: Callable[[str], None]) -> Made:
        """Make the bundles of the articles that *what* names; *say* hears each name."""
        chosen = select_articles(self.articles, what)
        self.contents.require_frame(sorted({locale for one in chosen for locale in one.spoken}))
        made, shop = Made(), self._workshop
        for one in chosen:
            if shop.source not in one.spoken:
                made.without_source.append(one.name)
                continue
            say(one.name)
            try:
                made.bundles.append(shop.make(one, self.record.article(one.name)))
            except ProblemsError as error:
                made.problems += error.problems
        names = {one.name for one in self.articles}
        made.left = [one for one in self.record.live.articles if one not in names]
        self._clear(names)
        return made

    def _clear(self, names: set[str]) -> None:
        """Remove the bundles of articles that are no more."""
        for folder in self.bundles.iterdir() if self.bundles.is_dir() else ():
            if folder.is_dir() and folder.name not in names:
                shutil.rmtree(folder)

    def made(self, what: Sequence[str]) -> list[Bundle]:
        """Return the bundles that were made and reviewed, and that nothing forbids to send.

        Raises:
            ProblemsError: If one was touched or is too old, or a picture was not accepted.
        """
        bundles, problems = [], list[Problem]()
        for one in select_articles(self.articles, what):
            if self._workshop.source not in one.spoken:
                continue
            try:
                bundle = read_bundle(self.bundles / one.name, self._workshop.path(one.name))
            except ProblemsError as error:
                problems += error.problems
                continue
            bundles.append(bundle)
            problems += self._problems(bundle, one)
        problems += offline_problems(self.settings, self._settings_file, bundles)
        if problems:
            raise ProblemsError(problems, "Nothing was sent.")
        return bundles

    def _problems(self, bundle: Bundle, article: HelpArticle) -> list[Problem]:
        problems = []
        again = "Make it again, and review it: guiderunner publish zendesk."
        stale = {
            "guides were published": bundle.manifest.publication != self.publication.name,
            "guides/zendesk.yaml changed": bundle.manifest.settings != self.settings.digest,
        }
        for what, is_stale in stale.items():
            if is_stale:
                message = f"{what} since this bundle was made. {again}"
                problems.append(Problem(bundle.position(), message, "Z005"))
        place, guides = bundle.position(), self.contents.guides
        problems += picture_problems(place, article.guides, self.publication, guides)
        return problems

    @property
    def _settings_file(self) -> Position:
        file, root = self.contents.guides / NAME, self.contents.suite.surroundings.root
        return Position(file.relative_to(root).as_posix())

    def send(
        self, bundles: list[Bundle], client: Client, say: Callable[[str, Call], None]
    ) -> Applied:
        """Send *bundles*.

        Raises:
            ProblemsError: If something forbids it; then nothing was sent.
            GuiderunnerError: If it stops half-way; the next run goes on from there.
        """
        self._require_same_help_centre()
        sender = Sender(
            client=client,
            record=self.record,
            settings_file=self._settings_file,
            applied=self._workshop.applied,
            backups=self._kept / "zendesk-backups",
            say=say,
        )
        return sender.send(bundles)

    def _require_same_help_centre(self) -> None:
        """The numbers of articles belong to one help centre."""
        live, subdomain = self.record.live, self.settings.subdomain
        if live.subdomain not in (None, subdomain):
            raise GuiderunnerError(
                f"{self.record.file} is of '{live.subdomain}', not of '{subdomain}'. "
                "Is the subdomain right? Nothing was sent."
            )
        live.subdomain = subdomain
