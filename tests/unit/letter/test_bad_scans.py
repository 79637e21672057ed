"""What seals, stamps, skew and lost labels do to a letter, and what is made of it. Every letter is invented."""

import pytest

from schemas.letter import Document
from schemas.page import Line, Mark, Page, Word, Zone
from tasks.core.letter.fields.head_marks import URGENCY, _word_among
from tasks.core.letter.parts.columns import within
from tasks.core.letter.rows.lines import row_of
from tasks.core.letter.understand import understand
from tasks.core.letter.vocabulary.provinces import place_name, with_province
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, SENTENCES, STATE, WIDTH, Sheet, letter_sheet


def only(page: Page) -> Document:
    (document,) = understand([page]).documents
    return document


def stamped(text: str) -> Document:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    sheet.marks.append(Mark(kind="stamp", text=text, box=(0.1, 0.2, 0.3, 0.22)))
    return only(sheet.page())


@pytest.mark.parametrize(
    ("read_as", "value"),
    [("-- | THƯỢNG KHẨN THƯỢNG KH", "THƯỢNG KHẨN"), ("OTI | HỎA TỐC", "HỎA TỐC"), ("ẤT | | KHẨN.", "KHẨN"), ("xw KHẨN", "KHẨN")],
)
def test_a_stamps_word_among_strokes(read_as: str, value: str) -> None:
    urgency = stamped(read_as).urgency
    assert urgency is not None
    assert urgency.value == value


@pytest.mark.parametrize(
    ("read_as", "value", "sure"), [("TH G KHAN", "THƯỢNG KHẨN", True), ("G KHẨN", "KHẨN", False), ("SAO KHẨN", "KHẨN", True)]
)
def test_what_was_read_before_khan_may_be_of_thuong(read_as: str, value: str, *, sure: bool) -> None:
    urgency = stamped(read_as).urgency
    assert urgency is not None
    assert urgency.value == value
    assert (urgency.confidence > 0.8) is sure


def test_a_word_of_which_only_the_beginning_shows_needs_a_person() -> None:
    urgency = stamped("KH.").urgency
    assert urgency is not None
    assert urgency.value == "KHẨN"
    assert urgency.confidence < 0.9


def test_the_end_of_a_secrecy_stamp_is_taken_for_one() -> None:
    assert stamped("ẤT | | KHẨN.").secrecy is not None
    assert stamped("THƯỢNG KHẨN").secrecy is None
    assert stamped("TẬP TIN").secrecy is None


def test_a_name_that_was_read_before_the_title_stands_below_it_all_the_same() -> None:
    sheet = letter_sheet()
    top = sheet.top
    sheet.foot(FOOT_LEFT, ())
    sheet.top = top + 0.12
    sheet.put("Lê Thị Mai Anh", Zone.FOOT_LEFT, left=0.65)  # the seal drew it into the other column
    sheet.top = top
    for text in ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"):
        sheet.put(text, Zone.FOOT_RIGHT, centre=0.72)
    (signer,) = only(sheet.page()).signers
    assert signer.name is not None
    assert signer.title is not None
    assert (signer.name.value, signer.title.value) == ("Lê Thị Mai Anh", "PHÓ CHỦ TỊCH")


def signed(*rows: tuple[str, float]) -> Document:
    sheet = letter_sheet()
    top = sheet.top
    sheet.foot(FOOT_LEFT, ())
    sheet.top = top
    for text, centre in rows:
        sheet.put(text, Zone.FOOT_RIGHT, centre=centre)
    return only(sheet.page())


def test_a_title_that_lacks_its_left_part_is_a_deputys() -> None:
    (signer,) = signed(("T/M BAN THƯỜNG VỤ", 0.72), ("BÍ THƯ", 0.737), ("Lê Thị Mai Anh", 0.72)).signers
    assert signer.title is not None
    assert (signer.title.value, signer.title.rule) == ("PHÓ BÍ THƯ", "signer.title.inferred_deputy")
    assert signer.title.confidence < 0.9
    (head,) = signed(("T/M BAN THƯỜNG VỤ", 0.72), ("BÍ THƯ", 0.72), ("Lê Thị Mai Anh", 0.72)).signers
    assert head.title is not None
    assert head.title.value == "BÍ THƯ"


def test_a_name_off_the_columns_middle_is_doubted() -> None:
    (whole,) = signed(("TM. ỦY BAN NHÂN DÂN", 0.72), ("CHỦ TỊCH", 0.72), ("Lê Thị Mai Anh", 0.72)).signers
    (torn,) = signed(("TM. ỦY BAN NHÂN DÂN", 0.72), ("CHỦ TỊCH", 0.72), ("Thị Mai Anh", 0.76)).signers
    assert whole.name is not None
    assert torn.name is not None
    assert torn.name.confidence < whole.name.confidence


def test_the_deputy_under_kt_is_known_by_the_head_that_is_named_above() -> None:
    (signer,) = signed(("KT. BỘ TRƯỞNG, CHỦ NHIỆM", 0.72), ("PHÓ CHỦ vờ", 0.72), ("Lê Thị Mai Anh", 0.72)).signers
    assert signer.title is not None
    assert signer.title.value == "PHÓ CHỦ NHIỆM"


def test_a_list_whose_label_was_lost_is_found_by_its_column() -> None:
    sheet = letter_sheet()
    left = ("- Như trên;", "- VPCP: BTCN, các PCN, các Vụ,", "Cục: TH, KTTH, NC;", "- Lưu: VT, CCHC (3).")
    sheet.foot(left, FOOT_RIGHT)
    items = [item.value for item in only(sheet.page()).printed_recipients]
    assert items == ["Như trên", "VPCP: BTCN, các PCN, các Vụ, Cục: TH, KTTH, NC", "Lưu: VT, CCHC (3)"]


def test_an_end_mark_read_as_a_colon_ends_its_item() -> None:
    sheet = letter_sheet()
    left = ("Nơi nhận:", "- Như trên;", "- Công an tỉnh:", "Báo, Đài PTTH tỉnh;", "- Lưu: VT, CCHC (3).")
    sheet.foot(left, FOOT_RIGHT)
    items = [item.value for item in only(sheet.page()).printed_recipients]
    assert items == ["Như trên", "Công an tỉnh", "Báo, Đài PTTH tỉnh", "Lưu: VT, CCHC (3)"]


def test_what_was_read_beside_the_text_is_no_part_of_it() -> None:
    words = [Word(text="C3", confidence=0.6, box=(0.02, 0.3, 0.04, 0.31), start=0, end=2)]
    for at, text in enumerate(("Sở", "báo", "cáo")):
        left = 0.16 + 0.1 * at
        words.append(Word(text=text, confidence=0.95, box=(left, 0.3, left + 0.08, 0.31), start=3 + 4 * at, end=6 + 4 * at))
    raw = "C3 Sở báo cáo"
    words[1] = words[1].model_copy(update={"end": 5})
    words[2] = words[2].model_copy(update={"start": 6, "end": 9})
    words[3] = words[3].model_copy(update={"start": 10, "end": 13})
    line = Line(
        page=1, raw=raw, text=raw, start=0, end=13, zone=Zone.BODY, block=0, box=(0.02, 0.3, 0.44, 0.31), words=tuple(words)
    )
    assert within(row_of(line), (0.15, 0.92)).text == "Sở báo cáo"
    assert within(row_of(line), None).text == raw


def test_an_unreadable_number_is_no_agency() -> None:
    sheet = Sheet()
    sheet.head(["TỈNH ỦY LONG AN", "Số #Í #-KH/TU"], ["ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.centred("KẾ HOẠCH", "về sắp xếp kho lưu trữ")
    sheet.body(*SENTENCES)
    document = only(sheet.page())
    assert document.issuer is not None
    assert document.issuer.raw == "TỈNH ỦY LONG AN"


@pytest.mark.parametrize("label", ["1172 Nính gửi:", "Kinh gủi:", "Ti:", "xí gui;"])
def test_a_label_of_the_addressee_that_a_stamp_damaged(label: str) -> None:
    sheet = Sheet()
    sheet.head(
        ["TỈNH ỦY LONG AN", "Số 52-CV/TU", "sắp xếp kho lưu trữ"], ["ĐẢNG CỘNG SẢN VIỆT NAM", "Long An, ngày 05 tháng 4 năm 2022"]
    )
    sheet.put(f"{label} Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy.", Zone.BODY, left=0.3)
    sheet.body(*SENTENCES)
    assert [item.value for item in only(sheet.page()).addressees] == ["Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"]


def test_a_sentence_of_the_body_that_names_a_usual_addressee_is_none() -> None:
    sheet = Sheet()
    sheet.head(["SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo"], [*STATE, "Long An, ngày 05 tháng 4 năm 2022"])
    sheet.put("Đề nghị: Các sở, ban, ngành cấp tỉnh.", Zone.BODY, left=0.17, right=0.6)
    sheet.body(*SENTENCES, *SENTENCES)
    assert only(sheet.page()).addressees == ()


def test_the_deputy_of_one_of_two_offices_is_of_the_one_that_is_printed() -> None:
    (signer,) = signed(("KT. BỘ TRƯỞNG, CHỦ NHIỆM", 0.72), ("CHỦ NHIỆM", 0.72), ("Lê Thị Mai Anh", 0.72)).signers
    assert signer.title is not None
    assert signer.title.value == "PHÓ CHỦ NHIỆM"


@pytest.mark.parametrize(("read", "meant"), [("IỎA TỐC —_", "HỎA TỐC"), ("| THUỢNG KHÂN", "THƯỢNG KHẨN"), ("ĐẾN TỪ CÔNG", None)])
def test_an_urgency_stamp_with_one_letter_misread_is_known(read: str, meant: str | None) -> None:
    assert _word_among(read, URGENCY) == meant


@pytest.mark.parametrize(
    "left",
    [
        ("Nơi nhận:", "- Như trên;", "- Công an tỉnh", "Chuyên viên nghiên cứu;", "- Lưu: VT, CCHC (3)."),
        ("Nơi nhận:", "- Như trên;", "- Công an tỉnh;", "x Chuyên viên nghiên cứu;", "- Lưu: VT, CCHC (3)."),
    ],
)
def test_items_whose_dash_was_lost_or_read_as_a_letter(left: tuple[str, ...]) -> None:
    sheet = letter_sheet()
    sheet.foot(left, FOOT_RIGHT)
    items = [item.value for item in only(sheet.page()).printed_recipients]
    assert items == ["Như trên", "Công an tỉnh", "Chuyên viên nghiên cứu", "Lưu: VT, CCHC (3)"]


def test_an_urgency_stamp_under_the_receipt_stamp_is_known_and_needs_a_person() -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    sheet.marks.append(Mark(kind="incoming_stamp", text="[| HÒA TỐC NỘI VỤ | ĐẾN 25/10/2022", box=(0.1, 0.2, 0.3, 0.25)))
    urgency = only(sheet.page()).urgency
    assert urgency is not None
    assert (urgency.value, urgency.rule) == ("HỎA TỐC", "urgency.receipt")
    assert urgency.confidence < 0.9


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("[KH/ SỞ NỘI VỤ | SỐ 64", "KHẨN"),
        ("THƯỢN | SỞ NỘI VỤ", "THƯỢNG KHẨN"),
        ("KHO BẠC ĐẾN", None),
        ("THƯỜNG TRỰC ĐẾN", None),
        ("KH&ĐT ĐẾN", None),
    ],
)
def test_an_urgency_stamp_that_touches_the_receipt_stamp_needs_a_person(text: str, word: str | None) -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    sheet.marks.append(Mark(kind="incoming_stamp", text=text, box=(0.1, 0.2, 0.3, 0.25)))
    urgency = only(sheet.page()).urgency
    assert (urgency.value if urgency else None) == word
    assert urgency is None or urgency.confidence < 0.9


@pytest.mark.parametrize("dash", ["~- ", "+ ", "- ", "-"])
def test_a_receipt_stamp_beside_the_label_and_before_the_first_addressee(dash: str) -> None:
    sheet = Sheet()
    sheet.head(("UBND TỈNH SAO MAI", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo"), (*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"))
    sheet.put("ĐẾN 3733kính gửi:", Zone.BODY, left=0.12)
    sheet.put(f"ngà 08/5/2023 {dash}Công an tỉnh;", Zone.BODY, left=0.12, right=0.62)
    sheet.put("- Sở Y tế.", Zone.BODY, left=0.41)
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    assert [item.value for item in only(sheet.page()).addressees] == ["Công an tỉnh", "Sở Y tế"]


def test_the_second_row_of_a_list_of_units_begins_no_item() -> None:
    sheet = letter_sheet()
    left = ("Nơi nhận:", "- Như trên;", "- VPCP: BTCN, các PCN, các Vụ", "- Cục: TH, KTTH, NC;", "- Lưu: VT, CCHC (3).")
    sheet.foot(left, FOOT_RIGHT)
    items = [item.value for item in only(sheet.page()).printed_recipients]
    assert len(items) == 3


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Tỉnh ủy Thừa Thiện Huế", "Tỉnh ủy Thừa Thiên Huế"),
        ("Sở Y tế tỉnh Cà Mâu", "Sở Y tế tỉnh Cà Mau"),
        ("Công ty Hà Nam Ninh", "Công ty Hà Nam Ninh"),
        ("Ủy ban nhân dân huyện Long Án", "Ủy ban nhân dân huyện Long Án"),
    ],
)
def test_a_provinces_name_gets_its_marks_back(read: str, meant: str) -> None:
    assert with_province(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [("Đắảk Lắk", "Đắk Lắk"), ("Kiên Giàngg", "Kiên Giang"), ("Bắc Bình", "Bắc Bình"), ("Krông Pắc", "Krông Pắc")],
)
def test_a_place_that_can_be_no_name_is_the_province_that_is_near(read: str, meant: str) -> None:
    assert place_name(read)[0] == meant


def test_an_arrival_stamp_beside_the_type_word_does_not_cost_the_subject() -> None:
    sheet = Sheet()
    sheet.head(("ỦY BAN NHÂN DÂN", "TỈNH KIÊN GIANG", "Số: 218/TB-UBND"), (*STATE, "Kiên Giang, ngày 08 tháng 3 năm 2022"))
    sheet.put("SÓ Đ5 so2" + " " * 14 + "THÔNG BÁO" + " " * 3, Zone.BODY)
    sheet.centred("Về việc nghỉ lễ và trực cơ quan")
    sheet.body(*SENTENCES)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    found = only(sheet.page())
    assert found.subject is not None
    assert found.subject.value == "nghỉ lễ và trực cơ quan"
    assert found.doctype is not None
    assert found.doctype.rule == "doctype.type_word"


def test_a_title_put_right_that_stands_right_of_the_name_has_lost_its_first_word() -> None:
    (signer,) = signed(("HỦ TỊCH", 0.735), ("Lê Thị Mai Anh", 0.72)).signers
    assert signer.title is not None
    assert (signer.title.value, signer.title.rule) == ("PHÓ CHỦ TỊCH", "signer.title.inferred_deputy")
    (whole,) = signed(("CHỦ TỊCH", 0.735), ("Lê Thị Mai Anh", 0.72)).signers
    assert whole.title is not None
    assert whole.title.value == "CHỦ TỊCH"


@pytest.mark.parametrize(("read_as", "name"), [("qv Lê Thị Mai Anh", "Lê Thị Mai Anh"), ("thạm Văn Mai", "Phạm Văn Mai")])
def test_letters_of_a_seal_before_title_and_name_go(read_as: str, name: str) -> None:
    (signer,) = signed(("TM. ỦY BAN NHÂN DÂN", 0.72), ("xHCw CHỦ TỊCH", 0.7), (read_as, 0.7)).signers
    assert signer.title is not None
    assert signer.name is not None
    assert (signer.title.value, signer.name.value) == ("CHỦ TỊCH", name)


def test_who_acts_as_director_is_no_deputy() -> None:
    (signer,) = signed(("Q. GIÁM ĐỐC", 0.72), ("Lê Thị Mai Anh", 0.72)).signers
    assert [mark.mark for mark in signer.authority] == ["Q."]
    assert signer.title is not None
    assert signer.title.value == "GIÁM ĐỐC"


def test_a_subject_on_the_type_words_axis_beside_the_texts_middle() -> None:
    sheet = Sheet()
    sheet.put("SỞ Y TẾ", Zone.HEAD_LEFT, centre=0.28)
    sheet.put("Số: 12/HD-SYT", Zone.HEAD_LEFT, centre=0.28)
    sheet.put("HƯỚNG DẪN", Zone.BODY, centre=0.5)
    sheet.put("Tổ chức các hoạt động của ngành năm 2021", Zone.BODY, centre=0.5)
    for sentence in SENTENCES:
        sheet.put(sentence, Zone.BODY, left=0.15)
    subject = only(sheet.page()).subject
    assert subject is not None
    assert subject.value == "Tổ chức các hoạt động của ngành năm 2021"


def test_figures_under_the_type_word_are_of_the_subject_however_badly_they_were_read() -> None:
    sheet = Sheet()
    sheet.put("SỞ Y TẾ", Zone.HEAD_LEFT, centre=0.28)
    sheet.put("Số: 12/TB-SYT", Zone.HEAD_LEFT, centre=0.28)
    sheet.put("THÔNG BÁO", Zone.BODY, centre=0.53)
    sheet.put("Về việc tổ chức lớp tập huấn của năm học", Zone.BODY, centre=0.53)
    sheet.put("2021-2022", Zone.BODY, centre=0.53, sure=0.5)
    for sentence in SENTENCES:
        sheet.put(sentence, Zone.BODY, left=0.15)
    subject = only(sheet.page()).subject
    assert subject is not None
    assert subject.value == "tổ chức lớp tập huấn của năm học 2021-2022"


def test_a_body_that_opens_with_a_torn_word_is_no_more_of_the_subject() -> None:
    sheet = Sheet()
    sheet.head(["ỦY BAN NHÂN DÂN", "TỈNH SAO MAI", "Số: 07/CT-UBND"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.centred("CHỈ THỊ", "Về việc tăng cường phòng cháy rừng", "trên địa bàn tỉnh Sao Mai")
    sheet.lines = [line.model_copy(update={"block": 1}) for line in sheet.lines]
    sheet.body("uyên: trong thời gian qua, công tác phòng cháy rừng đã có nhiều tiến bộ ở các địa", *SENTENCES, *SENTENCES)
    subject = only(sheet.page()).subject
    assert subject is not None
    assert subject.value == "tăng cường phòng cháy rừng trên địa bàn tỉnh Sao Mai"


def test_a_note_that_was_typed_beside_the_subject_is_none_of_it() -> None:
    """Its rows were read into those of V/v, under the date; without it they are centred as agency and number are."""
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    for row, note in (
        ("V/v bảo đảm trật tự", "1. Phòng Một phổ biến đến toàn thể giáo viên"),
        ("trong kỳ thi", "2. Phòng Hai báo cáo Sở theo đúng quy định"),
    ):
        sheet.put(f"{row} {note}", Zone.BODY, left=0.3 - len(row) * WIDTH / 2)
    sheet.put("Kính gửi: Sở Tài chính.", Zone.BODY, centre=0.53)
    sheet.body(*SENTENCES)
    subject = only(sheet.page()).subject
    assert subject is not None
    assert subject.value == "bảo đảm trật tự trong kỳ thi"


def test_an_item_beside_a_receipt_stamp_begins_right_of_the_label() -> None:
    """The stamp's date was read into the first item's row, whose dash is lost."""
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.put("BE, 7201 xx yy zz tt 1 xx yy zz tt 1 2 3 4 Sở Tài chính;", Zone.BODY, left=0.05)
    sheet.put("- Sở Y tế.", Zone.BODY, left=0.4)
    sheet.body(*SENTENCES)
    assert [one.value for one in only(sheet.page()).addressees] == ["Sở Tài chính", "Sở Y tế"]


def test_what_a_stamp_left_far_before_the_first_items_dash_is_no_part_of_it() -> None:
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.put("ĐẾN - UBND các huyện;", Zone.BODY, left=0.12)
    _push_behind_first(sheet, 0.2)
    sheet.put("- Sở Y tế.", Zone.BODY, left=0.4)
    sheet.body(*SENTENCES)
    assert [one.value for one in only(sheet.page()).addressees] == ["UBND các huyện", "Sở Y tế"]


def _push_behind_first(sheet: Sheet, far: float) -> None:
    """Set the last row's words after its first `far` to the right."""
    line = sheet.lines.pop()
    assert line.box is not None
    first, *others = line.words
    moved = [word.model_copy(update={"box": (word.box[0] + far, word.box[1], word.box[2] + far, word.box[3])}) for word in others]
    box = (line.box[0], line.box[1], line.box[2] + far, line.box[3])
    sheet.lines.append(line.model_copy(update={"words": (first, *moved), "box": box}))


def test_one_addressee_with_a_full_stop_is_the_whole_list() -> None:
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ LAO ĐỘNG", "Số: 45/SLĐ-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.put("Kính gửi: Công an tỉnh.", Zone.BODY, left=0.3)
    sheet.put("2:3:2022 — Sở Lao động - Thương binh và Xã hội nhận được báo cáo", Zone.BODY, left=0.2)
    sheet.body(*SENTENCES)
    assert [one.value for one in only(sheet.page()).addressees] == ["Công an tỉnh"]


def test_a_stroke_in_the_margin_before_the_bodys_first_sentence_makes_it_no_addressee() -> None:
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ XÂY DỰNG", "Số: 45/SXD-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.addressees("- Sở Tài chính;", "- UBND các huyện, thành phố.")
    sheet.put(
        "@ Xét đề nghị và báo cáo kết quả của Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 16/3/2022", Zone.BODY, left=0.02, right=0.9
    )
    sheet.body(*SENTENCES)
    assert [one.value for one in only(sheet.page()).addressees] == ["Sở Tài chính", "UBND các huyện, thành phố"]


@pytest.mark.parametrize(
    ("rows", "items"),
    [
        (("- UBND thành phố Sao Mai:", "Thủ trưởng các đơn vị;"), ["UBND thành phố Sao Mai", "Thủ trưởng các đơn vị"]),
        (("- UBND các huyện, thành phố:", "Sao Mai, Sao Hôm;"), ["UBND các huyện, thành phố: Sao Mai, Sao Hôm"]),
        (("- Các phòng:", "Tổ chức, Kế hoạch;"), ["Các phòng: Tổ chức, Kế hoạch"]),
    ],
)
def test_a_semicolon_read_as_a_colon_closes_an_addressee_of_one_body(rows: tuple[str, ...], items: list[str]) -> None:
    sheet = Sheet()
    sheet.head(["UBND TỈNH SAO MAI", "SỞ XÂY DỰNG", "Số: 45/SXD-CCHC"], [*STATE, "Sao Mai, ngày 08 tháng 3 năm 2022"])
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.addressees(*rows, "- Công an tỉnh.")
    sheet.body(*SENTENCES)
    assert [one.value for one in only(sheet.page()).addressees] == [*items, "Công an tỉnh"]


def test_a_name_hardly_read_behind_a_kind_of_place_is_kept() -> None:
    sheet = Sheet()
    sheet.head(["ỦY BAN NHÂN DÂN"], [*STATE, "Lắk Nam, ngày 08 tháng 3 năm 2022"])
    sheet.put("TỈNH   ĐẮK   LẮK", Zone.HEAD_LEFT, centre=0.3, sure=0.45)
    row = sheet.lines.pop()
    words = (row.words[0].model_copy(update={"confidence": 0.64}), *row.words[1:])
    sheet.lines.append(row.model_copy(update={"words": words}))
    sheet.put("Số: 45/UBND-NC", Zone.HEAD_LEFT, centre=0.3)
    sheet.body(*SENTENCES)
    issuer = only(sheet.page()).issuer
    assert issuer is not None
    assert issuer.value == "Ủy ban nhân dân tỉnh Đắk Lắk"
