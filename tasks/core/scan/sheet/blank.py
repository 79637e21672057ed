"""Blank pages (trang trắng): backs with bleed-through, a seal's print-off, punch holes, and no line of print."""

from collections.abc import Sequence

from tasks.core.scan.sheet.paper import SMALL_DPI
from tasks.core.scan.sheet.segments import Segment

_LEAST_PRINT = 5 * SMALL_DPI / 25.4  # a page number measures 2 to 8 mm, specks that smear together less
_ROWS = 300 * SMALL_DPI / 25.4  # two rows of an A4 page
_FLAT = 1.6  # a bar of print is at least so much longer than high; holes and blots are not


def is_blank(bars: Sequence[Segment]) -> bool:
    """Whether the bars of a cleaned page (at `SMALL_DPI`) amount to no print. Such a page costs no OCR."""
    return sum(bar.width for bar in bars if bar.width > _FLAT * bar.height) < _LEAST_PRINT


def has_rows(bars: Sequence[Segment]) -> bool:
    """Whether the bars amount to two rows of print at least: a page of which nothing was read, and that is not blank."""
    return sum(bar.width for bar in bars if bar.width > _FLAT * bar.height) >= _ROWS
