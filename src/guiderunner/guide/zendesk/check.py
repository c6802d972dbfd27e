"""What must hold before anything is sent: nothing that people did in Zendesk is lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.zendesk.bundle import METADATA, Bundle, Translation
from guiderunner.guide.zendesk.client import Client, GoneError
from guiderunner.guide.zendesk.limits import PLACEHOLDER
from guiderunner.guide.zendesk.plan import Call
from guiderunner.guide.zendesk.record import LiveArticle, digest


@dataclass(frozen=True)
class Found:
    """An article as it is in the help centre now, and its texts by locale."""

    article: dict[str, Any]
    translations: dict[str, dict[str, Any]]


def find(client: Client, number: int) -> Found:
    """Return the article *number*.

    Raises:
        GoneError: If it is not there.
    """
    path = f"/help_center/articles/{number}"
    article = client.get(path)["article"]
    listed = client.pages(f"{path}/translations", "translations")
    return Found(article, {one["locale"].lower(): one for one in listed})


def resolved(one: Translation, attachments: dict[str, int]) -> str:
    """Return the body as it is sent: with the addresses of its pictures."""

    def address(name: str) -> str:
        return f"/hc/article_attachments/{attachments[name]}" if name in attachments else ""

    return PLACEHOLDER.sub(lambda found: address(found[1]), one.body)


def stub(name: str) -> str:
    """Return the body that an article has until its pictures are there."""
    return f'<div class="guide" data-guide="{name}"></div>'


def holds(body: str | None, name: str) -> bool:
    """Whether *body* is of our article *name*."""
    return f'data-guide="{name}"' in (body or "")


def help_centre_problems(
    client: Client, bundles: list[Bundle], place: Position
) -> Iterator[Problem]:
    """Yield what the help centre lacks: languages and sections."""
    enabled = {one.lower() for one in client.get("/help_center/locales")["locales"]}
    wanted = {locale for one in bundles for locale in one.manifest.locales}
    for locale in sorted(wanted - enabled):
        known = ", ".join(sorted(enabled))
        message = f"the help centre has no language '{locale}'. It has: {known}."
        yield Problem(place, message, "Z010")
    for section in sorted({one.manifest.section for one in bundles} - {None}, key=str):
        try:
            client.get(f"/help_center/sections/{section}")
        except GoneError:
            yield Problem(place, f"the help centre has no section {section}.", "Z010")


def live_problems(
    bundle: Bundle, known: LiveArticle, found: Found, calls: list[Call]
) -> Iterator[Problem]:
    """Yield what *calls* would destroy of the article as it is now."""
    place = bundle.position()
    changed = f"(last changed {found.article['updated_at']})"
    advice = "Bring the change into the guide, or undo it in Zendesk."
    metadata = live_metadata(found.article)
    if metadata not in (known.metadata, bundle.metadata):
        names = [one for one in METADATA if metadata[one] != known.metadata.get(one)]
        message = f"{', '.join(names)} of article {known.id} changed in Zendesk {changed}. {advice}"
        yield Problem(place, message, "Z007")
    for one in bundle.translations:
        now = found.translations.get(one.locale)
        if not _is_ours(bundle, one, known, now):
            what = "was edited" if now else "was removed"
            message = f"{one.locale} of article {known.id} {what} in Zendesk {changed}. {advice}"
            yield Problem(place, message, "Z007")
        elif now and not now["draft"] and one.draft and _is_sent(calls, one.locale):
            message = (
                f"{one.locale} of article {known.id} is published, and would become a draft: "
                "readers would lose it. Set draft: false in guides/zendesk.yaml."
            )
            yield Problem(place, message, "Z008")


def live_metadata(article: dict[str, Any]) -> dict[str, Any]:
    """Return labels and permissions of an article as we compare them."""
    found = {one: article.get(one) for one in METADATA}
    return found | {"label_names": sorted(article.get("label_names") or ())}


def _is_sent(calls: list[Call], locale: str) -> bool:
    return any(one.deed == "translate" and one.subject == locale for one in calls)


def _is_ours(
    bundle: Bundle, one: Translation, known: LiveArticle, now: dict[str, Any] | None
) -> bool:
    """Whether a text is as we left it: as recorded, or as a call whose answer was lost sent it."""
    recorded = known.translations.get(one.locale)
    if now is None:
        return recorded is None
    if recorded is not None and digest(now["title"], now["body"]) == recorded.stored:
        return True
    if recorded is None and now["body"] == stub(bundle.name):
        return True
    return (now["title"], now["body"]) == (one.title, resolved(one, known.attachments))
