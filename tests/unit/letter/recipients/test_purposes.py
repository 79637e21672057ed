"""What a body gets a letter for, (b/c), and strokes of rooms' codes: read badly, and one of few. Every letter is invented."""

import pytest

from schemas.letter import Document
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.recipients.file_item import mended_file
from tasks.core.letter.recipients.mended_items import mended_text
from tasks.core.letter.recipients.naming import is_garbled, name_end
from tasks.core.letter.understand import understand
from tests.unit.letter.confidence.test_calibration import EMPTY
from tests.unit.letter.letters import FOOT_RIGHT, letter_sheet
from tests.unit.letter.made import document
from tests.unit.vietnamese.scans import cleaned, scan


def of_scan(*rows: str, doubted: str, sure: float) -> Document:
    """The letter whose Nơi nhận has these rows; the words with `doubted` in them were read with the confidence `sure`."""
    sheet = letter_sheet()
    sheet.foot(("Nơi nhận:", *rows), FOOT_RIGHT)
    sheet.lines = [
        line.model_copy(
            update={
                "words": tuple(
                    w.model_copy(update={"confidence": sure}) if doubted in line.raw[w.start : w.end] else w for w in line.words
                )
            }
        )
        for line in sheet.lines
    ]
    (only,) = understand([sheet.page()]).documents
    return only


@pytest.mark.parametrize("read", ["(b/€)", "(/€)", "(Bb/c)", "(b/©)", "(l/c)", "(b/C)"])
def test_a_purpose_is_put_right_whatever_small_print_makes_of_it(read: str):
    assert mended_text(f"Cục Ươm mầm {read}", lambda _: None, letters=False) == "Cục Ươm mầm (b/c)"


def test_a_purpose_printed_with_a_capital_keeps_it():
    assert mended_text("Cục Ươm mầm (B/c)", lambda _: None, letters=False) == "Cục Ươm mầm (B/c)"


def test_a_name_is_as_sure_as_its_words_whatever_was_read_of_the_purpose():
    rows = ("- Như trên;", "- Cục Ươm mầm (b/€);", "- Cục Hoa kiểng;", "- Lưu: VT, CCHC.")
    badly = of_scan(*rows, doubted="(b/", sure=0.2)
    torn = of_scan(*rows, doubted="mầm", sure=0.2)
    assert [item.value for item in badly.printed_recipients][1] == "Cục Ươm mầm (b/c)"
    assert badly.printed_recipients[1].confidence > max(0.95, torn.printed_recipients[1].confidence)


def test_the_purpose_in_brackets_of_which_nothing_was_read_stays():
    assert cleaned(scan(("- Cục Ươm mầm (/€);", 0.3), "- Cục Hoa kiểng (bí);", "- Sở Cây trồng (b¿€);")) == [
        "- Cục Ươm mầm (b/c);",
        "- Cục Hoa kiểng (b/c);",
        "- Sở Cây trồng (b/c);",
    ]
    assert name_end("Cục Ươm mầm (/€)") == len("Cục Ươm mầm")
    assert name_end("Cục Ươm mầm (phía Bắc)") == len("Cục Ươm mầm (phía Bắc)")
    badly = of_scan("- Như trên;", "- Cục Ươm mầm (/€);", "- Lưu: VT, CCHC.", doubted="(/€)", sure=0.2)
    assert badly.printed_recipients[1].value == "Cục Ươm mầm (b/c)"


def test_a_copy_sent_by_wire_is_said_in_english():
    assert not is_garbled("Trưởng ban (e-copy)")
    assert is_garbled("Trưởng ban (e-coqy)")


def test_a_syllables_beginning_alone_is_a_torn_word():
    assert is_garbled("Các nh ủy viên")
    assert not is_garbled("Ban QLDA th/phố, NH nhà nước")


def test_an_item_of_which_print_was_not_read_is_never_sure():
    one = of_scan("- Như trên;", "- Sở Nội vụ …", "- Lưu: VT, CCHC.", doubted="…", sure=0.0)
    assert one.printed_recipients[1].value == "Sở Nội vụ …"
    assert one.printed_recipients[1].confidence < 0.6


@pytest.mark.parametrize(
    ("read", "meant"), [("PV0I", "PV01"), ("PVUI", "PV01"), ("PXO1", "PX01"), ("PV11", "PV11"), ("PVUB", "PVUB")]
)
def test_a_police_room_is_counted_in_figures(read: str, meant: str):
    assert mended_text(read, lambda _: None, letters=False) == meant


def test_a_stroke_put_right_for_a_figure_is_no_guess_and_another_letter_is():
    def weight(value: str, raw: str) -> float:
        item = {"value": value, "raw": raw, "confidence": 0.9, "rule": "recipients.noi_nhan.mended", "kind": "unit"}
        letter = document(printed_recipients=[item])
        return of_item(letter.printed_recipients[0], letter, EMPTY, None, whole=True)

    assert weight("PV01", "PV0I") == weight("PV01", "PV01") > weight("PV01", "PVUI")


def test_a_file_item_printed_without_its_colon_keeps_it_so():
    assert mended_file("Lưu VI, TTN", None) == "Lưu VT, TTN"
    assert mended_file("Lưu: VI, TTN", None) == "Lưu: VT, TTN"


@pytest.mark.parametrize(("last", "kept"), [("NA", ""), ("NA.", ". NA"), ("Na", ""), ("Na.", ". Na")])
def test_a_code_behind_the_file_items_stop_is_printed_to_its_own_stop_and_else_a_paraph(last: str, kept: str):
    one = of_scan("- Như trên;", "- Sở Nội vụ;", f"- Lưu: VT, HSTHA. {last}", doubted=last, sure=0.72)
    assert one.printed_recipients[-1].value == f"Lưu: VT, HSTHA{kept}"


def test_a_list_of_units_that_was_lost_leaves_a_doubted_item():
    def weight(value: str, sure: float) -> float:
        item = {"value": value, "raw": value, "confidence": sure, "rule": "recipients.noi_nhan", "kind": "organisation"}
        letter = document(printed_recipients=[item])
        return of_item(letter.printed_recipients[0], letter, EMPTY, None, whole=True)

    assert weight("Văn phòng Bộ, các Vụ, Cục", 0.6) < -2 < weight("Văn phòng Bộ, các Vụ, Cục", 0.95)


def test_a_name_is_no_surer_than_its_code():
    rows = ("- Như trên;", "- Lãnh đạo của Cục QLƯM;", "- Cục Hoa kiểng;", "- Lưu: VT, CCHC.")
    code = of_scan(*rows, doubted="QLƯM", sure=0.6)
    word = of_scan(*rows, doubted="của", sure=0.6)
    assert code.printed_recipients[1].confidence < word.printed_recipients[1].confidence
