"""Readers and parsers on bytes that hypothesis makes up: each ends with a value or with an error of ours, never otherwise."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, example, given, settings

from schemas.catalogue import REJECTIONS
from schemas.errors import Rejected, UsageError
from schemas.record import HeldRecord, Record, Source
from tasks.adapters import sandbox
from tasks.adapters.memory_store import MemoryStore
from tasks.adapters.queue_body import decode, encode
from tasks.adapters.registry_files import form_faults, line_of
from tasks.adapters.vocabulary_files import read_office_words
from tasks.core.record.layout import record_key
from tasks.core.record.message import build_message
from tasks.core.record.notification import parse_notification
from tasks.stations.archive import load_record, write_record
from tasks.stations.lease import WATCHERS, look_at_watchers
from tasks.stations.letter import read_letter
from tests import records
from tests.e2e.letters import letter
from tests.hostile.pdf_files import scan_pdf
from tests.hostile.picture_files import picture

SLOW = {"deadline": None, "database": None, "suppress_health_check": list(HealthCheck)}
"""A child process for each example: what takes long is the machine, not the reader."""

SAMPLES = {"pdf": scan_pdf(), "tif": picture("TIFF", pages=3), "png": picture("PNG"), "jpg": picture("JPEG")}
SECONDS, MEMORY = 10, 800_000_000


@st.composite
def mutated(draw: st.DrawFn, body: bytes) -> bytes:
    """A valid file with bytes changed, parts cut out, doubled, swapped or put in."""
    changed = bytearray(body)
    for _ in range(draw(st.integers(1, 12))):
        place = draw(st.integers(0, max(0, len(changed) - 1)))
        until = min(len(changed), place + draw(st.integers(1, 64)))
        how = draw(st.sampled_from(("change", "cut", "double", "insert", "extreme", "end")))
        if how == "change" and changed:
            changed[place] = draw(st.integers(0, 255))
        elif how == "cut":
            del changed[place:until]
        elif how == "double":
            changed[place:place] = changed[place:until] * draw(st.sampled_from((1, 7, 500)))
        elif how == "insert":
            changed[place:place] = draw(st.binary(max_size=40))
        elif how == "extreme":
            changed[place:until] = draw(st.sampled_from((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"9999999999")))
        else:
            del changed[place:]
    return bytes(changed)


def end_of(body: bytes, ending: str, folder: Path, function: str, **more: Any) -> str:
    """The code that a file ends with, or "value". Anything but Rejected goes through, and fails the test."""
    path = folder / f"fuzzed.{ending}"
    path.write_bytes(body)
    try:
        sandbox.run_limited(function, {"path": str(path), **more}, seconds=SECONDS, memory=MEMORY)
    except Rejected as refusal:
        return refusal.code
    return "value"


@pytest.mark.parametrize("ending", sorted(SAMPLES))
@settings(max_examples=40, **SLOW)  # type: ignore[arg-type]
@given(data=st.data())
def test_changed_files_end_with_pages_or_a_code(ending: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    body = data.draw(mutated(SAMPLES[ending]))
    folder = tmp_path_factory.getbasetemp()
    end = end_of(body, ending, folder, "tests.hostile.jobs:open_all_pages", max_pages=50, max_pixels=80_000_000)
    assert end in {"value", *REJECTIONS}
    assert end not in {"read.timeout", "read.memory"}  # a page of 240 x 140 pixels has no excuse


SIGNED = b"""%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[4 0 R]>> endobj
4 0 obj <</Type/Annot/Subtype/Widget/FT/Sig/T(Ky)/V 5 0 R/Rect[0 0 0 0]>> endobj
5 0 obj <</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 9 19 40]
/Contents<3082010006092a864886f70d010702a081f23081ef020101310f300d06096086480165030402010500300b06092a864886f70d010701>>> endobj
trailer <</Root 1 0 R/Size 6>>
%%EOF
"""


@settings(max_examples=40, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(SIGNED))
@example(body=SIGNED)
def test_changed_signatures_are_unreadable_or_invalid(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    end = end_of(body, "pdf", tmp_path_factory.getbasetemp(), "tasks.adapters.pdf_signatures:read_signatures")
    assert end in {"value", *REJECTIONS}


SOURCE = Source(size=1, media_type="text/plain", received_at="2022-05-12T08:00:00+07:00", sha256="0" * 64)


@settings(max_examples=60, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(letter(7).encode()))
@example(body="".join(chr(code) for code in (*range(1, 0x2FF), 0x202E, 0x2066, 0xFEFF, 0x1F9E8)).encode())
@example(body=b"\xef\xbb\xbf" + letter(7).encode())
@example(body=("Nơi nhận:\n" + "- " * 3000).encode())
def test_a_changed_text_letter_is_read_held_or_refused(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzzed.txt"
    path.write_bytes(body)
    source = SOURCE.model_copy(update={"size": len(body), "sha256": hashlib.sha256(body).hexdigest()})
    try:
        read = read_letter(path, source)
    except Rejected as refusal:
        assert refusal.code in REJECTIONS  # noqa: PT017 - it is what is asked
        return
    assert isinstance(read, Record | HeldRecord)
    assert type(read).model_validate_json(read.model_dump_json()) == read


RECORD = records.record([records.delivery(1, delivered_at=records.RECEIVED_AT)])


@settings(max_examples=400, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(RECORD.model_dump_json().encode()) | st.binary(max_size=200))
@example(body=b"[" * 100_000)
@example(body=b'{"letter_id": 1e999}')
def test_a_damaged_record_is_none_and_is_mended(body: bytes) -> None:
    store = MemoryStore()
    store.put(record_key(RECORD.letter_id), body)
    found = load_record(store, RECORD.letter_id)
    assert found is None or isinstance(found, Record)
    if found is None:
        write_record(store, RECORD)
        assert load_record(store, RECORD.letter_id) == RECORD


@settings(max_examples=400, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(encode(build_message(RECORD, RECORD.routing.deliveries[0], bucket="congvan"))) | st.binary(max_size=200))
@example(body=b"[" * 100_000)
def test_a_damaged_message_is_none(body: bytes) -> None:
    message = decode(body)
    assert message is None or decode(encode(message)) == message


EVENT = json.dumps({"Records": [{"eventName": "ObjectCreated:Put", "s3": {"object": {"key": "inbox/C%C3%B4ng+v%C4%83n.pdf"}}}]})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("Records", "s3", "object", "key", "Message", "detail", "eventName", "detail-type")), inner
        )
    ),
    max_leaves=20,
)


@settings(max_examples=400, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(EVENT.encode()) | st.binary(max_size=200) | JSON.map(json.dumps))
@example(body=b"[" * 100_000)
@example(body='{"Message": "{\\"Message\\": 1}"}')
def test_any_notification_gives_keys_and_no_error(body: bytes | str) -> None:
    assert all(isinstance(key, str) and key for key in parse_notification(body))


REGISTRY = """about: thử
entries:
- id: thu/so-thu
  name: Sở Thử
  kind: agency
  aliases: [Sở T, "Sở \\u1ee8ng"]
add_aliases: {thu/so-thu: [ST]}
"""


@settings(max_examples=300, **SLOW)  # type: ignore[arg-type]
@given(body=mutated(REGISTRY.encode()) | st.text(max_size=200).map(str.encode) | st.binary(max_size=100))
@example(body=b"a: &a [*a, *a]\nb: *a")
@example(body=b"a: !!python/object/apply:os.system [id]")
@example(body=b"[" * 20_000)
@example(body=b"a: " + b"9" * 5_000)
@example(body=b"a: 2026-02-30")
def test_any_registry_file_is_right_or_has_faults_with_lines(body: bytes) -> None:
    for fault in form_faults(body):
        assert fault.message
        if fault.where:
            assert line_of(body, fault.where) >= 1


@settings(max_examples=200, **SLOW)  # type: ignore[arg-type]
@given(body=st.text(max_size=200).map(str.encode) | st.binary(max_size=100))
def test_any_word_list_is_right_or_a_wrong_call(body: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "words.txt"
    path.write_bytes(body)
    try:
        read_office_words(path)
    except UsageError as error:
        assert str(path) in str(error)  # noqa: PT017 - it is what is asked


@settings(max_examples=200, **SLOW)  # type: ignore[arg-type]
@given(body=st.binary(max_size=100) | JSON.map(json.dumps).map(str.encode))
def test_a_damaged_lease_stops_no_watcher(body: bytes) -> None:
    store = MemoryStore()
    store.put(f"{WATCHERS}one.json", body)
    watchers = look_at_watchers(store, age=timedelta(seconds=60))
    assert watchers.living == ()
