import json
from datetime import datetime

import pytest
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from schemas.events import EVENT_TYPE
from schemas.record import Revision
from tasks.adapters.queue_body import decode, encode
from tasks.core.record.message import build_message, message_id
from tests.records import LETTER_ID, RECEIVED_AT, SHA256, delivery, found, record


def test_the_same_delivery_gives_the_same_bytes():
    one = record([delivery(1)])
    again = record([delivery(1)])
    assert encode(build_message(one, delivery(1), bucket="congvan")) == encode(build_message(again, delivery(1), bucket="congvan"))


def test_ids_differ_by_letter_recipient_and_revision_and_by_nothing_else():
    asked = [("a", "b", 1), ("a", "b", 2), ("a", "c", 1), ("b", "b", 1), ("a\nb", "c", 1), ("a", "b\nc", 1), ("a", "b1", 1)]
    assert len({message_id(*one) for one in asked}) == len(asked) - 1  # a letter's or recipient's id never has a line break
    assert message_id("a", "b", 1) == message_id("a", "b")
    assert all(set(message_id(*one)) <= set("0123456789abcdef") and len(message_id(*one)) == 32 for one in asked)


def test_the_message_is_a_cloudevent_by_its_own_library():
    message = build_message(record([delivery(1)]), delivery(1), bucket="congvan")
    event = JSONFormat().read(CloudEvent, encode(message))
    assert event.get_specversion() == "1.0"
    assert event.get_type() == EVENT_TYPE == "vn.congvan.letter.routed.v1"
    assert event.get_source() == "/congvan/congvan"
    assert event.get_subject() == LETTER_ID
    assert event.get_time() == datetime.fromisoformat(RECEIVED_AT)
    assert event.get_datacontenttype() == "application/json"
    data = event.get_data()
    assert isinstance(data, dict)
    assert data["letter_id"] == LETTER_ID


def test_the_library_refuses_what_is_no_cloudevent():
    body = json.loads(encode(build_message(record(), delivery(1), bucket="congvan")))
    del body["source"]
    with pytest.raises(Exception, match="source"):
        JSONFormat().read(CloudEvent, json.dumps(body))


def test_it_points_at_record_and_original_and_says_what_they_are_about():
    data = build_message(record(), delivery(1), bucket="kho").data
    assert data.record.model_dump() == {"bucket": "kho", "key": f"letters/{SHA256}/record.json"}
    assert data.original.model_dump() == {"bucket": "kho", "key": f"letters/{SHA256}/original.pdf"}
    assert (data.doctype, data.number, data.issued_on) == ("cong_van", "12/UBND-VX", "2021-09-05")
    assert (data.issuer, data.urgency, data.role) == ("Ủy ban nhân dân tỉnh Thử", "KHẨN", "act")


def test_it_never_carries_the_letter():
    letter = record().model_copy(update={"documents": (record().documents[0].model_copy(update={"body": "Nội dung mật thiết"}),)})
    assert "mật thiết" not in encode(build_message(letter, delivery(1), bucket="congvan")).decode()


def test_it_tells_of_the_document_that_the_recipient_gets():
    first = record().documents[0]
    second = first.model_copy(update={"index": 1, "number": found("99/KH-UBND")})
    letter = record().model_copy(update={"documents": (first, second)})
    own = delivery(1).model_copy(update={"documents": (1,)})
    assert build_message(letter, own, bucket="congvan").data.number == "99/KH-UBND"
    assert build_message(letter, delivery(1), bucket="congvan").data.number == "12/UBND-VX"
    none = delivery(1).model_copy(update={"documents": ()})
    assert build_message(letter, none, bucket="congvan").data.number == "12/UBND-VX"


def test_a_letter_without_documents_says_nothing_of_one():
    bare = record().model_copy(update={"documents": ()})
    assert build_message(bare, delivery(1), bucket="congvan").data.subject is None


def test_its_time_is_that_of_the_last_revision():
    changed = record().model_copy(
        update={"revisions": (Revision(number=2, at="2021-09-07T09:00:00+07:00", by="van-thu", reason="sửa nơi nhận"),)}
    )
    assert build_message(changed, delivery(1), bucket="congvan").time == "2021-09-07T09:00:00+07:00"


def test_a_reader_of_this_version_takes_what_a_newer_one_added():
    message = build_message(record(), delivery(1), bucket="congvan")
    body = json.loads(encode(message))
    body["traceparent"] = "00-1-2-03"
    body["data"]["pages"] = 3
    assert decode(json.dumps(body)) == message


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"specversion":"1.0","id":"x"}', b"<xml/>"])
def test_what_is_no_message_is_none(body: bytes):
    assert decode(body) is None
