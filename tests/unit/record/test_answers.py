"""A sent form is a decision, or comes back with what is wrong with it."""

import datetime as dt
from dataclasses import replace

import pytest

from schemas.decision import Decision
from schemas.found import Found
from schemas.letter import Addressee, Document, PrintedRecipient, Review
from schemas.page import Page
from schemas.record import Record, Source
from schemas.routing import Candidate, Delivery, Routing, Unresolved
from tasks.core.letter.vocabulary.doctypes import DOC_TYPES
from tasks.core.record.answers import DOCTYPES, NOBODY, UNDECIDED, Answers, understand_answers
from tasks.core.record.build import page_record
from tasks.core.record.decide import decided
from tasks.core.record.questions import doubtful_values, label, questions
from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

TODAY = dt.date(2022, 6, 1)
BAR = 0.9


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def found(value: str, confidence: float = 0.95) -> Found:
    return Found(value=value, raw=value, confidence=confidence, page=1, box=(0.1, 0.1, 0.2, 0.2), rule="test")


def document(index: int = 0, **changes: object) -> Document:
    base: dict[str, object] = {
        "index": index,
        "first_page": index + 1,
        "last_page": index + 1,
        "doctype": found("cong_van"),
        "number": found("77/UBND-VX", 0.4),
        "issuer": found("Ủy ban nhân dân tỉnh Kiên Giang"),
        "issuer_id": "kien-giang/ubnd",
        "issued_on": found("2022-05-12"),
        "subject": found("rà soát kho lưu trữ"),
        "addressees": (Addressee(**found("Sở Mây").model_dump(), kind="organisation"),),
        "printed_recipients": (PrintedRecipient(**found("Ban Gió").model_dump(), kind="organisation"),),
    }
    return Document.model_validate(base | changes)


def a_letter(*documents: Document, unresolved: tuple[Unresolved, ...] = ()) -> Record:
    delivery = Delivery(recipient_id="kien-giang/so-tai-chinh", name="Sở Tài chính", queue="q", role="act", message_id="old")
    pages = tuple(page_record(Page(number=number, kind="scan")) for number in range(1, 4))
    return Record(
        letter_id=f"sha256:{'0' * 64}",
        status="review",
        source=Source(size=1, media_type="application/pdf", received_at="2022-05-13T00:00:00+00:00", sha256="0" * 64),
        pages=pages,
        documents=documents or (document(),),
        routing=Routing(deliveries=(delivery,), unresolved=unresolved),
        review=Review(required=True, reasons=("number.low_confidence",)),
    )


def judged(registry: Registry, record: Record, **changes: object) -> tuple[Decision | None, list[str]]:
    asked = questions(record, bar=BAR)
    base = Answers(action="gửi đi / deliver", by="Nguyễn Thị Thử", recipients=list(asked.recipients))
    return understand_answers(record, asked, replace(base, **changes), registry, today=TODAY)  # type: ignore[arg-type]


def accepted(registry: Registry, record: Record, **changes: object) -> Decision:
    decision, wrong = judged(registry, record, **changes)
    assert not wrong
    assert decision is not None
    return decision


def test_the_doubtful_fields_come_first():
    second = document(1, role="attachment", issued_on=None, number=found("5/UBND-VX", 0.95))
    asked = questions(a_letter(document(), second), bar=BAR)
    doubtful = [(one.key, one.doubt) for one in asked.fields if one.doubt]
    assert doubtful[:3] == [("number", "low_confidence"), ("signers", "missing"), ("issued_on_2", "missing")]
    assert all(one.doubt for one in asked.fields[: len(doubtful)])
    assert {one.key for one in asked.fields} >= {"doctype", "issued_on", "issuer", "subject", "urgency"}


def test_places_of_doubtful_values_are_shown_and_only_those():
    assert [name for name, _ in doubtful_values(a_letter(), bar=BAR)] == ["number"]
    open_name = Unresolved(raw="Ban Gió", document=0, reason="unknown")
    assert [name for name, _ in doubtful_values(a_letter(unresolved=(open_name,)), bar=BAR)] == ["number", "recipients"]


def test_what_holds_a_letter_and_can_be_set_right_is_shown_once():
    torn = document(signers=({"name": found("Trần Văn Mây", 0.5)},), subject=found("rà soát", 0.5))
    assert [name for name, _ in doubtful_values(a_letter(torn), bar=BAR)] == ["number", "subject", "signers"]


@pytest.mark.parametrize("typed", ["2022-05-13", "13/5/2022", "13.05.2022", "13-5-2022"])
def test_days_are_typed_as_people_write_them(registry: Registry, typed: str):
    (corrected,) = accepted(registry, a_letter(), fields={"issued_on": typed}).fields
    assert (corrected.name, corrected.value) == ("issued_on", "2022-05-13")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"fields": {"issued_on": "2022-02-30"}}, "không có trong lịch"),
        ({"fields": {"issued_on": "31/04/2022"}}, "không có trong lịch"),
        ({"fields": {"issued_on": "hôm qua"}}, "25/10/2021"),
        ({"fields": {"issued_on": "2022-06-02"}}, "tương lai"),
        ({"fields": {"issued_on": "1022-05-12"}}, "1945"),
        ({"fields": {"number": "bảy bảy"}}, "chữ số"),
        ({"fields": {"number": "77"}}, "thiếu ký hiệu"),
        ({"fields": {"doctype": "thu_tinh"}}, "loại văn bản"),
        ({"added": ["kien-giang/so-tai-chin"]}, "kien-giang/so-tai-chinh"),
        ({"added": ["so-tai-chin"]}, "close: Sở Tài chính tỉnh Kiên Giang [kien-giang/so-tai-chinh]"),
        ({"added": ["Sở Tai chính tỉnh Kien Gieng"]}, "Danh mục không có"),
        ({"added": ["Ban Lạ = kien-giang/so-tai-chinh"]}, "không phải tên chưa rõ"),
        ({"recipients": []}, "no recipient is chosen"),
        ({"by": " "}, "tên người duyệt"),
        ({"words": ["sai = đúng"]}, "không có # và ="),
        ({"action": "không nhận / reject"}, "ghi lý do"),
        ({"action": "tách lại / split", "first_pages": "1, 9"}, "từ 1 đến 3"),
        ({"action": "tách lại / split", "first_pages": ""}, "từ 1 đến 3"),
        ({"action": "tách lại / split", "first_pages": "1"}, "Đã tách đúng như vậy"),
    ],
)
def test_what_cant_be_right_comes_back_with_the_reason(registry: Registry, changes: dict[str, object], reason: str):
    decision, wrong = judged(registry, a_letter(), **changes)
    assert decision is None
    assert any(reason in one for one in wrong), wrong


def test_a_letter_with_a_secrecy_mark_goes_out_only_when_a_person_says_that_it_was_misread(registry: Registry):
    record = a_letter(document(secrecy=found("MẬT")))
    decision, wrong = judged(registry, record)
    assert decision is None
    assert any("độ mật" in one for one in wrong)
    decision = accepted(registry, record, fields={"secrecy": ""})
    after = decided(record, decision, at="2022-06-01T00:00:00+00:00")
    assert after.documents[0].secrecy is None
    assert {"what": "documents[0].secrecy", "before": "MẬT", "after": None} in after.revisions[-1].changes


def test_deferring_and_rejecting_look_at_no_field(registry: Registry):
    assert accepted(registry, a_letter(), action="để sau / defer", fields={"issued_on": "?"}).action == "defer"
    rejected = accepted(registry, a_letter(), action="không nhận / reject", note="gửi nhầm nơi", recipients=[])
    assert (rejected.action, rejected.note) == ("reject", "gửi nhầm nơi")


@pytest.mark.parametrize("typed", ["Quyết định", "quyet_dinh"])
def test_a_type_is_chosen_by_its_words_or_by_our_name(registry: Registry, typed: str):
    (corrected,) = accepted(registry, a_letter(), fields={"doctype": typed}).fields
    assert (corrected.name, corrected.value) == ("doctype", "quyet_dinh")
    assert not accepted(registry, a_letter(), fields={"doctype": "Công văn"}).fields  # as it was read


def test_no_two_types_have_the_same_words():
    assert len(DOCTYPES) == len(DOC_TYPES)


def test_a_long_name_is_shown_by_what_tells_it_from_others():
    assert label("Ủy ban nhân dân huyện An Biên, tỉnh Kiên Giang", "a/b") == "UBND huyện An Biên, tỉnh Kiên Giang [a/b]"


def test_first_pages_of_a_split_are_sorted_and_begin_with_one(registry: Registry):
    assert accepted(registry, a_letter(), action="tách lại / split", first_pages="3 2").first_pages == (1, 2, 3)


def test_a_group_is_added_whole(registry: Registry):
    added = accepted(registry, a_letter(), added=["các sở, ban, ngành tỉnh (thực hiện)"]).added
    assert len(added) > 10
    assert {one.role for one in added} == {"act"}
    assert "kien-giang/so-y-te" in {one.recipient_id for one in added}


def test_a_group_is_not_one_printed_name(registry: Registry):
    name = Unresolved(raw="C Các Sở", document=0, reason="unknown")
    decision, wrong = judged(registry, a_letter(unresolved=(name,)), added=["C Các Sở = các sở, ban, ngành tỉnh"])
    assert decision is None
    assert "là một nhóm" in wrong[0]


def test_a_name_in_kinh_gui_is_to_act_and_one_in_noi_nhan_is_told(registry: Registry):
    near = (Candidate(recipient_id="kien-giang/so-noi-vu", name="Sở Nội vụ", score=0.7),)
    names = (
        Unresolved(raw="Sở Mây", document=0, reason="unknown", candidates=near),
        Unresolved(raw="Ban Gió", document=0, reason="unknown"),
    )
    record = a_letter(unresolved=names)
    decision = accepted(registry, record, who=["Sở Nội vụ [kien-giang/so-noi-vu]", "kien-giang/so-y-te"])
    after = decided(record, decision, at="2022-06-01T00:00:00+00:00").routing
    assert [(one.recipient_id, one.role, [f.raw for f in one.because]) for one in after.deliveries[1:]] == [
        ("kien-giang/so-noi-vu", "act", ["Sở Mây"]),
        ("kien-giang/so-y-te", "inform", ["Ban Gió"]),
    ]
    assert after.unresolved == ()


def test_nobody_may_be_meant_and_the_name_stays_open(registry: Registry):
    record = a_letter(unresolved=(Unresolved(raw="Ban Gió", document=0, reason="unknown"),))
    after = decided(record, accepted(registry, record, who=[NOBODY]), at="2022-06-01T00:00:00+00:00")
    assert [one.raw for one in after.routing.unresolved] == ["Ban Gió"]


@pytest.mark.parametrize("answer", ["", UNDECIDED])
def test_whom_kinh_gui_names_is_neither_sent_nor_dropped_unasked(registry: Registry, answer: str):
    record = a_letter(unresolved=(Unresolved(raw="Sở Mây", document=0, reason="unknown"),))
    decision, wrong = judged(registry, record, who=[answer])
    assert decision is None
    assert "“Sở Mây” ở Kính gửi" in wrong[0]


@pytest.mark.parametrize("answer", [NOBODY, "không gửi", "Nobody", "-"])
def test_a_person_may_say_that_an_addressee_gets_nothing(registry: Registry, answer: str):
    record = a_letter(unresolved=(Unresolved(raw="Sở Mây", document=0, reason="unknown"),))
    assert accepted(registry, record, who=[answer]).added == ()


def test_a_rejected_letter_needs_no_answer_about_its_addressees(registry: Registry):
    record = a_letter(unresolved=(Unresolved(raw="Sở Mây", document=0, reason="unknown"),))
    assert accepted(registry, record, action="không nhận / reject", note="gửi nhầm").action == "reject"


def test_an_equals_sign_says_who_is_meant_by_a_printed_name(registry: Registry):
    record = a_letter(unresolved=(Unresolved(raw="Ban Gió", document=0, reason="unknown"),))
    decision = accepted(registry, record, added=["ban gió = kien-giang/so-y-te"])
    assert [(one.raw, one.recipient_id) for one in decision.resolved] == [("Ban Gió", "kien-giang/so-y-te")]


def test_a_role_in_parentheses_is_given_also_to_one_who_gets_it_anyway(registry: Registry):
    record = a_letter()
    decision = accepted(registry, record, added=["kien-giang/so-tai-chinh (phối hợp)", "kien-giang/so-y-te (chủ trì)"])
    after = decided(record, decision, at="2022-06-01T00:00:00+00:00")
    assert [(one.recipient_id, one.role) for one in after.routing.deliveries] == [
        ("kien-giang/so-tai-chinh", "cooperate"),
        ("kien-giang/so-y-te", "lead"),
    ]
    assert {"what": "role of kien-giang/so-tai-chinh", "before": "act", "after": "cooperate"} in after.revisions[-1].changes


def test_a_corrected_number_and_issuer_carry_their_parts(registry: Registry):
    record = a_letter(document(), document(1, role="attachment", number=None))
    fields = {"number": "78/QĐ-UBND", "number_2": "5/KH-SYT", "issuer": "Sở Y tế tỉnh Kiên Giang"}
    after = decided(record, accepted(registry, record, fields=fields), at="2022-06-01T00:00:00+00:00")
    first, second = after.documents
    assert first.number_parts is not None
    assert second.number_parts is not None
    assert (first.number_parts.number, first.number_parts.type_code, first.number_parts.issuer_code) == ("78", "QĐ", "UBND")
    assert (second.number_parts.number, second.number_parts.type_code) == ("5", "KH")
    assert first.issuer_id == "kien-giang/so-y-te"


def test_a_person_may_name_a_commune_of_today(registry: Registry):
    record = a_letter(document().model_copy(update={"issuer_id": "an-giang/so-y-te"}))
    asked = questions(record, bar=BAR)
    named = ["UBND xã Giồng Riềng", "UBND đặc khu Phú Quốc"]
    answers = Answers(action="gửi đi / deliver", by="Nguyễn Thị Thử", recipients=list(asked.recipients), added=named)
    decision, wrong = understand_answers(record, asked, answers, registry, today=dt.date(2025, 11, 3))
    assert not wrong
    assert decision is not None
    assert [one.recipient_id for one in decision.added] == ["an-giang/xa-giong-rieng/ubnd", "an-giang/dac-khu-phu-quoc/ubnd"]
