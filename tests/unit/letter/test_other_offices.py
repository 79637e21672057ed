"""Letters as other offices write them: invitations, telegrams, joint guidance, military letters. Every letter is invented."""

import pytest

from schemas.letter import Document
from schemas.page import Page, Zone
from tasks.core.letter.columns import margins, rows_of, within
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet, text_page

END = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn An\n"


def only(page: Page | str) -> Document:
    (document,) = understand([text_page(page) if isinstance(page, str) else page]).documents
    return document


def letter(body: str, *, to: str = "Kính gửi: Sở Tài chính.", place: str = "Sao Mai, ngày 12 tháng 3 năm 2021") -> Document:
    return only(f"UBND TỈNH SAO MAI\nSỞ Y TẾ\nSố: 45/SYT-KHTC\nV/v phối hợp kiểm tra\n{STATE}{place}\n\n{to}\n\n{body}\n{END}")


def head(*, number: str = "Số: 12/SYT-VP") -> Sheet:
    sheet = Sheet()
    for text in ("UBND TỈNH SAO MAI", "SỞ Y TẾ", number):
        sheet.put(text, Zone.HEAD_LEFT, centre=0.28)
    for text in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sao Mai, ngày 12 tháng 3 năm 2021"):
        sheet.put(text, Zone.HEAD_RIGHT, centre=0.7)
    return sheet


def body(sheet: Sheet) -> Document:
    for sentence in SENTENCES:
        sheet.put(sentence, Zone.BODY, left=0.15)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    return only(sheet.page())


def invitation(words: str) -> list[str]:
    document = only(
        f"UBND TỈNH SAO MAI\nSỞ Y TẾ\nSố: 45/GM-SYT\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nGIẤY MỜI\nDự hội nghị sơ kết\n\n"
        f"{words}\n\nThời gian: 8 giờ ngày 20/3/2021.\n{END}"
    )
    return [one.value for one in document.addressees]


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        (
            "Sở Y tế trân trọng kính mời:\n- Đại diện lãnh đạo Sở Tài chính;\n- Trưởng phòng Y tế các huyện.",
            ["Đại diện lãnh đạo Sở Tài chính", "Trưởng phòng Y tế các huyện"],
        ),
        ("Trân trọng kính mời: Ông Giám đốc Sở Tài chính đến dự hội nghị tại Hội trường.", ["Ông Giám đốc Sở Tài chính"]),
        ("Sở Y tế tổ chức hội nghị sơ kết tại Hội trường, đề nghị các đơn vị cử người dự.", []),
    ],
)
def test_an_invitation_names_its_guests_without_kinh_gui(words: str, whom: list[str]) -> None:
    assert invitation(words) == whom


def test_a_telegrams_list_stands_as_far_in_as_a_paragraph() -> None:
    sheet = head(number="Số: 12/CĐ-SYT")
    sheet.put("CÔNG ĐIỆN", Zone.BODY, centre=0.53)
    sheet.put("Về việc ứng phó mưa lũ", Zone.BODY, centre=0.53)
    sheet.put("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SAO MAI điện:", Zone.BODY, centre=0.53)
    sheet.put("- Giám đốc, Thủ trưởng các sở, ban, ngành của tỉnh và các đoàn thể chính trị;", Zone.BODY, left=0.2)
    sheet.put("- Chủ tịch UBND các huyện, thành phố.", Zone.BODY, left=0.2)
    assert [one.value for one in body(sheet).addressees] == [
        "Giám đốc, Thủ trưởng các sở, ban, ngành của tỉnh và các đoàn thể chính trị",
        "Chủ tịch UBND các huyện, thành phố",
    ]


def test_an_addressees_address_is_no_part_of_its_name() -> None:
    document = letter("Đề nghị Công ty báo cáo.", to="Kính gửi: Công ty TNHH Hoa Sao\n(Địa chỉ: số 5 phố Mới; MST: 0101)")
    assert [one.value for one in document.addressees] == ["Công ty TNHH Hoa Sao"]


def test_a_wrapped_date_in_the_body_is_no_head() -> None:
    sheet = head()
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY, centre=0.53)
    sheet.put("Sở Tài chính triển khai đường truyền hội nghị trực tuyến toàn tỉnh và hoàn thành trước", Zone.BODY, left=0.2)
    sheet.put("Sao Mai ngày 08 tháng 10 năm 2021.", Zone.BODY, left=0.15)
    document = body(sheet)
    assert document.body.startswith("Sở Tài chính triển khai")
    assert document.issued_on is not None
    assert document.issued_on.value == "2021-03-12"


@pytest.mark.parametrize("below", ["HỘI ĐỒNG NHÂN DÂN TỈNH SAO MAI", "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;"])
def test_a_subject_that_fills_its_row_is_no_body(below: str) -> None:
    sheet = head(number="Số: 12/NQ-HĐND")
    sheet.put("NGHỊ QUYẾT", Zone.BODY, centre=0.53)
    whole = "Quy định mức thu, chế độ thu, nộp lệ phí hộ tịch trên địa bàn tỉnh Sao Mai năm nay và sau"
    sheet.put(whole, Zone.BODY, left=0.16)
    sheet.put(below, Zone.BODY, centre=0.53) if below.isupper() else sheet.put(below, Zone.BODY, left=0.2)
    subject = body(sheet).subject
    assert subject is not None
    assert subject.value == whole


def test_a_subject_across_the_whole_page_below_the_head_keeps_its_end() -> None:
    sheet = head()
    whole = "báo cáo kết quả thực hiện quy định về quản lý cán bộ của cơ quan"
    sheet.put(f"V/v {whole}", Zone.BODY, centre=0.53)
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY, centre=0.53)
    subject = body(sheet).subject
    assert subject is not None
    assert subject.value == whole


def test_a_joint_type_word_is_no_subject() -> None:
    document = only(
        f"SỞ NỘI VỤ - SỞ TÀI CHÍNH\nSố: 45/HDLS-SNV-STC\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nHƯỚNG DẪN LIÊN SỞ\n"
        f"Về việc chi trả phụ cấp\n\nCăn cứ Nghị quyết của Hội đồng nhân dân tỉnh, liên Sở hướng dẫn thực hiện như sau:\n{END}"
    )
    assert document.doctype is not None
    assert document.subject is not None
    assert (document.doctype.value, document.subject.value) == ("huong_dan", "chi trả phụ cấp")


def test_the_last_words_of_full_rows_are_kept_though_most_rows_are_short() -> None:
    sheet = Sheet()
    texts = ["một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám mười"] * 2
    texts += ["một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám"] * 5
    for text in texts:
        sheet.put(text, Zone.BODY, left=0.15)
    rows = rows_of([sheet.page()])
    assert [within(row, margins(rows)).text for row in rows] == texts


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Tham dự có lãnh đạo các Sở; Ủy ban nhân dân các quận: Hải Âu, Kiến Sao.", []),
        ("Sở Y tế trả lời để Công ty được biết và thực hiện.", []),
        ("Sở Y tế triển khai ngay việc này.", []),
        ("Sở Y tế chuyển đơn đến Chủ tịch UBND huyện Nam xem xét, giải quyết.", ["Chủ tịch UBND huyện Nam"]),
        ("2. Bưu cục Sao Mai triển khai đường truyền.", ["Bưu cục Sao Mai"]),
        ("Giao phòng Tài chính chủ trì, phối hợp Công an huyện kiểm tra.", ["phòng Tài chính"]),
        ("3. Trung tâm Dịch vụ tổng hợp bố trí hội trường.", ["Trung tâm Dịch vụ tổng hợp"]),
    ],
)
def test_who_is_told_what(text: str, leads: list[str]) -> None:
    document = letter(text, to="Kính gửi:\n- Sở Tài chính;\n- Bưu cục Sao Mai.")
    assert [lead.value for directive in document.directives for lead in directive.lead] == leads


def test_one_office_of_two_bodies_is_one() -> None:
    (task,) = letter("Công an phường chủ trì, phối hợp với Văn phòng HĐND và UBND phường tổ chức Ngày hội.").directives
    assert [one.value for one in task.cooperating] == ["Văn phòng HĐND và UBND phường"]


def test_hours_with_a_full_stop() -> None:
    (task,) = letter("Đề nghị Sở Tài chính báo cáo trước 16.00 ngày 26.3.2021.").directives
    assert task.deadline is not None
    assert task.deadline.value == "2021-03-26"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Bệnh viện Đa khoa Hòa Hợp nhận được công văn của Sở.", "Bệnh viện Đa khoa Hòa Hợp"),
        ("BỆNH VIỆN ĐA KHOA HÒA HỢP nhận được công văn của Sở.", "Bệnh viện Đa khoa Hòa Hợp"),
        ("Đơn vị nhận được công văn của bệnh viện đa khoa hòa hợp.", "Bệnh viện Đa khoa Hòa Hợp"),
    ],
)
def test_a_name_that_nobody_knows_is_spelt_as_the_letter_spells_it(sentence: str, name: str) -> None:
    document = only(
        f"SỞ Y TẾ\nBỆNH VIỆN ĐA KHOA HÒA HỢP\nSố: 45/BVHH-KHTH\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\n"
        f"Kính gửi: Sở Tài chính.\n\n{sentence}\n{END}"
    )
    assert document.issuer is not None
    assert document.issuer.value == name


def test_the_chief_of_staff_signs_for_the_commander() -> None:
    sheet = head()
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY, centre=0.53)
    for sentence in SENTENCES:
        sheet.put(sentence, Zone.BODY, left=0.15)
    sheet.foot(FOOT_LEFT, ("TL. CHỈ HUY TRƯỞNG", "THAM MƯU TRƯỞNG", "Đại tá Trần Văn An"))
    (signer,) = only(sheet.page()).signers
    assert signer.title is not None
    assert signer.name is not None
    assert (signer.title.value, signer.name.value) == ("THAM MƯU TRƯỞNG", "Trần Văn An")


def test_a_subject_goes_on_in_small_letters_from_edge_to_edge() -> None:
    sheet = head(number="Số 12-TB/TU")
    sheet.put("THÔNG BÁO", Zone.BODY, centre=0.53)
    sheet.put("kết luận của Ban Thường vụ Tỉnh ủy", Zone.BODY, centre=0.53)
    sheet.put("về kết quả lãnh đạo thực hiện nhiệm vụ phát triển kinh tế - xã hội của tỉnh năm 2023", Zone.BODY, left=0.16)
    subject = body(sheet).subject
    assert subject is not None
    assert subject.value.endswith("xã hội của tỉnh năm 2023")


@pytest.mark.parametrize("lone", ["Ông Trần Văn An quán triệt nhiệm vụ của tháng tới và giao bộ phận Một cửa của cơ quan"])
def test_the_one_full_row_of_a_page_keeps_its_last_word(lone: str) -> None:
    sheet = Sheet()
    sheet.put(lone, Zone.BODY, left=0.2)
    sheet.put("Cuộc họp kết thúc vào cuối giờ làm việc của cùng ngày hôm nay tại cơ quan", Zone.BODY, left=0.2)
    sheet.put("hoàn thành báo cáo trước cuối tháng.", Zone.BODY, left=0.15)
    rows = rows_of([sheet.page()])
    assert within(rows[0], margins(rows)).text == lone


@pytest.mark.parametrize(
    ("filed", "meant"),
    [("Luu VPTU.", "Lưu VPTU"), ("Luu: VTUB, CN (M).", "Lưu: VTUB, CN (M)"), ("Lưu: VT, TM. H12.", "Lưu: VT, TM. H12")],
)
def test_a_file_item_keeps_its_own_rooms_and_units(filed: str, meant: str) -> None:
    document = only(
        f"BỘ CHQS TỈNH SAO MAI\nSố: 45/BCH-PTM\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: Sở Tài chính.\n\n"
        f"Đề nghị Sở cho ý kiến.\n\nNơi nhận:\n- Như trên;\n- {filed}\n\nCHỈ HUY TRƯỞNG\n\nTrần Văn An\n"
    )
    assert document.printed_recipients[-1].value == meant


def test_an_authority_beside_the_first_item_is_cut_off_whole() -> None:
    document = only(
        f"SỞ Y TẾ\nSố: 45/BC-SYT\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nBÁO CÁO\nKết quả công tác của ngành\n"
        "Năm 2020, các đơn vị của ngành triển khai đồng bộ nhiệm vụ.\n\n"
        "Nơi nhận:                                 TM. BAN LÃNH ĐẠO\n- UBND tỉnh (b/c);                         KT. GIÁM ĐỐC\n"
        "- Lưu: VT.                                PHÓ GIÁM ĐỐC\n\n                                           Trần Văn An\n"
    )
    assert [one.value for one in document.printed_recipients] == ["UBND tỉnh (b/c)", "Lưu: VT"]
    assert document.subject is not None
    assert document.subject.value == "Kết quả công tác của ngành"


def test_a_body_named_in_kinh_gui_is_told_by_its_whole_name() -> None:
    document = letter(
        "1. Các đơn vị sử dụng lao động nộp đầy đủ số tiền chậm đóng trước ngày 31/3/2021.",
        to="Kính gửi: Các đơn vị sử dụng lao động trên địa bàn tỉnh.",
    )
    assert [lead.value for directive in document.directives for lead in directive.lead] == ["Các đơn vị sử dụng lao động"]


def test_signed_in_place_of_a_signature_is_no_recipient() -> None:
    document = only(
        f"SỞ Y TẾ\nSố: 45/SYT-VP\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: Sở Tài chính.\n\nĐề nghị Sở cho ý kiến.\n\n"
        "Nơi nhận:                                 GIÁM ĐỐC\n- Như trên;                                (Đã ký)\n"
        "- Lưu: VT.\n                                           Trần Văn An\n"
    )
    assert [one.value for one in document.printed_recipients] == ["Như trên", "Lưu: VT"]
    assert [signer.name and signer.name.value for signer in document.signers] == ["Trần Văn An"]


def test_an_inspection_commission_is_named_with_its_committee() -> None:
    document = only(
        "THÀNH ỦY CẦN THƠ\nỦY BAN KIỂM TRA\n*\nSố 219-TB/UBKTTU\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nCần Thơ, ngày 30 tháng 8 năm 2022\n\n"
        "THÔNG BÁO\nkết quả kiểm tra\n\nThực hiện Quyết định số 88-QĐ/UBKTTU, Đoàn kiểm tra đã tiến hành kiểm tra.\n\n"
        "Nơi nhận:\n- Lưu VP UBKT.\n\nCHỦ NHIỆM\n\nTrần Văn An\n"
    )
    assert document.issuer is not None
    assert document.issuer.value == "Ủy ban Kiểm tra Thành ủy Cần Thơ"


def test_two_who_sign_over_the_list_of_recipients_whose_rows_were_read_across() -> None:
    sheet = head()
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY, centre=0.53)
    for sentence in SENTENCES:
        sheet.put(sentence, Zone.BODY, left=0.15)
    for left, right in (("GIÁM ĐỐC", "GIÁM ĐỐC"), ("Trần Văn An", "Lê Thị Bình")):
        sheet.across(left, right)
    for text in ("Nơi nhận:", "- Như trên;", "- Lưu: VT."):
        sheet.put(text, Zone.FOOT_LEFT, left=0.15)
    document = only(sheet.page())
    assert [(one.title and one.title.value, one.name and one.name.value) for one in document.signers] == [
        ("GIÁM ĐỐC", "Trần Văn An"),
        ("GIÁM ĐỐC", "Lê Thị Bình"),
    ]
    assert [one.value for one in document.printed_recipients] == ["Như trên", "Lưu: VT"]


@pytest.mark.parametrize("rank", ["Trung tá", "Đại úy", "PGS.TS.", "Thiếu tướng"])
def test_a_rank_is_no_family_name(rank: str) -> None:
    document = only(
        f"CÔNG AN TỈNH SAO MAI\nSố: 45/CAT-PC06\n{STATE}Sao Mai, ngày 12 tháng 3 năm 2021\n\nKính gửi: Sở Tài chính.\n\n"
        f"Đề nghị Sở cho ý kiến.\n\nNơi nhận:\n- Như trên;\n- Lưu: CAT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n{rank} Lê Minh Đương\n"
    )
    assert [signer.name and signer.name.value for signer in document.signers] == ["Lê Minh Đương"]


def test_place_and_date_beside_a_row_of_the_left_column() -> None:
    document = only(
        "SỞ Y TẾ              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 45/SYT-VP              Độc lập - Tự do - Hạnh phúc\n"
        "V/v gia hạn hợp đồng gói thầu XL-05 của dự án   Sao Mai, ngày 12 tháng 3 năm 2021\n"
        "        đường vành đai\n\nKính gửi: Sở Tài chính.\n\nĐề nghị Sở cho ý kiến về việc này.\n" + END
    )
    assert document.issued_on is not None
    assert document.subject is not None
    assert (document.issued_on.value, document.subject.value) == (
        "2021-03-12",
        "gia hạn hợp đồng gói thầu XL-05 của dự án đường vành đai",
    )
