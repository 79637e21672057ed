from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schemas.letter import DigitalSignature, Document, Finding, NumberParts
from schemas.page import Line, Page, PageProblem, Zone
from schemas.registry import Entry
from tasks.core.letter.checks import check_letter
from tasks.core.letter.checks.duplicates import identity
from tasks.core.letter.number.links import link_documents
from tasks.core.letter.rows.span import Span
from tasks.core.registry.entries import Entries
from tasks.core.registry.expand import Content
from tasks.core.registry.registry import Registry
from tests.unit.letter.made import document, found, span_of, text_rows

PAGE = Page(number=1, kind="scan", text_raw="x", text="x", confidence=0.95)


def check(
    *documents: Document, pages: tuple[Page, ...] = (PAGE,), spans: tuple[Span, ...] = (), today: date | None = None
) -> tuple[Finding, ...]:
    return check_letter(pages, documents, spans or tuple(span_of("") for _ in documents), None, today)


def codes(*documents: Document, **more: Any) -> list[str]:
    return [finding.code for finding in check(*documents, **more)]


def reference(number: str, **fields: Any) -> dict[str, Any]:
    return found(number).model_dump() | fields


def task(deadline: str) -> dict[str, Any]:
    return {"action": "báo cáo", "deadline": found(deadline).model_dump()}


def test_a_sound_letter_gives_no_finding() -> None:
    assert check(document()) == ()


def test_a_document_cannot_be_cited_before_it_exists() -> None:
    (finding,) = check(document(references=[reference("12/KH-UBND", issued_on="2022-03-10")]))
    assert (finding.code, finding.severity) == ("reference.dated_after_letter", "error")
    assert [evidence.value for evidence in finding.evidence] == ["2022-03-08", "12/KH-UBND"]
    assert codes(document(references=[reference("12/KH-UBND", issued_on="2022-03-08")])) == []


def test_days_that_no_calendar_has() -> None:
    head = span_of("", head="Sao Mai, ngày 31 tháng 02 năm 2022")
    assert codes(document(issued_on=None), spans=(head,)) == ["date.impossible"]
    assert codes(document(), spans=(span_of("Họp ngày 30/02/2022 tại Sở."),)) == ["date.impossible"]
    assert codes(document(), spans=(span_of("Kho ở số 45/32/2022 đường Sao Mai."),)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Thứ Ba, ngày 08/3/2022 họp tại Sở.", False),
        ("Thứ Hai, ngày 08/3/2022 họp tại Sở.", True),
        ("Họp ngày 13/3/2022 (Chủ nhật) tại Sở.", False),
        ("Họp ngày 13/3/2022 (thứ bảy) tại Sở.", True),
        ("Sáng thứ 3 ngày 08/3/2022.", False),
        ("Lúc 14 giờ ngày 08/3/2022, thứ Tư, tại Sở.", True),
        ("Lúc 14 giờ ngày 08/3/2022, thứ Ba, tại Sở.", False),
        ("Thứ nhất, báo cáo trước ngày 08/3/2022, thứ hai, cử người họp.", False),
        ("Nghỉ ngày 08/3/2022, thứ Tư, ngày 09/3/2022 họp.", False),
        ("Kỳ họp thứ năm, ngày 08/3/2022 đã thông qua.", False),
        ("Gửi lần thứ hai ngày 08/3/2022.", False),
    ],
)
def test_the_weekday_must_fit(text: str, wrong: bool) -> None:  # noqa: FBT001
    assert codes(document(), spans=(span_of(text),)) == (["date.weekday_mismatch"] if wrong else [])


def test_a_letter_from_the_future() -> None:
    assert codes(document(), today=date(2022, 3, 7)) == ["date.in_future"]
    assert codes(document(), today=date(2022, 3, 8)) == []


@pytest.mark.parametrize(
    ("printed", "codes_"), [("ngày 8 tháng 3 năm 2022", ["date.leading_zero"]), ("ngày 08 tháng 3 năm 2022", [])]
)
def test_missing_zeros_of_the_date(printed: str, codes_: list[str]) -> None:
    assert codes(document(issued_on=found("2022-03-08", raw=printed))) == codes_


def test_a_number_below_ten_has_a_zero() -> None:
    parts = NumberParts(number="5", symbol="SNV-CCHC", issuer_code="SNV", unit_code="CCHC")
    assert codes(document(number=found("5/SNV-CCHC"), number_parts=parts)) == ["number.leading_zero"]


def numbered(number: str, doctype: str, **fields: Any) -> Document:
    symbol = number.split("/", 1)[1]
    code = symbol.split("-", maxsplit=1)[0]
    parts = NumberParts(number=number.split("/", maxsplit=1)[0], symbol=symbol, type_code=code)
    return document(number=found(number), number_parts=parts, doctype=found(doctype, rule="doctype.type_word"), **fields)


def test_the_code_in_the_symbol_must_fit_the_type_word() -> None:
    assert codes(numbered("45/KH-SNV", "ke_hoach")) == []
    assert codes(numbered("45/KH-SNV", "bao_cao")) == ["number.type_mismatch"]
    assert codes(numbered("45/SNV-TCCB", "bao_cao")) == ["number.type_mismatch"]


@pytest.mark.parametrize("doctype", ["nghi_quyet", "luat", "phap_lenh"])
def test_the_national_assembly_has_its_term_for_a_code(doctype: str) -> None:
    parts = NumberParts(number="43", symbol="2022/QH15", year=2022)
    law = {"number": found("43/2022/QH15"), "number_parts": parts, "doctype": found(doctype, rule="doctype.type_word")}
    assert codes(document(**law)) == []


def test_the_form_of_a_letter_with_the_code_of_a_titled_type() -> None:
    parts = NumberParts(number="45", symbol="KH-SNV", type_code="KH", issuer_code="SNV")
    plan = document(
        number=found("45/KH-SNV"),
        number_parts=parts,
        doctype=found("ke_hoach", rule="doctype.symbol_code"),
        addressees=[kinh_gui()],
    )
    about, titled = (replace(span_of(""), subject=text_rows(text)) for text in ("V/v sửa kho", "Về việc sửa kho"))
    assert codes(plan, spans=(about,)) == ["number.type_mismatch"]
    assert codes(plan, spans=(titled,)) == []


def kinh_gui() -> dict[str, Any]:
    return found("Sở Tài chính").model_dump() | {"kind": "organisation"}


def test_party_numbers_belong_to_party_letters() -> None:
    parts = NumberParts(number="45", symbol="TB/TU", type_code="TB", issuer_code="TU")
    notice = {"number": found("45-TB/TU"), "number_parts": parts, "doctype": found("thong_bao", rule="doctype.type_word")}
    assert codes(document(**notice, system="party")) == []
    assert codes(document(**notice, system="state")) == ["system.mismatch"]
    union = found("Hội Nông dân tỉnh Hòa Hợp")  # mass organisations number so under either head
    assert codes(document(**notice | {"issuer": union}, system="state")) == []
    council = found("Hội đồng nhân dân tỉnh Hòa Hợp")
    assert codes(document(**notice | {"issuer": council}, system="state")) == ["system.mismatch"]


def test_deadlines_against_the_letter_the_cover_and_today() -> None:
    assert codes(document(directives=[task("2022-03-07")])) == ["deadline.before_issue"]
    assert codes(document(directives=[task("2022-03-20")])) == []
    assert codes(document(directives=[task("2022-03-20")]), today=date(2022, 3, 21)) == ["deadline.passed"]
    cover = document(attachments=(1,), role="cover_letter", number=found("46/SNV-CCHC"))
    notice = document(
        index=1, role="attachment", issued_on=found("2022-03-01", raw="ngày 01 tháng 3"), directives=[task("2022-03-08")]
    )
    assert codes(cover, notice) == ["deadline.passed_when_sent"]


def package(cover_text: str, cited: dict[str, Any], attached: Document) -> list[Finding]:
    cover = document(
        role="cover_letter", attachments=(1,), body=cover_text, references=[cited], number=found("46/SNV-CCHC"), index=0
    )
    linked = link_documents([cover, attached.model_copy(update={"index": 1, "role": "attachment"})])
    return [finding for finding in check(*linked) if finding.code.startswith("enclosure")]


def test_the_enclosure_is_the_one_announced() -> None:
    attached = numbered("61/KH-UBND", "ke_hoach", issued_on=found("2022-03-01", raw="ngày 01 tháng 3 năm 2022"))
    text = "Sở nhận được Kế hoạch số 61/KH-UBND ngày 01/3/2022 (có văn bản kèm theo)."
    cited = reference("61/KH-UBND", doctype="ke_hoach", issued_on="2022-03-01")
    assert package(text, cited, attached) == []
    (date_differs,) = package(text, cited | {"issued_on": "2022-03-02"}, attached)
    assert date_differs.code == "enclosure.date_mismatch"
    (number_differs,) = package(text.replace("61", "67"), reference("67/KH-UBND", doctype="ke_hoach"), attached)
    assert (number_differs.code, number_differs.documents) == ("enclosure.number_mismatch", (0, 1))
    (missing,) = package(text.replace("61/KH", "67/TB"), reference("67/TB-UBND", doctype="thong_bao"), attached)
    assert (missing.code, missing.severity) == ("enclosure.missing", "warning")


def test_an_enclosure_that_lost_its_head_is_not_missing() -> None:
    attached = numbered("61/KH-UBND", "ke_hoach").model_copy(update={"number": None, "number_parts": None})
    text = "Sở nhận được Kế hoạch số 61/KH-UBND (đính kèm)."
    assert package(text, reference("61/KH-UBND", doctype="ke_hoach"), attached) == []


def signature(**fields: Any) -> DigitalSignature:
    return DigitalSignature.model_validate({"kind": "cryptographic", "signer": "Sở Nội vụ", "valid": True} | fields)


@pytest.mark.parametrize(
    ("signatures", "expected"),
    [
        ([signature(signed_at="2022-03-08T09:00:00+07:00")], ["signature.untrusted"]),
        ([signature(signed_at="2022-03-07T09:00:00+07:00")], ["signature.before_issue", "signature.untrusted"]),
        ([signature(valid=False, detail="changed after signing")], ["signature.invalid"]),
        ([signature(valid=False, detail="followed by other changes")], ["signature.appended"]),
        ([signature(valid=None, detail="unreadable: X")], ["signature.unreadable"]),
        ([signature(detail="covers the whole file; certificate not valid when signed")], ["signature.expired"]),
        ([signature(signed_at="2022-03-07T23:30:00+00:00")], ["signature.untrusted"]),
        ([signature(signed_at="2022-03-07T16:30:00+00:00")], ["signature.before_issue", "signature.untrusted"]),
        ([signature(kind="visible", valid=None, signer="SỞ NỘI VỤ TỈNH SAO MAI"), signature()], ["signature.untrusted"]),
        (
            [signature(kind="visible", valid=None, signer="Lý Thị Hoa"), signature()],
            ["signature.untrusted", "signature.visible_differs"],
        ),
    ],
)
def test_signatures(signatures: list[DigitalSignature], expected: list[str]) -> None:
    assert codes(document(digital_signatures=signatures)) == expected


def test_the_same_letter_twice_in_one_scan() -> None:
    assert codes(document(), document(index=1)) == ["letter.duplicate"]
    assert codes(document(), document(index=1, issued_on=found("2023-03-08", raw="ngày 08 tháng 3 năm 2023"))) == []


def test_identity_needs_all_its_parts() -> None:
    assert identity(document()) is not None
    assert identity(document(issuer=None)) is None
    assert identity(document(number=found("/SNV-CCHC", rule="number.symbol_only"))) is None


def page(number: int, printed: str | None, **fields: Any) -> Page:
    line = Line(page=number, raw=printed or "", text=printed or "", start=0, end=1, zone=Zone.PAGE_NUMBER, block=0)
    return Page.model_validate(
        {"number": number, "kind": "scan", "text_raw": "x", "text": "x", "confidence": 0.9, "lines": (line,) if printed else ()}
        | fields
    )


def test_pages_that_failed_are_poor_or_are_not_all_there() -> None:
    slow = page(1, None, problems=(PageProblem(code="read.timeout", message="x"),))
    lied = page(1, None, problems=(PageProblem(code="text_layer.distrusted", message="x"),))
    assert codes(document(), pages=(slow,)) == ["page.timeout"]
    assert [(f.code, f.severity) for f in check(document(), pages=(lied,))] == [("page.text_layer_distrusted", "info")]
    assert codes(document(), pages=(page(1, "1", confidence=0.3),)) == ["page.unreadable"]
    assert codes(document(), pages=(page(1, None, confidence=0.0),)) == ["page.unreadable"]  # print, and no word of it
    three = (page(1, None), page(2, "2"), page(3, "4"))
    assert codes(document(last_page=3), pages=three) == ["page.number_gap"]


def test_no_document_at_all() -> None:
    assert codes() == ["letter.empty"]


CODED = Registry(
    Content(
        entries=Entries({"sao-mai/so-noi-vu": Entry(id="sao-mai/so-noi-vu", name="Sở Nội vụ tỉnh Sao Mai", codes=("SNV", "CCHC"))}),
        places={},
        abbreviations={},
    ),
    version="made",
)


def number_findings(issuer_code: str, unit_code: str | None, **fields: Any) -> list[tuple[str, str]]:
    symbol = f"{issuer_code}-{unit_code}" if unit_code else issuer_code
    parts = NumberParts(number="45", symbol=symbol, issuer_code=issuer_code, unit_code=unit_code)
    letter = document(number=found(f"45/{symbol}"), number_parts=parts, issuer_id="sao-mai/so-noi-vu", **fields)
    return [(f.code, f.severity) for f in check_letter((PAGE,), (letter,), (span_of(""),), CODED, None)]


def test_the_issuers_own_code_stands_in_the_symbol() -> None:
    assert number_findings("SNV", "CCHC") == []
    assert number_findings("SYT", "CCHC") == [("number.issuer_mismatch", "warning")]
    joint = found("Sở Y tế - Sở Nội vụ tỉnh Sao Mai", rule="issuer.head.joint")
    assert number_findings("SYT", "SNV", issuer=joint) == []


def test_a_unit_that_no_entry_has_is_said_and_no_more() -> None:
    assert number_findings("SNV", "QRSX") == [("number.unknown_unit", "info")]
    assert number_findings("SNV", None) == []


SIGNED = {"authority": [], "title": found("GIÁM ĐỐC").model_dump(), "name": found("Lê Thị Mai").model_dump()}


@pytest.mark.parametrize(
    ("fits", "too_long"),
    [
        ({"subject": found("x" * 500)}, {"subject": found("x" * 501)}),
        ({"issuer": found("x" * 200)}, {"issuer": found("x" * 201)}),
        ({"number_parts": NumberParts(number="1" * 11)}, {"number_parts": NumberParts(number="1" * 12)}),
        ({"number_parts": NumberParts(symbol="S" * 30)}, {"number_parts": NumberParts(symbol="S" * 31)}),
        (
            {"signers": [SIGNED | {"title": found("x" * 100).model_dump()}]},
            {"signers": [SIGNED | {"title": found("x" * 101).model_dump()}]},
        ),
        (
            {"signers": [SIGNED | {"name": found("x" * 50).model_dump()}]},
            {"signers": [SIGNED | {"name": found("x" * 51).model_dump()}]},
        ),
        (
            {"printed_recipients": [found("x" * 1000).model_dump() | {"kind": "group"}]},
            {"printed_recipients": [found("x" * 1001).model_dump() | {"kind": "group"}]},
        ),
    ],
    ids=["Subject", "OrganName", "CodeNumber", "CodeNotation", "Position", "FullName", "ToPlaces"],
)
def test_widths_of_the_registers_fields(fits: dict[str, Any], too_long: dict[str, Any]) -> None:
    assert "field.too_long" not in codes(document(**fits))
    assert "field.too_long" in codes(document(**too_long))


def test_what_is_enclosed_without_a_number_is_not_missing() -> None:
    attached = numbered("61/KH-UBND", "ke_hoach")
    text = (
        "Theo Thông báo số 67/TB-UBND, đề nghị các đơn vị báo cáo theo biểu mẫu đính kèm. Sở gửi Kế hoạch số 61/KH-UBND kèm theo."
    )
    assert package(text, reference("67/TB-UBND", doctype="thong_bao"), attached) == []


def test_a_list_that_another_letter_asked_for_is_enclosed_not_that_letter() -> None:
    asked = "Sở gửi kèm Danh sách cán bộ theo Công văn số 88/STC-NS ngày 01/3/2022 của Sở Tài chính."
    assert codes(document(body=asked, references=[reference("88/STC-NS", doctype="cong_van")])) == []
    sent = "Sở gửi kèm Công văn số 88/STC-NS ngày 01/3/2022 của Sở Tài chính."
    assert codes(document(body=sent, references=[reference("88/STC-NS", doctype="cong_van")])) == ["enclosure.missing"]


@pytest.mark.parametrize(("holder", "seen"), [("Trần Văn Nam", True), ("LÊ THỊ MÂY", False), ("Sở Nội vụ", False)])
def test_the_person_who_signed_is_the_one_whose_name_is_printed(holder: str, seen: bool) -> None:  # noqa: FBT001
    assert ("signature.visible_differs" in codes(document(digital_signatures=[signature(signer=holder)]))) is seen


def test_who_signs_besides_the_one_whose_name_is_printed_is_no_matter() -> None:
    both = [signature(signer="Lê Thị Mây"), signature(signer="Trần Văn Nam")]
    assert "signature.visible_differs" not in codes(document(digital_signatures=both))
