"""Which variants a person means: by file, id, tag, row, locale or claim."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from guiderunner.diagnostics import GuiderunnerError, suggestion
from guiderunner.scenario.suite import Suite
from guiderunner.scenario.tag_expression import TagExpression
from guiderunner.scenario.variants import Variant


@dataclass(frozen=True)
class Selection:
    """What was asked for; each part narrows, within a part each value widens.

    `what` holds files, folders, scenario ids and node ids; `only` holds `axis=row`; `tags` holds
    tags and expressions of them.
    """

    what: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class SelectionError(GuiderunnerError):
    """Nothing was selected, or by a name that is not there."""


def select(suite: Suite, selection: Selection, folder: Path) -> list[Variant]:
    """Return the variants of *suite* that *selection* means; paths are relative to *folder*.

    Raises:
        SelectionError: If a name is unknown, or nothing is left.
    """
    chosen = suite.variants
    if selection.what:
        named = [one for what in selection.what for one in _named(suite, what, folder)]
        nodes = {one.node for one in named}
        chosen = [one for one in chosen if one.node in nodes]
    for axis, rows in _axes(suite, selection.only).items():
        chosen = [one for one in chosen if one.row.get(axis) in rows]
    if selection.locales:
        _known("locale", selection.locales, suite.surroundings.locales)
        chosen = [one for one in chosen if one.locale in selection.locales]
    if selection.tags:
        expressions = _expressions(suite, selection.tags)
        chosen = [one for one in chosen if any(each.fits(one.tags) for each in expressions)]
    if selection.claims:
        _known("claim", selection.claims, suite.claims)
        chosen = [one for one in chosen if _claims(suite, one) & set(selection.claims)]
    if not chosen:
        raise SelectionError("nothing is selected. See what there is: guiderunner list")
    return chosen


def _named(suite: Suite, what: str, folder: Path) -> list[Variant]:
    path = (folder / what).resolve()
    found = [
        one
        for one in suite.variants
        if what in (one.scenario.id, one.node, f"{one.scenario.id}::{one.name}")
        or path in [file := suite.surroundings.root / one.path, *file.parents]
    ]
    if not found:
        ids = [one.scenario.id for one in suite.scenarios]
        paths = [one.path for one in suite.scenarios]
        near = suggestion(what, [*ids, *paths])
        raise SelectionError(f"there is no scenario or file '{what}'.{near}")
    return found


def _expressions(suite: Suite, asked: Sequence[str]) -> list[TagExpression]:
    try:
        found = [TagExpression.parse(one) for one in asked]
    except ValueError as error:
        raise SelectionError(f"{error}. Write e.g. 'smoke and not ja'.") from None
    known = [tag for one in suite.variants for tag in one.tags]
    _known("tag", [tag for one in found for tag in one.tags], known)
    return found


def _claims(suite: Suite, variant: Variant) -> set[str]:
    """Return the claims that the steps of *variant* prove."""
    steps = [placed.step for placed in suite.steps_of(variant)]
    asked = [one for step in steps for one in step.expect]
    asked += [one for step in steps for _, _, words in step.sentences() for one in words.expect]
    return {claim for one in asked for claim in one.proves}


def _axes(suite: Suite, only: Sequence[str]) -> dict[str, set[str]]:
    known = {(axis, row) for one in suite.variants for axis, row in one.row.items()}
    asked: dict[str, set[str]] = {}
    for one in only:
        axis, equals, row = one.partition("=")
        if not equals:
            raise SelectionError(f"'{one}' is not axis=row.")
        _known("axis", [axis], [name for name, _ in known])
        _known(axis, [row], [name for of, name in known if of == axis])
        asked.setdefault(axis, set()).add(row)
    return asked


def _known(noun: str, asked: Sequence[str], known: Collection[str]) -> None:
    for one in asked:
        if one not in known:
            raise SelectionError(f"there is no {noun} '{one}'.{suggestion(one, known)}")


def with_proofs(suite: Suite, chosen: Sequence[Variant]) -> list[Variant]:
    """Return *chosen* and what proves their sentences: same locale, same rows where both have."""
    wanted = {one.node for one in chosen}
    for variant in chosen:
        wanted |= {one.node for one in proving_variants(suite, variant)}
    return [one for one in suite.variants if one.node in wanted]


def proving_variants(suite: Suite, variant: Variant) -> list[Variant]:
    """Return what proves the sentences of *variant*: same locale, same rows where both have."""
    steps = [placed.step for placed in suite.steps_of(variant)]
    sentences = [sentence for step in steps for _, _, sentence in step.sentences()]
    names = {one.proved_by.partition("/")[0] for one in sentences if one.proved_by}
    if not names:
        return []
    proving = [one for one in suite.scenarios if one.scenario.id in names]
    return [one for each in proving for one in each.variants if one.is_like(variant)]
