"""Looks for secrets in what was written, and takes away each file that holds one.

What is looked for is known in memory only; of what is found, only where and in which form is told.
"""

import io
import itertools
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from guiderunner.diagnostics import GuiderunnerError
from guiderunner.evidence.picture_text import PictureReader, shows
from guiderunner.evidence.redaction import Redactor
from guiderunner.evidence.secret_forms import Forms

_SHORTEST_IN_BINARY = 8  # What is shorter turns up in pixels by chance.
_LOOKED_AT = 8192
_ZIP = b"PK\x03\x04"
_DEEPEST, _MOST_BYTES = 4, 1 << 30
_AT_ONCE = 2000  # More secrets take more memory than time.

Secret = tuple[str, str]


@dataclass(frozen=True, order=True)
class Leak:
    """A secret that was found: in which *file*, what it is called, and in which form it stands.

    A file inside another is `outer > inner`.
    """

    file: str
    secret: str
    kind: str

    def __str__(self) -> str:
        return f"{self.file} holds the secret '{self.secret}' ({self.kind})"


class SecretError(GuiderunnerError):
    """What was to be written holds a secret."""


class Sweep:
    """Looks for secrets, each in many forms, in contents and in the zips inside them."""

    def __init__(self, forms: Forms) -> None:
        self._forms = forms

    def file(self, path: Path, name: str) -> Leak | None:
        """Return the first secret in the file *path*, which people know as *name*."""
        return self.content(path.read_bytes(), name)

    def content(self, content: bytes, name: str, depth: int = 0) -> Leak | None:
        """Return the first secret in *content*, or in its members if it is a zip."""
        is_binary = b"\0" in content[:_LOOKED_AT]
        for index, start, end in self._forms.find(content):
            if not is_binary or end - start >= _SHORTEST_IN_BINARY:
                return Leak(name, *self._forms.named[index])
        if depth < _DEEPEST and content.startswith(_ZIP):
            return next(self._members(content, name, depth), None)
        return None

    def _members(self, content: bytes, name: str, depth: int) -> Iterator[Leak]:
        try:
            with ZipFile(io.BytesIO(content)) as archive:
                if sum(one.file_size for one in archive.infolist()) > _MOST_BYTES:
                    yield Leak(name, "unknown", "too large to be read")
                    return
                for member in archive.infolist():
                    inner = f"{name} > {member.filename}"
                    if leak := self.content(archive.read(member), inner, depth + 1):
                        yield leak
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError):
            return  # No zip after all: its bytes have been looked at.


def sweeps_for(secrets: Iterable[Secret]) -> Iterator[Sweep]:
    """Yield what looks for *secrets*, some of them at a time: there may be very many."""
    known = iter(sorted(secrets))
    while batch := list(itertools.islice(known, _AT_ONCE)):
        yield Sweep(Forms(batch))


def require_no_secret(contents: Mapping[str, bytes], secrets: Iterable[Secret]) -> None:
    """Stop if one of *secrets* is in what is about to be written, by its name.

    Raises:
        SecretError: With where, and in which form.
    """
    for sweep in sweeps_for(secrets):
        for name, content in contents.items():
            if leak := sweep.content(content, name):
                raise SecretError(f"nothing was written: {leak}.")


@dataclass
class RunSweep:
    """What is known of the secrets of a run, and what was found of them in its *folder*.

    Each try is swept by the process that made it, with its own secrets; what is left, such as
    run.json, at the end with all of them. `quarantine` is where files go that hold one.
    """

    folder: Path
    quarantine: Path
    secrets: set[Secret] = field(default_factory=set)
    swept: set[str] = field(default_factory=set)
    leaks: list[Leak] = field(default_factory=list)

    def sweep(self, files: Iterable[Path], redactor: Redactor) -> list[Leak]:
        """Take away those of *files* that hold what *redactor* knows; return what was found."""
        self.secrets.update(redactor.known.items())
        return self._sweep(files, Sweep(redactor.forms))

    def read(
        self, files: Iterable[Path], redactor: Redactor, reader: PictureReader, public: str
    ) -> list[Leak]:
        """Take away the pictures among *files* that show a secret to who reads them.

        What looks like something *public* is left out: OCR could not tell them apart.
        """
        secrets = {name: one for name, one in redactor.known.items() if not shows(public, one)}
        found = []
        for file in files:
            if file.suffix == ".png" and file.exists():
                words, name = reader.words(file.read_bytes()), self._name(file)
                for secret, value in secrets.items():
                    if shows(words, value):
                        found.append(Leak(name, secret, "to be read in the picture"))
                        self._take_away(file, name)
                        break
        self.leaks += found
        return found

    def sweep_rest(self) -> None:
        """Look for all secrets in what no try has swept."""
        files = [one for one in sorted(self.folder.rglob("*")) if one.is_file()]
        for sweep in sweeps_for(self.secrets):
            left = [one for one in files if self._name(one) not in self.swept and one.exists()]
            self._sweep(left, sweep, for_good=False)

    def _sweep(self, files: Iterable[Path], sweep: Sweep, *, for_good: bool = True) -> list[Leak]:
        found = []
        for file in files:
            name = self._name(file)
            if leak := sweep.file(file, name):
                self._take_away(file, name)
                found.append(leak)
            elif for_good:
                self.swept.add(name)
        self.leaks += found
        return found

    def _take_away(self, file: Path, name: str) -> None:
        target = self.quarantine / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # Nobody shall commit it by accident.
        (self.quarantine / ".gitignore").write_text("*\n", encoding="utf-8")
        shutil.move(file, target)

    def _name(self, file: Path) -> str:
        return file.relative_to(self.folder).as_posix()

    def handed_over(self) -> str:
        """Return what is known here, for the process that controls the run."""
        return json.dumps(
            [sorted(self.secrets), sorted(self.swept), [vars(one) for one in self.leaks]]
        )

    def take_over(self, handed: str) -> None:
        """Know what another process of the run knows."""
        secrets, swept, leaks = json.loads(handed)
        self.secrets.update((name, secret) for name, secret in secrets)
        self.swept.update(swept)
        self.leaks += [Leak(**one) for one in leaks]

    def told(self) -> str:
        """Return what was found, and where the files are, in words; nothing if all is well."""
        if not self.leaks:
            return ""
        lines = [str(one) for one in dict.fromkeys(self.leaks)]
        return "\n".join([*lines, f"No report reads what was moved to {self.quarantine}."])
