"""A subject that a scan misread, beside the body that says it again."""

import pytest

from schemas.letter import Document
from tasks.core.letter.confidence.agreed_subject import with_agreed_subjects
from tests.unit.letter.made import document, found

BODY = "{0} nhận được báo cáo về {1} (gửi kèm). Yêu cầu các đơn vị {1}, xong trước ngày 05/3/2024."


def agreed(read: str, said: str, *others: Document) -> str:
    one = document(subject=found(read, rule="subject.ve_viec"), body=BODY.format("Sở", said))
    subject = with_agreed_subjects([one, *others])[0].subject
    assert subject is not None
    assert (subject.value == read) == (subject.rule == "subject.ve_viec")
    assert subject.value == read or subject.confidence <= 0.85
    return subject.value


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("sửa chữa kênh mương nội đồng ở cơ sử", "sửa chữa kênh mương nội đồng ở cơ sở"),
        ("sửa chữa kênh mương, nội đổng ở cơ sở", "sửa chữa kênh mương, nội đồng ở cơ sở"),
        ("sửa chữa kênh mương Ộ nội đồng ở cơ sở", "sửa chữa kênh mương nội đồng ở cơ sở"),
        ("sửa chữa kênh mương nội đồng ở cơ sở .h", "sửa chữa kênh mương nội đồng ở cơ sở"),
    ],
)
def test_a_word_gives_way_to_the_one_that_the_body_has_twice(read: str, said: str) -> None:
    assert agreed(read, said) == said


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("sửa chữa kênh mương nội đồng năm 2023", "sửa chữa kênh mương nội đồng năm 2024"),
        ("sửa chữa kênh mương nội đồng phía bắc", "sửa chữa kênh mương nội đồng phía nam"),
        ("báo cáo kết quả làm thủy lợi quý I", "báo cáo kết quả làm thủy lợi quý"),
        ("làm thủy lợi", "lăm thủy lợi"),
    ],
)
def test_other_words_figures_and_short_subjects_stay(read: str, said: str) -> None:
    assert agreed(read, said) == read


def test_what_only_one_other_place_has_is_not_enough() -> None:
    one = document(subject=found("sửa chữa kênh mương nội đồng ở cơ sở"), body="Về sửa chữa kênh mương nội đồng ở cơ sử.")
    assert with_agreed_subjects([one]) == [one]
