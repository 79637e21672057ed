"""Items of Nơi nhận of a torn scan: commas, level words, purposes, initials behind the last. Every name is invented."""

import pytest

from schemas.letter import Document, PrintedRecipient
from schemas.page import Word
from tasks.core.letter.confidence.evidence import FIRMLY
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.recipients.naming import name_end
from tasks.core.letter.recipients.torn_items import filed, put_right
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_RIGHT, letter_sheet
from tests.unit.letter.made import document


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Hội Làm vườn. Đoàn TN, Hội Nuôi ong", "Hội Làm vườn, Đoàn TN, Hội Nuôi ong"),
        ("Khoa ABCD. Khoa XYZ", "Khoa ABCD, Khoa XYZ"),
        ("Chánh. Phó CVP", "Chánh, Phó CVP"),
        ("UBND tỉnh. Sở ABC (b/c)", "UBND tỉnh, Sở ABC (b/c)"),
    ],
)
def test_a_stop_between_names_of_an_item_is_a_comma(read: str, printed: str):
    assert put_right(read, closed=True) == (printed, False)


@pytest.mark.parametrize(
    "printed",
    [
        "TT. Tỉnh ủy, TT. HĐND tỉnh",
        "VF. HĐND tỉnh",
        "VPCP: các Vụ, Cục. TH, KTTH",
        "UBND TP. Sao Mai",
        "P. Kế toán",
        "CT, các PCT. UBND tỉnh",
        "UBND H. Sao",
        "Tổ máy tính",
        "Vụ X (PA05)",
        "Sở Y (B/c)",
        "Sở Y (để biết)",
        "Phong Điền",
        "Hội đồng Trường và",
    ],
)
def test_what_is_printed_so_stays(printed: str):
    assert put_right(printed, closed=False) == (printed, False)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Thường trực Hội ABC tính", "Thường trực Hội ABC tỉnh"),
        ("Chủ tịch, các PCT UBND và", "Chủ tịch, các PCT UBND xã"),
        ("Các Bạn HĐND tỉnh", "Các Ban HĐND tỉnh"),
        ("Các phong AB, VP", "Các phòng AB, VP"),
        ("Website Cục Thuê", "Website Cục Thuế"),
        ("VPCP: các Vụ, Cực. TH, KTTH", "VPCP: các Vụ, Cục. TH, KTTH"),
        ("TT Lê Văn. Sao", "TT Lê Văn Sao"),
        ("Đc phụ trách", "Đ/c phụ trách"),
        ("Đức Phó Trưởng Đoàn", "Đ/c Phó Trưởng Đoàn"),
    ],
)
def test_a_word_has_the_marks_that_it_has_there(read: str, printed: str):
    assert put_right(read, closed=True) == (printed, False)


def test_letters_of_a_level_are_guessed_behind_a_code_alone():
    assert put_right("ABCD, EFGH nh", closed=True) == ("ABCD, EFGH tỉnh", True)
    assert put_right("Ban nh", closed=True) == ("Ban nh", False)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("(để b)", "(để b/c)"),
        ("(đẻ b c)", "(để b/c)"),
        ("(Œ€)", "(b/c)"),
        ("(uh)", "(t/h)"),
        ("(thiện)", "(t/hiện)"),
        ("(Uhiện)", "(t/hiện)"),
        ("(p:hợp)", "(p/hợp)"),
        ("(đe bíc)", "(để b/c)"),
        ("(đế thì", "(để t/h)"),
        ("(biêU", "(biết)"),
        ("(đẻ biêu", "(để biết)"),
        ("(phối hợp}", "(phối hợp)"),
        ("(đế đăng tin]", "(để đăng tin)"),
    ],
)
def test_a_purpose_that_lost_its_stroke_or_its_bracket_is_put_right(read: str, printed: str):
    text = f"Cục Ươm mầm {read}"
    assert put_right(text, closed=True) == (f"Cục Ươm mầm {printed}", False)
    assert name_end(text) == len("Cục Ươm mầm")


def test_the_comma_behind_the_room_that_keeps_the_file():
    assert filed("Lưu: VP. ABC") == "Lưu: VP, ABC"
    assert filed("Lưu: VT ABCD, hoa") == "Lưu: VT, ABCD, hoa"
    assert filed("Lưu; VP ABC") == "Lưu: VP ABC"


def of_foot(rows: tuple[str, ...], *, gap: float) -> Document:
    """The letter whose Nơi nhận has these rows; the last word of the last stands `gap` of the page's width from the one before."""
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    sheet.lines = [
        line.model_copy(update={"words": moved(line.words, gap)}) if line.raw == rows[-1] else line for line in sheet.lines
    ]
    (only,) = understand([sheet.page()]).documents
    return only


def moved(words: tuple[Word, ...], gap: float) -> tuple[Word, ...]:
    last, before = words[-1], words[-2]
    left, _, right, _ = last.box
    start = before.box[2] + gap
    return (*words[:-1], last.model_copy(update={"box": (start, last.box[1], start + right - left, last.box[3])}))


def filed_with(mark: str, *, gap: float) -> str:
    return of_foot(("- Như trên;", f"- Lưu: VT, CCHC {mark}"), gap=gap).printed_recipients[-1].value


def test_initials_well_apart_from_the_last_item_are_no_part_of_it():
    assert filed_with("MA", gap=0.05) == "Lưu: VT, CCHC"


@pytest.mark.parametrize(("word", "gap"), [("MA", 0.001), ("TH", 0.05), ("hoa", 0.05)])
def test_print_stays_though_it_stands_apart(word: str, gap: float):
    assert word in filed_with(word, gap=gap)


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("VPCP: các Vụ, Cục: TH, NC", "VPCP: các Vụ, Cục: TH, … NC"),
        ("Hội Nuôi ong (biê", "Hội Nuôi ong (biê"),
        ("TT. Tỉnh ủy, TT", "TT Tỉnh ủy, TT"),
        ("Báo và", "Báo và"),
    ],
)
def test_an_item_of_which_a_part_was_not_read_is_doubted(value: str, raw: str):
    item = PrintedRecipient(value=value, raw=raw, confidence=0.95, page=1, rule="recipients.noi_nhan", kind="organisation")
    assert of_item(item, document(), None, None, whole=True) <= FIRMLY


@pytest.mark.parametrize("value", ["Các chi, đảng bộ trực thuộc", "Cục Ươm mầm (b/c)", "TT Hội Nuôi ong"])
def test_a_whole_item_is_not_doubted_for_its_end(value: str):
    item = PrintedRecipient(value=value, raw=value, confidence=0.95, page=1, rule="recipients.noi_nhan", kind="organisation")
    assert of_item(item, document(), None, None, whole=True) == 0.0


def test_a_drafter_with_a_figure_stays_however_doubtful():
    rows = ("- Như trên;", "- Lưu: VT, ABC. Hoa8.")
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    sheet.lines = [line.model_copy(update={"words": torn(line.words)}) if line.raw == rows[-1] else line for line in sheet.lines]
    (only,) = understand([sheet.page()]).documents
    assert only.printed_recipients[-1].value == "Lưu: VT, ABC. Hoa8"


def test_copies_whose_bracket_was_misread_stay_and_are_doubted():
    rows = ("- Như trên;", "- Lưu: VT, CCHC Œb).")
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    sheet.lines = [
        line.model_copy(update={"words": torn(moved(line.words, 0.02))}) if line.raw == rows[-1] else line for line in sheet.lines
    ]
    (only,) = understand([sheet.page()]).documents
    found = only.printed_recipients[-1]
    assert "b)" in found.value
    assert found.confidence < 0.9


def torn(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return (*words[:-1], words[-1].model_copy(update={"confidence": 0.58}))
