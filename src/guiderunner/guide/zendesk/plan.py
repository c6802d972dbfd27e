"""The plan: which calls bring an article to what its bundle says, from what is known to be live."""

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from guiderunner.diagnostics import plural
from guiderunner.guide.zendesk.bundle import Bundle, Translation
from guiderunner.guide.zendesk.record import LiveArticle, LiveTranslation, digest

Deed = Literal["create", "upload", "describe", "translate", "outdate", "remove"]


class Call(BaseModel):
    """One call to the help centre, and what it does in words.

    `subject` is the file or locale that it is about; `sends` the file of the bundle that it sends.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    deed: Deed
    method: Literal["POST", "PUT", "DELETE"]
    path: str
    subject: str = ""
    sends: str | None = None
    words: str


def make_plan(bundle: Bundle, live: LiveArticle | None) -> list[Call]:
    """Return what is to be done; nothing if all of it is live already."""
    return list(_calls(bundle, live))


def _calls(bundle: Bundle, live: LiveArticle | None) -> Iterator[Call]:
    manifest, source = bundle.manifest, bundle.translations[0]
    number = live.id if live else None
    here = f"/help_center/articles/{number or '{article}'}"
    if live is None or number is None:
        section = manifest.section or "{section}"
        yield Call(
            deed="create",
            method="POST",
            path=f"/help_center/{source.locale}/sections/{section}/articles",
            sends="article.json",
            words=f"Create the article '{source.title}' as a draft in section {section}.",
        )
        live = LiveArticle(section=manifest.section or 0, metadata=bundle.metadata)
    for name in bundle.attachments:
        if name not in live.attachments:
            yield _upload(here, name)
    if live.metadata != bundle.metadata:
        yield Call(
            deed="describe",
            method="PUT",
            path=here,
            sends="article.json",
            words="Set its labels, and who may read and edit it.",
        )
    for one in bundle.translations:
        known = live.translations.get(one.locale)
        if known is None or known.sent != sent(one):
            yield _translate(here, one, known, is_source=one is source)
    if source.locale in live.translations and live.outdated_by != sent(source):
        yield Call(
            deed="outdate",
            method="PUT",
            path=f"{here}/translations/{{locale}}",
            subject=sent(source),
            words="Mark each language that was not renewed with it as outdated.",
        )
    yield from _removals(bundle, live)


def _upload(here: str, name: str) -> Call:
    return Call(
        deed="upload",
        method="POST",
        path=f"{here}/attachments",
        subject=name,
        sends=f"attachments/{name}",
        words=f"Upload the picture {name}.",
    )


def _translate(
    here: str, one: Translation, known: LiveTranslation | None, *, is_source: bool
) -> Call:
    # The source is there once the article is; any other language is made by its first text.
    is_new = known is None and not is_source
    state = "a draft" if one.draft else "published at once"
    verb = "Add" if known is None else "Replace"
    path = f"{here}/translations" + ("" if is_new else f"/{one.locale}")
    return Call(
        deed="translate",
        method="POST" if is_new else "PUT",
        path=path,
        subject=one.locale,
        sends=f"body/{one.locale}.html",
        words=f"{verb} the text in {one.locale}: '{one.title}', {state}.",
    )


def _removals(bundle: Bundle, live: LiveArticle) -> Iterator[Call]:
    """Pictures that no text shows any more stay listed for ever, unless they are removed."""
    wanted = set(bundle.attachments)
    for name, number in live.attachments.items():
        if name not in wanted and name.partition("/")[0] in bundle.manifest.locales:
            yield Call(
                deed="remove",
                method="DELETE",
                path=f"/help_center/articles/attachments/{number}",
                subject=name,
                words=f"Remove the picture {name}, which is no longer shown.",
            )


def sent(one: Translation) -> str:
    """Return a hash of all that a translation sends; pictures stand in it by their content."""
    return digest(one.title, one.draft, one.body)


def in_words(bundle: Bundle, calls: list[Call]) -> str:
    """Return the plan as a page for people."""
    title = bundle.translations[0].title
    lines = [f"# {title}", "", f"Article `{bundle.name}`, {plural(len(calls), 'call')}."]
    if not calls:
        lines += ["", "All of it is live already: nothing will be sent."]
    for number, call in enumerate(calls, start=1):
        lines += ["", f"{number}. {call.words}", f"   `{call.method} {call.path}`"]
    return "\n".join(lines) + "\n"
