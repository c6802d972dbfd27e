"""Holds drafts to the rules, and says where their files break them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import Position, Problem
from guiderunner.guide.contents import Contents
from guiderunner.guide.lint.accepted import Exceptions
from guiderunner.guide.lint.article import ArticleDraft, read_article
from guiderunner.guide.lint.draft import Draft, Lexicon
from guiderunner.guide.lint.lexicon import lexicon_of
from guiderunner.guide.lint.project import Drafts
from guiderunner.guide.lint.rules import RULES
from guiderunner.guide.lint.spots import Spots
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class Linted:
    """What was found, how many texts were read, and how many findings authors let stand."""

    findings: tuple[Problem, ...]
    texts: int
    accepted: int


def lint_project(
    contents: Contents,
    variants: Sequence[Variant],
    files: Sequence[str] | None = None,
    locales: Sequence[str] = (),
) -> Linted:
    """Lint the guides of *variants*, and of the other *files* (None: all) their words."""
    drafts = _drafts(contents, variants, files, locales)
    return lint(drafts, contents.suite.surroundings.root)


def _drafts(
    contents: Contents,
    variants: Sequence[Variant],
    files: Sequence[str] | None,
    locales: Sequence[str],
) -> Iterator[Draft]:
    made = {one: Drafts(contents, one) for one in contents.catalogues}
    scenarios = {one.path: one for one in contents.suite.scenarios}
    for variant in variants:
        if variant.scenario.has_guide:
            yield made[variant.locale].guide(scenarios[variant.path], variant)
    for locale in locales or contents.catalogues:
        yield from made[locale].words(files)


def lint_articles(
    files: Sequence[str], folder: Path, contents: Contents | None, language: str | None = None
) -> Linted:
    """Lint published articles, HTML files that are named from *folder*.

    *contents* is the project whose glossary and names they are held to, if there is one.

    Raises:
        ProblemsError: If one cannot be read.
    """
    drafts = []
    for path in files:
        spoken, blocks = read_article(folder / path, path, language)
        known = spoken.partition("-")[0]
        lexicon = lexicon_of(contents, known) if contents else Lexicon()
        drafts.append(ArticleDraft(known, lexicon).make(blocks))
    return lint(drafts, folder)


def lint(drafts: Iterable[Draft], root: Path) -> Linted:
    """Lint *drafts*, whose files are known by their path from *root*."""
    spots = Spots(root)
    exceptions = Exceptions(spots)
    findings = dict[tuple[Position, str], Problem]()
    accepted, texts = set[tuple[Position, str]](), set[Position]()
    for draft in drafts:
        texts |= {one.anchor for one in draft.passages} | {one.anchor for one in draft.images}
        for code, rule in RULES.items():
            for found in rule(draft):
                place = spots.find(found.position, found.words)
                if exceptions.allow(found.anchor, code):
                    accepted.add((place, code))
                else:
                    # Rows share their texts: the first one that breaks a rule speaks for all.
                    findings.setdefault((place, code), Problem(place, found.message, code))
    unused = exceptions.problems({one.path for one in texts})
    return Linted(tuple(sorted([*findings.values(), *unused])), len(texts), len(accepted))


def join(parts: Sequence[Linted]) -> Linted:
    """Return several as one."""
    return Linted(
        tuple(sorted(one for part in parts for one in part.findings)),
        sum(one.texts for one in parts),
        sum(one.accepted for one in parts),
    )
