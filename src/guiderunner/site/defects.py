"""Defects of a site, for asking whether its scenarios would notice them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, ValidationError

from guiderunner.diagnostics import GuiderunnerError


class Defect(BaseModel):
    """One way in which a site can be broken on purpose.

    Attributes:
        breaks: The id of the claim that does not hold while it is on.
        description: What is wrong then, in a sentence.
        row: The row, by axis, that it is about; empty if it is about all.
        locale: The locale that it is about, if not all.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    breaks: str
    description: str
    row: dict[str, str] = {}
    locale: str | None = None


@runtime_checkable
class BreakableSite(Protocol):
    """What the adapter of a site has besides, if the site can be broken on purpose.

    Attributes:
        defects: Mappings of the shape of `Defect`.
    """

    defects: Sequence[Mapping[str, Any]]

    @staticmethod
    def with_defect(given: Mapping[str, Any], defect: str) -> Mapping[str, Any]:
        """Return the world *given* with the defect of that name: on once all else is made."""
        ...


def require_breakable(adapter: object) -> BreakableSite:
    """Return *adapter*, whose site can be broken on purpose.

    Raises:
        GuiderunnerError: If it has no defects.
    """
    if isinstance(adapter, BreakableSite) and adapter.defects:
        return adapter
    raise GuiderunnerError(
        "the site has no defects that could be switched on. "
        "Its adapter needs 'defects' and 'with_defect': see docs/reliability.md."
    )


def defects_of(adapter: object) -> list[Defect]:
    """Return the defects of the site behind *adapter*.

    Raises:
        GuiderunnerError: If it has none, or one is not of the right shape.
    """
    found = []
    for one in require_breakable(adapter).defects:
        try:
            found.append(Defect.model_validate(one))
        except ValidationError as error:
            said = error.errors()[0]
            key = ".".join(map(str, said["loc"]))
            raise GuiderunnerError(
                f"defect {one.get('name')!r} of the site: {key}: {said['msg']}."
            ) from None
    return found
