"""What is known of a step while it is being performed."""

from dataclasses import dataclass, field

from guiderunner.evidence.model import (
    ExpectationRecord,
    Failure,
    FieldRecord,
    PictureRecord,
    ShownLabel,
)


@dataclass
class Progress:
    """What is known of the step that is being performed."""

    action_labels: list[ShownLabel] = field(default_factory=list)
    expectations: list[ExpectationRecord] = field(default_factory=list)
    picture: PictureRecord | None = None
    fields: tuple[FieldRecord, ...] = ()
    failure: Failure | None = None
    soft: bool = True

    def label_names(self, site: str) -> list[str]:
        """Return the English names of the labels of *site* that the step has used."""
        used = [*self.action_labels, *(one for asked in self.expectations for one in asked.labels)]
        return list(dict.fromkeys(one.name for one in used if one.site == site))
