"""Whole letters: the ten kinds of irregularity that real scans show, each on a letter of our own."""

import pytest

from schemas.letter import Document, Understanding
from schemas.page import Mark, Page, Zone
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, Sheet, letter_sheet, text_page


def read(*pages: Page) -> Understanding:
    return understand(pages)


def only(*pages: Page) -> Document:
    documents = read(*pages).documents
    assert len(documents) == 1
    return documents[0]


def whole(sheet: Sheet) -> Page:
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    return sheet.page()


def names(document: Document) -> list[str]:
    return [item.value for item in document.printed_recipients]


TEXT = """
UBND TỈNH KIÊN GIANG
**SỞ NỘI VỤ**

Số: 45/SNV-CCHC
V/v báo cáo kết quả
cải cách hành chính quý I

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
**Độc lập - Tự do - Hạnh phúc**

Kiên Giang, ngày 08 tháng 3 năm 2022

Kính gửi:

- Sở Tài chính;
- UBND các huyện, thành phố.

Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2022 của Ủy ban nhân dân tỉnh, Sở đề nghị báo cáo./.

**Nơi nhận:**

- Như trên;
- CT, các PCT UBND tỉnh;
- Lưu: VT, CCHC.

**KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC**


**Lê Thị Mai Anh**
"""


@pytest.mark.parametrize("page", [text_page(TEXT), whole(letter_sheet())], ids=["text", "scan"])
def test_every_field_of_a_letter(page: Page) -> None:
    document = only(page)
    assert document.system == "state"
    assert document.doctype is not None
    assert document.number is not None
    assert document.parent_issuer is not None
    assert document.issuer is not None
    assert document.place is not None
    assert document.issued_on is not None
    assert document.subject is not None
    assert document.doctype.value == "cong_van"
    assert document.number.value == "45/SNV-CCHC"
    assert document.parent_issuer.raw == "UBND TỈNH KIÊN GIANG"
    assert (document.issuer.raw, document.issuer.value) == ("SỞ NỘI VỤ", "Sở Nội vụ tỉnh Kiên Giang")
    assert (document.place.value, document.issued_on.value) == ("Kiên Giang", "2022-03-08")
    assert document.subject.value == "báo cáo kết quả cải cách hành chính quý I"
    assert [item.value for item in document.addressees] == ["Sở Tài chính", "UBND các huyện, thành phố"]
    assert names(document) == ["Như trên", "CT, các PCT UBND tỉnh", "Lưu: VT, CCHC"]
    assert [(s.title.value, s.name.value) for s in document.signers if s.title and s.name] == [("PHÓ GIÁM ĐỐC", "Lê Thị Mai Anh")]
    assert document.body.startswith("Thực hiện Kế hoạch số 15/KH-UBND")


def test_boxes_stand_where_the_words_are() -> None:
    page = whole(letter_sheet())
    number = only(page).number
    line = next(line for line in page.lines if "45/SNV-CCHC" in line.raw)
    assert number is not None
    assert number.box == line.words[1].box
    assert number.page == 1


def test_columns_that_were_read_into_one_line_are_parted() -> None:
    text = TEXT.replace("UBND TỈNH KIÊN GIANG\n", "UBND TỈNH KIÊN GIANG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n")
    text = text.replace("**SỞ NỘI VỤ**", "SỞ NỘI VỤ     Độc lập - Tự do - Hạnh phúc").replace(
        "Số: 45/SNV-CCHC", "Số: 45/SNV-CCHC Kiên Giang, ngày 08 tháng 3 năm 2022"
    )
    text = text.replace(
        "\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n**Độc lập - Tự do - Hạnh phúc**\n\nKiên Giang, ngày 08 tháng 3 năm 2022\n", "\n"
    )
    document = only(text_page(text))
    assert document.number is not None
    assert document.number.value == "45/SNV-CCHC"
    assert document.issued_on is not None
    assert document.issued_on.value == "2022-03-08"
    assert document.issuer is not None
    assert document.issuer.raw == "SỞ NỘI VỤ"


# 1 a number and day written into a blank


def test_a_blank_number_and_day_are_not_filled() -> None:
    document = only(text_page(TEXT.replace("Số: 45/", "Số:      /").replace("ngày 08 tháng", "ngày    tháng")))
    assert document.number is not None
    assert document.number.value == "/SNV-CCHC"
    assert document.number_parts is not None
    assert document.number_parts.number is None
    assert document.issued_on is None
    assert document.place is not None


# 3 one scan is not one document


def test_two_letters_in_one_scan() -> None:
    second = letter_sheet(
        2,
        left=("UBND TỈNH KIÊN GIANG", "SỞ TÀI CHÍNH", "Số: 9/STC-NS", "V/v quyết toán"),
        date="Kiên Giang, ngày 11 tháng 4 năm 2022",
    )
    documents = read(whole(letter_sheet()), whole(second)).documents
    assert [(d.first_page, d.last_page, d.number.value if d.number else None) for d in documents] == [
        (1, 1, "45/SNV-CCHC"),
        (2, 2, "9/STC-NS"),
    ]


ATTACHED = """
Số: 71/TB-VPCP

Hà Nội, ngày 02 tháng 3 năm 2022

## THÔNG BÁO

Kết luận của Phó Thủ tướng Chính phủ
tại cuộc họp về cải cách hành chính

Ngày 01/3/2022, tại trụ sở Chính phủ, Phó Thủ tướng đã chủ trì cuộc họp và kết luận như sau: các bộ khẩn trương rà soát.

Văn phòng Chính phủ thông báo để các bộ, cơ quan biết, thực hiện./.

Nơi nhận:
- Các bộ, cơ quan ngang bộ;
- Lưu: VT, TH (3).

KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM

Trần Văn Nam
"""


@pytest.mark.parametrize("start", ["Số: 71/TB-VPCP", "Hà Nội, ngày", "## THÔNG BÁO"], ids=["number", "date", "type word"])
def test_an_attachment_whose_head_is_lost(start: str) -> None:
    cover = TEXT.replace(
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2022", "Sở nhận được Thông báo số 71/TB-VPCP ngày 02/3/2022 gửi kèm"
    )
    documents = read(text_page(cover + ATTACHED[ATTACHED.index(start) :])).documents
    assert [d.role for d in documents] == ["cover_letter", "attachment"]
    assert documents[0].attachments == (1,)
    assert documents[1].doctype is not None
    assert documents[1].doctype.value == "thong_bao"
    assert documents[1].issuer is not None
    assert documents[1].issuer.value == "Văn phòng Chính phủ"
    assert documents[1].issuer.rule.startswith("issuer.inferred.")
    assert documents[1].subject is not None
    assert documents[1].subject.value == "Kết luận của Phó Thủ tướng Chính phủ tại cuộc họp về cải cách hành chính"
    assert (documents[1].number is None) == (not start.startswith("Số"))


def test_a_draft_behind_a_submission() -> None:
    sheet = Sheet()
    sheet.head(["ỦY BAN NHÂN DÂN", "TỈNH LONG AN", "Số: 12/TTr-UBND"], [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.centred("TỜ TRÌNH", "Về việc ban hành Nghị quyết về phí, lệ phí")
    sheet.put("Kính gửi: Hội đồng nhân dân tỉnh.", Zone.BODY)
    sheet.body(*SENTENCES)
    draft = Sheet(2)
    draft.head(["HỘI ĐỒNG NHÂN DÂN", "TỈNH LONG AN", "Số:      /NQ-HĐND"], [*STATE, "Long An, ngày    tháng    năm 2022"])
    draft.centred("NGHỊ QUYẾT", "Về phí, lệ phí trên địa bàn tỉnh")
    draft.body("Căn cứ Luật Phí và lệ phí ngày 25 tháng 11 năm 2015; Hội đồng nhân dân quyết", *SENTENCES)
    documents = read(whole(sheet), whole(draft)).documents
    assert [(d.doctype.value if d.doctype else None, d.role) for d in documents] == [
        ("to_trinh", "cover_letter"),
        ("nghi_quyet", "attachment"),
    ]
    assert [item.value for item in documents[0].addressees] == ["Hội đồng nhân dân tỉnh"]
    assert documents[1].issued_on is None
    assert documents[1].number is not None
    assert documents[1].number.value == "/NQ-HĐND"


def test_an_annex_stays_with_its_letter_and_gives_it_no_fields() -> None:
    annex = Sheet(2)
    annex.centred("PHỤ LỤC", "DANH SÁCH CÁC ĐƠN VỊ", "(Kèm theo Công văn số 45/SNV-CCHC ngày 08/3/2022 của Sở Nội vụ)")
    annex.body("1. Phòng Tổ chức cán bộ của Ủy ban nhân dân huyện, đầu mối là bộ phận nội vụ huyện", *SENTENCES)
    document = only(whole(letter_sheet()), annex.page())
    assert (document.first_page, document.last_page) == (1, 2)
    assert document.number is not None
    assert document.number.value == "45/SNV-CCHC"
    assert len(document.signers) == 1


def test_the_second_head_of_a_copy_on_the_same_page() -> None:
    copy = (
        "\nSAO Y\n\nSỞ XÂY DỰNG\nSố: 8/SY-SXD\n\nKiên Giang, ngày 15 tháng 3 năm 2022\n\n"
        "Nơi nhận:\n- Các phòng;\n- Lưu: VT.\n\nTL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTrần Văn Nam\n"
    )
    documents = read(text_page(TEXT + copy)).documents
    assert [d.number.value if d.number else None for d in documents] == ["45/SNV-CCHC", "8/SY-SXD"]
    assert documents[1].doctype is not None
    assert documents[1].doctype.value == "sao_y"
    assert documents[0].issued_on is not None
    assert documents[0].issued_on.value == "2022-03-08"
    assert names(documents[1]) == ["Các phòng", "Lưu: VT"]
    assert documents[1].subject is None


# 4 blank backs


def test_blank_backs_are_passed_over() -> None:
    sheet = letter_sheet()
    end = Sheet(3)
    end.foot(FOOT_LEFT, FOOT_RIGHT)
    document = only(sheet.page(), Page(number=2, kind="blank"), end.page(), Page(number=4, kind="blank"))
    assert (document.first_page, document.last_page) == (1, 3)
    assert len(document.signers) == 1


def test_an_empty_scan_has_no_documents() -> None:
    assert read(Page(number=1, kind="blank")).documents == ()
    assert read().documents == ()


# 6 decoys


def test_a_receipt_stamps_number_and_day_are_not_the_letters() -> None:
    stamp = "CÔNG VĂN ĐẾN\nSố: 2352\nNgày: 21/3/2022\nChuyển:\n"
    document = only(text_page(TEXT.replace("Kính gửi:", stamp + "\nKính gửi:")))
    assert document.number is not None
    assert document.number.value == "45/SNV-CCHC"
    assert document.issued_on is not None
    assert document.issued_on.value == "2022-03-08"
    assert [item.value for item in document.addressees] == ["Sở Tài chính", "UBND các huyện, thành phố"]


def test_an_electronic_signatures_time_is_not_the_letters_day() -> None:
    document = only(
        text_page(
            "Người ký: Sở Nội vụ\nThời gian ký: 15.03.2022 10:11:12 +07:00\n" + TEXT.replace("ngày 08 tháng 3", "ngày    tháng 3")
        )
    )
    assert document.issued_on is None


def test_numbers_of_others_in_subject_and_legal_bases_are_not_the_letters() -> None:
    text = TEXT.replace("Số: 45/SNV-CCHC\n", "").replace("V/v báo cáo kết quả", "V/v thực hiện Công văn\nsố 99/BNV-TCBC")
    document = only(text_page(text))
    assert document.number is None
    assert document.subject is not None
    assert document.subject.value == "thực hiện Công văn số 99/BNV-TCBC cải cách hành chính quý I"


def test_event_days_never_become_the_date_of_a_headless_notice() -> None:
    document = only(text_page(ATTACHED[ATTACHED.index("## THÔNG BÁO") :]))
    assert document.issued_on is None
    assert document.number is None
    assert document.place is None


# 7 heads vary


def typed(left: list[str], *title: str, to: str = "") -> Document:
    sheet = Sheet()
    sheet.head(left, [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.centred(*title)
    if to:
        sheet.put(to, Zone.BODY)
    sheet.body(*SENTENCES)
    return only(whole(sheet))


@pytest.mark.parametrize(
    ("title", "doctype", "subject"),
    [
        (("THÔNG BÁO", "Về việc nghỉ lễ 30 tháng 4 và 01 tháng 5"), "thong_bao", "nghỉ lễ 30 tháng 4 và 01 tháng 5"),
        (("QUYẾT ĐỊNH", "V/v thành lập Tổ công tác liên ngành"), "quyet_dinh", "thành lập Tổ công tác liên ngành"),
        (("KẾ HOẠCH", "Thực hiện công tác dân vận năm 2022"), "ke_hoach", "Thực hiện công tác dân vận năm 2022"),
        (("THƯ MỜI", "Dự hội nghị tổng kết năm"), "giay_moi", "Dự hội nghị tổng kết năm"),
        (
            ("BÁO CÁO", "KẾT QUẢ SẢN XUẤT VỤ ĐÔNG", "năm 2021 trên địa bàn tỉnh"),
            "bao_cao",
            "KẾT QUẢ SẢN XUẤT VỤ ĐÔNG năm 2021 trên địa bàn tỉnh",
        ),
    ],
)
def test_typed_documents(title: tuple[str, ...], doctype: str, subject: str) -> None:
    document = typed(["SỞ NỘI VỤ", "Số: 5/TM-SNV"], *title)
    assert document.doctype is not None
    assert document.subject is not None
    assert (document.doctype.value, document.subject.value) == (doctype, subject)


def test_a_document_without_a_subject_has_none() -> None:
    assert typed(["SỞ NỘI VỤ", "Số: 5/GM-SNV"], "GIẤY MỜI").subject is None


def test_who_decides_stands_under_a_decisions_subject_and_is_not_of_it() -> None:
    document = typed(
        ["ỦY BAN NHÂN DÂN", "TỈNH LONG AN", "Số: 5/QĐ-UBND"], "QUYẾT ĐỊNH", "Về việc khen thưởng", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"
    )
    assert document.subject is not None
    assert document.subject.value == "khen thưởng"


def test_a_party_letter() -> None:
    sheet = Sheet()
    sheet.head(
        ["TỈNH ỦY LONG AN", "*", "Số 52-CV/TU", "góp ý dự thảo quy chế"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"],
    )
    sheet.put("Kính gửi: Các huyện ủy, thành ủy.", Zone.BODY)
    sheet.body(*SENTENCES)
    sheet.foot(["Nơi nhận:", "- Như trên,", "- Lưu Văn phòng Tỉnh ủy."], ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "", "Lê Thị Mai"])
    document = only(sheet.page())
    assert document.system == "party"
    assert document.doctype is not None
    assert document.number is not None
    assert document.subject is not None
    assert (document.doctype.value, document.number.value) == ("cong_van", "52-CV/TU")
    assert document.subject.value == "góp ý dự thảo quy chế"
    assert [item.value for item in document.addressees] == ["Các huyện ủy, thành ủy"]
    assert [a.mark for a in document.signers[0].authority] == ["T/M"]


def test_a_party_notice_names_its_body_above_the_subject() -> None:
    sheet = Sheet()
    sheet.head(["TỈNH ỦY LONG AN", "*", "Số 52-CT/TU"], ["ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.centred("CHỈ THỊ", "CỦA BAN THƯỜNG VỤ TỈNH ỦY", "về tăng cường kỷ luật hành chính")
    sheet.body(*SENTENCES)
    document = only(whole(sheet))
    assert document.subject is not None
    assert document.subject.value == "về tăng cường kỷ luật hành chính"


# 9 Nơi nhận, 10 stamps beside Kính gửi


def test_an_urgency_stamp_beside_the_addressees() -> None:
    sheet = Sheet()
    sheet.head(["SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo"], [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.put("HỎA TỐC", Zone.HEAD_LEFT, centre=0.2)
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    sheet.body(*SENTENCES)
    document = only(whole(sheet))
    assert document.urgency is not None
    assert (document.urgency.value, document.urgency.rule) == ("HỎA TỐC", "urgency.head")
    assert [item.value for item in document.addressees] == ["Sở Tài chính"]


@pytest.mark.parametrize(("read_as", "value"), [("KHẨN", "KHẨN"), ("THUONG KHAN", "THƯỢNG KHẨN"), ("HỎA TÓC", "HỎA TỐC")])
def test_urgency_from_a_stamps_mark(read_as: str, value: str) -> None:
    sheet = letter_sheet()
    sheet.marks.append(Mark(kind="stamp", text=read_as, box=(0.1, 0.2, 0.2, 0.22), confidence=0.9))
    document = only(whole(sheet))
    assert document.urgency is not None
    assert (document.urgency.value, document.urgency.rule) == (value, "urgency.stamp")


@pytest.mark.parametrize("second", ["HẸN GIỜ", "HEN GIÓ"])
def test_the_highest_urgency_on_two_lines(second: str) -> None:
    sheet = Sheet()
    sheet.head(["SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo"], [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    for line in ("HỎA TỐC", second):
        sheet.put(line, Zone.HEAD_LEFT, centre=0.2)
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY)
    sheet.body(*SENTENCES)
    urgency = only(whole(sheet)).urgency
    assert urgency is not None
    assert urgency.value == "HỎA TỐC HẸN GIỜ"


def test_words_of_a_tilted_stamp_in_any_order() -> None:
    sheet = letter_sheet()
    sheet.marks.append(Mark(kind="stamp", text="<HẤN | THƯỢNG l", box=(0.1, 0.2, 0.3, 0.22)))
    urgency = only(whole(sheet)).urgency
    assert urgency is not None
    assert urgency.value == "THƯỢNG KHẨN"
    assert urgency.confidence < 0.9


@pytest.mark.parametrize("sure", [0.97, 0.75])
def test_a_stamp_told_by_its_form_is_as_sure_as_that(sure: float) -> None:
    sheet = letter_sheet()
    sheet.marks.append(Mark(kind="stamp", text="KHẨN", box=(0.1, 0.1, 0.2, 0.12)))
    sheet.marks.append(Mark(kind="stamp", text="THƯỢNG KHẨN", box=(0.1, 0.2, 0.2, 0.22), confidence=sure, by_form=True))
    document = only(whole(sheet))
    assert document.urgency is not None
    assert (document.urgency.value, document.urgency.confidence, document.urgency.rule) == ("THƯỢNG KHẨN", sure, "urgency.form")


def test_a_body_that_speaks_of_urgency_is_not_urgent() -> None:
    document = only(text_page(TEXT.replace("Sở đề nghị", "Sở đề nghị khẩn trương, bảo mật,")))
    assert document.urgency is None
    assert document.secrecy is None


def test_how_far_a_document_may_go() -> None:
    document = only(text_page(TEXT.replace("báo cáo./.", "báo cáo.\n\nVăn bản này được phổ biến đến cấp xã./.")))
    assert document.circulation is not None
    assert document.circulation.value == "Văn bản này được phổ biến đến cấp xã"


def test_addressees_under_a_stamp_that_covers_their_label() -> None:
    sheet = Sheet()
    sheet.head(["SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo"], [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.put("Lfnh cốn", Zone.BODY, left=0.2, sure=0.3)
    sheet.addressees("- Sở Tài chính;", "- Công an tỉnh.")
    sheet.body(*SENTENCES)
    assert [item.value for item in only(whole(sheet)).addressees] == ["Sở Tài chính", "Công an tỉnh"]


def test_the_second_head_of_a_copy_below_the_foot_of_a_scan() -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    sheet.top += 0.04
    columns = (
        (Zone.FOOT_LEFT, 0.25, ("", "SỞ XÂY DỰNG", "Số: 8/SY-SXD", "", "Nơi nhận:", "- Các phòng;", "- Lưu: VT.")),
        (
            Zone.FOOT_RIGHT,
            0.7,
            ("SAO Y", "", "Kiên Giang, ngày 15 tháng 3 năm 2022", "", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "", "Trần Văn Nam"),
        ),
    )
    start = sheet.top
    for zone, centre, rows in columns:
        sheet.top = start
        for row in rows:
            if row:
                sheet.put(row, zone, centre=centre)
            else:
                sheet.top += 0.02
    page = sheet.page()
    order = (Zone.FOOT_LEFT, Zone.FOOT_RIGHT)  # as pages are read: the left column whole, then the right one
    lines = sorted(page.lines, key=lambda line: order.index(line.zone) if line.zone in order else -1)
    documents = read(page.model_copy(update={"lines": tuple(lines)})).documents
    assert [d.number.value if d.number else None for d in documents] == ["45/SNV-CCHC", "8/SY-SXD"]
    assert [d.issued_on.value if d.issued_on else None for d in documents] == ["2022-03-08", "2022-03-15"]
    assert [[s.name.value for s in d.signers if s.name] for d in documents] == [["Lê Thị Mai Anh"], ["Trần Văn Nam"]]
    assert [s.title.value for s in documents[1].signers if s.title] == ["CHÁNH VĂN PHÒNG"]
    assert names(documents[1]) == ["Các phòng", "Lưu: VT"]
