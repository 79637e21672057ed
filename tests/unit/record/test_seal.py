import hashlib
import json

import hypothesis.strategies as st
from hypothesis import given

from tasks.core.record.seal import is_whole, sealed, unsealed
from tests import records

RECORD = records.record([records.delivery(1)])
BODY = sealed(RECORD)


def test_what_was_sealed_is_the_same_when_unsealed():
    assert is_whole(BODY)
    assert unsealed(BODY) == RECORD
    assert sealed(RECORD) == BODY
    assert len(json.loads(BODY)["checksum"]) == 64


@given(place=st.integers(0, len(BODY) - 1), byte=st.integers(0, 255))
def test_no_byte_of_it_changes_unseen(place: int, byte: int):
    changed = BODY[:place] + bytes([byte]) + BODY[place + 1 :]
    found = unsealed(changed)
    assert found is None or changed == BODY


@given(end=st.integers(0, len(BODY) - 1))
def test_half_of_it_is_none(end: int):
    assert unsealed(BODY[:end]) is None


def test_a_record_of_before_is_read_without_a_checksum():
    assert unsealed(RECORD.model_dump_json(indent=1).encode()) == RECORD
    without = {name: value for name, value in json.loads(RECORD.model_dump_json()).items() if name != "checksum"}
    assert unsealed(json.dumps(without).encode()) == RECORD


def test_the_bytes_are_sealed_and_not_what_this_program_makes_of_them():
    """A later program writes one more field: the checksum says that its bytes are whole, whatever we know of them."""
    plain = RECORD.model_dump_json(indent=1).replace('"letter_id"', '"a_field_of_tomorrow": 1,\n "letter_id"', 1).encode()
    later = plain.replace(b'"checksum": null', b'"checksum": "' + hashlib.sha256(plain).hexdigest().encode() + b'"', 1)
    assert is_whole(later)
    assert not is_whole(later.replace(b"tomorrow", b"tomorroW"))


def test_words_that_look_like_a_checksum_are_words():
    letter = RECORD.model_copy(update={"source": RECORD.source.model_copy(update={"key": 'inbox/"checksum": null.pdf'})})
    assert unsealed(sealed(letter)) == letter


def test_nothing_is_none():
    assert unsealed(None) is None
    assert unsealed(b"") is None
    assert unsealed(b"[]") is None
