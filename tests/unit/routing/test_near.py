"""Names known by their form alone: told outside where nothing listed is nearly called so, asked about where something is."""

import datetime as dt

import pytest

from schemas.routing import RoutingPolicy
from tasks.core.routing.pieces import Leftover, Target
from tasks.core.routing.resolve import resolve
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, view_of

DAY = dt.date(2023, 8, 2)


def reasons(words: str, issuer: str, day: dt.date = DAY) -> list[str]:
    return [piece.reason for piece in resolve(words, view_of(issuer, day)) if isinstance(piece, Leftover)]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Sở Ngoại vụ", "gia-lai/so-y-te"),
        ("Sở Mây gió tỉnh Nghệ An", "tw/bng"),
        ("Cảng vụ Hàng không miền Bắc", "ha-noi/ubnd"),
        ("Trung tâm Cứu hộ mỏ - Vinacomin", "quang-ninh/ubnd"),
        ("Bảo hiểm xã hội Bộ Quốc phòng", "tw/bct"),
        ("Tòa án quân sự Quân khu 5", "tw/bqp"),
    ],
)
def test_one_bodys_whole_name_is_known_by_its_form(words: str, issuer: str) -> None:
    assert reasons(words, issuer) == ["branch"]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Viện kiểm tât nhân dân huyện Chư Sê", "gia-lai/so-y-te"),  # was an institute outside
        ("Chi cục Thế huyện An Biên", "kien-giang/ubnd"),
        ("Phòng Tư nháp Hà Tiên", "kien-giang/ubnd"),  # was the issuer's own room
        ("Hội niên hiệp Phụ nữ Si Ma Cai", "lao-cai/tinh-uy"),
        ("Trung tâm Phục vụ hành chính", "kien-giang/ubnd"),
        ("Sở Văn hóa", "gia-lai/so-y-te"),  # a start of a listed name
        ("Sở VHTTDL", "tw/bct"),  # of which province?
        ("Sở Y tế", "tw/bct"),
        ("Hội rD Phú Quốc", "kien-giang/ubnd"),
        ("BTTM", "tw/bct"),
        ("Cục PGTNXH", "gia-lai/so-y-te"),
        ("Cục đang được thành lập", "gia-lai/so-y-te"),
    ],
)
def test_what_may_be_a_listed_body_or_no_body_is_asked_about(words: str, issuer: str) -> None:
    assert reasons(words, issuer) in (["unknown"], ["ambiguous"])


def test_a_misread_room_of_a_district_is_not_the_issuers_own() -> None:
    pieces = resolve("Phòng Tư phápp Hà Tiên", view_of("kien-giang/ubnd", dt.date(2021, 9, 6)))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["kien-giang/ha-tien/phong-tu-phap"]


@pytest.mark.parametrize("words", ["Phòng Tổ chức - Hành chính", "Văn phòng Sở", "Ban Giám đốc Sở", "Thanh tra Sở"])
def test_the_issuers_own_rooms_are_not_doubted(words: str) -> None:
    pieces = resolve(words, view_of("gia-lai/so-y-te", DAY))
    assert {piece.entry.id for piece in pieces if isinstance(piece, Target)} == {"gia-lai/so-y-te"}


def test_the_partys_group_of_a_body_is_told_through_it() -> None:
    letter = document("phu-yen/ban-to-chuc", to=("Ban cán sự đảng UBND tỉnh",), recipients=("Đảng đoàn HĐND tỉnh",))
    _, routing = route("x", [letter], load_registry(), RoutingPolicy())
    assert {(one.recipient_id, one.role) for one in routing.deliveries} == {("phu-yen/ubnd", "act"), ("phu-yen/hdnd", "inform")}
    assert not routing.unresolved


@pytest.mark.parametrize("words", ["Ban, ngành, đoàn thể Thành phố", "Các ban, ngành, đoàn thể"])
def test_what_a_district_calls_its_boards_and_unions(words: str) -> None:
    pieces = resolve(words, view_of("dong-thap/sa-dec/huyen-uy", DAY))
    ids = {piece.entry.id for piece in pieces if isinstance(piece, Target)}
    assert {"dong-thap/sa-dec/phong-noi-vu", "dong-thap/sa-dec/hoi-ccb", "dong-thap/sa-dec/cong-an"} <= ids
    assert not any(isinstance(piece, Leftover) for piece in pieces)


def test_two_bodies_of_a_list_are_two() -> None:
    pieces = resolve("Sở Tài chính, Sở Kế hoạch và Đầu tư", view_of("gia-lai/so-y-te", DAY))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == [
        "gia-lai/so-tai-chinh",
        "gia-lai/so-ke-hoach-dau-tu",
    ]
