import pytest

from schemas.page import Zone
from tasks.core.scan.sheet import paper
from tasks.core.scan.sheet.blank import has_rows, is_blank
from tasks.core.scan.sheet.layout import find_layout
from tasks.core.scan.sheet.segments import find_segments, rows_of
from tests.unit.scan.drawing import letter_page, line, white


def layout_of(page):
    return find_layout(find_segments(paper.ink(page)), page.shape[1], page.shape[0])


@pytest.mark.parametrize(
    ("x", "y", "zone"),
    [
        (200, 84, Zone.HEAD_LEFT),
        (220, 144, Zone.HEAD_LEFT),
        (560, 84, Zone.HEAD_RIGHT),
        (560, 144, Zone.HEAD_RIGHT),
        (200, 400, Zone.BODY),
        (600, 400, Zone.BODY),
        (200, 704, Zone.FOOT_LEFT),
        (600, 704, Zone.FOOT_RIGHT),
        (600, 864, Zone.FOOT_RIGHT),
    ],
)
def test_head_body_and_foot_of_a_letter(x, y, zone):
    assert layout_of(letter_page()).zone(x, y) is zone


def test_a_page_of_body_only_has_neither_head_nor_foot():
    page = white()
    for top in range(90, 900, 22):
        line(page, 110, top, 750)
    found = layout_of(page)
    assert found.head is None
    assert found.foot is None


def test_a_page_number_stands_alone_above_the_print():
    page = white()
    line(page, 405, 50, 425)
    for top in range(100, 900, 22):
        line(page, 110, top, 750)
    found = layout_of(page)
    assert found.zone(415, 54) is Zone.PAGE_NUMBER
    assert found.zone(415, 104) is Zone.BODY


def test_a_title_in_the_middle_ends_the_head():
    page = letter_page()
    page[150:640] = 255
    line(page, 360, 190, 480)
    line(page, 260, 212, 580)
    assert layout_of(page).zone(420, 194) is Zone.BODY


def test_the_foot_starts_between_the_lines_so_that_no_accent_is_cut():
    page = letter_page()
    line(page, 110, 678, 400)  # the last line of the body, its tail at 687; the foot's capitals begin at 700
    foot = layout_of(page).foot
    assert foot is not None
    assert 687 < foot.top < 695


def test_hooks_over_a_line_of_addressees_are_no_line_of_the_head():
    page = letter_page()
    line(page, 180, 196, 700, height=11)
    for left in (300, 520):
        page[190:193, left : left + 14] = 20  # a bar on both sides of the channel
    assert layout_of(page).zone(250, 200) is Zone.BODY


def test_an_empty_page_is_blank_and_has_no_zones():
    found = layout_of(white())
    assert found.head is None
    assert is_blank(find_segments(paper.ink(white())))


def test_two_rows_of_print_are_more_than_a_page_number():
    rows = white()
    line(rows, 400, 60, 428)
    assert not has_rows(find_segments(paper.ink(rows)))
    for top in (240, 262, 284):
        line(rows, 110, top, 750)
    assert has_rows(find_segments(paper.ink(rows)))


def test_a_page_number_alone_is_not_blank_but_a_punch_hole_is():
    numbered, punched = white(), white()
    line(numbered, 400, 60, 428)
    punched[500:524, 30:54] = 0
    assert not is_blank(find_segments(paper.ink(numbered)))
    assert is_blank(find_segments(paper.ink(punched)))


@pytest.mark.parametrize("size", [(1, 40), (3, 40), (40, 1)])
def test_a_sliver_of_a_page_has_bars_or_none_but_crashes_nothing(size):
    picture = white(size)
    picture[:] = 20
    assert len(find_segments(paper.ink(picture))) <= 1


def test_segments_of_one_height_are_one_row_from_left_to_right():
    rows = rows_of(find_segments(paper.ink(letter_page())))
    assert [bar.left for bar in rows[0]] == sorted(bar.left for bar in rows[0])
    assert len(rows[0]) == 2


def test_accents_with_bars_of_their_own_make_no_line_of_the_head():
    page = letter_page()
    page[200:230] = 255
    line(page, 294, 205, 591)  # Kính gửi
    for top in (80, 100, 140, 205, *range(240, 640, 22)):
        for left in (300, 385, 430, 500):
            page[top - 5 : top - 2, left : left + 16] = 20
    found = layout_of(page)
    assert found.head is not None
    assert found.head.bottom <= 200


def test_what_a_stamp_left_beside_the_addressees_does_not_draw_the_cut_through_their_line():
    page = letter_page()
    page[165:235] = 255
    line(page, 196, 205, 660, height=13)  # Kính gửi, from the left column to beyond the middle
    line(page, 150, 200, 170, height=8)  # a figure of the stamp, a little higher
    found = layout_of(page)
    assert found.head is not None
    assert found.head.bottom <= 203
    assert found.zone(250, 206) is found.zone(600, 206) is Zone.BODY


def test_a_figure_that_hangs_on_a_line_does_not_hide_it():
    page = white()
    line(page, 200, 225, 690, height=10)
    before = [bar for bar in find_segments(paper.ink(page)) if bar.width > 300]
    page[200:236, 180:206] = 20  # a written figure of a stamp, taller than the line, over its beginning
    after = [bar for bar in find_segments(paper.ink(page)) if bar.width > 300]
    assert len(before) == 1
    assert [(bar.top, bar.bottom) for bar in after] == [(before[0].top, before[0].bottom)]


def test_a_long_stroke_of_a_pen_is_no_line():
    page = white()
    for step in range(400):
        page[300 + step // 8 : 303 + step // 8, 200 + step] = 20
    assert find_segments(paper.ink(page)) == []


def test_a_line_below_the_head_is_whole_though_a_wide_blank_meets_the_channel():
    page = letter_page()
    for top in (158, 176):
        line(page, 140, top, 290)
    line(page, 250, 215, 330)  # Kính gửi: C, an open C that falls apart
    line(page, 346, 215, 560)
    found = layout_of(page)
    assert found.zone(200, 180) is Zone.HEAD_LEFT
    assert found.zone(300, 219) is Zone.BODY
    assert found.zone(450, 219) is Zone.BODY
