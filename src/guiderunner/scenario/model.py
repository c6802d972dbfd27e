"""The shape of a scenario file, as pydantic models; they also give its JSON Schema."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from guiderunner.diagnostics import suggestion
from guiderunner.scenario.text import whole_variable

Kind = Literal[
    "visible",
    "hidden",
    "text",
    "value",
    "count",
    "enabled",
    "disabled",
    "checked",
    "url",
    "title",
    "aria",
]
KINDS: tuple[str, ...] = get_args(Kind)
KebabId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
RowFilters = dict[str, dict[str, Any]]
COMPARING = ("text", "value", "count", "title", "aria")
ADMONITIONS = ("danger", "warning", "note", "tip")


class Part(BaseModel):
    """What all parts of a scenario share: no unknown keys, never changed once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _kind_first(value: Any) -> Any:
    """Turn `{visible: x, proves: [..]}` and `{text: {at: x, is: y}}` into one flat mapping."""
    if not isinstance(value, dict) or "kind" in value:
        return value
    kinds = [key for key in value if key in KINDS]
    if not kinds:
        asked = [key for key in value if key not in {"proves", "soft", "with"}]
        near = suggestion(asked[0], KINDS) if asked else f" Known: {', '.join(KINDS)}."
        said = f"unknown kind '{asked[0]}'." if asked else "it has no kind."
        raise ValueError(said + near)
    if len(kinds) > 1:
        raise ValueError(f"it has {' and '.join(kinds)}; each is an expectation of its own")
    (kind,) = kinds
    inner = value[kind]
    if inner is not None and not isinstance(inner, dict):
        inner = {"is": inner} if kind == "title" else {"at": inner}
    rest = {key: one for key, one in value.items() if key != kind}
    return {"kind": kind, **(inner or {}), **rest}


class Expectation(Part):
    """What must be true on the screen: one kind, what it looks at, what it compares with.

    `at` names one element; `each` names several, of which every one must fit.
    """

    kind: Kind
    at: str | None = None
    each: str | None = None
    is_: str | int | None = Field(default=None, alias="is")
    is_not: str | int | None = None
    contains: str | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")
    proves: tuple[str, ...] = ()
    soft: bool = False

    _flat = model_validator(mode="before")(_kind_first)

    @property
    def target(self) -> str | None:
        """The name it looks at, one element or several."""
        return self.at or self.each

    @property
    def written(self) -> str:
        """What its author wrote, as one line: equal lines ask the same and prove the same."""
        told = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps(told, sort_keys=True, ensure_ascii=False)

    @model_validator(mode="after")
    def _is_whole(self) -> "Expectation":
        compares = [self.is_ is not None, self.is_not is not None, self.contains is not None]
        if self.kind == "title":
            if self.target:
                raise ValueError("'title' looks at the page, it has no 'at'")
        elif (self.at is None) == (self.each is None):
            raise ValueError(f"'{self.kind}' names what it looks at: one 'at' or 'each'")
        if self.kind in COMPARING and sum(compares) != 1:
            raise ValueError(f"'{self.kind}' needs one of 'is', 'is_not' and 'contains'")
        if self.kind not in COMPARING and any(compares):
            raise ValueError(f"'{self.kind}' compares with nothing")
        if self.kind == "count":
            self._counts()
        return self

    def _counts(self) -> None:
        if self.contains is not None:
            raise ValueError("'count' needs 'is' or 'is_not': a number contains nothing")
        asked = str(self.is_not if self.is_ is None else self.is_)
        if not (asked.isdecimal() or whole_variable(asked)):
            raise ValueError(f"'count' compares with a whole number, not with '{asked}'")


class Sentence(Part):
    """A sentence of a guide beside the step's own text, and what proves it."""

    text: str
    expect: tuple[Expectation, ...] = ()
    proved_by: str | None = None
    editorial: bool = False


def _sentence(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


def _sentences(value: Any) -> Any:
    return [_sentence(one) for one in (value if isinstance(value, list) else [value])]


Sentences = Annotated[tuple[Sentence, ...], BeforeValidator(_sentences)]


class Picture(Part):
    """A picture of a step: what is in it, what is marked, and when it is taken."""

    of: str
    mark: tuple[str, ...] = ()
    when: Literal["before", "after"] = "after"


class Step(Part):
    """One numbered instruction; an action and expectations, a world step, or text only.

    A step of a sequence has the id `sequence-id.step-id`. `only` leaves it to some rows of an axis.
    `section` is a heading before it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$")]
    only: RowFilters = Field(default_factory=dict)
    section: str | None = None
    text: Annotated[Sentence | None, BeforeValidator(_sentence)] = None
    action: str | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")
    world: dict[str, Any] | None = None
    result: str | None = None
    expect: tuple[Expectation, ...] = ()
    remember: dict[str, str] = Field(default_factory=dict)
    picture: Picture | None = None
    fields: str | None = None
    danger: Sentences = ()
    warning: Sentences = ()
    note: Sentences = ()
    tip: Sentences = ()

    @model_validator(mode="after")
    def _does_something(self) -> "Step":
        if self.action and self.world:
            raise ValueError("a step has 'action' or 'world', not both")
        if not (self.action or self.world or self.text or self.expect):
            raise ValueError("a step needs 'action', 'world', 'expect' or 'text'")
        if self.section and not self.text:
            raise ValueError("'section' needs 'text': readers do not see this step")
        return self

    def sentences(self) -> Iterator[tuple[str, int, Sentence]]:
        """Yield (kind, index, sentence) for the danger, warning, note and tip of the step."""
        for kind in ADMONITIONS:
            for index, sentence in enumerate(getattr(self, kind)):
                yield kind, index, sentence


class Use(Part):
    """The steps of a sequence in the place of one step."""

    use: KebabId
    only: RowFilters = Field(default_factory=dict)
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")


def _is_use(value: Any) -> str:
    return (
        "use" if isinstance(value, Use) or (isinstance(value, dict) and "use" in value) else "step"
    )


StepOrUse = Annotated[
    Annotated[Step, Tag("step")] | Annotated[Use, Tag("use")], Discriminator(_is_use)
]


class Sequence(Part):
    """Steps that several scenarios share, with the names that their user must give."""

    version: Literal[1]
    id: KebabId
    parameters: tuple[str, ...] = ()
    steps: tuple[Step, ...] = Field(min_length=1)


def _texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Scenario(Part):
    """One task a person does; becomes one pytest item a variant and one guide a locale.

    A troubleshooting scenario describes an issue: `symptom` in the words of those who have it,
    its `cause`, `steps` that reproduce it, and the steps of its `resolution`.
    After loading, `steps` holds no `Use`: sequences are spelled out in place, and what resolves
    an issue follows what reproduces it.
    """

    version: Literal[1]
    id: KebabId
    guide: Literal["article", "troubleshooting", "none"]
    title: str
    summary: str
    each: dict[str, Any] = Field(default_factory=dict)
    locales: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    given: dict[str, Any] = Field(default_factory=dict)
    prerequisites: Annotated[tuple[Sentence, ...], BeforeValidator(_sentences)] = ()
    symptom: Annotated[tuple[str, ...], BeforeValidator(_texts)] = ()
    cause: str | None = None
    steps: tuple[StepOrUse, ...] = Field(min_length=1)
    resolution: tuple[StepOrUse, ...] = ()
    next: tuple[KebabId, ...] = ()
    known: str | None = None

    @property
    def has_guide(self) -> bool:
        """Whether readers get a guide of it."""
        return self.guide == "article"
