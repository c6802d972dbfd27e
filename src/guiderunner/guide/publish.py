"""Publishes guides: fresh ones from a run, and those that are still valid as they were."""

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from guiderunner.collecting import without_collector
from guiderunner.guide.addresses import PICTURES, guide_address, links_of, verification_address
from guiderunner.guide.article_pages import article_files, say_articles
from guiderunner.guide.building import built_of
from guiderunner.guide.contents import Contents
from guiderunner.guide.drawn import drawn_in
from guiderunner.guide.fingerprints import Fingerprints
from guiderunner.guide.gate import Gate
from guiderunner.guide.generations import Shelves, carry_over
from guiderunner.guide.html import Card
from guiderunner.guide.ledger import Entry, Ledger, read_ledger, write_ledger
from guiderunner.guide.model import Guide, Key
from guiderunner.guide.pictures import Draughtsman
from guiderunner.guide.proofs import Batch
from guiderunner.guide.published import Published
from guiderunner.guide.sharing import shared
from guiderunner.guide.site import Site
from guiderunner.guide.stored import read_guides, stored, stored_address
from guiderunner.guide.theme import copy_theme, keep_theme
from guiderunner.guide.troubles import key_of
from guiderunner.scenario.issue_rows import is_issue, is_told
from guiderunner.scenario.variants import Variant


def publish(
    contents: Contents,
    build: Path,
    batches: Iterable[Batch],
    current: Sequence[Variant] = (),
    gate: Gate | None = None,
    left_out: Sequence[Variant] = (),
) -> Published:
    """Publish the guides of *batches*; the pages of *current* guides are only rendered again.

    All other published guides are carried over, unless their scenario, row or locale is gone.
    A guide that *gate* holds back keeps its old page. Issues that are *left_out*, or that their
    run does not prove, have no page, and no guide tells them.

    Raises:
        ProblemsError: If words around the guides are not translated.
        GuiderunnerError: If a template is wrong, the disk refuses, or another publishes.
    """
    shelves = Shelves(build)
    with without_collector(), shelves.making() as staging:
        publication = _Publication(contents, shelves.current(), staging)
        publication.report.left_out = {one.node: [] for one in left_out}
        publication.make(batches, current, gate)
        publication.report.folder = shelves.show(staging)
    return publication.report


class _Publication:
    """A publication in the making."""

    def __init__(self, contents: Contents, old: Path | None, staging: Path) -> None:
        self.contents, self.old, self.staging = contents, old, staging
        self.report = Published(staging)
        self.guides: dict[Key, Guide] = {}
        self._folders: set[Path] = set()
        self.before = {one.key: one for one in read_guides(old)} if old else {}
        self.wanted = {key_of(one): one for one in contents.suite.variants if is_told(one)}

    def make(self, batches: Iterable[Batch], current: Sequence[Variant], gate: Gate | None) -> None:
        built = {key: one for batch in batches for key, one in self._built(batch).items()}
        fresh = self._approved(gate, built)
        self._carried(fresh)
        self.guides |= fresh
        self.contents.require_frame(sorted({guide.locale for guide in self.guides.values()}))
        site = Site(
            self.contents.guides / "templates",
            list(self._in_order()),
            self.contents.catalogues,
            self.contents.front,
            copy_theme(self.contents.guides / "theme", self.staging),
            self.contents.glossary,
            self.contents.claims,
            self.contents.suite.surroundings.names,
        )
        renewed = {*fresh, *(key_of(one) for one in current)}
        renewed |= {key for key, one in self.guides.items() if site.tells_of(one, renewed)}
        self._write_pages(site, renewed)
        self._carry_files()
        self._write_ledger(fresh, renewed)

    def _write_pages(self, site: Site, renewed: Collection[Key]) -> None:
        """Write all pages; of a guide that is not *renewed*, only if links changed."""

        def write(guide: Guide) -> bool:
            return self._write_guide(site, guide, may_stay=guide.key not in renewed)

        guides = list(self.guides.values())
        # The first is made before the others are shared, which find its templates compiled.
        first = [write(one) for one in guides[:1]]
        with shared(write, guides[1:]) as others:
            for address, text in site.lists(self._write_articles(site)):
                self._write(address, text.encode())
            made = zip(guides, itertools.chain(first, others), strict=True)
            self.report.changed += [guide.node for guide, is_new in made if is_new]

    def _write_ledger(self, fresh: Collection[Key], renewed: Collection[Key]) -> None:
        now, old = Fingerprints(self.contents), read_ledger(self.old).guides
        variants = {key_of(one): one for one in self.contents.suite.variants}
        guides = {}
        for guide in self._in_order():
            key = guide.key
            entry = old.get(guide.node, Entry(run=guide.run, words="", around=""))
            if key in fresh:
                entry = Entry(run=guide.run, words=now.words(variants[key]), around="")
            around = now.around if key in renewed else entry.around
            guides[guide.node] = entry.model_copy(update={"around": around})
        refused = self.report.refused or self.report.refused_articles
        lacking = any(self.report.left_out.values())
        write_ledger(self.staging, Ledger(guides=guides, complete=not refused and not lacking))

    def _built(self, batch: Batch) -> dict[Key, Guide]:
        """Return the guides that the run proves; of the others, note why not."""
        known, old = drawn_in(self.before.values()), self.old / PICTURES if self.old else None
        pictures = self.staging / PICTURES
        artist = Draughtsman(batch.evidence / "pictures", pictures, known, old)
        built = {}
        for variant, guide, problems in built_of(batch, self.contents, artist.draw):
            if guide is None:
                refused = self.report.left_out if is_issue(variant) else self.report.refused
                refused[variant.node] = problems
            else:
                built[guide.key] = guide
        return built

    def _approved(self, gate: Gate | None, built: dict[Key, Guide]) -> dict[Key, Guide]:
        """Return the guides whose pictures are as approved; the others are refused."""
        issues = {key: one for key, one in built.items() if one.is_issue}
        built = {key: one for key, one in built.items() if not one.is_issue}
        if gate is not None:
            shelves = [self.staging, *([self.old] if self.old else [])]
            before = {key: one for key, one in self.before.items() if key in self.wanted}
            before = {key: one for key, one in before.items() if not one.is_issue}
            built = gate.let_through(built, before, *shelves)
            self.report.refused |= gate.held
        self.report.fresh = [guide.node for guide in built.values()]
        self.report.issues = [guide.node for guide in issues.values()]
        return built | issues

    def _carried(self, fresh: Mapping[Key, Guide]) -> None:
        """Take over each guide that was not made afresh and is still asked for by a scenario."""
        for key, guide in self.before.items():
            if key not in self.wanted:
                self.report.removed.append(guide.node)
            elif key not in fresh and guide.node not in self.report.left_out:
                self.guides[key] = guide
                if not guide.is_issue and guide.node not in self.report.refused:
                    self.report.kept.append(guide.node)

    def _in_order(self) -> list[Guide]:
        """Return the guides in the order of the suite's scenarios and rows."""
        keys = [key_of(one) for one in self.contents.suite.variants]
        return [self.guides[key] for key in keys if key in self.guides]

    def _write_guide(self, site: Site, guide: Guide, *, may_stay: bool) -> bool:
        """Write the files of *guide*, or carry them over; return whether readers see a change."""
        page = guide_address(guide)
        contents = self._files(site, guide, may_stay=may_stay)
        for name in (page, verification_address(page), stored_address(guide)):
            if contents:
                self._write(name, contents[name])
            else:
                self._carry(name)
        return bool(contents) and not guide.is_issue and contents[page] != self._old_page(page)

    def _files(self, site: Site, guide: Guide, *, may_stay: bool) -> dict[str, bytes]:
        """Return the files of *guide* by address; none if those of before may stay."""
        page = guide_address(guide)
        text, old = site.guide(guide), self._old_page(page)
        may_stay = may_stay and self._old_file(stored_address(guide)) is not None
        if may_stay and old is not None and links_of(page, old.decode()) == links_of(page, text):
            return {}
        return {
            page: text.encode(),
            verification_address(page): site.verification(guide).encode(),
            stored_address(guide): stored(guide),
        }

    def _write_articles(self, site: Site) -> dict[str, list[Card]]:
        """Write each article that can be said, keep the old page of any other; return cards."""
        spoken = list(say_articles(site, self.contents.articles))
        there = [one for one in spoken if not one.problems or self._old_page(one.address)]
        cards: dict[str, list[Card]] = {}
        for one in spoken:
            if one.problems:
                self.report.refused_articles[one.name] = one.problems
                for name in one.files:
                    self._carry(name)
            else:
                for name, text in article_files(site, one, there):
                    self._write(name, text.encode())
                self.report.articles.append(one.name)
        for one in there:
            cards.setdefault(one.locale, []).append(one.card)
        return cards

    def _old_file(self, name: str) -> Path | None:
        file = self.old / name if self.old else None
        return file if file is not None and file.is_file() else None

    def _old_page(self, address: str) -> bytes | None:
        file = self._old_file(address)
        return file.read_bytes() if file else None

    def _carry(self, name: str) -> None:
        if file := self._old_file(name):
            carry_over(file, self.staging / name)

    def _carry_files(self) -> None:
        """Take over the pictures and theme files that pages of this publication refer to."""
        steps = [step for guide in self.guides.values() for step in guide.steps]
        wanted = {file for step in steps if step.picture for file in step.picture.files}
        for file in wanted:
            self._carry(f"{PICTURES}/{file}")
        for drawn in (self.staging / PICTURES).glob("*"):
            if drawn.name not in wanted:
                drawn.unlink()
        if self.old is not None:
            keep_theme(self.old, self.staging)

    def _write(self, address: str, content: bytes) -> None:
        file = self.staging / address
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        file.write_bytes(content)
