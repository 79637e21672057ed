"""Nơi nhận of a bad scan: lost dashes and stops, strokes of a pen. Every letter is invented."""

import pytest

from schemas.letter import Document
from schemas.page import Zone
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, Sheet, letter_sheet


def only(sheet: Sheet) -> Document:
    (document,) = understand([sheet.page()]).documents
    return document


def listed(*rows: str) -> list[str]:
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    return [item.value for item in only(sheet).printed_recipients]


def test_two_whole_items_of_which_the_second_lost_its_dash_are_two():
    assert listed("- UBKT Tỉnh ủy,", "Thường trực HĐND tỉnh;", "- Lưu: VT, CCHC.")[:2] == ["UBKT Tỉnh ủy", "Thường trực HĐND tỉnh"]


def test_what_is_left_of_the_second_standing_committee_is_put_right():
    sheet = letter_sheet()
    sheet.foot(
        ("Nơi nhận:", "- Như trên;", "- TT Tỉnh ủy, VF. HĐND tỉnh;", "- TT. Tỉnh ủy, HĐND tỉnh;", "- Lưu: VT, CCHC."), FOOT_RIGHT
    )
    sheet.lines = [
        line.model_copy(update={"words": tuple(word.model_copy(update={"confidence": 0.7}) for word in line.words)})
        if "TT" in line.text
        else line
        for line in sheet.lines
    ]
    values = [item.value for item in only(sheet).printed_recipients]
    assert values[1:3] == ["TT. Tỉnh ủy, TT. HĐND tỉnh", "TT. Tỉnh ủy, HĐND tỉnh"]


def test_a_set_that_ends_without_a_mark_among_marked_items_lost_its_end():
    rows = ("- Như trên;", "- Các ban đảng và các đoàn, BC", "- Công an tỉnh;", "- Lưu: VT, CCHC.")
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    _, lost, police, _ = only(sheet).printed_recipients
    assert lost.confidence < 0.9 <= police.confidence


WIDE = "- Các Bộ, cơ quan ngang Bộ, cơ quan thuộc CP;"


def test_a_row_that_stops_though_the_next_words_had_room_is_an_item_of_its_own():
    rows = ("- Như trên;", WIDE, "- Trang tin điện tử,", "Trung tâm Lưu trữ Sao Mai;", "- Lưu: VT, CCHC.")
    assert listed(*rows)[2:4] == ["Trang tin điện tử", "Trung tâm Lưu trữ Sao Mai"]


def test_a_row_that_the_column_wrapped_goes_on():
    rows = ("- Như trên;", WIDE, "- Sở Tư pháp, Sở Tài chính, Sở Nội vụ,", "Trung tâm Lưu trữ Sao Mai;", "- Lưu: VT, CCHC.")
    assert listed(*rows)[2] == "Sở Tư pháp, Sở Tài chính, Sở Nội vụ, Trung tâm Lưu trữ Sao Mai"


def test_an_item_that_lost_its_last_word_ends_before_a_usual_one():
    rows = ("- Như trên;", "- Tỉnh ủy, UBND các tỉnh, TP trực thuộc", "Văn phòng Tổng Bí thư;", "- Lưu: VT, CCHC.")
    assert listed(*rows)[1:3] == ["Tỉnh ủy, UBND các tỉnh, TP trực thuộc", "Văn phòng Tổng Bí thư"]


def test_a_list_that_goes_on_after_a_comma_is_one_item():
    assert listed("- Thường trực Tỉnh ủy,", "HĐND tỉnh;", "- Lưu: VT, CCHC.")[0] == "Thường trực Tỉnh ủy, HĐND tỉnh"


def test_a_stroke_in_the_margin_before_a_dash_is_not_of_the_item():
    assert listed("- Như trên;", "- Ñ - Chuyên viên;", "V - Sở Nội vụ;", "- Lưu: VT, CCHC.")[1:3] == ["Chuyên viên", "Sở Nội vụ"]


def test_a_small_letter_read_for_a_dash_begins_an_item():
    assert listed("- Đoàn ĐBQH tỉnh;", "z CT, các PCT. UBND tỉnh;", "- Lưu: VT, KT (10).")[1] == "CT, các PCT. UBND tỉnh"


def test_the_file_item_is_known_by_its_room_whatever_its_label_was_read_as():
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", "- Như trên;", "- 1mu: VI, CCHC, nmai."), FOOT_RIGHT)
    item = only(sheet).printed_recipients[-1]
    assert (item.kind, item.drafting_unit, item.drafter) == ("file", "CCHC", "nmai")


def test_a_word_behind_a_wide_blank_of_a_badly_read_list_stays():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT[:-1], FOOT_RIGHT)
    sheet.put("- Lưu: VT, CCHC  nmai.", Zone.FOOT_LEFT, left=0.15, sure=0.3)
    assert only(sheet).printed_recipients[-1].value.endswith("nmai")


def test_strokes_of_a_pen_behind_the_drafters_mark_are_not_of_the_item():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT[:-1], FOOT_RIGHT)
    sheet.put("- Lưu: VT, CCHC, nmai: 7Ê", Zone.FOOT_LEFT, left=0.15, sure=0.6)
    assert only(sheet).printed_recipients[-1].value == "Lưu: VT, CCHC, nmai"


def test_a_room_of_which_one_letter_is_left_is_the_clerks():
    assert listed("- Như trên;", "- bưu: V, KGVX (4).")[1] == "Lưu: VT, KGVX (4)"


def test_the_first_of_two_whole_items_may_have_a_letter_misread():
    items = listed("- Như trên;", "- Công an tỉnh;", "- Trung tâm Phục vụ HỌC,", "Đoàn ĐBQH tỉnh;", "- Lưu: VT.")
    assert items[-3:-1] == ["Trung tâm Phục vụ HCC", "Đoàn ĐBQH tỉnh"]


def test_an_item_that_begins_far_in_with_a_small_letter_has_lost_its_first_words():
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", "- Các đ/c Tỉnh ủy viên;", "- Báo tỉnh;", "- Công an tỉnh;", "- Lưu: VT."), FOOT_RIGHT)
    at = next(at for at, line in enumerate(sheet.lines) if "viên" in line.text)
    line = sheet.lines[at]
    assert line.box is not None
    first = line.words[-2].start
    words = tuple(word.model_copy(update={"start": word.start - first, "end": word.end - first}) for word in line.words[-2:])
    text = line.text[first:]
    update = {"raw": text, "text": text, "words": words, "box": (words[0].box[0], *line.box[1:]), "end": line.start + len(text)}
    sheet.lines[at] = line.model_copy(update=update)
    torn, *others = only(sheet).printed_recipients
    assert torn.value == "ủy viên"
    assert torn.confidence < 0.7
    assert others[0].confidence > 0.9


@pytest.mark.parametrize(
    "row", ["- Báo, Đài PT-TH tỉnh; Aj \\/ có AC MA NA TH CO LA", "- Lưu Văn phòng Tỉnh ủy. Aj \\/ có AC MA NA TH CO"]
)
def test_a_row_that_a_signatures_strokes_draw_into_the_other_column_stays_in_the_list(row: str):
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", "- Như trên;", row), FOOT_RIGHT)
    end = max(row.find(";"), row.find(". ")) + 1
    lines = [
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"confidence": 0.3}) if w.start > end else w for w in line.words)}
        )
        if line.text == row
        else line
        for line in sheet.lines
    ]
    page = sheet.page().model_copy(update={"lines": tuple(lines)})
    (document,) = understand([page]).documents
    assert [item.value for item in document.printed_recipients] == ["Như trên", row[2 : end - 1]]
