import unicodedata

import pytest

from tasks.core.registry.queue_name import LONGEST, queue_name, slug


def test_a_queue_name_is_plain_and_readable():
    name = queue_name("Sở Y tế tỉnh Đắk Lắk")
    assert name.startswith("so-y-te-tinh-dak-lak-")
    assert name.isascii()
    assert len(name.rpartition("-")[2]) == 8


def test_both_unicode_forms_give_one_queue():
    assert queue_name(unicodedata.normalize("NFD", "Ủy ban nhân dân")) == queue_name(
        unicodedata.normalize("NFC", "Ủy ban nhân dân")
    )


def test_names_that_differ_in_marks_only_have_different_queues():
    assert queue_name("Tân Thạnh") != queue_name("Tân Thành")
    assert slug("Tân Thạnh") == slug("Tân Thành")


def test_long_names_stay_within_the_limit_and_apart():
    assert len(queue_name("đ" * 500)) == LONGEST
    assert queue_name("đ" * 500) != queue_name("đ" * 501)


def test_a_name_without_letters_still_has_a_queue():
    assert queue_name("…").startswith("q-")


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_blank_name_has_none(blank: str):
    with pytest.raises(ValueError, match="name"):
        queue_name(blank)
