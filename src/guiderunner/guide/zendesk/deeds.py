"""What each call of a plan does to the help centre and to the record; each may be done again."""

import json
from functools import cached_property
from typing import Any

from guiderunner.guide.zendesk.bundle import Bundle
from guiderunner.guide.zendesk.check import live_metadata, resolved, stub
from guiderunner.guide.zendesk.client import Client
from guiderunner.guide.zendesk.plan import Call, sent
from guiderunner.guide.zendesk.record import LiveArticle, LiveTranslation, Record, digest


class Deeds:
    """Carries out the calls of one bundle; the record is written before and after each."""

    def __init__(self, client: Client, record: Record, bundle: Bundle) -> None:
        self.client, self.record, self.bundle = client, record, bundle

    def do(self, call: Call) -> None:
        """Carry out *call*, and record it."""
        deeds = {
            "create": self._create,
            "upload": self._upload,
            "describe": self._describe,
            "translate": self._translate,
            "outdate": self._outdate,
            "remove": self._remove,
        }
        deeds[call.deed](call)
        self.record.save()

    def note_time(self) -> None:
        """Record when the article changed last: the calls themselves changed it."""
        self.live.updated_at = self.client.get(self.path)["article"]["updated_at"]
        self.record.save()

    @property
    def live(self) -> LiveArticle:
        """What is known of the article."""
        return self.record.live.articles[self.bundle.name]

    @property
    def path(self) -> str:
        """Where the article stands."""
        return f"/help_center/articles/{self.live.id}"

    def _create(self, call: Call) -> None:
        # Noted before: if the answer is lost, the next run looks for what was made.
        section = self.bundle.manifest.section or 0
        self.record.live.articles[self.bundle.name] = LiveArticle(section=section)
        self.record.save()
        payload = json.loads((self.bundle.folder / "article.json").read_text(encoding="utf-8"))
        payload["article"]["body"] = stub(self.bundle.name)
        made = self.client.post(call.path, payload)["article"]
        self.live.id = made["id"]
        self.live.metadata = live_metadata(made)

    def _upload(self, call: Call) -> None:
        locale, _, name = call.subject.partition("/")
        there = self._attached.get((locale, name))
        if there is None:
            content = (self.bundle.folder / "attachments" / call.subject).read_bytes()
            made = self.client.upload(f"{self.path}/attachments", name, content, locale)
            there = made["article_attachment"]["id"]
        self.live.attachments[call.subject] = there

    @cached_property
    def _attached(self) -> dict[tuple[str, str], int]:
        """What is attached already, by locale and name: an answer may have been lost."""
        listed = self.client.pages(f"{self.path}/attachments", "article_attachments")
        return {((one["locale"] or "").lower(), one["file_name"]): one["id"] for one in listed}

    def _describe(self, call: Call) -> None:
        self.client.put(call.path, {"article": self.bundle.metadata})
        self.live.metadata = self.bundle.metadata

    def _translate(self, call: Call) -> None:
        one = next(one for one in self.bundle.translations if one.locale == call.subject)
        body = resolved(one, self.live.attachments)
        text: dict[str, Any] = {"title": one.title, "body": body, "draft": one.draft}
        text |= {"locale": one.locale, "outdated": False}
        # It may have been made by a call whose answer was lost.
        if call.method == "POST" and one.locale not in self._locales():
            stored = self.client.post(call.path, {"translation": text})["translation"]
        else:
            path = f"{self.path}/translations/{one.locale}"
            stored = self.client.put(path, {"translation": text})["translation"]
        if one.locale == self.bundle.manifest.source and one.locale not in self.live.translations:
            self.live.outdated_by = sent(one)  # The first text leaves no other behind.
        self.live.translations[one.locale] = LiveTranslation(
            sent=sent(one),
            stored=digest(stored["title"], stored["body"]),
            follows=sent(self.bundle.translations[0]),
        )

    def _locales(self) -> dict[str, bool]:
        """Return the languages that the article has, and whether each is outdated."""
        listed = self.client.pages(f"{self.path}/translations", "translations")
        return {one["locale"].lower(): one["outdated"] for one in listed}

    def _outdate(self, call: Call) -> None:
        follow = {
            locale for locale, one in self.live.translations.items() if one.follows == call.subject
        }
        for locale, is_outdated in self._locales().items():
            if locale not in follow and not is_outdated:
                path = f"{self.path}/translations/{locale}"
                self.client.put(path, {"translation": {"outdated": True}})
        self.live.outdated_by = call.subject

    def _remove(self, call: Call) -> None:
        self.client.delete(call.path)
        del self.live.attachments[call.subject]
