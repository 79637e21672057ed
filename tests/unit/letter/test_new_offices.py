"""Letterheads and lists of offices of 2025: regions, names that repeat the body above, what vouches for them. All is invented."""

import pytest

from schemas.letter import NumberParts, PrintedRecipient
from tasks.core.letter.confidence.evidence import FOR, of_issuer, of_number
from tasks.core.letter.confidence.issuer_evidence import has_initials, is_code_of, is_said, is_said_otherwise
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.fields.place_date import find_wrapped_date
from tasks.core.letter.issuer.full_name import ends_nameless, join_names
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.number.number import find_number
from tasks.core.letter.recipients.mended_items import mended_text
from tasks.core.letter.recipients.recipients import file_parts, find_recipients
from tasks.core.letter.rows.signs import KINH_GUI, bare
from tasks.core.letter.understand import understand
from tasks.core.registry.entries import Entries
from tasks.core.registry.expand import Content
from tasks.core.registry.registry import Registry
from tasks.core.vietnamese.text import text_page
from tests.unit.letter.made import document, found, scan_rows, span_of, text_rows

EMPTY = Registry(Content(Entries({}), {}, {}), version="t")


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        (["KHO BẠC NHÀ NƯỚC"], ["KHO BẠC NHÀ NƯỚC KHU VỰC IX"]),
        (["CỤC THUẾ"], ["THUẾ TỈNH SAO MAI"]),
        (["MẶT TRẬN TỔ QUỐC VIỆT NAM"], ["ỦY BAN MTTQ VIỆT NAM TỈNH SAO MAI"]),
        (["CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ"], ["THI HÀNH ÁN DÂN SỰ TỈNH SAO MAI"]),
        (["VIỆN KIỂM SÁT NHÂN DÂN", "TỈNH SAO MAI"], ["VIỆN KIỂM SÁT NHÂN DÂN KHU VỰC 3"]),
        (["SỞ Y TẾ SAO MAI"], ["BỆNH VIỆN ĐA KHOA", "KHU VỰC HÒA HỢP"]),
        (["UBND TỈNH SAO MAI"], ["BAN QUẢN LÝ", "KHU KINH TẾ HÒA HỢP"]),
        ([], ["KHO BẠC NHÀ NƯỚC", "KHU VỰC IX"]),
        ([], ["CỤC", "THI HÀNH ÁN DÂN SỰ TỈNH SAO MAI"]),
    ],
)
def test_where_the_body_above_ends(parent: list[str], own: list[str]) -> None:
    above, name = split_letterhead(list(text_rows("\n".join([*parent, *own]))))
    assert ([row.text for row in above], [row.text for row in name]) == (parent, own)


@pytest.mark.parametrize(
    ("own", "parent", "full"),
    [
        ("Tòa án nhân dân khu vực 2", "Tòa án nhân dân tỉnh Sao Mai", "Tòa án nhân dân khu vực 2 - Sao Mai"),
        ("Ban Tiếp công dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh Sao Mai", "Ban Tiếp công dân tỉnh Sao Mai"),
        ("Đảng ủy các cơ quan Đảng tỉnh", "Tỉnh ủy Sao Mai", "Đảng ủy các cơ quan Đảng tỉnh Sao Mai"),
        ("Ban Tổ chức", "Ban Chấp hành Trung ương", "Ban Tổ chức Trung ương"),
        ("Văn phòng Trung ương Đảng", "Ban Chấp hành Trung ương", "Văn phòng Trung ương Đảng"),
        ("Thuế cơ sở 6", "Thuế thành phố Sao Mai", "Thuế cơ sở 6 thành phố Sao Mai"),
        ("Công an tỉnh Sao Mai", "Bộ Công an", "Công an tỉnh Sao Mai"),
        ("Công ty Môi trường đô thị Hà Tĩnh", "Ủy ban nhân dân tỉnh Hà Tĩnh", "Công ty Môi trường đô thị Hà Tĩnh"),
        ("Bệnh viện đa khoa tỉnh", "Sở Y tế Hà Tĩnh", "Bệnh viện đa khoa tỉnh Hà Tĩnh"),
        ("Ban Thường vụ Tỉnh đoàn", "Ban Chấp hành Đoàn tỉnh Sao Mai", "Ban Thường vụ Tỉnh đoàn Sao Mai"),
        ("Thành đoàn", "Ban Chấp hành Đoàn TNCS Hồ Chí Minh thành phố Sao Mai", "Thành đoàn Sao Mai"),
    ],
)
def test_a_name_that_says_nothing_alone_takes_its_place_from_the_body_above(own: str, parent: str, full: str) -> None:
    assert join_names(own, parent) == full


def test_a_name_that_ends_with_ha_tinh_is_whole() -> None:
    assert ends_nameless("Ủy ban nhân dân tỉnh")
    assert not ends_nameless("Sở Y tế Hà Tĩnh")


@pytest.mark.parametrize(
    ("raw", "code", "own"),
    [
        ("ỦY BAN NHÂN DÂN XÃ HÒA HỢP", "UBND", True),
        ("UBND XÃ HÒA HỢP", "UBND", True),
        ("ĐẢNG ỦY XÃ HÒA HỢP", "ĐU", True),
        ("BAN QUẢN LÝ DỰ ÁN 79", "BQLDA79", True),
        ("BAN QUẢN LÝ DỰ ÁN 79", "BQLDA78", False),
        ("CHI CỤC HẢI QUAN KHU VỰC VI", "KBNN", False),
    ],
)
def test_a_code_is_made_of_a_names_letters_whatever_their_marks(raw: str, code: str, *, own: bool) -> None:
    parts = NumberParts(number="45", symbol=code, issuer_code=code)
    assert is_code_of(document(issuer=found(raw.capitalize(), raw=raw), number_parts=parts)) is own


SAID = "Để phục vụ báo cáo, Ban Quản lý dự án Cầu Mây đề nghị các đơn vị gửi số liệu."


@pytest.mark.parametrize(
    ("raw", "body", "said"),
    [
        ("BAN QUẢN LÝ DỰ ÁN CẦU MÂY", SAID, True),
        ("BAN QUẢN LÝ DỰ ÁN CẦU MÁY", SAID, False),
        ("BQL DỰ ÁN CẦU MÂY", SAID, True),
        ("DỰ ÁN CẦU MÂY", SAID, False),
        ("KHU VỰC HÒA HỢP", "Theo đó, Bệnh viện khu vực Hòa Hợp đề nghị xem xét.", False),
        ("HỘI ĐỒNG NHÂN DÂN XÃ HÒA HỢP", "Theo đó, Văn phòng Hội đồng nhân dân xã Hòa Hợp báo cáo.", False),
    ],
)
def test_the_text_says_who_writes(raw: str, body: str, *, said: bool) -> None:
    assert is_said(document(issuer=found(raw.capitalize(), raw=raw), body=body)) is said


@pytest.mark.parametrize(
    ("raw", "body", "otherwise"),
    [
        ("KHO BẠC NHÀ NƯỚC KHU VỰC VII", "Kho bạc Nhà nước khu vực VIII đề nghị đối chiếu.", True),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC VIII", "Kho bạc Nhà nước khu vực VIII đề nghị; Kho bạc Nhà nước khu vực IX nhận.", False),
        ("KHO BẠC NHÀ NƯỚC KHU VỰC VII", "Đề nghị đối chiếu.", False),
        ("THUẾ CƠ SỞ 3", "Thuế cơ sở 8 thông báo.", True),
    ],
)
def test_a_region_whose_number_the_text_gives_otherwise_is_doubted(raw: str, body: str, *, otherwise: bool) -> None:
    one = document(issuer=found(raw.capitalize(), raw=raw), body=body)
    assert is_said_otherwise(one) is otherwise
    assert (of_issuer(one, None) < 0) is otherwise


@pytest.mark.parametrize(
    ("code", "text", "made"),
    [
        ("KTNN", "công tác kế toán nhà nước", True),
        ("CTXH&PT", "Ban Công tác xã hội và Phong trào", True),
        ("QLDT", "phòng Quản lý đô thị", False),
        ("KT", "phòng Kinh tế", False),
        ("KT", "Phòng KT chủ trì", True),
        ("TFGS", "Thanh tra, giám sát", False),
    ],
)
def test_a_code_is_vouched_for_by_the_words_that_it_is_made_of(code: str, text: str, *, made: bool) -> None:
    assert has_initials(code, text) is made


def test_a_drafting_unit_that_the_letter_names_is_surer_than_one_that_nobody_knows() -> None:
    item = found("Lưu: VT, MGNT", confidence=0.8).model_dump() | {"kind": "file", "drafting_unit": "MGNT"}

    def weight(body: str) -> float:
        one = document(printed_recipients=(item,), body=body)
        return of_item(one.printed_recipients[0], one, EMPTY, None, whole=True)

    assert weight("Phòng Mây gió Nam Trung chủ trì.") > 0 > weight("Phòng Tổng hợp chủ trì.")


@pytest.mark.parametrize(
    "printed", ["Lưu: VI; KHTH", "Lưu: VE KHTH", "Lưu: VL KHTH", "Lưu: VTý KHTH", "Lưu: VT, KHTH", "Lưu: VI, KHTH"]
)
def test_the_room_of_every_file_copy_is_no_unit_however_it_was_read(printed: str) -> None:
    assert file_parts(printed) == ("KHTH", None, None)


def test_what_follows_the_room_behind_a_misread_comma_is_no_stroke_of_a_pen() -> None:
    rows = scan_rows([("Nơi nhận:", 0.1, 0.3), ("- Như trên;", 0.1, 0.3), ("- Lưu: VT; MgC.", 0.1, 0.3)])
    assert [item.value for item in find_recipients(rows)][-1] == "Lưu: VT; MgC"


def test_a_purpose_put_right_leaves_the_name_as_sure_as_it_was() -> None:
    assert mended_text("Sở Mây Gió (để b/€)", lambda _: None, letters=True) == "Sở Mây Gió (để b/c)"


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        (["Thành phố Sao Mai, ngày 15 tháng 10 năm", "2025"], "2025-10-15"),
        (["Thành phố Sao Mai, ngày 15 tháng 10", "năm 2025"], "2025-10-15"),
        (["Thành phố Sao Mai, ngày 15 tháng 10 năm", "V/v báo cáo"], None),
        (["Thành phố Sao Mai, ngày 45 tháng 10 năm", "2025"], None),
        (["Họp ngày 15 tháng 10 năm nay", "2025"], None),
    ],
)
def test_a_date_whose_year_wrapped(rows: list[str], day: str | None) -> None:
    place, issued = find_wrapped_date(text_rows("\n".join(rows)))
    assert (issued.value if issued else None) == day
    assert (place.value if place else None) == ("Thành phố Sao Mai" if day else None)


def test_a_regions_number_is_part_of_the_symbol() -> None:
    number, parts = find_number(text_rows("Số: 415/KV IX-TH"), "state")
    assert number is not None
    assert number.value == "415/KVIX-TH"
    assert parts is not None
    assert parts.unit_code == "TH"


def test_a_symbol_that_goes_on_behind_a_blank_is_doubted() -> None:
    number, _ = find_number(text_rows("Số: 415/MGB 7A-TH"), "state")
    assert number is not None
    assert number.confidence < 0.9


def test_a_row_that_was_read_twice_under_a_seal_is_one_name() -> None:
    span = span_of("Nội dung.", head="UBND TỈNH SAO MAI\nSỞ Y TẾ\nSỞ Y TẾ.\nSố: 45/SYT-NVY")
    assert [row.text for row in letterhead(span)] == ["UBND TỈNH SAO MAI", "SỞ Y TẾ"]


@pytest.mark.parametrize(
    ("own", "parent", "name"),
    [
        ("Thanh tra Bộ", "Bộ Y tế", "Thanh tra Bộ Y tế"),
        ("Văn phòng Sở", "Sở Xây dựng", "Văn phòng Sở Xây dựng"),
        ("Bệnh viện Đa khoa tỉnh", "Sở Y tế Sơn La", "Bệnh viện Đa khoa tỉnh Sơn La"),
        ("Bệnh viện Đa khoa tỉnh", "Sở Y tế", "Bệnh viện Đa khoa tỉnh"),
    ],
)
def test_a_name_that_ends_with_the_sort_of_the_body_above(own: str, parent: str, name: str) -> None:
    assert join_names(own, parent) == name


def test_a_military_region_under_its_ministry() -> None:
    rows = text_rows("BỘ QUỐC PHÒNG\nQUÂN KHU 9")
    parent, own = split_letterhead(list(rows))
    assert ([row.text for row in parent], [row.text for row in own]) == (["BỘ QUỐC PHÒNG"], ["QUÂN KHU 9"])


def test_the_title_of_the_youth_unions_letters_is_no_issuer() -> None:
    span = span_of("Nội dung.", head="BCH ĐOÀN TỈNH SAO MAI\nĐOÀN TNCS HỒ CHÍ MINH\nSố: 45-CV/TĐTN-VP")
    assert [row.text for row in letterhead(span)] == ["BCH ĐOÀN TỈNH SAO MAI"]


@pytest.mark.parametrize(
    ("filed", "of_text", "least"),
    [
        ("Lưu: VT, XQZT", True, FOR),
        ("Lưu: VT, XQZT", False, -FOR),
        ("Lưu: VT, P.CNTT", False, FOR),
        ("Lưu: VT, Dược", False, FOR),
    ],
)
def test_what_vouches_for_a_unit_that_nobody_knows(filed: str, *, of_text: bool, least: float) -> None:
    unit, drafter, _ = file_parts(filed)
    item = PrintedRecipient(
        value=filed,
        raw=filed,
        confidence=0.9,
        page=None if of_text else 1,
        rule="r",
        kind="file",
        drafting_unit=unit,
        drafter=drafter,
    )
    assert of_item(item, document(), EMPTY, None, whole=True) == least


@pytest.mark.parametrize(("symbol", "doubted"), [("517/TTr", True), ("517/TTr-BVĐKT", False), ("12/HĐ", False)])
def test_a_symbol_of_a_type_alone_has_lost_its_office(symbol: str, *, doubted: bool) -> None:
    number, parts = find_number(text_rows(f"Số: {symbol}"), "state")
    one = document().model_copy(update={"doctype": None, "number": number, "number_parts": parts})
    assert (of_number(one, [one], None) < -2) is doubted


def test_small_letters_of_a_code_only_tell_two_bodies_apart() -> None:
    parts = NumberParts(number="59", symbol="QĐ-TTrB", type_code="QĐ", issuer_code="TTrB")
    one = document().model_copy(update={"issuer": found("Thanh tra Bộ Y tế", raw="THANH TRA BỘ"), "number_parts": parts})
    assert is_code_of(one)


def test_an_introduction_names_whom_its_bearer_is_sent_to() -> None:
    text = (
        "GIẤY GIỚI THIỆU\nTrường trân trọng giới thiệu:\nBà: Lê Thị Mai\nĐược cử đến: Sở Y tế tỉnh Sao Mai\nVề việc: nhận tài liệu."
    )
    letter = (
        f"SỞ Y TẾ\nTRƯỜNG HÒA HỢP\nSố: 15/GGT-THH\nSao Mai, ngày 09 tháng 9 năm 2024\n{text}\nNơi nhận:\n- Như trên;\n- Lưu: VT."
    )
    one = understand([text_page(letter)], EMPTY).documents[0]
    assert [item.value for item in one.addressees] == ["Sở Y tế tỉnh Sao Mai"]


@pytest.mark.parametrize(
    ("row", "calls"),
    [
        ("ề ¬ Hi nh gửi: Các huyện ủy", True),  # a stamp's strokes over the label
        ("Các cơ quan nhận và gửi: Sở Y tế", False),
        ("TƯ LỆNH QUÂN KHU 9 điện:", True),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:", True),
        ("Giám đốc công ty, người đại diện: Lê Thị Mai", False),
    ],
)
def test_who_is_written_to(row: str, *, calls: bool) -> None:
    assert (KINH_GUI.match(bare(row)) is not None) is calls
