from itertools import pairwise
from typing import Any

import pytest

from schemas.letter import Deadline, Directive, Document, NumberParts, PrintedRecipient, Reference, Signer
from schemas.registry import Entry
from tasks.core.letter.confidence.calibration import FAMILY, calibrate, score, worth
from tasks.core.letter.confidence.calibration_table import TABLE
from tasks.core.letter.confidence.evidence import FIRMLY, is_odd, of_date, of_issuer, of_number, of_place, of_subject
from tasks.core.letter.confidence.issuer_evidence import is_code_of, is_code_of_branch
from tasks.core.letter.confidence.item_evidence import of_item
from tasks.core.letter.confidence.signer_evidence import DOUBTED as DOUBTED_NAME
from tasks.core.letter.confidence.signer_evidence import is_doubted, of_name, of_title
from tasks.core.letter.number.cited_number import CITED
from tasks.core.letter.recipients.recipients import DOUBTED
from tasks.core.registry.entries import Entries
from tasks.core.registry.expand import Content
from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry
from tests.unit.letter.made import document, found


def confidence(field: str, *others: Document, **fields: Any) -> float:
    first = calibrate([document(**fields), *others])[0]
    return float(getattr(first, field).confidence)


def test_the_table_rises_and_stays_between_0_and_1() -> None:
    for family, knots in TABLE.items():
        assert family in FAMILY.values()
        assert all(a[0] <= b[0] and a[1] <= b[1] for a, b in pairwise(knots))
        assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in knots)


@pytest.mark.parametrize("family", sorted({*FAMILY.values(), "unlearnt"}))
def test_more_score_is_never_worth_less(family: str) -> None:
    values = [worth(family, step / 100) for step in range(101)]
    assert all(a <= b + 1e-9 for a, b in pairwise(values))


def test_evidence_moves_a_score_its_way() -> None:
    assert score(0.8, 0) == pytest.approx(0.8)
    assert score(0.8, -1) < 0.8 < score(0.8, 1)


def test_only_confidences_change() -> None:
    before = document()
    (after,) = calibrate([before])
    assert after.number is not None
    assert before.number is not None
    same = {"confidence"}
    assert after.number.model_dump(exclude=same) == before.number.model_dump(exclude=same)
    assert after.model_dump(include={"body", "index", "references"}) == before.model_dump(include={"body", "index", "references"})


def test_a_code_against_its_type_word_lowers_the_number() -> None:
    parts = NumberParts(number="44", symbol="KH-SNV", type_code="KH", issuer_code="SNV")
    head = {"number": found("44/KH-SNV", confidence=0.9), "number_parts": parts}
    agreed = confidence("number", **head, doctype=found("ke_hoach", rule="doctype.type_word"))
    contrary = confidence("number", **head, doctype=found("bao_cao", rule="doctype.type_word"))
    assert contrary < agreed


def test_a_date_before_what_it_cites_is_doubted() -> None:
    cited = [found("9/KH-UBND").model_dump() | {"issued_on": "2022-03-10"}]
    assert confidence("issued_on", references=cited) < 0.9 <= confidence("issued_on")


def test_the_cover_is_a_witness_for_number_and_date() -> None:
    head = {"number": found("45/SNV-CCHC", confidence=0.7), "issued_on": found("2022-03-08", confidence=0.7)}
    cover = document(index=1, references=[found("45/SNV-CCHC").model_dump() | {"issued_on": "2022-03-08"}])
    for field in ("number", "issued_on"):
        assert confidence(field, cover, **head) > confidence(field, **head)


def test_a_number_without_digits_stays_unsure() -> None:
    symbol_only = found("/SNV-CCHC", confidence=0.3, rule="number.symbol_only")
    assert confidence("number", number=symbol_only) == 0.3


@pytest.mark.parametrize(
    "text", ["Sở Y tế", "Báo, Đài PT&TH tỉnh", "Thủ tướng, các PTTg", 'Lưu: VT, hthoa, "HT"', "TTgCP (để b/c)", "Đà Nẵng - Huế"]
)
def test_names_as_printed_are_not_odd(text: str) -> None:
    assert not is_odd(text)


@pytest.mark.parametrize(
    "text", ["Sở Y tế |", "Báo, Đài PT&¿TH", "Lưu: VT ®", "tỉnh_", "Hội «nông dân", "sở NộiVụ", "Công ty Cao su Chư ê"]
)
def test_leftovers_of_stamps_are_odd(text: str) -> None:
    assert is_odd(text)


def test_a_committee_without_its_place_is_doubted() -> None:
    whole, lost = document(issuer=found("Ủy ban nhân dân huyện Sao Mai")), document(issuer=found("Ủy ban nhân dân"))
    assert of_issuer(lost, None) < of_issuer(whole, None)


def test_an_agency_named_by_the_letters_own_place_is_read_twice() -> None:
    def weight(name: str, place: str | None) -> float:
        return of_issuer(document(issuer=found(name), place=found(place) if place else None), EMPTY)

    assert weight("CHI NHÁNH TỈNH BÌNH AN", "Bình An") > weight("CHI NHÁNH TỈNH BÌNH AN", None)
    assert weight("CHI NHÁNH BÌNH AN", "Bình An") > weight("CHI NHÁNH BÌNH ÂN", "Bình An")
    assert weight("ĐỒN CÁT BAY BÌNH AN", "Bình An") == weight("ĐỒN CÁT BAY BÌNH AN", None)


@pytest.mark.parametrize(
    ("code", "issuer"),
    [
        ("TH&THCS", "TRƯỜNG TH&THCS CÁT BAY"),
        ("HND", "BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ SAO MAI"),
        ("KBT", "BAN QUẢN LÝ KHU BẢO TỒN THIÊN NHIÊN CÁT BAY"),
    ],
)
def test_a_code_may_leave_out_the_board_and_be_a_word_of_the_name(code: str, issuer: str) -> None:
    parts = NumberParts(symbol=f"CV-{code}", type_code="CV", issuer_code=code)
    assert is_code_of(document(issuer=found(issuer), number_parts=parts))
    assert not is_code_of(document(issuer=found("SỞ Y TẾ"), number_parts=parts))


def test_a_branchs_letters_have_the_code_of_its_body() -> None:
    parts = NumberParts(symbol="NHNo-TH", issuer_code="NHNo", unit_code="TH")
    parent = found("NGÂN HÀNG NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN VIỆT NAM")
    assert is_code_of_branch(document(issuer=found("CHI NHÁNH BÌNH AN"), parent_issuer=parent, number_parts=parts))
    assert not is_code_of_branch(document(issuer=found("SỞ Y TẾ"), parent_issuer=parent, number_parts=parts))


def test_a_place_above_another_agencys_name_has_its_end() -> None:
    joined = document(issuer=found("Ban Trị sự tỉnh Bình An Giáo hội Mây Trắng"), place=found("Bình An"))
    torn = document(issuer=found("Ban Trị sự tỉnh Bình An Lộc"), place=found("Bình An"))
    assert of_place(joined) > of_place(torn)


def test_a_subject_that_says_its_first_words_twice_is_doubted() -> None:
    words = "thống kê tài sản công của các đơn vị"
    once, twice = document(subject=found(f"Về {words}")), document(subject=found(f"Về {words} Trường đã nhận về {words}"))
    assert of_subject(twice) < of_subject(once)


def test_a_subject_whose_end_the_body_goes_beyond_is_doubted() -> None:
    subject = "phòng, chống khai thác hải sản bất"
    text = "Thực hiện việc {0} hợp pháp. Sở báo cáo về {0} hợp pháp."
    cut = document(subject=found(subject), body=text.format(subject))
    whole = document(subject=found(f"{subject} hợp pháp"), body=text.format(subject))
    assert of_subject(cut) < of_subject(whole)


def test_a_family_name_of_guessed_letters_is_less_sure_than_one_of_guessed_marks() -> None:
    guessed = [of_name(found("Trần Ngọc Dũng", raw=raw)) for raw in ("tnan Ngọc Dũng", "Trân Ngọc Dũng", "Trần Ngọc Dũng")]
    assert guessed == sorted(set(guessed))


def test_a_name_that_lost_a_mark_is_doubted() -> None:
    assert of_name(found("Lê Thị Bình")) > of_name(found("Lê Thị Binh"))
    assert of_name(found("Lê Văn Hải")) > of_name(found("Lê Văn Hai"))  # Hai is rare
    assert of_name(found("Lê Thị Lan")) == of_name(found("Lê Thị Bình"))


def test_a_name_of_two_syllables_may_have_lost_its_family() -> None:
    assert of_name(found("Lê Văn Mai")) > of_name(found("Lê Mai")) > of_name(found("Văn Mai"))


EMPTY = Registry(Content(entries=Entries({}), places={}, abbreviations={}), version="made")


def filed(value: str, unit: str | None, rule: str = "recipients.noi_nhan", sure: float = 0.7) -> float:
    """The confidence of a Lưu item of the letter 45/SNV-CCHC."""
    item = found(value, confidence=sure, rule=rule).model_dump() | {"kind": "file", "drafting_unit": unit}
    return float(calibrate([document(printed_recipients=[item])], EMPTY)[0].printed_recipients[-1].confidence)


def test_a_file_item_of_the_symbols_unit_is_surer_than_one_that_nobody_knows() -> None:
    assert filed("Lưu: VT, CCHC, hnam", "CCHC") > filed("Lưu: VT, TCCB, hnam", "TCCB") > filed("Lưu: VT, RGVNG, hnam", "RGVNG")


def test_what_vouches_for_the_unit_says_nothing_about_the_drafter() -> None:
    assert filed("Lưu: VT, CCHC, gian", "CCHC", f"recipients.noi_nhan{DOUBTED}") == 0.7


def test_a_number_that_is_another_documents_citation_is_not_vouched_for_by_it() -> None:
    own = found("45/SNV-CCHC", confidence=0.4, rule=CITED)
    citing = document(index=1, references=[found("45/SNV-CCHC").model_dump()])
    assert confidence("number", citing, number=own) == 0.4


@pytest.mark.parametrize(
    "value", ["Lưu VPTU", "Lưu BTCTU", "Lưu VT-TG", "Lưu: VTUB, CN (M)", "Lưu: VT, QLN (Tâm-05b)", "Lưu: VT, CN (2b).Q.Minh"]
)
def test_forms_of_the_file_item_in_other_offices_are_forms(value: str) -> None:
    assert filed(value, None) > filed(value.replace("Lưu", "Lưu ~"), None)


def test_a_well_read_name_that_the_registry_lacks_is_surer_than_a_damaged_one() -> None:
    def sure(value: str) -> float:
        item = {"value": value, "raw": value, "confidence": 0.95, "rule": "t", "kind": "organisation"}
        last = {"value": "Lưu: VT", "raw": "Lưu: VT", "confidence": 0.95, "rule": "t", "kind": "file"}
        whole = document(printed_recipients=(item, last))
        return calibrate([whole], EMPTY)[0].printed_recipients[0].confidence

    assert sure("Ban Sao lục Hòa Hợp") > sure("Ban Sxo lục Hòa Hợp")


@pytest.mark.parametrize(
    ("text", "odd"), [("Thường trực HĐND tỉnh", False), ("Cổng TTĐT", False), ("Sở NộiVụ", True), ("VP_TU", True)]
)
def test_a_capital_after_a_small_letter_is_odd_and_in_a_code_is_not(text: str, *, odd: bool) -> None:
    assert is_odd(text) is odd


def test_an_item_of_which_a_tenth_was_guessed_is_not_vouched_for_by_what_is_usual() -> None:
    read = {"Công an tỉnh": "Công TEDT tính", "Sở Nội vụ": "Sở Nội vụ"}
    items = [found(value, raw=raw, confidence=0.7).model_dump() | {"kind": "organisation"} for value, raw in read.items()]
    guessed, printed = calibrate([document(printed_recipients=items)], EMPTY)[0].printed_recipients
    assert guessed.confidence < 0.9
    assert printed.raw == printed.value


@pytest.mark.parametrize(
    ("value", "raw", "sure"),
    [
        ("Thường trực HĐND tỉnh", "Phường trực IIND tỉnh", True),  # a fifth of a long usual item
        ("TT. Tỉnh ủy, HĐND tỉnh", "TT. Tỉnh ủy, E. HDND tính", False),  # TT. HĐND, of which a letter is left
        ("Các PCVP", "Các PVP", False),  # a short one may be another
    ],
)
def test_a_usual_item_of_which_some_letters_were_torn(value: str, raw: str, *, sure: bool) -> None:
    item = found(value, raw=raw, confidence=0.7, rule="recipients.noi_nhan.mended").model_dump() | {"kind": "organisation"}
    last = found("Lưu: VT").model_dump() | {"kind": "file"}
    (first, _) = calibrate([document(printed_recipients=(item, last))], EMPTY)[0].printed_recipients
    assert (first.confidence >= 0.9) is sure


@pytest.mark.parametrize(
    ("day", "sure", "kept"),
    [
        ("2022-06-30", 0.65, True),
        ("2023-01-15", 0.65, True),
        ("2022-06-30", 0.5, False),
        ("2032-06-30", 0.78, False),  # a torn figure
        ("2030-12-31", 0.82, True),  # clean print may say so
        ("2011-06-30", 0.82, False),
    ],
)
def test_a_deadline_of_a_scan_is_as_sure_as_its_year_is_near_the_letters(day: str, sure: float, *, kept: bool) -> None:
    task = {"action": "báo cáo", "deadline": found(day, confidence=sure).model_dump()}
    (made,) = calibrate([document(directives=(task,))], EMPTY)[0].directives
    assert made.deadline is not None
    assert (made.deadline.confidence >= 0.75) is kept


def test_a_deadline_of_a_text_keeps_its_confidence() -> None:
    task = {"action": "báo cáo", "deadline": found("2032-06-30", confidence=0.78).model_dump() | {"box": None}}
    (made,) = calibrate([document(directives=(task,))], EMPTY)[0].directives
    assert made.deadline is not None
    assert made.deadline.confidence == pytest.approx(0.78)


def test_what_runs_on_behind_nhu_tren_is_no_surer_for_it() -> None:
    def sure(value: str) -> float:
        item = found(value, raw=f"{value}E", confidence=0.7, rule="recipients.noi_nhan.mended").model_dump() | {"kind": "as_above"}
        last = found("Lưu: VT").model_dump() | {"kind": "file"}
        return calibrate([document(printed_recipients=(item, last))], EMPTY)[0].printed_recipients[0].confidence

    assert sure("Như trên, các PCT. UBND tỉnh") < 0.9
    assert sure("Như trên, các PCT. UBND tỉnh") < sure("Như trên")


def test_an_issuer_that_ends_in_a_kind_of_place_has_lost_its_name() -> None:
    lost, whole = (document(issuer=found(f"Ủy ban nhân dân tỉnh{name}")) for name in ("", " Sao Mai"))
    assert of_issuer(lost, None) <= FIRMLY < of_issuer(whole, None)


@pytest.mark.parametrize(("value", "torn"), [("Website Sở", False), ("Website Sở các PCT", True)])
def test_nobodys_web_site_is_two_items_run_together(value: str, *, torn: bool) -> None:
    item = PrintedRecipient(**found(value).model_dump(), kind="unit")
    assert (of_item(item, document(), EMPTY, None, whole=True) < 0) is torn


@pytest.mark.parametrize(
    ("value", "sure", "torn"), [("Các PCT CHND", 0.8, True), ("Các PCT UBND", 0.8, False), ("Các PCT CHND", 0.95, False)]
)
def test_a_code_that_nobody_has_is_torn_where_it_was_read_with_doubt(value: str, sure: float, *, torn: bool) -> None:
    item = PrintedRecipient(**found(value, confidence=sure).model_dump(), kind="role")
    weight = of_item(item, document(), EMPTY, None, whole=True)
    assert (weight <= FIRMLY) is torn


@pytest.mark.parametrize(
    ("family", "sure", "doubted"),
    [("Thương", 0.9, True), ("Thương", 0.94, False), ("Dương", 0.9, False), ("Trang", 0.9, False)],
)
def test_a_rare_family_name_that_ends_as_a_usual_one_may_be_that_one(family: str, sure: float, *, doubted: bool) -> None:
    assert is_doubted(found(f"{family} Văn Sơn", confidence=sure)) is doubted


def test_an_issuer_under_another_of_its_names_is_as_sure_as_under_the_first() -> None:
    entry = Entry(id="t/hdnd", name="Thường trực HĐND tỉnh Sao Mai", aliases=("Hội đồng nhân dân tỉnh Sao Mai",))
    registry = Registry(Content(Entries({"t/hdnd": entry}), {}, {}), version="t")

    def weight(name: str) -> float:
        return of_issuer(document(issuer=found(name), issuer_id="t/hdnd"), registry)

    assert weight("Hội đồng nhân dân tỉnh Sao Mai") == weight(entry.name) > weight("Hội đồng nhân dân tỉnh Sao Băng")


@pytest.mark.parametrize(
    ("raw", "code", "own"),
    [
        ("BỆNH VIỆN ĐA KHOA HÒA HỢP", "BVHH", 1),
        ("TRƯỜNG THPT HÒA HỢP", "THPTHH", 1),
        ("BAN CHỈ ĐẠO PHÒNG CHỐNG DỊCH BỆNH", "BCĐ", 1),
        ("TRƯỜNG", "STNMT", 0),
        ("BẢO TÀNG HÒA HỢP", "BVHH", 0),
    ],
)
def test_a_code_of_an_issuers_first_letters_vouches_for_one_that_no_registry_knows(raw: str, code: str, own: int) -> None:
    registry = Registry(Content(Entries({}), {}, {}), version="t")
    parts = NumberParts(number="45", symbol=f"{code}-VP", issuer_code=code, unit_code="VP")
    weight = of_issuer(document(issuer=found(raw.capitalize(), raw=raw), number_parts=parts), registry)
    assert (weight == 0) == own


def numbered(own: str, cited: str) -> float:
    citing = document(index=0, references=(Reference(**found(cited).model_dump()),))
    issued = document(index=1, number=found(own), number_parts=NumberParts(number=own[:3], symbol="TB-VPCP", type_code="TB"))
    return of_number(issued, [citing, issued], None)


def test_a_number_that_is_cited_but_for_one_figure_is_doubted():
    assert numbered("371/TB-VPCP", "371/TB-VPCP") > numbered("371/TB-VPCP", "15/KH-UBND") > numbered("371/TB-VPCP", "271/TB-VPCP")


def test_a_name_with_an_impossible_syllable_or_without_its_capital_is_doubted():
    assert of_name(found("Vũ Thị Thxu Loan")) < of_name(found("Vũ Thị Thu Loan")) - 2
    assert of_name(found("Trần Văn Bảo", raw="tnan Văn Bảo")) < of_name(found("Trần Văn Bảo", raw="Tnan Văn Bảo"))


@pytest.mark.parametrize(
    ("value", "raw", "doubted"),
    [
        ("Trần Văn Bảo", None, False),
        ("Nguyễn Hòa", None, False),
        ("Rmah Thị Hoa", None, False),
        ("Bùi Văn Bảo", "Bài Văn Bảo", True),
        ("Phạm Văn Bảo", "Pham Văn Bảo", True),
        ("Hồ Văn Bảo", "Hỗ Văn Bảo", False),
        ("La Văn Bảo", "Lạ Văn Bảo", True),
        ("Thị Kim Chi", None, True),
        ("Kim Hương", None, True),
        ("Šủ Thị Hoa", None, True),
        ("Trần Lưu Tháng", None, False),  # what the engine made of each word was weighed before
        ("Khuất Thị Hoa", None, False),
        ("Kiều Văn Bảo", "kKiều Văn Bảo", False),
        ("Mã Văn Bảo", "Ma Văn Bảo", True),
    ],
)
def test_a_name_of_which_a_part_was_guessed_is_no_surer_than_a_guess(value: str, raw: str | None, *, doubted: bool):
    name = found(value, raw=raw, rule="signer.name")
    assert is_doubted(name) is doubted
    (calibrated,) = calibrate([document(signers=(Signer(name=name),))], None)
    sure = calibrated.signers[0].name
    assert sure is not None
    assert (sure.confidence <= DOUBTED_NAME) is doubted


def test_a_partys_letter_has_its_subject_without_ve_viec():
    def weight(value: str) -> float:
        subject = found(value, rule="subject.title")
        return of_subject(document(subject=subject, body="", system="party", doctype=found("cong_van")))

    assert weight("chống ùn tắc giao thông") == weight("Chống ùn tắc giao thông")


def test_a_subject_that_begins_in_the_middle_of_a_sentence_is_doubted():
    def weight(value: str, rule: str) -> float:
        return of_subject(document(subject=found(value, rule=rule), body=""))

    assert weight("thông và chống ùn tắc giao thông", "subject.title") < weight("Chống ùn tắc giao thông", "subject.title")
    assert weight("về chống ùn tắc giao thông", "subject.title") == weight("Chống ùn tắc giao thông", "subject.title")
    assert weight("chống ùn tắc giao thông", "subject.ve_viec") == weight("Chống ùn tắc giao thông", "subject.title")
    assert weight("chống ùn tắc giao thông", "subject.title.ve_viec") == weight("Chống ùn tắc giao thông", "subject.title")


@pytest.mark.parametrize(
    ("place", "issuer", "doubted"),
    [
        ("Kiên", "Ủy ban nhân dân tỉnh Kiên Giang", True),
        ("Kiên Giang", "Ủy ban nhân dân tỉnh Kiên Giang", False),
        ("Vĩnh Long", "Ủy ban nhân dân thành phố Vĩnh Long, tỉnh Vĩnh Long", False),
        ("Hòn Đất", "Ủy ban nhân dân tỉnh Kiên Giang", False),
    ],
)
def test_a_place_that_lost_its_second_word_is_doubted(place: str, issuer: str, *, doubted: bool):
    weight = of_place(document(place=found(place), issuer=found(issuer), parent_issuer=None))
    assert (weight < 0) is doubted


def test_half_a_title_and_one_that_was_completed_are_doubted():
    whole = of_title(found("CHÁNH VĂN PHÒNG"))
    assert of_title(found("PHÒNG")) < whole - 2
    assert of_title(found("PHÓ BÍ THƯ", raw="PHÓ BỊ")) < whole - 2


def test_a_family_name_of_two_letters_that_another_ends_like_is_doubted():
    assert is_doubted(found("Hà Thị Mai", raw="Hạ Thị Mai"))  # a Tạ as well
    assert not is_doubted(found("Đỗ Thị Mai", raw="Đố Thị Mai"))


def test_a_branch_whose_name_may_lack_its_end_is_not_known_by_its_form() -> None:
    """Trung tâm Phục vụ of Trung tâm Phục vụ hành chính công: every Trung tâm has the form of a branch."""
    whole, torn = (
        of_item(
            PrintedRecipient(**found("Trung tâm Phục vụ", confidence=sure).model_dump()),
            document(),
            load_registry(),
            None,
            whole=True,
        )
        for sure in (0.9, 0.6)
    )
    assert torn < 0 < whole


def test_a_day_of_issue_after_all_that_is_due_was_misread() -> None:
    def asked(*days: str) -> Document:
        due = tuple(Directive(action="báo cáo", deadline=Deadline(**found(day).model_dump())) for day in days)
        return document(issued_on=found("2025-10-30"), directives=due)

    late, one_after, none = (
        of_date(asked(*days), [], None) for days in (["2023-11-22", "2024-01-10"], ["2023-11-22", "2025-11-22"], [])
    )
    assert late <= FIRMLY < one_after == none
