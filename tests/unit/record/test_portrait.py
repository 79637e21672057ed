"""A letter's text in Markdown shows itself and does nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.record.portrait import escape, portrait
from tests.unit.record.test_decide import a_record

HOSTILE = "[x](javascript:alert(1)) ![](http://evil/x.png) <img src=x onerror=1> | a | `b` *c* _d_ &lt; www.evil.vn a@b.vn $x$"
BARE = re.compile(r"(?<!\\)[\[\]<>|`*_!&~$]|://|[wW]{3}\.|\w@|[\n\r\x00-\x1f]")


def shown(text: str) -> str:
    """What a reader sees of escaped text."""
    return re.sub(r"\\(.)", r"\1", text).replace("\u2060", "")


def test_links_images_html_and_tables_of_a_letter_are_only_shown():
    assert shown(escape(HOSTILE)) == HOSTILE
    assert not BARE.search(escape(HOSTILE))


@given(st.text(alphabet=st.sampled_from("ab1 [](){}<>|`*_!&~$\\:/.w@#\n-"), max_size=60))
def test_whatever_the_letter_says_no_special_sign_is_left_bare(text: str):
    pieces = re.sub(r"\\.", "§", escape(text))  # a sign of its own in place of what is escaped: neighbours stay apart
    assert not re.search(r"[\\\[\]<>|`*_!&~$\n]|://|[wW]{3}\.|\w@", pieces)


@pytest.mark.parametrize("text", ["# h", "- one", "1. one", "12) one", "+ one", "=== "])
def test_a_line_makes_no_heading_or_list(text: str):
    assert escape(text).startswith("\\") or re.match(r"\d+\\", escape(text))


def test_direction_marks_are_dropped():
    assert escape("a\u202eb\u200b") == "a b"


def test_a_portrait_names_the_letter_its_fields_and_why_a_person_must_look():

    text = shown(portrait(a_record(), {"record.json": "http://127.0.0.1/r"}, "http://127.0.0.1/p.jpg"))
    assert text.startswith("# 77/UBND-VX · UBND tỉnh Kiên Giang")
    assert "![trang 1 / page 1](http://127.0.0.1/p.jpg)" in text
    assert "`number.low_confidence`" in text
    assert "Sở Lạ" in text
