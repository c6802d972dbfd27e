"""The UI terms by site and language: the table that page objects and guides share."""

from collections.abc import Mapping
from pathlib import Path

from guiderunner.diagnostics import ProblemsError
from guiderunner.scenario.document import Document, read_document


class Labels:
    """UI labels by site and English name.

    A locale that the site has is on its screens; any other is only a gloss for readers.
    """

    def __init__(
        self, table: Mapping[str, Mapping[str, Mapping[str, str]]], document: Document
    ) -> None:
        self._table = table
        self._document = document

    @classmethod
    def load(cls, file: Path, path: str) -> "Labels":
        """Read the table: `site: {English name: {language: label}}`.

        Raises:
            ProblemsError: If a label is not a text, or the file is not such a table.
        """
        document = read_document(file, path)
        table = document.data if isinstance(document.data, dict) else {}
        if not document.problems and not isinstance(document.data, dict):
            document.report((), "the table of labels is not a mapping of sites.", "L001")
        for site, names in table.items():
            if not isinstance(names, dict):
                document.report((site,), f"site '{site}' has no mapping of labels.", "L001")
                continue
            for name, words in names.items():
                if not isinstance(words, dict) or not all(
                    isinstance(word, str) for word in words.values()
                ):
                    message = f"label '{name}' has no mapping of language to text."
                    document.report((site, name), message, "L001")
        if document.problems:
            raise ProblemsError(document.problems)
        return cls(table, document)

    def names(self, site: str) -> list[str]:
        """Return the English names of the labels of *site*."""
        return list(self._table.get(site, {}))

    def has(self, site: str, name: str) -> bool:
        """Whether *site* has a label of that English name."""
        return name in self._table.get(site, {})

    @property
    def sites(self) -> list[str]:
        """The sites that have labels."""
        return list(self._table)

    def shown(self, site: str, name: str, language: str) -> str | None:
        """Return label *name* of *site* in *language*, or None if the table lacks it."""
        words = self._table.get(site, {}).get(name)
        if words is None:
            return None
        return words.get(language, name if language == "en" else None)

    def name_of(self, site: str, shown: str, language: str) -> str | None:
        """Return the English name of the label that reads *shown* on *site*."""
        for name in self._table.get(site, {}):
            if self.shown(site, name, language) == shown:
                return name
        return None

    def place(self, site: str, name: str) -> str:
        """Return where label *name* stands, e.g. `labels.yaml:12`."""
        position = self._document.position((site, name), of_key=True)
        return f"{position.path.rpartition('/')[2]}:{position.line}"

    def spot(self, site: str, name: str, language: str) -> tuple[int, int]:
        """Return line and column of label *name* in *language*; column 0 if it is not written."""
        if self._document.has((site, name, language)):
            position = self._document.position((site, name, language))
            return position.line, position.column
        return self._document.position((site, name), of_key=True).line, 0
