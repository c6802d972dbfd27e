"""Jinja for the templates of guides: a sandbox, whose words are of one language."""

import hashlib
import inspect
import io
import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from babel.support import Translations
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.bccache import Bucket
from jinja2.runtime import Undefined
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)


class _Loader(FileSystemLoader):
    """Leaves out what indents HTML: it is for authors, and a tenth of each page."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of *template*, its file, and whether that is unchanged."""
        source, file, is_current = super().get_source(environment, template)
        if template.endswith(".html"):
            source = _INDENTED.sub("", source)
        return source, file, is_current


class _Translating(NodeTransformer):
    """Puts words without variables into a template before it is compiled: they never change."""

    def __init__(self, words: Callable[[str], Markup]) -> None:
        self.words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja
        """Return the words that a call of gettext stands for, or the call."""
        text = _constant(node)
        if text is None:
            return self.generic_visit(node)
        said = self.words(text) % {}  # As Jinja does, for %%.
        return nodes.Const(said, lineno=node.lineno, environment=node.environment)


def _constant(node: nodes.Call) -> str | None:
    """Return the text of a call of gettext that has no variables."""
    if not isinstance(node.node, nodes.Name) or node.node.name not in {"_", "gettext"}:
        return None
    if len(node.args) != 1 or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return None
    text = node.args[0]
    return text.value if isinstance(text, nodes.Const) else None


class _Compiled(BytecodeCache):
    """Keeps templates as they were compiled last: who writes has pages rendered again and again.

    What was compiled from equal templates and *words* is taken wherever their files are.
    """

    _known: ClassVar[dict[str, tuple[str, CodeType]]] = {}

    def __init__(self, locale: str, words: bytes) -> None:
        self._locale, self._words = locale, words

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return the code of *source*, if it is known."""
        # How words are escaped is compiled in, and Markdown has rules of its own.
        escaping = f"{environment.autoescape}/{environment.finalize}"
        bucket = super().get_bucket(environment, f"{self._locale}/{escaping}/{name}", None, source)
        if bucket.code is not None and filename is not None:
            bucket.code = bucket.code.replace(co_filename=filename)
        return bucket

    def get_source_checksum(self, source: str) -> str:
        """Return what stands for a template and its words."""
        return hashlib.sha256(self._words + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill *bucket* with what was compiled of the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what *bucket* holds."""
        if bucket.code is not None:
            self._known[bucket.key] = bucket.checksum, bucket.code


class Sandbox(SandboxedEnvironment):
    """The templates in the folder *templates*, in the language of *words*, a catalogue's `.mo`.

    What is safe depends on type and name alone, so it is asked once.
    """

    def __init__(self, templates: Path, locale: str, words: bytes) -> None:
        super().__init__(
            loader=_Loader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
            auto_reload=False,
            bytecode_cache=_Compiled(locale, words),
        )
        self._words = Translations(io.BytesIO(words) if words else None)
        self._plain: set[tuple[type, str]] = set()
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
        _Translating(self.said).visit(source)
        return super()._generate(source, name, filename, defer_init)

    def said(self, text: str) -> Markup:
        """Return *text* translated. Jinja takes that for safe, but a locale file holds any text."""
        return escape(self._words.gettext(text))

    def _counted(self, one: str, many: str, number: int) -> Markup:
        return escape(self._words.ngettext(one, many, number))

    def getattr(self, obj: Any, attribute: str) -> Any | Undefined:
        """Return an attribute or item; only what is no method is taken without being asked of."""
        known = (obj.__class__, attribute)
        if known in self._plain:
            return getattr(obj, attribute)
        value = super().getattr(obj, attribute)
        if _is_plain(type(obj), attribute) and not isinstance(value, Undefined):
            self._plain.add(known)
        return value


def _is_plain(kind: type, attribute: str) -> bool:
    """Return whether *attribute* is a field or property: methods are looked at each time."""
    fields = {**getattr(kind, "model_fields", {}), **getattr(kind, "__dataclass_fields__", {})}
    static = inspect.getattr_static(kind, attribute, None)
    return attribute in fields or isinstance(static, property | cached_property)
