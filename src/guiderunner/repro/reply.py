"""What is written of a proved issue: the reply to who has it, and the ticket for engineering."""

import base64
import json
import shutil
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from guiderunner.guide.contents import Contents
from guiderunner.guide.html import Frame, Renderer
from guiderunner.guide.markdown import MarkdownRenderer
from guiderunner.guide.plain import PlainRenderer
from guiderunner.repro.issues import Issue
from guiderunner.repro.proved import ProvedIssue


class ReplyFormat(StrEnum):
    """What a reply is written as."""

    TEXT = "text"
    MARKDOWN = "md"
    HTML = "html"


_RENDERERS: Mapping[ReplyFormat, type[Renderer]] = {
    ReplyFormat.TEXT: PlainRenderer,
    ReplyFormat.MARKDOWN: MarkdownRenderer,
    ReplyFormat.HTML: Renderer,
}
_TEMPLATES = {
    ReplyFormat.TEXT: "reply/reply.txt",
    ReplyFormat.MARKDOWN: "reply/reply.md",
    ReplyFormat.HTML: "reply/reply.html",
}
_FOUND = 120  # So much of a found text tells what it is.


def reply(contents: Contents, proved: ProvedIssue, kind: ReplyFormat, file: Path | None) -> str:
    """Return the reply to who has the issue; *file* is where it will be written.

    Pictures are inside HTML, and in a folder beside a file of Markdown; a text has none.

    Raises:
        TemplatesError: If a template is broken.
    """
    pictures: Mapping[str, str] = {}
    if kind is ReplyFormat.HTML:
        pictures = _inside(proved)
    elif kind is ReplyFormat.MARKDOWN and file is not None:
        pictures = _beside(proved, file)
    guide = proved.guide
    results = [step.result for step in guide.steps if step.result]
    return _renderer(contents, guide.locale, kind).render(
        _TEMPLATES[kind],
        _frame(proved),
        guide=guide,
        at_the_end=results[-1] if results else None,
        pictures=pictures,
    )


def ticket(contents: Contents, proved: ProvedIssue, issue: Issue) -> str:
    """Return what engineering needs to know of the issue, in English, as Markdown.

    Raises:
        TemplatesError: If the template is broken.
    """
    source = contents.suite.surroundings.locales[0]
    world = json.dumps(proved.tried.world, indent=2, ensure_ascii=False)
    return _renderer(contents, source, ReplyFormat.MARKDOWN).render(
        "reply/ticket.md",
        _frame(proved),
        issue=issue,
        told=issue.told_in(source),
        proved=proved,
        message=proved.guide.message,
        world=world.splitlines(),
        expected=_last_result(proved.resolution),
        found=_last_result(proved.reproduction),
        most=_FOUND,
        command=f"{issue.command} --locale {proved.variant.locale}",
        bundle=f"{issue.id}.zip",
    )


def _last_result(steps: tuple[object, ...]) -> str:
    results = [str(getattr(one, "result", "")) for one in steps]
    return next((one for one in reversed(results) if one), "")


def _renderer(contents: Contents, locale: str, kind: ReplyFormat) -> Renderer:
    return _RENDERERS[kind](contents.guides / "templates", contents.catalogues[locale])


def _frame(proved: ProvedIssue) -> Frame:
    guide = proved.guide
    return Frame("", guide.locale, guide.title.plain, "", "", {})


def _files(proved: ProvedIssue) -> dict[str, Path]:
    used = [one.picture.file for one in proved.guide.steps if one.picture]
    return {name: proved.pictures / name for name in used}


def _inside(proved: ProvedIssue) -> dict[str, str]:
    return {
        name: f"data:image/webp;base64,{base64.b64encode(file.read_bytes()).decode()}"
        for name, file in _files(proved).items()
    }


def _beside(proved: ProvedIssue, file: Path) -> dict[str, str]:
    """Copy the pictures into a folder beside *file*, named by their steps; return their links."""
    folder = file.with_name(f"{file.stem}-pictures")
    steps = {one.picture.file: one.id for one in proved.guide.steps if one.picture}
    links = {}
    for name, source in _files(proved).items():
        target = folder / f"{steps[name]}{source.suffix}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        links[name] = f"{folder.name}/{target.name}"
    return links
