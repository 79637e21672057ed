"""The base of every model: immutable, closed, and the same in every process."""

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.1"
"""Version of the record and of the message. Fields are added freely; renaming or dropping one needs a new version."""

PIPELINE_VERSION = "0.1.0"
"""Version of this program, as `provenance.pipeline_version` says it; the same as in pyproject.toml (a test holds them together)."""

Box = tuple[float, float, float, float]
"""left, top, right, bottom as fractions (0 to 1) of the page's width and height, on the page as it was set upright."""


class Model(BaseModel):
    """Immutable and closed: an unknown field is an error, not a surprise later."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")
