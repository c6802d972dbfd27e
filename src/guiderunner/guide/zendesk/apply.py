"""Carries plans out: checks everything first, then sends, and records each call as it is done."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, Position, Problem, ProblemsError, plural
from guiderunner.guide.zendesk.bundle import Bundle
from guiderunner.guide.zendesk.check import (
    Found,
    find,
    help_centre_problems,
    holds,
    live_problems,
)
from guiderunner.guide.zendesk.client import Client, GoneError
from guiderunner.guide.zendesk.deeds import Deeds
from guiderunner.guide.zendesk.plan import Call, make_plan
from guiderunner.guide.zendesk.record import LiveArticle, Record
from guiderunner.guide.zendesk.settings import Settings


@dataclass
class Applied:
    """What was done: each call of each article, and the articles that were live already."""

    done: list[tuple[str, Call]] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@dataclass
class Sender:
    """Sends bundles. `settings_file` is the place of problems of the help centre's settings.

    `applied` keeps what was sent last, `backups` what was there before; `say` hears of each call.
    """

    client: Client
    record: Record
    settings_file: Position
    applied: Path
    backups: Path
    say: Callable[[str, Call], None]
    report: Applied = field(default_factory=Applied)

    def send(self, bundles: list[Bundle]) -> Applied:
        """Bring every article to what its bundle says.

        Raises:
            ProblemsError: If something forbids it; then nothing was sent.
            GuiderunnerError: If it stops half-way; the next run goes on from there.
        """
        waiting = [one for one in bundles if self._plan(one)]
        self.report.unchanged = [one.name for one in bundles if one not in waiting]
        if waiting:
            self._require_ready(waiting)
        for bundle in waiting:
            try:
                self._send(bundle)
            except GuiderunnerError as error:
                done = plural(len(self.report.done), "call")
                again = "Run the same command again: it goes on from there."
                raise GuiderunnerError(f"{bundle.name}: {error} {done} done. {again}") from None
        return self.report

    def _plan(self, bundle: Bundle) -> list[Call]:
        return make_plan(bundle, self.record.article(bundle.name))

    def _require_ready(self, bundles: list[Bundle]) -> None:
        """Check every article before the first is touched."""
        self.client.require_access()
        problems = list(help_centre_problems(self.client, bundles, self.settings_file))
        if not problems:
            problems = [problem for one in bundles for problem in self._live_problems(one)]
        if problems:
            raise ProblemsError(problems, "Nothing was sent.")

    def _live_problems(self, bundle: Bundle) -> Iterator[Problem]:
        known = self.record.article(bundle.name)
        if known is None or known.id is None:
            yield from self._unknown(bundle, known)
            return
        try:
            found = find(self.client, known.id)
        except GoneError:
            message = f"article {known.id} is gone from Zendesk. Restore it there."
            yield Problem(bundle.position(), message, "Z011")
            return
        yield from live_problems(bundle, known, found, self._plan(bundle))

    def _unknown(self, bundle: Bundle, known: LiveArticle | None) -> Iterator[Problem]:
        """Refuse to make an article twice; take on one whose making was cut off."""
        there = self._find_unknown(bundle)
        if there is not None and known is None:
            message = (
                f"article {there} holds this guide already, and {self.record.file.name} does not "
                "know it. Take the record from git, or remove the article in Zendesk."
            )
            yield Problem(bundle.position(), message, "Z011")
        elif there is not None and known is not None:
            known.id = there
            self.record.save()

    def _find_unknown(self, bundle: Bundle) -> int | None:
        source, section = bundle.manifest.source, bundle.manifest.section
        listed = self.client.pages(
            f"/help_center/{source}/sections/{section}/articles?per_page=100", "articles"
        )
        return next((one["id"] for one in listed if holds(one["body"], bundle.name)), None)

    def _send(self, bundle: Bundle) -> None:
        known = self.record.article(bundle.name)
        if known is not None and known.id is not None:
            self._recheck(bundle, known, known.id)
        deeds, last = Deeds(self.client, self.record, bundle), None
        while calls := self._plan(bundle):
            if calls[0] == last:
                raise GuiderunnerError(f"Nothing came of it: {last.words}")
            last = calls[0]
            deeds.do(last)
            self.report.done.append((bundle.name, last))
            self.say(bundle.name, last)
        deeds.note_time()
        self._keep(bundle)

    def _recheck(self, bundle: Bundle, known: LiveArticle, number: int) -> None:
        """Look once more right before the first call: others were sent meanwhile."""
        found = find(self.client, number)
        problems = list(live_problems(bundle, known, found, self._plan(bundle)))
        if problems:
            raise GuiderunnerError("\n".join(map(str, problems)))
        self._back_up(bundle, found)

    def _back_up(self, bundle: Bundle, found: Found) -> None:
        """Keep what is live now, as the help centre gave it."""
        stamp = re.sub(r"\W", "", found.article["updated_at"])
        file = self.backups / bundle.name / f"{stamp}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        kept = {"article": found.article, "translations": found.translations}
        file.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def _keep(self, bundle: Bundle) -> None:
        """Keep what was sent, for the next review."""
        target = self.applied / bundle.name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(bundle.folder, target)


def offline_problems(
    settings: Settings, place: Position, bundles: list[Bundle]
) -> Iterator[Problem]:
    """Yield the settings that are needed to send and that are missing."""
    if settings.subdomain is None:
        yield Problem(place, "'subdomain' is missing: the help centre's own.", "Z006")
    if settings.permission_group is None:
        message = "'permission_group' is missing: who may edit the articles."
        yield Problem(place, message, "Z006")
    shelves = sorted({one.manifest.shelf for one in bundles if one.manifest.section is None})
    for shelf in shelves:
        message = f"'sections' has no '{shelf}': where its articles go."
        yield Problem(place, message, "Z006")
