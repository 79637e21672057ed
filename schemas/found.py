"""A found value (giá trị đọc được): every value of a record says where it came from."""

from typing import Annotated

from pydantic import Field

from schemas.base import Box, Model

Confidence = Annotated[float, Field(ge=0.0, le=1.0)]
"""0 to 1, calibrated: of the values with confidence >= 0.9, at least 90 % are right."""


class Found(Model):
    """A text value read from a page.

    `value` is normalised, `raw` is as read (after OCR, before any normalising), `page` is 1-based in the source file
    (null for text files), `box` is a fraction box (null for text files), `rule` names what found it; a value that is
    inferred says so there (`issuer.inferred.closing_sentence`). What is not on the page is null in place of the object.
    """

    value: str
    raw: str
    confidence: Confidence
    page: int | None = None
    box: Box | None = None
    rule: str
