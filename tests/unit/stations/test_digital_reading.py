"""A page with a text of its own, read from that text."""

import numpy as np

from tasks.core.scan.words.own_text import Sign
from tasks.stations.digital_reading import read_own_text
from tasks.stations.pixel_reading import Source


def signs(text: str, left: float, top: float) -> list[Sign]:
    """The characters of a line, each a hundredth of the page wide."""
    return [Sign(sign, (left + 0.01 * at, top, left + 0.01 * (at + 1), top + 0.012)) for at, sign in enumerate(text)]


def test_what_signing_software_prints_is_no_text_but_a_mark() -> None:
    white = Source(np.full((1400, 1000, 3), 255, np.uint8), 120.0, False)  # noqa: FBT003
    page = read_own_text(
        white,
        [
            *signs("Đề nghị Sở Tài chính báo cáo về Sở Nội vụ.", 0.1, 0.3),
            *signs("Người ký: Lý Văn An", 0.5, 0.5),
            *signs("Thời gian ký: 08.03.2022 10:00:00 +07:00", 0.5, 0.52),
        ],
        1,
    )
    assert page.text == "Đề nghị Sở Tài chính báo cáo về Sở Nội vụ."
    assert [(mark.kind, mark.text) for mark in page.marks] == [
        ("digital_signature", "Người ký: Lý Văn An Thời gian ký: 08.03.2022 10:00:00 +07:00")
    ]
