"""Jinja for the templates of guides: a sandbox, whose words are of one language."""

import inspect
import io
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from babel.support import Translations
from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    nodes,
)
from jinja2.runtime import Undefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from guiderunner.guide.compiling import Compiled, Generator, Translating, escaped

_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)
# What stands in a comment or is raw includes nothing.
_INCLUDE = re.compile(
    r"""\{\#.*?\#\} | \{%-?\s*raw\b.*?\bendraw\s*-?%\}
    | \{%\ include\ ["']([^"']+\.html)["']\ %\}""",
    re.DOTALL | re.VERBOSE,
)
_OF_THE_WHOLE = re.compile(r"\{%-?\s*(?:block|extends)\b")


class _Loader(FileSystemLoader):
    """Leaves out what indents HTML: it is for authors, and a tenth of each page.

    If *is_joined*, what a template includes is put in its place, so that it is no template.
    """

    def __init__(self, templates: Path, *, is_joined: bool) -> None:
        super().__init__(templates)
        self._is_joined = is_joined

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of *template*, its file, and whether that is unchanged."""
        source, file, is_current = super().get_source(environment, template)
        if template.endswith(".html"):
            source = _INDENTED.sub("", source)
            if self._is_joined:
                source = self._whole(environment, source, (template,))
        return source, file, is_current

    def _whole(self, environment: Environment, source: str, above: Sequence[str]) -> str:
        """Return *source* with what it includes.

        But for what is not there, includes itself, or has blocks, which are of a whole template.
        """

        def included(tag: re.Match[str]) -> str:
            name = tag[1]
            if name is None or name in above:
                return tag[0]
            try:
                text = super(_Loader, self).get_source(environment, name)[0].removesuffix("\n")
            except TemplateNotFound:
                return tag[0]
            if _OF_THE_WHOLE.search(text):
                return tag[0]
            text = self._whole(environment, _INDENTED.sub("", text), (*above, name))
            return f"{{% with %}}{text}{{% endwith %}}"  # What it sets stays in it.

        return _INCLUDE.sub(included, source)


class Sandbox(SandboxedEnvironment):
    """The templates in the folder *templates*, in the language of *words*, a catalogue's `.mo`.

    What is safe depends on type and name alone, so it is asked once. Templates that are *joined*
    with what they include take less time, but lines are told of them as they are then.
    """

    code_generator_class = Generator
    escaped = staticmethod(escaped)

    def __init__(
        self, templates: Path, locale: str, words: bytes, *, is_joined: bool = True
    ) -> None:
        super().__init__(
            loader=_Loader(templates, is_joined=is_joined),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            bytecode_cache=Compiled(locale, words),
        )
        self._words = Translations(io.BytesIO(words) if words else None)
        self._plain: defaultdict[str, set[type]] = defaultdict(set)
        self.policies["ext.i18n.trimmed"] = True
        install = "install_gettext_callables"  # Added by the extension, unknown to its types.
        getattr(self, install)(self.said, self._counted, newstyle=True)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        """Compile *source*, whose constant words are translated first: a hook of Jinja's."""
        inline = self.autoescape is True and self.finalize is None
        Translating(self.said, inline=inline).visit(source)
        return super()._generate(source, name, filename, defer_init)

    def said(self, text: str) -> Markup:
        """Return *text* translated. Jinja takes that for safe, but a locale file holds any text."""
        return escape(self._words.gettext(text))

    def _counted(self, one: str, many: str, number: int) -> Markup:
        return escape(self._words.ngettext(one, many, number))

    def getattr(self, obj: Any, attribute: str) -> Any | Undefined:
        """Return an attribute or item; only what is no method is taken without being asked of."""
        if obj.__class__ in self._plain[attribute]:
            return getattr(obj, attribute)
        value = super().getattr(obj, attribute)
        if _is_plain(type(obj), attribute) and not isinstance(value, Undefined):
            self._plain[attribute].add(obj.__class__)
        return value


def _is_plain(kind: type, attribute: str) -> bool:
    """Return whether *attribute* is a field or property: methods are looked at each time."""
    fields = {**getattr(kind, "model_fields", {}), **getattr(kind, "__dataclass_fields__", {})}
    static = inspect.getattr_static(kind, attribute, None)
    return attribute in fields or isinstance(static, property | cached_property)
