import pytest

from schemas.page import Mark, Page
from tasks.core.letter.fields.digital_signatures import find_digital_signatures
from tests.unit.letter.made import span_of


@pytest.mark.parametrize(
    ("text", "signer", "when"),
    [
        (
            "Người ký: Sở Nội vụ\nEmail: snv@saomai.vn\nThời gian ký: 08.03.2022 10:11:12 +07:00",
            "Sở Nội vụ",
            "2022-03-08T10:11:12+07:00",
        ),
        ("Huyện ủy Sao Mai\n08.03.2022\n19:28:39 +07:00", "Huyện ủy Sao Mai", "2022-03-08T19:28:39+07:00"),
        ("SAO Y; Văn phòng Sở; 08/3/2022; 07:05:09; +07:00", "Văn phòng Sở", "2022-03-08T07:05:09+07:00"),
        ("Ký bởi: Lý Văn An\nNgày ký: 08/03/2022 15:30", "Lý Văn An", "2022-03-08T15:30:00+07:00"),
        ("Digitally signed by Lý Văn An\nDate: 08/03/2022 15:30:01 +07'00'", "Lý Văn An", "2022-03-08T15:30:01+07:00"),
        ("Digitally signed by Lý Văn An\nDate: 2022.03.08 15:30:01 +07'00'", "Lý Văn An", "2022-03-08T15:30:01+07:00"),
    ],
)
def test_faces_of_a_visible_signature(text: str, signer: str, when: str) -> None:
    (found,) = find_digital_signatures(span_of("", other=text))
    assert (found.kind, found.signer, found.signed_at, found.valid) == ("visible", signer, when, None)


@pytest.mark.parametrize(
    "text", ["Thời gian: 08 giờ 00, ngày 10/3/2022", "Họp lúc 14:30 ngày 10/3/2022 tại Sở", "Số đến: 12\nNgày 10/3/2022"]
)
def test_what_is_no_signature(text: str) -> None:
    assert find_digital_signatures(span_of("", other=text)) == ()


def test_a_time_in_the_body_is_no_signature() -> None:
    assert find_digital_signatures(span_of("Hệ thống ghi nhận lúc 10:11:12 ngày 08/3/2022.")) == ()


def test_text_that_reading_set_apart_counts_once() -> None:
    text = "Sở Nội vụ\n08.03.2022\n10:11:12 +07:00"
    page = Page(number=1, kind="scan", marks=(Mark(kind="digital_signature", text=text),))
    assert len(find_digital_signatures(span_of("", other=text), [page])) == 1
    assert len(find_digital_signatures(span_of(""), [page])) == 1
