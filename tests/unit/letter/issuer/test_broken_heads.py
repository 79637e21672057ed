"""Letterheads broken at odd places, with words whose marks or order were misread: what 114 letters of unknown offices had shown."""

import pytest

from schemas.letter import NumberParts
from schemas.page import Zone
from tasks.core.letter.confidence.issuer_evidence import is_code_of
from tasks.core.letter.issuer.full_name import ends_nameless, of_own_province
from tasks.core.letter.issuer.issuer import split_letterhead
from tasks.core.letter.issuer.letterhead import letterhead
from tasks.core.letter.rows.signs import party_title
from tasks.core.letter.rows.span import Span
from tasks.core.letter.vocabulary.agencies import canonical, marked_head, starts_agency
from tasks.core.letter.vocabulary.fields import with_marks_of_fields
from tests.unit.letter.made import document, found, scan_rows, span_of, text_rows


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        (["UBND TỈNH SÓC", "TRĂNG"], ["BAN QUẢN LÝ CÁC", "KHU CÔNG NGHIỆP"]),
        (["UBND THÀNH PHỐ SAO MAI"], ["TRUNG TÂM PHÁT TRIỂN", "QUỸ ĐẤT"]),
        (["BỘ TƯ LỆNH HẢI QUÂN"], ["VÙNG 4 HẢI QUÂN"]),
        (["THANH TRA CHÍNH PHỦ"], ["CỤC GIẢI QUYẾT KHIẾU NẠI,", "TỐ CÁO KHU VỰC 3"]),
        (["BAN CHẤP HÀNH", "TRUNG ƯƠNG"], ["BAN NỘI CHÍNH"]),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG", "HỘI NGƯỜI MÙ VIỆT NAM"], ["HỘI NGƯỜI MÙ", "TỈNH SAO MAI"]),
        (["BỘ TƯ LỆNH CẢNH SÁT BIỂN"], ["BỘ TƯ LỆNH", "VÙNG CẢNH SÁT BIỂN 3"]),
        ([], ["ỦY BAN NHÂN DÂN ĐẶC", "KHU BẾN MÂY"]),
        (["CỤC ĐƯỜNG BỘ VIỆT NAM"], ["KHU QUẢN LÝ ĐƯỜNG", "BỘ II"]),
        (["BHXH TỈNH SAO MAI"], ["BẢO HIỂM XÃ HỘI CƠ", "SỞ BẾN MÂY"]),
        (["VPĐKĐĐ TỈNH SAO MAI"], ["CHI NHÁNH VĂN PHÒNG ĐĂNG KÝ", "ĐẤT ĐAI HUYỆN BẾN MÂY"]),
        (["UBND TỈNH SAO MAI"], ["BAN CHỈ ĐẠO XÓA", "NHÀ TẠM TỈNH"]),
        (["UBND TỈNH SAO MAI"], ["BAN QUẢN LÝ RỪNG", "PHÒNG HỘ BẾN MÂY"]),
        (["SỞ TƯ PHÁP"], ["PHÒNG HỖ TRỢ PHÁP LÝ"]),
        (["BAN CHẤP HÀNH TRUNG ƯƠNG"], ["TỈNH ĐOÀN SAO MAI"]),
        (["SỞ NỘI VỤ"], ["CƠ SỞ CAI NGHIỆN MA TÚY", "SỐ 2"]),
        (["UBND TỈNH SAO MAI"], ["BAN QUẢN LÝ VƯỜN QUỐC GIA", "PHONG NHA - KẺ BÀNG"]),
        (["UBND TỈNH SAO MAI"], ["PHONG NỘI VỤ - LAO ĐỘNG"]),
    ],
)
def test_where_the_body_above_ends(parent: list[str], own: list[str]) -> None:
    above, name = split_letterhead(list(text_rows("\n".join([*parent, *own]))))
    assert ([row.text for row in above], [row.text for row in name]) == (parent, own)


def of_head(*rows: str) -> list[str]:
    return [row.text for row in letterhead(span_of("x", head="\n".join((*rows, "Số: 45/QLTT-VP"))))]


@pytest.mark.parametrize(
    "rows",
    [
        ("ĐỘI QUẢN LÝ THỊ TRƯỜNG", "SỐ 4"),
        ("TÒA ÁN NHÂN DÂN KHU VỰC", "4"),
        ("THƯỜNG TRỰC HỘI ĐỒNG", "NHÂN DÂN HUYỆN VĂN", "BÀN"),
        ("CHI CỤC CHĂN NUÔI VÀ THÚ", "Y"),
        ("PHÒNG TÀI CHÍNH", "- KẾ HOẠCH ĐẦU TƯ"),
        ("HIỆP HỘI DOANH NGHIỆP NHỎ", "VÀ VỪA", "TỈNH LÂM", "ĐỒNG"),
        ("TRUNG ƯƠNG HỘI", "NÔNG DÂN VIỆT NAM", "HỘI NÔNG DÂN TỈNH", "YÊN BÁI"),
    ],
)
def test_the_last_rows_of_a_name_are_of_it(rows: tuple[str, ...]) -> None:
    assert of_head(*rows) == list(rows)


def test_a_speck_below_a_name_is_not() -> None:
    assert of_head("ĐẢNG ỦY XÃ SAO MAI", "4") == ["ĐẢNG ỦY XÃ SAO MAI"]
    assert of_head("UBND TỈNH SAO MAI", "- SỞ Y TẾ SAO MAI") == ["UBND TỈNH SAO MAI", "SỞ Y TẾ SAO MAI"]


def test_words_of_one_printed_row_stand_from_left_to_right() -> None:
    rows = scan_rows([("NGÂN HÀNG HỢP TÁC XÃ", 0.1, 0.4), ("NAM", 0.26, 0.32), ("VIỆT", 0.18, 0.24), ("Số: 45/NHHT", 0.1, 0.4)])
    level = rows[1].line.box
    assert level is not None
    lines = [row.line.model_copy(update={"zone": Zone.HEAD_LEFT}) for row in rows]
    box = lines[2].box
    assert box is not None
    lines[2] = lines[2].model_copy(update={"box": (box[0], level[1], box[2], level[3])})
    read = tuple(type(row)(line, row.text, row.where, row.order, Zone.HEAD_LEFT) for row, line in zip(rows, lines, strict=True))
    assert [row.text for row in letterhead(Span(index=0, rows=read, head=read))] == ["NGÂN HÀNG HỢP TÁC XÃ", "VIỆT", "NAM"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("ĐÁẢNG ỦY PHƯỜNG BẾN MÂY", "ĐẢNG ỦY PHƯỜNG BẾN MÂY"),
        ("CỤC QUẢN LÝ THỊ HÀNH ÁN DÂN SỰ", "CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ"),
        ("CẢNG VỤ HÀNG KHÔNG MIỄN TRUNG", "CẢNG VỤ HÀNG KHÔNG MIỀN TRUNG"),
        ("UỶ BAN NHÂN DÂN XÃ HỌI AN", "UỶ BAN NHÂN DÂN XÃ HỘI AN"),
        ("ĐẢNG BỘ XÃ VÂN HÒA", "ĐẢNG BỘ XÃ VÂN HÒA"),
    ],
)
def test_words_of_names_have_the_marks_that_they_have(read: str, meant: str) -> None:
    assert marked_head(read) == meant


def test_running_text_is_left_alone() -> None:
    assert with_marks_of_fields("chính sách xã họi") == "chính sách xã họi"
    assert with_marks_of_fields("CHI CỤC KIẾM LÂM") == "CHI CỤC KIỂM LÂM"
    assert with_marks_of_fields("QUỸ ĐẦU TƯ PHÁT TRIẾN") == "QUỸ ĐẦU TƯ PHÁT TRIỂN"


def test_which_rows_begin_no_agency() -> None:
    assert [starts_agency(row) for row in ("SỐ 2", "TỐ CÁO VÀ THANH TRA", "CƠ SỞ 3", "VÙNG II")] == [False] * 4
    assert all(starts_agency(row) for row in ("SỞ 4T", "TỔ CÔNG TÁC", "CƠ SỞ CAI NGHIỆN", "HIỆP HỘI GỐM"))


def test_a_farmers_association_is_no_party() -> None:
    assert party_title("NÔNG DÂN VIỆT NAM") is None
    assert party_title("ĐÁNG GỌNG SẢN VIẸT NAM") is not None


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("TRUNG TÂM LƯU TRỮ QUỐC GIA III", "Trung tâm Lưu trữ Quốc gia III"),
        ("KHU QUẢN LÝ ĐƯỜNG BỘ II", "Khu Quản lý đường bộ II"),
        ("BẢO TÀNG TỈNH", "Bảo tàng tỉnh"),
        ("CHI CỤC KIỂM LÂM VÙNG VI", "Chi cục Kiểm lâm vùng VI"),
    ],
)
def test_roman_numbers_and_kinds_of_place_at_a_names_end(printed: str, name: str) -> None:
    assert canonical(printed) == name


def test_a_provinces_own_body_has_the_province_that_the_letter_is_from() -> None:
    assert of_own_province("Bảo tàng tỉnh", "Ninh Bình") == "Bảo tàng tỉnh Ninh Bình"
    assert of_own_province("Bảo tàng tỉnh", "Tam Điệp") == "Bảo tàng tỉnh"  # no province
    assert of_own_province("Tỉnh ủy Hà Tĩnh", "Hà Tĩnh") == "Tỉnh ủy Hà Tĩnh"  # no kind of place
    assert of_own_province("Ủy ban nhân dân tỉnh", "Ninh Bình") == "Ủy ban nhân dân tỉnh"  # its row lost the name


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("THUẾ TỈNH LẠNG SƠN", "LSO"),
        ("CỤC THUẾ TỈNH TRÀ VINH", "CTTVI"),
        ("CÔNG TY TNHH XÂY DỰNG HOÀNG GIA PHÁT", "HGP"),
        ("CHI CỤC TIÊU CHUẨN ĐO LƯỜNG CHẤT LƯỢNG", "TĐC"),
    ],
)
def test_codes_made_of_a_names_later_words_or_its_place(printed: str, code: str) -> None:
    parts = NumberParts(number="46", symbol=code, issuer_code=code)
    assert is_code_of(document(issuer=found(printed), number_parts=parts))
    other = NumberParts(number="46", symbol="KRX", issuer_code="KRX")
    assert not is_code_of(document(issuer=found(printed), number_parts=other))


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("ĐẢNG ỦY XÃ CÚC PHƯƠNG", False),
        ("UBND HUYỆN SƠN TỊNH", False),
        ("BẢO TÀNG TỈNH", True),
        ("ỦY BAN NHÂN DÂN PHƯƠNG", True),
        ("TỈNH", True),
    ],
)
def test_places_that_end_like_a_kind_of_place(name: str, lost: bool) -> None:  # noqa: FBT001
    assert ends_nameless(name) is lost
