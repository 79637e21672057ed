import numpy as np
import pytest

from schemas.page import Zone
from tasks.core.scan.words import doubted_rows, second_look
from tasks.core.scan.words.assemble import Row, Token
from tasks.core.scan.words.compose import Part
from tests.unit.scan.drawing import line, white

FOOT = (400, 700, 800, 1000)  # left, top, right, bottom


def token(text, *, confidence=0.95, left=100.0, top=100.0, width=60.0, zone=Zone.FOOT_RIGHT):
    return Token(text, confidence, left, top, left + width, top + 20, zone, (1,))


def texts(tokens):
    return [one.text for one in tokens]


def foot():
    page = white()
    line(page, 480, 720, 640, height=14)
    line(page, 500, 900, 640, height=14)
    return page


def test_rows_of_pale_print_are_found_as_well():
    page = white()
    line(page, 480, 720, 640, height=14, shade=212)
    line(page, 500, 900, 640, height=14, shade=212)
    assert len(second_look.rows_of_print(page, FOOT, Zone.FOOT_RIGHT, 100, 14)) == 2


def test_rows_of_print_are_found_by_their_ink():
    cuts = second_look.rows_of_print(foot(), FOOT, Zone.FOOT_RIGHT, 100, 14)
    assert [(cut.top < 720, cut.bottom > 734) for cut in cuts[:1]] == [(True, True)]
    assert len(cuts) == 2


def test_a_row_that_the_engine_left_out_is_looked_at_again_and_a_sure_one_is_not():
    cuts = second_look.rows_of_print(foot(), FOOT, Zone.FOOT_RIGHT, 100, 14)
    read = token("GIÁM", left=485, top=718)
    unsure = token("GIAM", confidence=0.6, left=485, top=718)
    assert second_look.doubtful(cuts, [Row(read.zone, (read,))]) == [cuts[1]]
    assert second_look.doubtful(cuts, [Row(unsure.zone, (unsure,))]) == cuts


def test_a_word_with_a_wrong_box_belongs_to_its_lines_row():
    cuts = second_look.rows_of_print(foot(), FOOT, Zone.FOOT_RIGHT, 100, 14)
    line_of_three = Row(Zone.FOOT_RIGHT, tuple(token(text, top=top) for text, top in (("KT.", 718), ("CHỦ", 690), ("TỊCH", 719))))
    assert second_look.held(cuts[0], [line_of_three]) == list(line_of_three.tokens)
    assert second_look.held(cuts[1], [line_of_three]) == []


def test_a_row_of_two_lines_that_touch_is_parted():
    page = white()
    line(page, 480, 720, 640, height=14)
    line(page, 480, 735, 640, height=14)
    page[734, 500:520] = 20
    cuts = second_look.rows_of_print(page, FOOT, Zone.FOOT_RIGHT, 100, 14)
    assert len(cuts) == 2
    assert cuts[0].between[1] <= cuts[1].between[0] + 1


def test_pen_strokes_are_taken_off_and_print_stays():
    page = foot()
    before = page.copy()
    for step in range(200):
        page[850 - step // 3, 480 + step] = 0
        page[851 - step // 3, 480 + step] = 0
    assert np.array_equal(second_look.without_strokes(page, FOOT, 14), before)


def test_a_doubtful_row_of_the_head_is_looked_at_again_and_one_of_the_body_is_not():
    rows = [
        Row(zone, (token("BỘ", confidence=0.5, zone=zone, top=top), token("Y", zone=zone, top=top, left=180)))
        for zone, top in ((Zone.HEAD_LEFT, 100), (Zone.BODY, 300))
    ]
    assert [cut.zone for cut in doubted_rows.doubtful_rows(rows, (1000, 800))] == [Zone.HEAD_LEFT]


def test_each_row_is_stacked_at_each_size_and_from_a_second_picture_only_where_it_differs():
    page, other = foot(), foot()
    other[900:910, 500:520] = 255
    cuts = second_look.rows_of_print(page, FOOT, Zone.FOOT_RIGHT, 100, 14)
    image, placed = second_look.stack(cuts, [[page, other]] * 2, 100)
    sizes = len(second_look.SCALES)
    assert [place.cut for place in placed] == [0] * sizes + [1] * (sizes + 1)
    assert all(image[place.y : place.y + place.height].min() < 100 for place in placed)
    assert all(image[place.y + place.height : place.y + place.height + 5].min() == 255 for place in placed)


def row(*words, zone, sure=0.95, top=100):
    lefts = range(100, 1000, 90)
    return Row(
        zone, tuple(token(text, confidence=sure, zone=zone, top=top, left=left) for text, left in zip(words, lefts, strict=False))
    )


@pytest.mark.parametrize(
    ("words", "sure", "looked"),
    [
        (("Số:",), 0.95, True),
        (("Số:", "4338:SXD-TCCB"), 0.5, True),
        (("Số:", "4338/SXD-TCCB"), 0.5, True),
        (("Số:", "4338/SXD-TCCB"), 0.95, False),
        (("Số", "12-CV/TU"), 0.95, False),
        (("SỞ", "XÂY", "DỰNG"), 0.5, False),
    ],
)
def test_a_numbers_row_that_is_torn_is_looked_at_again_over_its_column(words, sure, looked):
    column = Part(Zone.HEAD_LEFT, 50, 60, 480, 300)
    cuts = doubted_rows.doubtful_numbers([row(*words, zone=Zone.HEAD_LEFT, sure=sure)], [column], (1000, 800))
    assert len(cuts) == looked
    assert all(cut.right >= 480 for cut in cuts)


def test_of_doubtful_items_the_file_item_is_looked_at_first():
    items = [
        row("-", "Công", "an", "tỉnh;", zone=Zone.FOOT_LEFT, sure=0.6, top=100),
        row("-", "Sở", "Nội", "vụ;", zone=Zone.FOOT_LEFT, top=130),
        row("-", "Lưu:", "VT,", "KGVX.", zone=Zone.FOOT_LEFT, sure=0.7, top=160),
    ]
    cuts = doubted_rows.doubtful_items(items, (1000, 800), torn=True)
    assert [cut.top > 140 for cut in cuts] == [True, False]


def named(*words, left=500.0):
    """A row of the signers' column: (text, confidence), each word sixty pixels wide."""
    tokens = tuple(token(text, confidence=sure, left=left + 70 * at, top=900) for at, (text, sure) in enumerate(words))
    return Row(Zone.FOOT_RIGHT, tokens)


KNOWN = frozenset({"Trần", "Văn", "Bảo"}).__contains__


def test_a_name_with_a_word_that_is_none_is_read_again_from_where_the_column_says_that_it_begins():
    title = Row(Zone.FOOT_RIGHT, (token("GIÁM", left=500, top=800), token("ĐỐC", left=570, top=800)))
    name = named(("Thị", 0.5), ("Văn", 0.95), ("Bảo", 0.95), left=480)
    (cut,) = doubted_rows.doubtful_names([title, name], (1200, 900), KNOWN)
    assert cut.between[0] < 910 < cut.between[1]
    right = name.tokens[-1].right
    assert cut.left == pytest.approx(2 * 565 - right - 7, abs=1)


def test_a_name_whose_last_word_is_none_is_read_again_where_two_before_it_are():
    known = frozenset({"Đặng", "Thị", "Thu"}).__contains__
    name = named(("Đặng", 0.8), ("Thị", 0.97), ("Thu", 0.96), ("Hàng", 0.96))
    assert len(doubted_rows.doubtful_names([name], (1200, 900), known)) == 1
    for words in (("Thị", "Thu", "hàng"), ("Thị", "Thu", "2024"), ("Ký", "Thu", "Hàng")):
        row = named(*((word, 0.96) for word in words))
        assert doubted_rows.doubtful_names([row], (1200, 900), known) == []


def test_a_word_that_is_none_is_one_that_only_looks_like_a_name():
    known = frozenset({"Thị", "Thu", "Hằng"}).__contains__
    assert doubted_rows.has_unknown(named(("Thị", 0.9), ("Hãng", 0.95)).tokens, known)
    assert not doubted_rows.has_unknown(named((">", 0.9), ("Thị", 0.9), ("Hằng", 0.5)).tokens, known)


def test_a_name_that_begins_with_thi_has_lost_its_family_and_is_read_again():
    known = frozenset({"Thị", "Thu", "Vân"}).__contains__
    name = named(("Thị", 0.96), ("Thu", 0.96), ("Vân", 0.96), left=480)
    assert len(doubted_rows.doubtful_names([name], (1200, 900), known)) == 1


def test_a_name_that_was_read_well_and_a_title_are_not_read_again():
    rows = [named(("Trần", 0.95), ("Văn", 0.95), ("Bảo", 0.95)), named(("GIÁM", 0.5), ("ĐỐC", 0.5))]
    assert doubted_rows.doubtful_names(rows, (1200, 900), KNOWN) == []


def test_on_whole_print_an_item_is_looked_at_again_only_for_a_word_that_is_hardly_one():
    items = [
        row("-", "Công", "an", "tỉnh;", zone=Zone.FOOT_LEFT, sure=0.7, top=100),
        row("NC,", "Si;", zone=Zone.FOOT_LEFT, sure=0.3, top=130),
        row("-", "Lưu:", "VT,", "TH", "@).", zone=Zone.FOOT_LEFT, top=160),
    ]
    cuts = doubted_rows.doubtful_items(items, (1000, 800), torn=False)
    assert [cut.between[0] < 170 < cut.between[1] for cut in cuts] == [True, False]
    assert len(cuts) == 2


def test_items_of_whole_print_are_read_at_more_sizes():
    page = white()
    line(page, 100, 720, 200, height=14)
    (cut,) = second_look.rows_of_print(page, (80, 700, 380, 780), Zone.FOOT_LEFT, 100, 14)
    for torn, sizes in ((True, second_look.SCALES), (False, second_look.ITEM_SCALES)):
        _, placed = second_look.stack([cut], [[page]], 100, torn=torn)
        assert sorted(place.scale for place in placed if not place.witness) == sorted(sizes)
        assert [place.scale for place in placed if place.witness] == ([1.5] if torn else [])


def test_a_title_that_was_read_well_enough_is_not_read_again_unless_ink_stands_before_it():
    (cut, _) = second_look.rows_of_print(foot(), FOOT, Zone.FOOT_RIGHT, 100, 14)

    def row(left, sure):
        title = (
            token("HIỆU", confidence=sure, left=left, top=718, width=55),
            token("TRƯỞNG", left=left + 60, top=718, width=640 - left - 60),
        )
        return [Row(Zone.FOOT_RIGHT, title)]

    def is_title(text):
        return text == "HIỆU TRƯỞNG"

    assert second_look.doubtful([cut], row(482, 0.85), is_title) == []
    assert second_look.doubtful([cut], row(482, 0.7), is_title) == [cut]
    assert second_look.doubtful([cut], row(540, 0.85), is_title) == [cut]  # PHÓ under a seal
    assert second_look.doubtful([cut], row(482, 0.85)) == [cut]


def item(*words, top=900.0):
    tokens = [
        token(text, confidence=sure, left=100 + 70 * at, top=top, zone=Zone.FOOT_LEFT) for at, (text, sure) in enumerate(words)
    ]
    return Row(Zone.FOOT_LEFT, tuple(tokens))


def test_a_paraph_behind_an_items_stop_is_no_reason_to_read_it_again():
    asked = [("-", 0.9), ("Lưu:", 0.9), ("VT,", 0.9), ("KGVX", 0.93), ("(4).", 0.9)]
    for words, again in (((*asked, ("ẤA", 0.3)), False), ((*asked, ("Hương", 0.3)), True), (((*asked[:3], ("KGVX", 0.3)), True))):
        assert bool(doubted_rows.doubtful_items([item(*words)], (1200, 900), torn=False)) is again


def test_whose_electronic_signature_it_is_is_no_persons_name():
    words = [token(text, confidence=0.95, left=500 + 70 * at) for at, text in enumerate(("Tỉnh", "ủy", "Kiên", "Giang"))]
    assert (
        doubted_rows.doubtful_names([Row(Zone.FOOT_RIGHT, tuple(words))], (1200, 900), lambda word: word in {"Kiên", "Giang"}) == []
    )
