"""How templates are compiled: with their words put in, and without what takes time.

A page has hundreds of values, and a publication thousands of pages.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any, ClassVar

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

_MARKUP = re.compile(r"[&<>\"']")
_VARIABLE = re.compile(r"%\((\w+)\)s")


def escaped(value: Any) -> str:
    """Return *value* as HTML; most have nothing to escape, and need no object of their own."""
    kind = type(value)
    if kind is Markup or (kind is str and _MARKUP.search(value) is None):
        said: str = value
        return said
    return escape(value)


class Generator(CodeGenerator):
    """Writes values through `escaped`, which the environment has."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write what stands before a value: a hook of Jinja's."""
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Translating(NodeTransformer):
    """Puts *words* into a template before it is compiled: they never change.

    Values stand between them as they do between the words of a template, where `inline`.
    """

    def __init__(self, words: Callable[[str], Markup], *, inline: bool) -> None:
        self.words, self.inline = words, inline

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - named by Jinja
        """Return *node* with calls of gettext taken apart."""
        parts: list[nodes.Expr] = []
        for one in node.nodes:
            call = _call(one) if self.inline else None
            spelled = self._spelled(*call) if call else None
            parts += [self.visit(one)] if spelled is None else spelled
        node.nodes = parts
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - named by Jinja
        """Return the words that a call of gettext without variables stands for, or the call."""
        call = _call(node)
        if call is None or call[1]:
            return self.generic_visit(node)
        said = self.words(call[0]) % {}  # As Jinja does, for %%.
        return nodes.Const(said, lineno=node.lineno, environment=node.environment)

    def _spelled(self, text: str, values: Mapping[str, nodes.Expr]) -> list[nodes.Expr] | None:
        """Return the words of *text* and its *values*, in the order of the language.

        None if it has none of them, or says them in another way.
        """
        said = self.words(text)
        words = _VARIABLE.split(said)
        if not values or any("%" in one for one in words[::2]) or {*words[1::2]} - {*values}:
            return None
        spelled: list[nodes.Expr] = [nodes.TemplateData(words[0])]
        for name, after in zip(words[1::2], words[2::2], strict=True):
            spelled += [self.visit(values[name]), nodes.TemplateData(after)]
        return spelled


def _call(node: nodes.Node) -> tuple[str, dict[str, nodes.Expr]] | None:
    """Return text and variables of a call of gettext."""
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return None
    if node.node.name not in {"_", "gettext"} or node.dyn_args or node.dyn_kwargs:
        return None
    text = node.args[0] if len(node.args) == 1 else None
    if not isinstance(text, nodes.Const):
        return None
    return text.value, {one.key: one.value for one in node.kwargs}


class Compiled(BytecodeCache):
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
