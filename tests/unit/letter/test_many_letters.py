"""Whole letters of many offices as texts, each with what is uncommon in it; every name, number and event is invented."""

import pytest

from schemas.letter import Document
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import text_page

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT, KT.\n\nGIÁM ĐỐC\n\nLê Thị Mai\n"


def read(text: str) -> list[Document]:
    return list(understand([text_page(text)]).documents)


def only(text: str) -> Document:
    (document,) = read(text)
    return document


def values(found: object) -> list[str]:
    return [item.value for item in found]  # type: ignore[attr-defined]


def test_a_joint_letterhead_names_both_agencies() -> None:
    document = only(
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH SAO MAI\nSỞ Y TẾ\nSố: 18/CTPH-LĐLĐ-SYT\n" + STATE + "Sao Mai, ngày 25 tháng 02 năm 2021\n\n"
        "CHƯƠNG TRÌNH PHỐI HỢP\nKhám sức khỏe cho công nhân năm 2021\n\nHai bên thống nhất các nội dung sau:\n1. Tổ chức khám.\n\n"
        "LIÊN ĐOÀN LAO ĐỘNG TỈNH\nCHỦ TỊCH\n\nTrần Văn Sáu\n\n"
        "SỞ Y TẾ\nGIÁM ĐỐC\n\nLê Thị Mai\n\nNơi nhận:\n- UBND tỉnh;\n- Lưu: VT.\n"
    )
    assert document.issuer is not None
    assert document.issuer.value == "Liên đoàn Lao động tỉnh Sao Mai - Sở Y tế"
    assert document.parent_issuer is None
    assert document.doctype is not None
    assert document.doctype.value == "chuong_trinh"
    assert document.subject is not None
    assert document.subject.value == "Khám sức khỏe cho công nhân năm 2021"
    assert [(s.title.value if s.title else None, s.name.value if s.name else None) for s in document.signers] == [
        ("CHỦ TỊCH", "Trần Văn Sáu"),
        ("GIÁM ĐỐC", "Lê Thị Mai"),
    ]


def test_of_three_agencies_the_one_right_above_is_the_parent() -> None:
    document = only(
        "TẬP ĐOÀN THAN SAO MAI\nTỔNG CÔNG TY KHO VẬN\nCÔNG TY CẢNG SỐ 2\nSố: 12/CC2-KT\nV/v sửa cầu cảng\n"
        + STATE
        + "Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: Sở Giao thông vận tải.\n\nĐề nghị Sở cho ý kiến.\n"
        + END
    )
    assert document.parent_issuer is not None
    assert document.parent_issuer.raw == "TỔNG CÔNG TY KHO VẬN"


@pytest.mark.parametrize("form", ["THỦ TƯỚNG CHÍNH PHỦ điện:", "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ TỈNH, điện:"])
def test_an_urgent_wire_lists_whom_it_goes_to(form: str) -> None:
    document = only(
        "BAN CHỈ HUY PHÒNG THỦ DÂN SỰ\nSố: 31/CĐ-BCH\n" + STATE + "Sao Mai, ngày 17 tháng 10 năm 2021\n\nCÔNG ĐIỆN\n"
        f"Về việc ứng phó mưa lũ\n\n{form}\n- UBND các huyện, thành phố;\n- Sở Công Thương.\n\n"
        "Theo tin dự báo, từ ngày 17/10 đến hết ngày 20/10/2021 có mưa rất to. "
        "Yêu cầu sơ tán dân xong trước 12h00 ngày 18/10/2021.\n" + END
    )
    assert values(document.addressees) == ["UBND các huyện, thành phố", "Sở Công Thương"]
    assert [d.deadline.value for d in document.directives if d.deadline] == ["2021-10-18"]


def test_an_addressee_without_a_stop_ends_where_the_letter_begins() -> None:
    document = only(
        "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTRƯỜNG THPT SAO KHUÊ\nSố: 12/GM-THPTSK\n" + STATE + "Sao Khuê, ngày 03 tháng 11 năm 2021\n\n"
        "GIẤY MỜI\nDự Lễ kỷ niệm Ngày Nhà giáo\n\nKính gửi: Ban đại diện cha mẹ học sinh\n\n"
        "Trường THPT Sao Khuê trân trọng kính mời Quý vị tới dự lễ lúc 08 giờ ngày 19 tháng 11 năm 2021.\n\n"
        "Nơi nhận:\n- Như kính gửi;\n- Lưu: VT.\nHIỆU TRƯỞNG\nLê Thị Mai\n"
    )
    assert values(document.addressees) == ["Ban đại diện cha mẹ học sinh"]
    assert [(r.value, r.kind) for r in document.printed_recipients] == [("Như kính gửi", "as_above"), ("Lưu: VT", "file")]
    assert document.issuer is not None
    assert document.issuer.value == "Trường Trung học phổ thông Sao Khuê"


def test_a_foot_whose_columns_share_their_rows() -> None:
    document = only(
        "SỞ Y TẾ\nSố: 45/SYT-KT\nV/v mua thuốc\n"
        + STATE
        + "Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: UBND tỉnh.\n\nSở Y tế báo cáo.\n\n"
        "Nơi nhận: KT. GIÁM ĐỐC\n- Như trên; PHÓ GIÁM ĐỐC\n- Sở Tài chính;\n- Lưu: VT, KT. Lê Thị Mai\n"
    )
    assert values(document.printed_recipients) == ["Như trên", "Sở Tài chính", "Lưu: VT, KT"]
    (signer,) = document.signers
    assert signer.title is not None
    assert signer.name is not None
    assert (signer.title.value, signer.name.value) == ("PHÓ GIÁM ĐỐC", "Lê Thị Mai")


def test_a_receipt_stamp_that_was_copied_into_the_text() -> None:
    document = only(
        "CÔNG VĂN ĐẾN\nSố: 1122\nNgày: 25/3/2021\nChuyển: Đ/c Hoa\nSỞ Y TẾ\nSố: 45/SYT-KT\nV/v mua thuốc\n"
        + STATE
        + "Sao Mai, ngày 23 tháng 3 năm 2021\n\nKính gửi: UBND tỉnh.\n\nSở Y tế báo cáo.\n"
        + END
    )
    assert document.number is not None
    assert document.subject is not None
    assert document.issuer is not None
    assert (document.number.value, document.subject.value, document.issuer.raw) == ("45/SYT-KT", "mua thuốc", "SỞ Y TẾ")


def test_what_a_decision_issues_carries_no_head_of_its_own() -> None:
    decision, rules = read(
        "ỦY BAN NHÂN DÂN\nTỈNH SAO MAI\nSố: 15/QĐ-UBND\n"
        + STATE
        + "Sao Mai, ngày 24 tháng 9 năm 2021\n\nQUYẾT ĐỊNH\nBan hành Quy chế họp\n\n"
        "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế họp.\nĐiều 2. Chánh Văn phòng chịu trách nhiệm thi hành./.\n\n"
        "Nơi nhận:\n- Như Điều 2;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Mai\n\n"
        "QUY CHẾ\nHọp của Ủy ban nhân dân tỉnh\n(Ban hành kèm theo Quyết định số 15/QĐ-UBND ngày 24 tháng 9 năm 2021)\n\n"
        "Điều 1. Phạm vi\nQuy chế này quy định việc chuẩn bị và tổ chức các cuộc họp của Ủy ban nhân dân tỉnh.\n"
    )
    assert (decision.role, rules.role) == ("cover_letter", "attachment")
    assert rules.subject is not None
    assert rules.subject.value == "Họp của Ủy ban nhân dân tỉnh"
    assert rules.number is None
    assert rules.references[0].document == 0


@pytest.mark.parametrize(
    ("printed", "items"),
    [
        ("- KTNN; - KBNN;\n- Lưu: VT, NS.", ["KTNN", "KBNN", "Lưu: VT, NS"]),
        ("- Như trên;\n- Lưu: VT, QLCT\n(30b).", ["Như trên", "Lưu: VT, QLCT (30b)"]),
        ("- Sở Y tế (qua\nPhòng Dược);\n- Lưu: VT, N.V.Hai.", ["Sở Y tế (qua Phòng Dược)", "Lưu: VT, N.V.Hai"]),
        ("- TT Huyện ủy, TT HĐND;\n- Lưu: VT (2 Sở).", ["TT Huyện ủy, TT HĐND", "Lưu: VT (2 Sở)"]),
    ],
)  # fmt: skip
def test_lists_of_recipients_as_they_are_printed(printed: str, items: list[str]) -> None:
    document = only(
        "SỞ Y TẾ\nSố: 45/SYT-KT\nV/v mua thuốc\n" + STATE + "Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: UBND tỉnh.\n\n"
        f"Sở Y tế báo cáo để Ủy ban nhân dân tỉnh xem xét, cho ý kiến chỉ đạo.\n\nNơi nhận:\n{printed}\n\nGIÁM ĐỐC\n\nLê Thị Mai\n"
    )
    assert values(document.printed_recipients) == items


def test_a_party_committees_file_item_is_no_drafter() -> None:
    document = only(
        "TỈNH ỦY SAO MAI\nBAN DÂN VẬN\n*\nSố 55-TTr/BDVTU\nĐẢNG CỘNG SẢN VIỆT NAM\nSao Mai, ngày 14 tháng 7 năm 2021\n\nTỜ TRÌNH\n"
        "về việc ban hành Chỉ thị\n-----\n\nKính trình: Ban Thường vụ Tỉnh ủy\n\nBan Dân vận kính trình xem xét, ban hành.\n\n"
        "Nơi nhận:\n- Như trên,\n- Lưu Ban Dân vận Tỉnh ủy.\n\nTRƯỞNG BAN\n\nLê Thị Mai\n"
    )
    file = document.printed_recipients[-1]
    assert (file.value, file.kind, file.drafter, file.drafting_unit) == ("Lưu Ban Dân vận Tỉnh ủy", "file", None, None)
    assert values(document.addressees) == ["Ban Thường vụ Tỉnh ủy"]


def test_a_symbol_with_two_units() -> None:
    document = only(
        "CỤC BỔ TRỢ\nSố: 803/CBT-CC,TPL\nV/v cung cấp số liệu\n"
        + STATE
        + "Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: Sở Tư pháp.\n\n"
        "Cục đề nghị Sở gửi số liệu.\n" + END
    )
    assert document.number is not None
    assert document.number.value == "803/CBT-CC,TPL"


def test_an_author_row_half_covered_is_no_subject() -> None:
    document = only(
        "TỈNH ỦY SAO MAI\n*\nSố 709-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nSao Mai, ngày 22 tháng 7 năm 2021\n\nKẾ HOẠCH\n"
        "THƯỜNG VỤ TỈNH ỦY\nvề triển khai chuyển đổi số\n\nBan Thường vụ yêu cầu các huyện ủy báo cáo trước ngày 30-7-2021.\n\n"
        "Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Thị Mai\n"
    )
    assert document.subject is not None
    assert document.subject.value == "về triển khai chuyển đổi số"


def test_a_body_named_alone_under_the_type_word_is_no_subject() -> None:
    document = only(
        "TỈNH ỦY SAO MAI\n*\nSố 709-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nSao Mai, ngày 22 tháng 7 năm 2021\n\nKẾ HOẠCH\n"
        "CỦA BAN THƯỜNG VỤ TỈNH ỦY\n\nBan Thường vụ Tỉnh ủy yêu cầu các huyện ủy báo cáo trước ngày 30-7-2021.\n\n"
        "Nơi nhận:\n- Các huyện ủy,\n- Lưu Văn phòng Tỉnh ủy.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Thị Mai\n"
    )
    assert document.subject is None


@pytest.mark.parametrize(
    ("head", "parent", "issuer"),
    [
        ("TỈNH ỦY SAO MAI\nHUYỆN ỦY MỸ SAO", "TỈNH ỦY SAO MAI", "HUYỆN ỦY MỸ SAO"),
        ("UBND HUYỆN CHÂU PHONG\nPHÒNG TÀI CHÍNH - KẾ HOẠCH", "UBND HUYỆN CHÂU PHONG", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
        ("TỈNH ĐOÀN SAO MAI\nHUYỆN ĐOÀN MỸ SAO", "TỈNH ĐOÀN SAO MAI", "HUYỆN ĐOÀN MỸ SAO"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN CHÂU PHONG", None, "ỦY BAN NHÂN DÂN HUYỆN CHÂU PHONG"),
    ],
)  # fmt: skip
def test_a_committee_of_a_district_is_no_second_row_of_a_place(head: str, parent: str | None, issuer: str) -> None:
    document = only(
        f"{head}\nSố: 45/CV\nV/v họp\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2018\n\nKính gửi: Sở Y tế.\n\n"
        f"Đề nghị Sở Y tế dự họp.\n{END}"
    )
    assert document.issuer is not None
    assert document.issuer.raw == issuer
    assert (document.parent_issuer.raw if document.parent_issuer else None) == parent


def test_words_in_brackets_that_name_nobody() -> None:
    document = only(
        "SỞ Y TẾ\nSố: 45/SYT-KT\nV/v mua thuốc\n"
        + STATE
        + "Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi:\n- Bệnh viện Sao Mai;\n- Trạm Y tế các xã;\n"
        "(sau đây gọi chung là các đơn vị)\n\n"
        "Sở Y tế đề nghị các đơn vị mua thuốc.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, KT.\n\nGIÁM ĐỐC\n(Đã ký)\nLê Thị Mai\n"
    )
    assert values(document.addressees) == ["Bệnh viện Sao Mai", "Trạm Y tế các xã"]
    assert values(document.printed_recipients) == ["Như trên", "Lưu: VT, KT"]


def test_who_kept_the_minutes_and_who_presided_sign_side_by_side() -> None:
    document = only(
        "UBND XÃ SAO MAI\nHỘI ĐỒNG TUYỂN CHỌN\n" + STATE + "Sao Mai, ngày 15 tháng 01 năm 2019\n\nBIÊN BẢN\nHọp xét danh sách\n\n"
        "Hôm nay, lúc 14 giờ, tại Hội trường xã, Hội đồng họp và thống nhất danh sách 14 người đủ điều kiện.\n"
        "Biên bản được thông qua./.\n\nTHƯ KÝ                    CHỦ TRÌ\n\nTrần Thị Mười             Lê Văn Út\n"
    )
    assert [(s.title.value if s.title else None, s.name.value if s.name else None) for s in document.signers] == [
        ("THƯ KÝ", "Trần Thị Mười"),
        ("CHỦ TRÌ", "Lê Văn Út"),
    ]


def test_what_a_form_is_about_ends_with_its_sentence() -> None:
    document = only(
        "HỘI PHỤ NỮ TỈNH\nSố: 15/GGT-HPN\n" + STATE + "Sao Mai, ngày 03 tháng 3 năm 2016\n\nGIẤY GIỚI THIỆU\n\n"
        "Hội Phụ nữ tỉnh trân trọng giới thiệu:\nBà: Lê Thị Út\nVề việc: Liên hệ công tác.\nĐề nghị Quý cơ quan giúp đỡ.\n" + END
    )
    assert document.subject is not None
    assert document.subject.value == "Liên hệ công tác"


def test_what_a_form_says_at_once_is_no_addressee() -> None:
    document = only(
        "HỘI PHỤ NỮ TỈNH\nSố: 15/GGT-HPN\n" + STATE + "Sao Mai, ngày 03 tháng 3 năm 2016\nGIẤY GIỚI THIỆU\n"
        "Kính gửi: Liên đoàn Lao động huyện Nam.\nHội Phụ nữ tỉnh trân trọng giới thiệu:\nBà: Lê Thị Út. Chức vụ: Phó Chủ tịch.\n"
        "Đề nghị Quý cơ quan giúp đỡ.\n" + END
    )
    assert values(document.addressees) == ["Liên đoàn Lao động huyện Nam"]
