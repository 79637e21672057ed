"""Letterheads, types and items as other offices print them: what 30 letters of offices never seen had shown."""

import pytest

from schemas.letter import Document, NumberParts
from tasks.core.letter.confidence.issuer_evidence import _spells
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.issuer.full_name import join_names, roman
from tasks.core.letter.parts.doctype import with_own_code
from tasks.core.letter.recipients.mended_items import mended_text
from tasks.core.letter.understand import understand
from tasks.stations.routing import load_registry
from tests.unit.letter.letters import text_page

RIGHT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


def read(left: str, place: str, rest: str, right: str = RIGHT) -> Document:
    text = f"{left}\n{right}\n{place}\n{rest}\n"
    return understand([text_page(text)], load_registry()).documents[0]


REST = """Kính gửi: Sở Tài chính

Đề nghị quý cơ quan phối hợp thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

GIÁM ĐỐC

Trần Văn An"""


def test_a_body_whose_own_code_is_that_of_an_agreement() -> None:
    head = "SỞ VĂN HÓA VÀ THỂ THAO\nBẢO TÀNG TỈNH MÂY\nSố: 93/BTT-NV\nV/v kiểm kê hiện vật"
    letter = read(head, "Long An, ngày 14 tháng 10 năm 2024", REST)
    assert letter.doctype is not None
    assert letter.number_parts is not None
    assert (letter.doctype.value, letter.number_parts.issuer_code) == ("cong_van", "BTT")


def test_a_code_that_is_also_a_types_is_the_issuers_over_v_v() -> None:
    letter = read("BỘ Y TẾ\nCỤC PHÒNG BỆNH\nSố: 1127/PB-MTYT\nV/v kiểm tra nước sạch", "Hà Nội, ngày 14 tháng 10 năm 2025", REST)
    assert letter.doctype is not None
    assert letter.doctype.value == "cong_van"
    assert letter.number_parts is not None
    assert (letter.number_parts.type_code, letter.number_parts.issuer_code, letter.number_parts.unit_code) == (None, "PB", "MTYT")


def test_parts_of_a_titled_letter_stay() -> None:
    parts = NumberParts(number="12", symbol="TB-SYT", type_code="TB", issuer_code="SYT")
    assert with_own_code(parts, None) == parts


@pytest.mark.parametrize(
    ("left", "issuer"),
    [
        ("VKSND TỈNH LÀO CAI\nVIỆN KIỂM SÁT NHÂN DÂN\nKHU VỰC 2\nSố: 09/KL-VKSKV2", "Viện kiểm sát nhân dân khu vực 2 - Lào Cai"),
        ("UBMTTQ VIỆT NAM XÃ THẠCH BÌNH\nHỘI NÔNG DÂN\nSố: 11/GM-HND", "Hội Nông dân xã Thạch Bình"),
        ("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG\nVIỆT NAM\nVNPT GIA LAI\nSố: 742/VNPT-GLI-KTĐT", "VNPT Gia Lai"),
    ],
)
def test_where_the_issuers_name_begins(left: str, issuer: str) -> None:
    letter = read(left, "Lào Cai, ngày 28 tháng 11 năm 2025", f"THÔNG BÁO\nVề việc phối hợp\n\n{REST}")
    assert letter.issuer is not None
    assert letter.issuer.value.lower() == issuer.lower()


def test_a_city_whose_name_ends_like_a_room_ends_the_parent() -> None:
    left, right = "THÀNH ỦY HẢI PHÒNG\nBAN TỔ CHỨC\n*\nSố 07-HD/BTCTU", "ĐẢNG CỘNG SẢN VIỆT NAM"
    letter = read(left, "Hải Phòng, ngày 08 tháng 8 năm 2025", f"HƯỚNG DẪN\nvề đại hội chi bộ\n\n{REST}", right)
    assert letter.issuer is not None
    assert letter.issuer.value == "Ban Tổ chức Thành ủy Hải Phòng"


def test_a_misread_region_is_the_symbols() -> None:
    left = "CỤC HẢI QUAN\nCHI CỤC HẢI QUAN KHU VỰC IH\nSố: 1904/QĐ-HQKV3"
    letter = read(left, "Hải Phòng, ngày 20 tháng 8 năm 2025", f"QUYẾT ĐỊNH\nVề việc kiểm tra\n\n{REST}")
    assert letter.issuer is not None
    assert letter.issuer.value == "Chi cục Hải quan khu vực III"


def test_a_committee_of_a_union_is_not_joined_to_the_body_above() -> None:
    own = "Ban Thường vụ Hội Liên hiệp Phụ nữ thành phố Đà Nẵng"
    assert join_names(own, "Hội Liên hiệp Phụ nữ Việt Nam") == own


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 8, 9, 17, 20)] == ["I", "IV", "VIII", "IX", "XVII", "XX"]


def test_a_code_may_leave_out_what_every_such_body_is_called() -> None:
    assert _spells("PB", "Cục Phòng bệnh")
    assert _spells("ĐHHV", "Trường Đại học Hùng Vương")
    assert not _spells("KT", "Cục Phòng bệnh")


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("Ban Giám đốc (b/€)", "Ban Giám đốc (b/c)"),
        ("Công an xã Bảo Thắng (để th)", "Công an xã Bảo Thắng (để t/h)"),
        ("TTVT Quy Nhơn (uh)", "TTVT Quy Nhơn (t/h)"),
        ("VKSND khu vực G", "VKSND khu vực 6"),
        ("LĐLĐ các huyện, thị xã, thành phố", "LĐLĐ các huyện, thị xã, thành phố"),
    ],
)
def test_what_only_prints_one_way_is_put_right_and_no_body_is_made_another(read_as: str, meant: str) -> None:
    assert mended_text(read_as, lambda _: None, letters=True) == meant


def test_a_region_that_may_have_lost_a_stroke_is_doubted_unless_the_text_says_it() -> None:
    rest = REST.replace("Đề nghị", "Nộp vào Kho bạc Nhà nước khu vực {said}.").replace("- Lưu", "- KBNN khu vực VII;\n- Lưu")
    left = "UBND TỈNH BẮC NINH\nSỞ CÔNG THƯƠNG\nSố: 12/SCT-VP\nV/v nộp tiền"
    said = [
        read(left, "Bắc Ninh, ngày 12 tháng 11 năm 2025", rest.format(said=one)).printed_recipients[1] for one in ("VIII", "VII")
    ]
    assert [one.value for one in said] == ["KBNN khu vực VII"] * 2
    assert said[0].confidence < 0.9 <= said[1].confidence


def test_on_a_page_whose_strokes_were_counted_such_a_region_is_not_doubted() -> None:
    rest = REST.replace("- Lưu", "- KBNN khu vực VII;\n- Lưu")
    document = read("UBND TỈNH BẮC NINH\nSỞ CÔNG THƯƠNG\nSố: 12/SCT-VP", "Bắc Ninh, ngày 12 tháng 11 năm 2025", rest)
    printed = document.printed_recipients[1].model_copy(update={"page": 1, "confidence": 0.92})
    worth = [of_item(one, document, None, None, whole=True) for one in (printed, printed.model_copy(update={"confidence": 0.8}))]
    assert worth[0] > worth[1]
