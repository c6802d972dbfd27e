"""What every record of a run shares."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """What all records share."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
