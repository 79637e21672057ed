"""A letter's text in Markdown shows itself and does nothing else."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from tasks.core.record.portrait import escape, portrait
from tests.unit.record.test_decide import a_record

HOSTILE = "[x](javascript:alert(1)) ![](http://evil/x.png) <img src=x onerror=1> | a | `b` # c\n\n- d"


def test_links_images_html_and_tables_of_a_letter_are_only_shown():
    shown = escape(HOSTILE)
    assert not re.search(r"[\[\]()<>|`!\n]", shown)
    assert html.unescape(shown) == " ".join(HOSTILE.split("\n\n"))


@given(st.text(max_size=200))
def test_whatever_the_letter_says_no_special_sign_is_left_bare(text: str):
    assert not re.search(r"[\[\]()<>|`*_\n\r\x00-\x1f]", escape(text))


def test_direction_marks_are_dropped():
    assert escape("a\u202eb\u200b") == "a b"


def test_a_portrait_names_the_letter_its_fields_and_why_a_person_must_look():

    text = html.unescape(portrait(a_record(), {"record.json": "http://127.0.0.1/r"}, "http://127.0.0.1/p.webp"))
    assert text.startswith("# 77/UBND-VX · UBND tỉnh Kiên Giang")
    assert "![trang 1 / page 1](http://127.0.0.1/p.webp)" in text
    assert "`number.low_confidence`" in text
    assert "Sở Lạ" in text
