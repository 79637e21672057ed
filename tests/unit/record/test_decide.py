"""A person's decision is the record's next revision."""

import pytest

from schemas.decision import Corrected, Decision, Recipient, Resolved
from schemas.found import Found
from schemas.letter import Document, Review, Signer
from schemas.record import Record, Source
from schemas.routing import Delivery, Routing, Unresolved
from tasks.core.record.asked_fields import field_of, with_field
from tasks.core.record.decide import PERSON, decided, split_by_hand

A_NAME = Found(value="Khúc Thị Mây", raw="Khúc Thị Mây", confidence=0.6, page=1, rule="test")
A_TITLE = Found(value="GIÁM ĐỐC", raw="GIÁM ĐỐC", confidence=0.9, page=1, rule="test")


def a_record() -> Record:
    def found(value: str, confidence: float = 0.95) -> Found:
        return Found(value=value, raw=value.lower(), confidence=confidence, page=1, box=(0.1, 0.1, 0.2, 0.2), rule="test")

    document = Document(
        index=0,
        first_page=1,
        last_page=1,
        doctype=found("cong_van"),
        number=found("77/UBND-VX", 0.4),
        issuer=found("Ủy ban nhân dân tỉnh Kiên Giang"),
        issued_on=found("2022-05-12"),
    )
    deliveries = tuple(
        Delivery(recipient_id=one, name=one, queue=f"q-{one}", role="act", message_id=f"old-{one}") for one in ("a", "b")
    )
    return Record(
        letter_id=f"sha256:{'0' * 64}",
        status="review",
        source=Source(size=1, media_type="application/pdf", received_at="2022-05-13T00:00:00+00:00", sha256="0" * 64),
        documents=(document,),
        routing=Routing(deliveries=deliveries, unresolved=(Unresolved(raw="Sở Lạ", document=0, reason="unknown"),)),
        review=Review(required=True, reasons=("number.low_confidence", "recipients.unresolved")),
    )


def decision(**changes: object) -> Decision:
    base: dict[str, object] = {
        "action": "deliver",
        "by": "Người Thử",
        "recipients": ("a",),
        "fields": (Corrected(document=0, name="number", value="78/UBND-VX"),),
    }
    return Decision.model_validate(base | changes)


def test_a_corrected_value_keeps_its_place_and_raw_reading():
    number = decided(a_record(), decision(), at="2022-06-01T00:00:00+00:00").documents[0].number
    assert number is not None
    assert (number.value, number.raw, number.confidence, number.page, number.rule) == ("78/UBND-VX", "77/ubnd-vx", 1.0, 1, PERSON)


def test_a_revision_says_who_when_what_before_and_after():
    record = decided(a_record(), decision(note="xem bản giấy"), at="2022-06-01T00:00:00+00:00")
    (revision,) = record.revisions
    assert (record.revision, record.status, record.review.required) == (2, "read", False)
    assert (revision.number, revision.by, revision.reason) == (2, "Người Thử", "xem bản giấy")
    assert {"what": "documents[0].number", "before": "77/UBND-VX", "after": "78/UBND-VX"} in revision.changes
    assert {"what": "recipient", "before": "b", "after": None} in revision.changes


def test_deliveries_go_out_under_ids_of_the_new_revision():
    added = (Recipient(recipient_id="c", name="C", queue="q-c"),) * 2
    record = decided(
        a_record(), decision(added=added, resolved=(Resolved(raw="Sở Lạ", document=0, recipient_id="c"),)), at="2022-06-01"
    )
    assert [one.recipient_id for one in record.routing.deliveries] == ["a", "c"]
    assert not any(one.message_id.startswith("old") for one in record.routing.deliveries)
    assert record.routing.unresolved == ()


def test_fields_that_were_not_asked_stay():
    assert decided(a_record(), decision(fields=()), at="2022-06-01").documents == a_record().documents


def test_a_split_by_hand_is_asked_about_again_and_its_history_goes_on():
    before = a_record()
    new = before.model_copy(update={"documents": (before.documents[0], before.documents[0].model_copy(update={"index": 1}))})
    record = split_by_hand(before, new, decision(action="split", first_pages=(1, 2)), at="2022-06-01T00:00:00+00:00")
    assert (record.status, record.revision, len(record.documents)) == ("review", 2, 2)
    assert record.review.reasons[0] == "split.by_hand"
    assert record.revisions[-1].changes == ({"what": "first_pages", "before": "1", "after": "1, 2"},)


def on_its_way(**changes: object) -> Record:
    """The same letter, delivered to both, with a question left."""
    before = a_record()
    sent = [one.model_copy(update={"delivered_at": "2022-05-13T00:00:01+00:00"}) for one in before.routing.deliveries]
    return before.model_copy(
        update={
            "status": "delivered",
            "routing": before.routing.model_copy(update={"deliveries": tuple(sent)}),
            "review": Review(required=False, afterwards=("recipients.unresolved",)),
        }
        | changes
    )


ANSWER = decision(
    recipients=("a", "b"),
    fields=(),
    added=(Recipient(recipient_id="c", name="C", queue="q-c"),),
    resolved=(Resolved(raw="Sở Lạ", document=0, recipient_id="c"),),
)


def test_an_answer_after_the_delivery_sends_to_whom_it_adds_and_to_nobody_again():
    record = decided(on_its_way(), ANSWER, at="2022-06-01")
    assert [(one.message_id.startswith("old"), one.delivered_at is None) for one in record.routing.deliveries] == [
        (True, False),
        (True, False),
        (False, True),
    ]
    assert not record.review.asks
    assert record.review.reasons == ("recipients.unresolved",)


def test_what_they_were_told_wrong_is_told_again():
    number = Corrected(document=0, name="number", value="78/UBND-VX")
    record = decided(on_its_way(), ANSWER.model_copy(update={"fields": (number,)}), at="2022-06-01")
    assert all(one.delivered_at is None and not one.message_id.startswith("old") for one in record.routing.deliveries)


def test_whose_part_changes_is_told_again_alone():
    lead = Recipient(recipient_id="b", name="b", queue="q-b", role="lead")
    record = decided(on_its_way(), ANSWER.model_copy(update={"added": (lead,), "resolved": ()}), at="2022-06-01")
    assert [(one.recipient_id, one.role, one.delivered_at is None) for one in record.routing.deliveries] == [
        ("a", "act", False),
        ("b", "lead", True),
    ]


@pytest.mark.parametrize("signers", [(), (Signer(title=A_TITLE),), (Signer(title=A_TITLE, name=A_NAME),)])
def test_a_signers_name_set_right_stands_under_the_title_and_sends_nothing_again(signers: tuple[Signer, ...]):
    before = on_its_way()
    letter = before.model_copy(update={"documents": (before.documents[0].model_copy(update={"signers": signers}),)})
    name = Corrected(document=0, name="signers", value="Khuất Thị Mây")
    record = decided(letter, ANSWER.model_copy(update={"fields": (name,), "added": (), "resolved": ()}), at="2022-06-01")
    (signer,) = record.documents[0].signers
    assert signer.name is not None
    assert (signer.name.value, signer.name.confidence) == ("Khuất Thị Mây", 1.0)
    assert signer.title == (signers[0].title if signers else None)
    assert all(one.delivered_at for one in record.routing.deliveries)


def test_of_several_signers_the_one_that_is_least_sure_is_asked_about():
    sure, unsure = Signer(name=A_NAME.model_copy(update={"confidence": 0.99})), Signer(name=A_NAME)
    letter = a_record().documents[0].model_copy(update={"signers": (sure, unsure)})
    assert field_of(letter, "signers") == A_NAME
    set_right = with_field(letter, "signers", A_NAME.model_copy(update={"value": "Khuất Thị Mây"}))
    assert [one.name.value if one.name else None for one in set_right.signers] == ["Khúc Thị Mây", "Khuất Thị Mây"]
