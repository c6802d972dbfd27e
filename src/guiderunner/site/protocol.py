"""What the engine asks of a site under test. Adapters fit by shape and import nothing of us."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol, Self


class Tenant(Protocol):
    """A world of its own on the site, made for one try.

    Attributes:
        variables: What scenarios reach as `{{ name }}`, secrets in plain.
        secrets: Name to plain value of everything that evidence must never hold.
    """

    id: str
    variables: Mapping[str, Any]
    secrets: Mapping[str, str]

    def origin(self, site: str) -> str:
        """Return the origin of *site* (`http://host:port`) in this world."""
        ...

    def storage_state(self, languages: Mapping[str, str]) -> dict[str, Any]:
        """Return a Playwright storage state: logged in, each site in its given language."""
        ...

    def perform(self, step: Mapping[str, Any]) -> None:
        """Carry out a `world:` step, e.g. `{"advance": "30 minutes"}`.

        *variables* are those after it. *secrets* has named already what it may make.
        """
        ...

    def was_interrupted(self) -> bool:
        """Return whether the site is gone, or was away since this world was made.

        It is asked when a step failed: such a failure says nothing about the product.
        """
        ...

    def dump(self) -> dict[str, Any]:
        """Return the state of this world as plain data, secrets as placeholders."""
        ...

    def restore(self, dumped: Mapping[str, Any]) -> None:
        """Put this world into a state that was dumped; its secrets and variables are new then.

        Raises:
            RuntimeError: If this site cannot be in such a state.
        """
        ...

    def ways_in(self) -> Sequence[Mapping[str, Any]]:
        """Return each login of people: the `name` of the site, the `site`, and what they type.

        `login` is typed on the site itself, `keys` are what else such a person has in hand.
        """
        ...

    def delete(self) -> None:
        """Drop this world."""
        ...


class SiteAdapter(Protocol):
    """The door to a running site; named by `site` in `[tool.guiderunner]`.

    Attributes:
        languages: The languages of each site, its preferred one first.
        records: Ids of what the site holds, by the axis of data whose rows describe it: `check`
            asks for a row each, so that nothing on the site is forgotten.
        address: What `connect` needs in another process, as one string.
    """

    languages: Mapping[str, Sequence[str]]
    records: Mapping[str, Collection[str]]
    address: str

    @classmethod
    def start(cls) -> Self:
        """Start the site, and return once it answers."""
        ...

    @classmethod
    def connect(cls, address: str) -> Self:
        """Return the door to the site that runs at *address*."""
        ...

    @staticmethod
    def check(
        given: Mapping[str, Any], steps: Sequence[Mapping[str, Any]]
    ) -> Sequence[tuple[Sequence[str | int], str]]:
        """Return what is wrong with *given* and the world *steps*, as (path, message).

        A path begins with `given`, or with `steps` and an index into *steps*.
        """
        ...

    @staticmethod
    def check_state(
        dumped: Mapping[str, Any], given: Mapping[str, Any]
    ) -> Sequence[tuple[Sequence[str | int], str]]:
        """Return what is wrong with a *dumped* state, as (path, message).

        So is what is not in it, and would be in a world made of *given*, and named in scenarios.
        """
        ...

    @staticmethod
    def schemas() -> Mapping[str, Mapping[str, Any]]:
        """Return JSON Schemas, for editors, of what `given` and a `world` step may hold."""
        ...

    @staticmethod
    def variables(given: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the variables of such a world, of the right shape, with stand-in values.

        The stand-in of a secret begins with `«`.
        """
        ...

    def about(self, given: Mapping[str, Any], locale: str) -> Mapping[str, Any]:
        """Return what the site is, and where what it shows in such a world is known from.

        `kind` is `mock` or `live`, `name` is for readers, `language` that of its words: *locale*
        if it can. Each of `facts` has `fact`, its `language`, `status` (`documented`, `part` or
        `inferred`) and `source`. A site may say more of its `screens`, as `ScreenRecord` has it,
        and after how many days a comparison with the real product is `stale_after`.
        """
        ...

    def create(self, given: Mapping[str, Any]) -> Tenant:
        """Make a world."""
        ...

    def stop(self) -> None:
        """Stop the site if this process started it."""
        ...
