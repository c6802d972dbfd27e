"""A gettext catalogue of one locale: reads it, and holds it to the rules of our messages."""

import io
import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from guiderunner.diagnostics import Position, Problem, ProblemsError
from guiderunner.scenario.text import Label, Token, Variable, parse

_LINE = re.compile(
    r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s+)?"([^"\\]|\\.)*"\s*)?'
)
_FORMAT = re.compile(r"%\(\w+\)s")
SOURCE_LOCALE = "en"  # All prose is English in scenarios, data, articles and templates.


@dataclass(frozen=True)
class Source:
    """An English text of a file: what gettext knows it by, and where it stands."""

    text: str
    context: str | None
    position: Position


@dataclass
class Catalogue:
    """The translations of one locale; the source locale has none and needs none."""

    locale: str
    path: str
    catalog: Catalog | None = None
    _known: dict[tuple[str | None, str], str | Problem] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, locale: str, root: Path) -> "Catalogue":
        """Read `<folder>/<locale>.po`; a catalogue that is not there has no translations.

        Raises:
            ProblemsError: If the file is not a catalogue.
        """
        file = folder / f"{locale}.po"
        path = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
        if locale == SOURCE_LOCALE or not file.exists():
            return cls(locale, path, None if locale == SOURCE_LOCALE else Catalog(locale))
        try:
            content = file.read_bytes()
            problems = list(_misformed(content.decode("utf-8"), path))
            if problems:
                raise ProblemsError(problems)
            catalog = read_po(io.BytesIO(content), locale=locale, abort_invalid=True)
        except PoFileError as error:
            position = Position(path, (error.lineno or 0) + 1)
            raise ProblemsError([Problem(position, f"{error}.", "G010")]) from None
        except (OSError, UnicodeDecodeError, ValueError) as error:
            problem = Problem(Position(path), f"the catalogue cannot be read: {error}.", "G010")
            raise ProblemsError([problem]) from None
        return cls(locale, path, catalog)

    @property
    def language(self) -> str:
        """The locale's name for authors, e.g. `Korean`."""
        return str(Locale.parse(self.locale, sep="-").english_name)

    def translate(self, source: Source) -> str | Problem:
        """Return *source* in this locale, or what is wrong with its translation."""
        if self.catalog is None:
            return source.text
        key = (source.context, source.text)
        if key not in self._known:
            self._known[key] = self._translate(source, self.catalog)
        found = self._known[key]
        if isinstance(found, Problem) and found.position.path != self.path:
            return Problem(source.position, found.message, found.code)
        return found

    def _translate(self, source: Source, catalog: Catalog) -> str | Problem:
        message = catalog.get(source.text, source.context)
        if message is None or not message.string:
            said = f"{self.path} has no {self.language} translation of '{_short(source.text)}'."
            return Problem(source.position, said, "G011")
        place = Position(self.path, message.lineno or 1)
        if message.fuzzy:
            said = f"the translation of '{_short(source.text)}' is fuzzy: its English has changed."
            return Problem(place, said, "G012")
        problem = compare(source.text, str(message.string))
        if problem is None and source.context is None:
            problem = _misformatted(source.text, str(message.string))
        return Problem(place, problem, "G013") if problem else str(message.string)

    def missing(self, sources: list[Source]) -> list[Problem]:
        """Return the problem of each of *sources* that has no sound translation."""
        translated = [self.translate(source) for source in sources]
        return [one for one in translated if isinstance(one, Problem)]

    def compiled(self) -> bytes:
        """Return the catalogue as gettext's `.mo`, which templates translate with, if it is one."""
        stream = io.BytesIO()
        if self.catalog is not None:
            write_mo(stream, self.catalog)
        return stream.getvalue()


def _misformed(text: str, path: str) -> Iterator[Problem]:
    """Yield each line that is none of a catalogue; Babel would drop its text in silence."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not _LINE.fullmatch(line):
            said = 'this is no line of a catalogue: a keyword, then a text in "quotes".'
            yield Problem(Position(path, number), said, "G010")


def compare(msgid: str, msgstr: str) -> str | None:
    """Return in words how *msgstr* breaks what it must keep of *msgid*: labels and variables."""
    wanted, given = _marks(msgid), _marks(msgstr)
    lacking, extra = list((wanted - given).elements()), list((given - wanted).elements())
    if not lacking and not extra:
        return None
    if lacking and extra and lacking[0].startswith("[") and extra[0].startswith("["):
        return (
            f"the translation has the label '{extra[0]}' where the English has '{lacking[0]}'. "
            "Keep the English label; readers see it as it is on their screen."
        )
    said = f"lacks '{lacking[0]}'" if lacking else f"has '{extra[0]}', which the English has not"
    return f"the translation of '{_short(msgid)}' {said}."


def _misformatted(msgid: str, msgstr: str) -> str | None:
    """Return in words what keeps a template from filling in *msgstr*; it uses `%(name)s`."""
    wanted, given = (Counter(_FORMAT.findall(one)) for one in (msgid, msgstr))
    if wanted - given:
        return f"the translation of '{_short(msgid)}' lacks '{next(iter(wanted - given))}'."
    if given - wanted:
        extra = next(iter(given - wanted))
        return f"the translation of '{_short(msgid)}' has '{extra}', which the English has not."
    if "%" in _FORMAT.sub("", msgstr).replace("%%", ""):
        return f"the translation of '{_short(msgid)}' has a '%' that names nothing. Write '%%'."
    return None


def _marks(text: str) -> Counter[str]:
    return Counter(one for one in map(_mark, parse(text)) if one)


def _mark(token: Token) -> str:
    if isinstance(token, Label):
        return f"[{token.name}]"
    return f"{{{{ {token.name} }}}}" if isinstance(token, Variable) else ""


def _short(text: str) -> str:
    return textwrap.shorten(text, 60, placeholder="...")


def is_translated(message: Message) -> bool:
    """Whether *message* can be shown to readers."""
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return bool(message.id) and all(strings) and not message.fuzzy
