import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.core.record.notification import parse_notification


def s3(*keys: str, name: str = "ObjectCreated:Put") -> dict[str, object]:
    return {"Records": [{"eventName": name, "s3": {"bucket": {"name": "b"}, "object": {"key": key}}} for key in keys]}


def test_keys_are_decoded():
    event = s3("inbox/C%C3%B4ng+v%C4%83n+12.pdf", "inbox/a%2Bb.pdf", "inbox/100%25.pdf")
    assert parse_notification(json.dumps(event)) == ["inbox/Công văn 12.pdf", "inbox/a+b.pdf", "inbox/100%.pdf"]


def test_a_key_told_twice_is_one():
    assert parse_notification(json.dumps(s3("inbox/a", "inbox/b", "inbox/a"))) == ["inbox/a", "inbox/b"]


@pytest.mark.parametrize("name", ["ObjectCreated:CompleteMultipartUpload", "s3:ObjectCreated:Copy", "ObjectRestore:Completed"])
def test_every_arrival_counts(name: str):
    assert parse_notification(json.dumps(s3("inbox/a", name=name))) == ["inbox/a"]


@pytest.mark.parametrize("name", ["ObjectRemoved:Delete", "ObjectTagging:Put", "ReducedRedundancyLostObject", ""])
def test_nothing_else_does(name: str):
    assert parse_notification(json.dumps(s3("inbox/a", name=name))) == []


def test_the_test_event_has_no_keys():
    assert parse_notification('{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}') == []


def test_what_came_through_sns_is_unpacked():
    body = {"Type": "Notification", "Message": json.dumps(s3("inbox/a+b"))}
    assert parse_notification(json.dumps(body).encode()) == ["inbox/a b"]


def test_what_came_through_eventbridge_is_not_encoded():
    body = {"detail-type": "Object Created", "detail": {"bucket": {"name": "b"}, "object": {"key": "inbox/a+b%20"}}}
    assert parse_notification(json.dumps(body)) == ["inbox/a+b%20"]
    assert parse_notification(json.dumps(body | {"detail-type": "Object Deleted"})) == []


@pytest.mark.parametrize(
    "body",
    ["", "no json", b"\xff", "[]", "null", "1", '"x"', '{"Records":{}}', '{"Records":[1,null,{}]}', '{"detail":{}}', "[" * 100_000],
)
def test_whatever_else_comes_gives_no_keys(body: str | bytes):
    assert parse_notification(body) == []


def test_a_key_that_is_no_utf8_is_left_to_the_listing():
    assert parse_notification(json.dumps(s3("inbox/%ff", "inbox/a"))) == ["inbox/a"]


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["Records", "Message", "detail", "detail-type", "eventName", "s3", "object", "key"]), inner
        )
    ),
    max_leaves=12,
)


@given(json_values)
def test_no_notification_breaks_the_watch(value: object):
    assert all(isinstance(key, str) and key for key in parse_notification(json.dumps(value)))
