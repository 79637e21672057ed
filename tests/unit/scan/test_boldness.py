"""How thick a row's strokes are, on drawn print."""

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from schemas.page import Line, Zone
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.boldness import stroke, with_strokes

FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-{}.ttf"
TEXT = "TRẠI GIAM SÔNG MÂY"


def printed(cut: str, *, size: int = 38, blur: float = 0.7, bilevel: bool = False) -> np.ndarray:
    """The text as a scan has it; `cut` of the typeface: Regular, Bold."""
    page = Image.new("L", (700, 90), 235)
    ImageDraw.Draw(page).text((20, 15), TEXT, font=ImageFont.truetype(FONT.format(cut), size), fill=40)
    seen = cv2.GaussianBlur(np.asarray(page), (0, 0), blur)
    return np.where(seen < 120, 0, 255).astype(np.uint8) if bilevel else seen


def row(zone: Zone = Zone.HEAD_LEFT, text: str = TEXT) -> Row:
    return Row(zone, (Token(text, 0.9, 15, 12, 690, 70, zone, (1,)),))


@pytest.mark.parametrize("size", [32, 38, 54])
@pytest.mark.parametrize("bilevel", [False, True])
def test_bold_print_has_thicker_strokes(size: int, *, bilevel: bool):
    plain, bold = (stroke(row(), printed(cut, size=size, bilevel=bilevel)) for cut in ("Regular", "Bold"))
    assert plain is not None
    assert bold is not None
    assert bold > 1.25 * plain


def test_a_size_more_is_not_bold():
    smaller, larger = (stroke(row(), printed("Regular", size=size)) for size in (50, 54))
    assert larger < 1.2 * smaller


def test_nothing_is_said_of_blank_paper_nor_of_a_box_outside_the_page():
    assert stroke(row(), np.full((90, 700), 255, np.uint8)) is None
    outside = Row(Zone.HEAD_LEFT, (Token("SỞ", 0.9, 900, 900, 950, 950, Zone.HEAD_LEFT, (1,)),))
    assert stroke(outside, printed("Bold")) is None


def test_only_rows_of_a_letterhead_are_measured():
    lines = [Line(page=1, raw=TEXT, text=TEXT, start=0, end=len(TEXT), zone=zone, block=0) for zone in (Zone.HEAD_LEFT, Zone.BODY)]
    told = with_strokes(lines, [row(), row(Zone.BODY)], printed("Bold"))
    assert told[0].stroke == stroke(row(), printed("Bold"))
    assert told[1].stroke is None
