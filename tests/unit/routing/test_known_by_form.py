"""State bodies that no list of ours has, holders of an office by name, and what "nêu trên" means. All names are invented."""

import pytest

from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from tasks.core.routing.outsiders import is_branch
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, found

LETTER = "sha256:" + "7" * 64
TWO_LEVELS = "2025-10-14"
"""A day on which provinces have communes and no districts."""


def routed(one: Document) -> Routing:
    return route(LETTER, [one], load_registry(), RoutingPolicy())[1]


def ids(routing: Routing) -> list[str]:
    return [delivery.recipient_id for delivery in routing.deliveries]


@pytest.mark.parametrize(
    "words",
    [
        "TAND khu vực 3",
        "Viện kiểm sát nhân dân khu vực 7 - Hòa Hợp",
        "Phòng THADS khu vực 2",
        "VKSND các khu vực",
        "Thuế cơ sở 4",
        "BHXH cơ sở Hòa Hợp",
        "Hải quan cửa khẩu Mây Trắng",
        "Đồn Biên phòng Mây Trắng",
        "Hạt Kiểm lâm Mây Trắng",
        "Ban Quản lý dự án Cầu Mây",
        "BQLDA giao thông Hòa Hợp",
        "Ban Chỉ huy Phòng thủ khu vực 5",
    ],
)
def test_a_body_of_a_region_or_a_project_is_known_by_its_form(words: str):
    assert is_branch(words)
    routing = routed(document("dong-thap/so-tai-chinh", recipients=(words, "Sở Nội vụ"), issued_on=TWO_LEVELS))
    assert ids(routing) == ["dong-thap/so-noi-vu"]
    assert [one.reason for one in routing.outside] == ["branch"]
    assert routing.unresolved == ()


@pytest.mark.parametrize(
    "words", ["Công an tỉnh", "Sở Tài chính", "Ban Quản lý", "Chi cục Thủy sản", "Kho bạc Nhà nước", "Thuế tỉnh"]
)
def test_what_says_no_region_is_known_by_its_name_alone(words: str):
    assert not is_branch(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("UBND phường Mây Trắng", "2024-10-14"),
        ("Trung tâm Văn hóa phường Mây Trắng", TWO_LEVELS),
        ("Thuế cơ sở 4", TWO_LEVELS),
        ("UBND các xã: Mây Trắng, Gió Nam", "2024-10-14"),
    ],
)
def test_an_addressee_known_by_its_form_is_told_outside_also_alone(words: str, day: str):
    beside = routed(document("dong-thap/so-tai-chinh", to=("Sở Nội vụ", words), issued_on=day))
    assert ids(beside) == ["dong-thap/so-noi-vu"]
    assert [one.raw for one in beside.outside] == [words]
    assert beside.unresolved == ()
    alone = routed(document("dong-thap/so-tai-chinh", to=(words,), recipients=("Sở Nội vụ",), issued_on=day))
    assert [one.raw for one in alone.outside] == [words]
    assert alone.unresolved == ()


@pytest.mark.parametrize(
    ("issuer", "item", "desk"),
    [
        ("tw/byt", "PTTg Trần Mây Hồng (để b/c)", "tw/pho-thu-tuong"),
        ("tw/byt", "Phó Thủ tướng Lê Gió Nam", "tw/pho-thu-tuong"),
        ("tw/byt", "BT Nguyễn Mây Hồng (để b/c)", "tw/byt"),
    ],
)
def test_the_name_of_who_holds_an_office_changes_nothing(issuer: str, item: str, desk: str):
    routing = routed(document(issuer, recipients=(item,), issued_on="2023-05-04"))
    assert ids(routing) == [desk]
    assert routing.unresolved == ()


def test_places_said_above_are_those_of_the_addressees():
    addressed = ("UBND tỉnh Đồng Tháp", "UBND thành phố Cần Thơ")
    letter = document("tw/bxd", to=addressed, recipients=("Sở Xây dựng các tỉnh, thành phố nêu trên",), issued_on=TWO_LEVELS)
    routing = routed(letter)
    assert set(ids(routing)) == {"dong-thap/ubnd", "can-tho/ubnd", "dong-thap/so-xay-dung", "can-tho/so-xay-dung"}
    assert routing.unresolved == ()


def test_places_said_above_without_any_are_left_to_a_person():
    letter = document("tw/bxd", to=("Bộ Tài chính",), recipients=("Sở Xây dựng các tỉnh nêu trên",), issued_on=TWO_LEVELS)
    assert [one.raw for one in routed(letter).unresolved] == ["Sở Xây dựng các tỉnh nêu trên"]


def test_an_office_of_several_provinces_speaks_of_the_one_where_it_sits():
    letter = document(
        "tw/btc/cuc-hai-quan/kv-vi", recipients=("UBND tỉnh", "Sở Công Thương tỉnh"), issued_on=TWO_LEVELS, place=found("Lạng Sơn")
    )
    assert ids(routed(letter)) == ["lang-son/ubnd", "lang-son/so-cong-thuong"]


def test_a_committee_of_a_commune_speaks_of_the_province_above_it():
    letter = document(
        None,
        recipients=("Thường trực Tỉnh ủy (b/c)",),
        issued_on=TWO_LEVELS,
        issuer=found("Đảng ủy xã Mây Trắng"),
        parent_issuer=found("Đảng bộ tỉnh Hà Tĩnh"),
    )
    assert [one.split("/")[0] for one in ids(routed(letter))] == ["ha-tinh"]


def test_a_list_of_units_behind_others_is_read_for_itself():
    letter = document("hung-yen/ubnd", recipients=("LĐVP, các phòng: MGB, TH",), issued_on=TWO_LEVELS)
    routing = routed(letter)
    assert "hung-yen/vp-ubnd" in ids(routing)
    assert routing.unresolved == ()
