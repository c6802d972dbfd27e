"""Renders guides as plain text: words alone, and what each language sets labels off with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from guiderunner.guide.html import Renderer, quotes_of
from guiderunner.guide.sandbox import Sandbox
from guiderunner.guide.tokens import Inline, UiLabel


@dataclass(frozen=True)
class PlainRenderer(Renderer):
    """Renders texts of one locale; nothing is escaped, as nothing reads it but people."""

    @cached_property
    def _environment(self) -> Sandbox:
        environment = super()._environment
        environment.autoescape = False
        environment.filters["inline"] = self.plain
        return environment

    def plain(self, tokens: Sequence[Inline]) -> str:
        """Return *tokens* as plain text."""
        return "".join(
            self._marked(one) if isinstance(one, UiLabel) else one.text for one in tokens
        )

    def _marked(self, label: UiLabel) -> str:
        before, after = quotes_of(self.catalogue.locale)
        gloss = "" if label.gloss is None else f" ({label.gloss})"
        return f"{before or '“'}{label.shown}{after or '”'}{gloss}"
