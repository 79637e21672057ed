"""A letter's name tells it from the next, also when nothing was read; of what may be secret not even the file is named."""

import pytest

from schemas.found import Found
from schemas.record import Record
from tasks.core.record.title import title
from tests.unit.record.test_answers import a_letter, document, found


def unread(secrecy: Found | None = None) -> Record:
    record = a_letter(document(number=None, issuer=None, secrecy=secrecy))
    return record.model_copy(update={"source": record.source.model_copy(update={"key": "inbox/khan/quét\x1b 07.pdf"})})


def test_a_letter_is_named_by_number_and_issuer():
    assert title(a_letter()) == "77/UBND-VX · UBND tỉnh Kiên Giang"


def test_a_letter_of_which_nothing_was_read_is_named_by_its_file():
    assert title(unread()) == "(không rõ số) · (không rõ cơ quan ban hành) · quét 07.pdf"


@pytest.mark.parametrize("record", [unread(secrecy=found("MẬT")), a_letter(document(number=None))])
def test_else_the_file_is_not_named(record: Record):
    assert ".pdf" not in title(record)
