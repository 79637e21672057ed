"""Badly read items of Nơi nhận and Kính gửi; every list here is invented."""

import pytest

from schemas.letter import Addressee, NumberParts, PrintedRecipient
from tasks.core.letter.issuer.known import Known
from tasks.core.letter.recipients.file_item import mended_file
from tasks.core.letter.recipients.mended_items import mend_addressees, mend_recipients, mended_text


def nobody(_: str) -> None:
    return None


def mended(text: str) -> str:
    return mended_text(text, nobody, letters=True)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Như tiên", "Như trên"),
        ("Công TTĐT tỉnh", "Cổng TTĐT tỉnh"),
        ("Ủy bạn MTTQ Việt Nam tình", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("Rho bạc Nhật nước tỉnh", "Kho bạc Nhà nước tỉnh"),
        ("Giảm đốc, các PGD Sở", "Giám đốc, các PGĐ Sở"),
        ("TT. Tỉnh ủy, TT. HĐND cịnh", "TT. Tỉnh ủy, TT. HĐND tỉnh"),
        ("TỊ Linh úv ÚT HĐND tỉnh", "TT. Tỉnh ủy, TT. HĐND tỉnh"),
        ("Báo, Dài PI-FH tỉnh", "Báo, Đài PT-TH tỉnh"),
    ],
)
def test_a_usual_item_is_known_by_most_of_its_letters(read: str, meant: str):
    assert mended(read) == meant


@pytest.mark.parametrize(
    "read",
    ["Giám đốc, các PGĐ (để chỉ đạo)", "Tổng Giám đốc (để b/c)", "TT Huyện ủy, HĐND huyện (B/C)", "Các Ban: AT, KH, QLĐT"],
)
def test_no_whole_word_is_added_lost_or_changed_for_another(read: str) -> None:
    assert [c for c in mended(read).casefold() if c.isalpha()] == [c for c in read.casefold() if c.isalpha()]


@pytest.mark.parametrize(
    "read", ["Sở Nội vụ", "Sở Ngoại vụ", "Phòng Tổng hợp", "Các PCT", "Như Điều 5", "Hội Làm vườn tỉnh", "Nhà máy nước Tân Lập"]
)
def test_other_names_stay_as_they_were_read(read: str):
    assert mended(read) == read


def test_letters_that_were_read_well_stay_though_a_usual_item_is_near():
    assert mended_text("Các phòng nghiên cứa", nobody, letters=False) == "Các phòng nghiên cứa"
    assert mended_text("Các phòng nghiên cưu", nobody, letters=False) == "Các phòng nghiên cứu"


def test_what_the_registry_knows_as_printed_is_left_alone():
    assert mended_text("Website Sử", lambda name: name, letters=True) == "Website Sử"


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, KTH, NC, QHĐP", "TH, KTTH, NC, QHĐP"),
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, KT TH, NC, QHĐP", "TH, KTTH, NC, QHĐP"),
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, KTTH, ÑNC, QHĐP", "TH, KTTH, NC, QHĐP"),
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, KTTH, NG", "TH, KTTH, NC"),
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, XYZ", "TH, XYZ"),
        ("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, NC QHĐP", "TH, NC, QHĐP"),
    ],
)
def test_codes_of_units_are_held_against_those_that_there_are(read: str, meant: str):
    assert mended(read) == f"VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: {meant}"


@pytest.mark.parametrize(
    ("read", "unit", "meant"),
    [
        ("Lưu: WT, VHXH, hlan", "VHXH", "Lưu: VT, VHXH, hlan"),
        ("1.ưu: VT, NC (B)", "NC", "Lưu: VT, NC (8)"),
        ("Lưu: VI, RT, nlan", "KT", "Lưu: VT, KT, nlan"),
        ("Lưu: VT, KS TT, ntuan", "KSTT", "Lưu: VT, KSTT, ntuan"),
        ("Lưu: VT, TH, ntuan", "KSTT", "Lưu: VT, TH, ntuan"),
        ("Lưu: VT, KT, nlan", None, "Lưu: VT, KT, nlan"),
        ("Lưu: VT, KT (3). ÍV “ .- W NỲ", "KT", "Lưu: VT, KT (3)"),
        ("Lưu: VU NC (3)", None, "Lưu: VT, NC (3)"),
        ("1mu: VI TH, nmai", None, "Lưu: VT, TH, nmai"),
        ("l.ưu: VI,VP(6)", None, "Lưu: VT, VP(6)"),
        ("Lưu: VÍ NNIN, vmai", None, "Lưu: VT, NNTN, vmai"),
        ("lưu: VÌ KGVN, hmai", None, "Lưu: VT, KGVX, hmai"),
        ("Lưu: VT, TCKH mnam", None, "Lưu: VT, TCKH, mnam"),
        ("Lưu: VP, TH", None, "Lưu: VP, TH"),
        ("Lưu: TTr. LVP", "TTr", "Lưu: TTr. LVP"),
    ],
)
def test_the_file_item_keeps_to_its_form_and_to_the_symbols_unit(read: str, unit: str | None, meant: str):
    assert mended_file(read, unit) == meant


def test_what_was_put_right_keeps_its_raw_reading_and_is_unsure():
    read = PrintedRecipient(value="Công TTĐT tinh", raw="Công TTĐT tinh", confidence=0.88, rule="recipients.noi_nhan")
    (item,) = mend_recipients([read], Known(), None)
    assert (item.value, item.raw, item.rule) == ("Cổng TTĐT tỉnh", "Công TTĐT tinh", "recipients.noi_nhan.mended")
    assert item.confidence <= 0.85


def test_a_party_offices_file_item_is_put_right_in_its_marks():
    read = PrintedRecipient(
        value="Lưu Văn phòng Tình ủy", raw="Lưu Văn phòng Tình ủy", confidence=0.8, rule="recipients.noi_nhan", kind="file"
    )
    (item,) = mend_recipients([read], Known(), None)
    assert item.value == "Lưu Văn phòng Tỉnh ủy"


def test_a_unit_that_was_read_well_stays_though_a_frequent_one_is_near():
    read = PrintedRecipient(value="Lưu: VT, KTIH", raw="Lưu: VT, KTIH", confidence=0.95, rule="recipients.noi_nhan", kind="file")
    (item,) = mend_recipients([read], Known(), None)
    assert item.value == "Lưu: VT, KTIH"


def test_the_parts_of_a_mended_file_item_are_read_anew():
    read = PrintedRecipient(value="Lưu: VI, RT (B)", raw="Lưu: VI, RT (B)", confidence=0.6, rule="recipients.noi_nhan", kind="file")
    (item,) = mend_recipients([read], Known(parts=NumberParts(symbol="UBND-KT", unit_code="KT")), None)
    assert (item.drafting_unit, item.copies) == ("KT", 8)


def test_addressees_are_put_right_too():
    read = Addressee(
        value="Các sở, ban, nganh câp tỉnh", raw="Các sở, ban, nganh câp tỉnh", confidence=0.7, rule="addressees.kinh_gui"
    )
    (item,) = mend_addressees([read], Known(), None)
    assert (item.value, item.kind) == ("Các sở, ban, ngành cấp tỉnh", "group")


def test_a_list_of_units_after_a_stop_read_for_its_colon():
    assert mended("VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục. TH, KTTH. NC") == (
        "VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục: TH, KTTH, NC"
    )


def test_a_file_label_with_other_marks_is_one_all_the_same():
    assert mended_file("lữu: VI KT (10)", "KT") == "Lưu: VT, KT (10)"
    assert mended_file("Ì.ưu: VT, VP, mhoa", "VP") == "Lưu: VT, VP, mhoa"
    assert mended_file("Lưu; VP, TH", "TH") == "Lưu: VP, TH"
    assert mended_file("Lưu hồ sơ", None) == "Lưu hồ sơ"


@pytest.mark.parametrize(
    "read_as",
    ["CT và các PCT UBND TP", "BTT UBMTTQVN tỉnh", "Thủ tướng Chính phủ (để b/c)", "TT. Tỉnh ủy (báo cáo)"],
)
def test_what_is_no_misreading_stays(read_as: str) -> None:
    assert mended_text(read_as, lambda _: None, letters=True) == read_as


def test_a_purpose_keeps_its_bracket_while_the_name_is_put_right() -> None:
    assert mended_text("Văn phòng Chính phu (để b/€)", lambda _: None, letters=True) == "Văn phòng Chính phủ (để b/c)"


def test_a_code_that_the_symbol_has_too_is_no_misread_usual_one() -> None:
    assert mended_file("Lưu: VT, CCVC (3)", "CCVC") == "Lưu: VT, CCVC (3)"
    assert mended_file("Lưu: VT, NNIN (3)", "XYZ") == "Lưu: VT, NNTN (3)"


@pytest.mark.parametrize(
    ("read", "known"),
    [
        ("Văn phòng Trung ương Đoàn", "Văn phòng Trung ương Đảng"),
        ("Ban Thường vụ Hội", "Ban Thường vụ Đội"),
    ],
)
def test_one_sort_of_body_is_no_other_that_was_misread(read: str, known: str) -> None:
    assert mended_text(read, lambda _: known, letters=True) == read


def test_one_body_behind_a_sort_is_no_list_of_units() -> None:
    text = "Cục THADS các tỉnh, thành phố trực thuộc TW"
    assert mended(text) == text


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Lưu: VT, TM. Th06", "Lưu: VT, TM. Th06"),
        ("Lưu: VT, PV0I", "Lưu: VT, PV01"),
        ("Lưu: VT, NVI", "Lưu: VT, NV1"),
        ("Lưu: VT, TH (Sb)", "Lưu: VT, TH (5b)"),
    ],
)
def test_codes_of_two_letters_figures_of_offices_and_copies(read: str, meant: str) -> None:
    assert mended_file(read, None) == meant


def test_a_code_that_somebody_has_is_no_shorter_one_that_was_misread() -> None:
    text = "VPCP: BTCN, các PCN, Trợ lý TTgCP"
    assert mended_text(text, lambda _: "VPCP: BTCN, các PCN, Trợ lý TTg", letters=True) == text


def test_rooms_counted_in_figures_are_read_as_they_stand_and_no_guess() -> None:
    read = PrintedRecipient(value="Lưu: VT, NVI", raw="Lưu: VT, NVI", confidence=0.86, rule="recipients.noi_nhan", kind="file")
    (item,) = mend_recipients([read], Known(), None)
    assert (item.value, item.rule, item.confidence) == ("Lưu: VT, NV1", "recipients.noi_nhan", 0.86)
    assert mended_text("PV0I", lambda _: None, letters=True) == "PV01"


def test_a_unit_that_was_fairly_read_is_no_frequent_one_that_looks_otherwise() -> None:
    read = PrintedRecipient(value="Lưu: VT, KCHI", raw="Lưu: VT, KCHI", confidence=0.86, rule="recipients.noi_nhan", kind="file")
    (item,) = mend_recipients([read], Known(), None)
    assert item.value == "Lưu: VT, KCHI"


def test_a_deputy_by_his_short_title_is_no_other_one() -> None:
    assert mended_text("Chánh án, các PCA", lambda _: None, letters=True) == "Chánh án, các PCA"


def test_an_offices_own_union_and_the_front_by_its_code() -> None:
    assert mended_text("Công đoàn, Đoàn TN", lambda _: None, letters=True) == "Công đoàn, Đoàn TN"
    assert mended_text("UBMTTTQ và các đoàn thể", lambda _: None, letters=True).startswith("UBMTTQ và")


def test_a_purpose_of_which_a_stroke_was_lost() -> None:
    assert mended_text("Bộ Mây (l/€)", lambda _: None, letters=True) == "Bộ Mây (b/c)"
    assert mended_text("Sở Mây (B/€)", lambda _: None, letters=True) == "Sở Mây (b/c)"


def test_a_city_committee_is_no_provincial_one():
    assert mended_text("Ban Iõ chức Thành ủy", lambda _: "Ban Tổ chức Tỉnh ủy", letters=True) == "Ban Iõ chức Thành ủy"
    assert mended_text("Ban Iõ chức Tỉnh ủy", lambda _: "Ban Tổ chức Tỉnh ủy", letters=True) == "Ban Tổ chức Tỉnh ủy"


@pytest.mark.parametrize(
    ("read", "value"), [("Tố TK&VV", "Tổ TK&VV"), ("Các tố dân phố", "Các tổ dân phố"), ("Tố tụng viên", "Tố tụng viên")]
)
def test_an_item_that_begins_with_a_team_is_as_sure_as_it_was_read(read: str, value: str) -> None:
    one = PrintedRecipient(value=read, raw=read, confidence=0.97, page=1, box=(0.1, 0.8, 0.3, 0.82), rule="recipients.noi_nhan")
    (item,) = mend_recipients([one], Known(), None)
    assert (item.value, item.confidence, item.raw) == (value, 0.97, read)


@pytest.mark.parametrize("read", ["Lưu: VT, NTTS", "Lưu: VT, QLCT", "Lưu: PYT"])
def test_codes_that_were_read_fairly_stay_though_others_are_near(read: str):
    item = PrintedRecipient(value=read, raw=read, confidence=0.83, rule="recipients.noi_nhan", kind="file")
    parts = NumberParts(number="45", symbol="TSKN-KTTS", issuer_code="TSKN", unit_code="KTTS")
    assert mend_recipients([item], Known(parts), None)[0].value == read


def test_a_counted_room_is_no_frequent_unit_however_badly_read():
    item = PrintedRecipient(value="Lưu: VT, QLDN1", raw="Lưu: VT, QLDN1", confidence=0.6, rule="recipients.noi_nhan", kind="file")
    assert mend_recipients([item], Known(), None)[0].value == "Lưu: VT, QLDN1"


@pytest.mark.parametrize("read", ["TT Huyện ủy, UBND huyện (b/c)", "Cục VTLTNN"])
def test_signs_that_were_read_well_stay(read: str):
    item = PrintedRecipient(value=read, raw=read, confidence=0.88, rule="recipients.noi_nhan")
    assert mend_recipients([item], Known(), None)[0].value == read


@pytest.mark.parametrize(
    ("read", "meant"), [("Các đc Tỉnh ủy viên", "Các đ/c Tỉnh ủy viên"), ("Các sở, ban, ngành: đoàn thể ¿ cấp tỉnh", None)]
)
def test_a_stroke_or_comma_that_was_misread_is_put_right(read: str, meant: str | None):
    item = PrintedRecipient(value=read, raw=read, confidence=0.88, rule="recipients.noi_nhan")
    assert mend_recipients([item], Known(), None)[0].value == (meant or "Các sở, ban, ngành, đoàn thể cấp tỉnh")


def test_a_letter_that_no_code_has_is_put_right_however_surely_read():
    read = PrintedRecipient(value="Lưu: VT, NÑTN", raw="Lưu: VT, NÑTN", confidence=0.89, rule="recipients.noi_nhan", kind="file")
    assert mend_recipients([read], Known(), None)[0].value == "Lưu: VT, NNTN"
