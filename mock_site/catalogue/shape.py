"""What all parts of a catalogue entry share: strict shapes, words, and where a fact comes from."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, model_validator

Words = Mapping[str, str]

PRO_LANGUAGES = ("en", "ko", "ja")
"""The languages of Cafe24 PRO; seller admins have some of them, and others."""


class Shape(BaseModel):
    """A part of an entry; a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Shape):
    """Where a fact comes from; both, if it is documented in part only.

    Attributes:
        documented: The public page that says so.
        inferred: What we made of it without such a page.
    """

    documented: str = ""
    inferred: str = ""

    @model_validator(mode="after")
    def _says_one(self) -> "Source":
        if not self.documented and not self.inferred:
            raise ValueError("needs 'documented' or 'inferred'")
        return self
