"""Renders guides as Markdown for MkDocs Material; words stay words, whatever they look like."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from markupsafe import Markup, escape

from guiderunner.guide.html import Renderer
from guiderunner.guide.sandbox import Sandbox
from guiderunner.guide.tokens import Inline, UiLabel

# What has a meaning anywhere in a line. Only the first can be told by a backslash everywhere.
_BACKSLASH = re.compile(r"[\\`*_{}\[\]]|\+(?=\+)")
_ENTITY = re.compile(r"[<&~^|$]|=(?==)|:(?=[\w+-]+:)")
_NAMED = {"<": "&lt;", "&": "&amp;"}
# What makes a line that begins with it a list, a heading, an admonition and the like.
_NUMBERED = re.compile(r"(\d+)([.)])")
_OPENING = re.compile(r"[-+#!>]")
_RARE_OPENING = re.compile(r"[?:=%]")
_BREAK = re.compile("[\x85\u2028\u2029]")


class Markdown(Markup):
    """Text that is Markdown already; any other is escaped when it is printed."""

    __slots__ = ()


def escaped(text: object) -> Markdown:
    """Return *text* in one line, so that Markdown shows just these characters."""
    if isinstance(text, Markdown):
        return text
    line = re.sub(r"\s+", " ", str(text))
    return Markdown(_opened(_ENTITY.sub(_entity, _BACKSLASH.sub(r"\\\g<0>", line))))


def _entity(match: re.Match[str]) -> str:
    return _NAMED.get(match[0]) or f"&#{ord(match[0])};"


def _opened(line: str) -> str:
    """Return *line* so that it may stand first in a block, where spaces before it are nothing."""
    if line.startswith(" "):
        return f" {_opened(line[1:])}"
    if numbered := _NUMBERED.match(line):
        return f"{numbered[1]}\\{line[numbered.end(1) :]}"
    if _OPENING.match(line):
        return f"\\{line}"
    return f"&#{ord(line[0])};{line[1:]}" if _RARE_OPENING.match(line) else line


@dataclass(frozen=True)
class MarkdownRenderer(Renderer):
    """Renders files of one locale from the folder `markdown/` of the *templates*."""

    @cached_property
    def _environment(self) -> Sandbox:
        environment = super()._environment
        environment.autoescape = False
        environment.finalize = escaped
        environment.filters |= {
            "front": front_matter,
            "markdown": Markdown,
            "strong": self._strong,
        }
        return environment

    def inline(self, tokens: Sequence[Inline]) -> Markdown:
        """Return *tokens* as Markdown: labels are bold, and say what language they are in."""
        said = [
            self._label(token) if isinstance(token, UiLabel) else str(escaped(token.text))
            for token in tokens
        ]
        # Spaces before a line would set it off as code.
        return Markdown("".join(said).strip())

    def in_language(self, text: str, language: str) -> Markdown:
        """Return *text* as Markdown that says its *language*, if that is not the page's."""
        if language == self.catalogue.locale:
            return escaped(text)
        return Markdown(f'<span lang="{escape(language)}">{escaped(text)}</span>')

    def _label(self, label: UiLabel) -> str:
        before, after = (escaped(one) for one in self._quotes)
        gloss = "" if label.gloss is None else f" ({escaped(label.gloss)})"
        return f"{before}{self._strong(label.shown, label.language)}{after}{gloss}"

    def _strong(self, text: str, language: str = "") -> Markdown:
        shown = escaped(text)
        if language not in {"", self.catalogue.locale}:
            return Markdown(f'<strong lang="{escape(language)}">{shown}</strong>')
        if text[:1].isalnum() and text[-1:].isalnum():
            return Markdown(f"**{shown}**")
        # Before a letter, CommonMark takes the asterisks after a punctuation mark for words.
        return Markdown(f"<strong>{shown}</strong>")


class _Facts(yaml.SafeDumper):
    """Writes ends of lines that are none to Markdown as escapes: else they are read as spaces."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _BREAK.search(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Facts.add_representer(str, _text)


def front_matter(facts: Mapping[str, Any]) -> Markdown:
    """Return *facts* as the YAML that opens a file."""
    said = yaml.dump(dict(facts), Dumper=_Facts, allow_unicode=True, sort_keys=False, width=10_000)
    return Markdown(f"---\n{said}---")
