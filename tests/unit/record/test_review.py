import pytest

from schemas.catalogue import REVIEW_REASONS
from schemas.letter import Document, Finding, NumberParts, Review
from schemas.page import Mark, Page
from schemas.routing import Delivery, Outside, Routing, Unresolved
from tasks.core.record.review import decide_review, with_findings
from tests.unit.letter.made import document, found

PAGES = [Page(number=1, kind="scan", text_raw="x", text="x")]
ROUTED = Routing(deliveries=(Delivery(recipient_id="a", name="A", queue="a", role="act", message_id="m"),))


def decide(*documents: Document, findings: tuple[Finding, ...] = (), routing: Routing = ROUTED, bar: float = 0.9) -> Review:
    return decide_review(PAGES, documents, findings, routing, bar=bar)


def finding(severity: str, code: str = "date.in_future") -> Finding:
    return Finding.model_validate({"code": code, "severity": severity, "message": "x"})


def test_a_letter_that_lacks_nothing_goes_through() -> None:
    assert decide(document()) == Review(required=False, reasons=())


@pytest.mark.parametrize("field", ["doctype", "number", "issued_on", "issuer", "subject"])
def test_a_missing_field_needs_a_person(field: str) -> None:
    review = decide(document(**{field: None}))
    assert review.required
    assert f"{field}.missing" in review.reasons


@pytest.mark.parametrize(("kind", "reasons"), [("phieu_chuyen", ()), ("bao_cao", ("subject.missing",))])
def test_forms_that_say_at_once_what_they_are_for_need_no_subject(kind: str, reasons: tuple[str, ...]) -> None:
    assert decide(document(doctype=found(kind), subject=None)).reasons == reasons


@pytest.mark.parametrize("field", ["doctype", "number", "issued_on", "issuer", "urgency"])
def test_a_doubtful_field_needs_a_person(field: str) -> None:
    assert decide(document(**{field: found("x", confidence=0.89)})).reasons == (f"{field}.low_confidence",)


def test_the_bar_is_the_callers() -> None:
    doubtful = document(number=found("1/X", confidence=0.7))
    assert decide(doubtful, bar=0.6).required is False
    assert decide(doubtful, bar=0.8).required is True


def test_a_secrecy_mark_that_came_so_far_is_never_let_through() -> None:
    assert decide(document(secrecy=found("MẬT"))).reasons == ("letter.secrecy_mark",)


def test_one_doubtful_name_is_enough() -> None:
    names = (
        {"value": "A", "raw": "A", "confidence": 0.99, "rule": "t"},
        {"value": "B", "raw": "B", "confidence": 0.3, "rule": "t"},
    )
    assert decide(document(addressees=names)).reasons == ("addressees.low_confidence",)
    assert decide(document(printed_recipients=names)).reasons == ("recipients.low_confidence",)


@pytest.mark.parametrize(
    ("value", "confidence", "rule", "waits"),
    [
        ("Lưu: VT, ĐVQL", 0.65, "recipients.noi_nhan", False),
        ("Lưu: VT, P.QLĐT (Nhi)", 0.65, "recipients.noi_nhan", False),
        ("Lưu: VT, NV1", 0.75, "recipients.noi_nhan", False),
        ("Lưu: VT, QLNS (Hoa02)", 0.45, "recipients.noi_nhan.doubted", False),
        ("Lưu: VT", 0.4, "recipients.noi_nhan", True),  # what came behind is lost, most likely
        ("Lưu: VT, TCKH", 0.8, "recipients.noi_nhan.mended", True),
        ("Lưu: VT, QI.ĐT (9)", 0.8, "recipients.noi_nhan", True),
        ("Lưu: VP, ĐHDAI", 0.8, "recipients.noi_nhan", True),  # ĐHDA1, most likely
        ("Lưu: VT, .ĐT", 0.8, "recipients.noi_nhan", True),
    ],
)
def test_a_doubt_about_the_file_copy_alone_holds_no_letter(value: str, confidence: float, rule: str, waits: bool) -> None:  # noqa: FBT001
    item = {"value": value, "raw": value, "confidence": confidence, "rule": rule, "kind": "file", "page": 1}
    assert decide(document(printed_recipients=(item,))).required is waits


@pytest.mark.parametrize(("rule", "waits"), [("recipients.noi_nhan.doubted", True), ("recipients.noi_nhan", False)])
def test_on_a_torn_scan_a_file_copy_waits_whose_form_is_doubted(rule: str, *, waits: bool) -> None:
    item = {"value": "Lưu: VT, VX", "raw": "Lưu: VT, VX", "confidence": 0.65, "rule": rule, "kind": "file", "page": 1}
    torn = [PAGES[0].model_copy(update={"steps": {"torn": True}})]
    reasons = [decide_review(pages, [document(printed_recipients=(item,))], (), ROUTED, bar=0.9).reasons for pages in (PAGES, torn)]
    assert reasons == [(), ("recipients.low_confidence",) if waits else ()]


def signed(confidence: float) -> tuple[dict[str, object], ...]:
    return ({"authority": (), "title": None, "name": found("Lê Thị Mai", confidence=confidence)},)


@pytest.mark.parametrize("signers", [(), ({"authority": (), "title": found("GIÁM ĐỐC"), "name": None},)])
def test_a_letter_that_nobody_signed_needs_a_person(signers: tuple[dict[str, object], ...]) -> None:
    assert decide(document(signers=signers)).reasons == ("signers.missing",)
    notice = document(index=1, role="attachment", doctype=found("thong_bao"), signers=signers)
    assert decide(document(attachments=(1,)), notice).reasons == ("signers.missing",)
    annex = document(index=1, role="attachment", doctype=found("phu_luc"), signers=signers)
    assert decide(document(attachments=(1,)), annex).required is False


def test_a_symbol_behind_a_blank_is_no_number() -> None:
    blank = NumberParts(number="", symbol="SNV-CCHC")
    assert decide(document(number=found("/SNV-CCHC"), number_parts=blank)).reasons == ("number.missing",)


def due(confidence: float) -> tuple[dict[str, object], ...]:
    deadline = found("2022-03-25", confidence=confidence).model_dump() | {"relative": False}
    return ({"lead": (), "cooperating": (), "action": "báo cáo", "deadline": deadline, "page": 1},)


def test_a_deadline_that_was_hardly_read_needs_a_person() -> None:
    assert decide(document(directives=due(0.7))).reasons == ("deadlines.low_confidence",)
    assert decide(document(directives=due(0.8))).reasons == ()


def test_a_signer_who_was_hardly_read_is_asked_about_afterwards() -> None:
    assert decide(document(signers=signed(0.7))) == Review(required=False, afterwards=("signers.low_confidence",))
    assert decide(document(signers=signed(0.8))) == Review(required=False)
    assert decide(document(signers=signed(0.7)), bar=0.6) == Review(required=False)


def test_a_subject_that_was_hardly_read_or_lost_its_first_words_needs_a_person() -> None:
    assert decide(document(subject=found("ứng phó", confidence=0.7))).reasons == ("subject.low_confidence",)
    assert decide(document(subject=found("ứng phó với mưa lũ", confidence=0.8))).reasons == ()


@pytest.mark.parametrize(
    ("box", "text", "reasons"),
    [
        ((0.2, 0.16, 0.35, 0.2), None, ("urgency.missing",)),
        ((0.2, 0.16, 0.35, 0.2), "KI |", ("urgency.missing",)),
        ((0.2, 0.16, 0.35, 0.2), "“EUQA tóc |", ("urgency.missing",)),  # HỎA TỐC, half of it torn
        ((0.2, 0.16, 0.35, 0.2), "sø. 1260 28/5/20", ()),  # a receipt's number and day
        ((0.04, 0.16, 0.33, 0.25), None, ("urgency.missing",)),  # a receipt stamp and another that touches it
        ((0.1, 0.16, 0.31, 0.228), None, ()),  # a receipt stamp alone
        ((0.2, 0.16, 0.35, 0.2), "CÔNG VĂN ĐẾN", ()),
        ((0.6, 0.16, 0.75, 0.2), None, ()),
        ((0.2, 0.8, 0.35, 0.84), None, ()),
    ],
)
def test_a_stamp_under_the_number_that_nobody_could_read(
    box: tuple[float, float, float, float], text: str | None, reasons: tuple[str, ...]
) -> None:
    page = Page(number=1, kind="scan", text_raw="x", text="x", marks=(Mark(kind="stamp", text=text, box=box),))
    assert decide_review([page], [document()], (), ROUTED, bar=0.9).reasons == reasons
    urgent = document(urgency=found("KHẨN"))
    assert decide_review([page], [urgent], (), ROUTED, bar=0.9).reasons == ()


def test_a_cell_of_a_receipt_stamp_is_no_mark_of_urgency() -> None:
    cell, beside = (0.085, 0.17, 0.143, 0.189), (0.2, 0.16, 0.35, 0.2)

    def reasons(box: tuple[float, float, float, float]) -> tuple[str, ...]:
        receipt = Mark(kind="incoming_stamp", text="VĂN THƯ ĐẾN 17/2", box=(0.084, 0.166, 0.283, 0.231))
        page = Page(number=1, kind="scan", text_raw="x", text="x", marks=(Mark(kind="stamp", box=box), receipt))
        return decide_review([page], [document()], (), ROUTED, bar=0.9).reasons

    assert reasons(cell) == ()
    assert reasons(beside) == ("urgency.missing",)


def test_lists_that_must_be_there() -> None:
    assert decide(document(addressees=())).reasons == ("addressees.missing",)
    assert decide(document(printed_recipients=())).reasons == ("recipients.missing",)
    notice = document(doctype=found("thong_bao"), addressees=())
    assert not decide(notice).required


def test_an_annex_has_no_head_of_its_own() -> None:
    annex = document(
        index=1,
        role="attachment",
        doctype=found("phu_luc"),
        number=None,
        issued_on=None,
        issuer=None,
        subject=None,
        printed_recipients=(),
    )
    assert not decide(document(attachments=(1,)), annex).required


def test_a_notice_behind_its_cover_needs_a_number_too() -> None:
    notice = document(index=1, role="attachment", doctype=found("thong_bao"), number=None)
    assert decide(document(attachments=(1,)), notice).reasons == ("number.missing",)


def test_errors_are_reasons_and_lesser_findings_are_not() -> None:
    assert decide(document(), findings=(finding("info"), finding("warning", "enclosure.missing"))).required is False
    assert decide(document(), findings=(finding("error"),)).reasons == ("date.in_future",)


def test_names_that_nobody_knows_and_letters_for_nobody() -> None:
    unresolved = Routing(deliveries=ROUTED.deliveries, unresolved=(Unresolved(raw="Ban Lạ", document=0, reason="x"),))
    assert decide(document(), routing=unresolved) == Review(required=False, afterwards=("recipients.unresolved",))
    assert decide(document(), routing=Routing()).reasons == ("routing.nobody",)
    outside = Routing(outside=(Outside(recipient_id="", name="Công ty Lạ", raw="Công ty Lạ", document=0),))
    assert decide(document(), routing=outside).reasons == ("routing.nobody",)


ASKED = Routing(deliveries=ROUTED.deliveries, unresolved=(Unresolved(raw="Ban Lạ", document=0, reason="x"),))


def test_what_is_asked_afterwards_is_asked_before_where_the_letter_waits_anyhow() -> None:
    review = decide(document(number=None), routing=ASKED)
    assert review == Review(required=True, reasons=("number.missing", "recipients.unresolved"))


def test_a_name_that_nobody_knows_waits_where_nobody_else_is_known() -> None:
    assert decide(document(), routing=Routing(unresolved=ASKED.unresolved)).reasons == ("recipients.unresolved",)


def test_an_office_may_want_everything_asked_before_the_delivery() -> None:
    review = decide_review(PAGES, [document(signers=signed(0.7))], (), ASKED, bar=0.9, ask_afterwards=False)
    assert review == Review(required=True, reasons=("signers.low_confidence", "recipients.unresolved"))


def test_an_error_found_later_asks_all_at_once() -> None:
    review = with_findings(decide(document(), routing=ASKED), [finding("error")])
    assert review == Review(required=True, reasons=("recipients.unresolved", "date.in_future"))
    assert with_findings(decide(document(), routing=ASKED), [finding("info")]) == decide(document(), routing=ASKED)


def test_a_set_that_holds_nothing_up_is_nobody_to_deliver_to() -> None:
    sets = Routing(unresolved=(Unresolved(raw="Các đơn vị", document=0, reason="open_set"),))
    assert decide(document(), routing=sets).reasons == ("routing.nobody",)


@pytest.mark.parametrize(
    ("raw", "kind", "reason", "asked"),
    [
        ("Ban Lạ", "organisation", "unknown", True),
        ("Ban Lạ", "organisation", "ambiguous", True),
        ("Bí thư Huyện ủy Mây", "role", "unknown", True),
        ("Phòng TCKT - Sở Mây", "unit", "unit_of_body", True),
        ("Các địa phương", "group", "open_set", False),
        ("Như trên", "as_above", "as_above_without_addressees", False),
    ],
)
def test_which_unresolved_readers_are_asked_about(raw: str, kind: str, reason: str, asked: bool) -> None:  # noqa: FBT001
    names = ({"value": raw, "raw": raw, "confidence": 0.99, "rule": "t", "kind": kind},)
    routing = Routing(deliveries=ROUTED.deliveries, unresolved=(Unresolved(raw=raw, document=0, reason=reason),))
    assert decide(document(printed_recipients=names), routing=routing).afterwards == (("recipients.unresolved",) if asked else ())
    addressed = decide(document(addressees=names), routing=routing)
    assert addressed.afterwards == ("addressees.unresolved",)  # whoever must act is never passed over


def test_a_file_copy_alone_brings_no_letter_on_its_way() -> None:
    unknown = (Unresolved(raw="Ban Lạ", document=0, reason="unknown"),)
    filed = ROUTED.deliveries[0].model_copy(update={"role": "file"})
    assert decide(document(), routing=Routing(deliveries=(filed,), unresolved=unknown)).reasons == ("recipients.unresolved",)
    assert decide(document(), routing=Routing(deliveries=(filed, *ROUTED.deliveries), unresolved=unknown)).required is False


@pytest.mark.parametrize(
    ("raw", "reason", "asked"),
    [
        ("Thủ trưởng các đơn vị trực thuộc", "open_set", False),
        ("Các địa phương", "open_set", True),
        ("Các đơn vị trực thuộc Sở Xây dựng", "open_set", True),
        ("Thủ trưởng các đơn vị trực thuộc", "unknown", True),
    ],
)
def test_the_issuers_own_subordinates_get_it_in_their_house(raw: str, reason: str, asked: bool) -> None:  # noqa: FBT001
    letter = document(addressees=({"value": raw, "raw": raw, "confidence": 0.99, "rule": "t", "kind": "group"},))
    unresolved = (Unresolved(raw=raw, document=0, reason=reason),)
    assert decide(letter, routing=Routing(deliveries=ROUTED.deliveries, unresolved=unresolved)).asks is asked
    assert decide(letter, routing=Routing(unresolved=unresolved)).required is True


def test_a_scan_without_a_letter() -> None:
    assert decide(routing=Routing()).reasons == ("letter.not_understood",)


def test_every_reason_has_words_and_is_given_once() -> None:
    poor = document(number=None, doctype=found("cong_van", confidence=0.2), addressees=(), printed_recipients=())
    review = decide(poor, poor, findings=(finding("error"), finding("error")), routing=Routing())
    assert len(review.reasons) == len(set(review.reasons))
    assert set(review.reasons) <= set(REVIEW_REASONS)
