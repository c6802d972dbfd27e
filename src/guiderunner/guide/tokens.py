"""What sentences of guides are made of: words, and the labels of controls.

They are no models: a guide has hundreds, and a model takes thrice as long to make.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Discriminator

STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    __pydantic_config__ = STRICT

    text: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class UiLabel:
    """A UI label as it was on the screen of *site*; `gloss` is its meaning to the reader."""

    __pydantic_config__ = STRICT

    site: str
    name: str
    shown: str
    language: str
    gloss: str | None = None
    kind: Literal["label"] = "label"

    @property
    def text(self) -> str:
        """What is read: the label."""
        return self.shown

    @property
    def last_heard(self) -> str:
        """What a reader reads last: the gloss stands after the label."""
        return self.gloss or self.shown


Inline = Annotated[Text | UiLabel, Discriminator("kind")]
