"""Names in Nơi nhận that the registry lacks send nothing and hold nothing, unless they may be a listed body's."""

import datetime as dt

import pytest

from schemas.routing import RoutingPolicy
from tasks.core.routing.route import route
from tasks.core.routing.unlisted_name import is_unlisted
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, view_of

DAY = dt.date(2023, 8, 2)
HOSPITAL = view_of("gia-lai/so-y-te", DAY)


@pytest.mark.parametrize(
    "words",
    [
        "Kỹ thuật viên trực máy",
        "Các tình nguyện viên",
        "Cộng tác viên",
        "Tổ chức XQH Việt Nam (để p/h)",
        "PXVZ Mây Gió",
        "Nhóm chuyên gia độc lập",
    ],
)
def test_nobody_listed_is_called_so(words: str) -> None:
    assert is_unlisted(words, words, HOSPITAL)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Phòng Y tế huyện Chư", "a listed name cut short"),
        ("Sở Kế hoặc và Đầu tư", "a listed name misread"),
        ("Cơ quan điều tra hình sự Công an tỉnh", "a listed body's name stands in it"),
        ("Nhóm chuyên gia của Sở Tài chính", "the same"),
        ("Ban SKHĐT", "first letters of a listed name"),
        ("Ban SKHDI", "the same, one letter misread"),
        ("Sở Xây dựng các tỉnh vùng cao", "bodies of other places are called as it begins"),
        ("Ban XQ", "a code too short to tell"),
        ("XQHZ", "a code alone, of which nothing else can be said"),
        ("kỹ thuật viên trực máy", "the first letter was lost, or a word"),
        ("Kỹ thuẹt vixn trực máy", "a word that is none"),
        ("Tổ viên 2B trực máy", "a number"),
        ("Nhóm", "one word"),
    ],
)
def test_what_may_be_a_listed_body_waits(words: str, why: str) -> None:
    assert not is_unlisted(words, words, HOSPITAL), why


def test_the_item_as_a_whole_counts_too() -> None:
    assert not is_unlisted("Kiêm môi trường", "Phòng Tài nguyên Kiêm môi trường huyện Chư Sê", HOSPITAL)


def test_they_are_noted_and_hold_nothing_up() -> None:
    letter = document(
        "gia-lai/so-y-te", to=("Sở Tài chính",), recipients=("Như trên", "Kỹ thuật viên trực máy"), issued_on="2023-08-02"
    )
    routing = route("L1", (letter,), load_registry(), RoutingPolicy())[1]
    assert [(item.raw, item.reason) for item in routing.not_routed if item.reason == "unlisted"] == [
        ("Kỹ thuật viên trực máy", "unlisted")
    ]
    assert routing.unresolved == ()


def test_in_kinh_gui_a_person_says_who_they_are() -> None:
    letter = document("gia-lai/so-y-te", to=("Kỹ thuật viên trực máy", "Sở Tài chính"), issued_on="2023-08-02")
    routing = route("L1", (letter,), load_registry(), RoutingPolicy())[1]
    assert [item.raw for item in routing.unresolved] == ["Kỹ thuật viên trực máy"]
