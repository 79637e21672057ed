"""Recipients of sorts of which the registry has none: known by the noun that opens their name, never a misread listed body."""

import datetime as dt

import pytest

from tasks.core.routing.pieces import Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.stations.routing import load_registry
from tests.unit.routing.made import view_of

DAY = dt.date(2023, 5, 10)


def named(words: str, issuer: str, day: dt.date = DAY) -> list[str]:
    """Ids of the entries that are named, each with how, or the reason why something is none."""
    pieces = resolve(words, view_of(issuer, day))
    return [f"{piece.entry.id} {piece.how}" if isinstance(piece, Target) else piece.reason for piece in pieces]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Hội Làm vườn tỉnh", "association"),
        ("Ban Trị sự Giáo hội Phật giáo tỉnh", "association"),
        ("Phòng Thương mại và Công nghiệp Việt Nam", "association"),
        ("Nguyên đơn, bị đơn", "person"),
        ("Người khiếu nại", "person"),
        ("Các chủ hồ chứa", "company"),
        ("Trường Quân sự tỉnh", "school"),
        ("Thương vụ Việt Nam tại Nhật Bản", "embassy"),
        ("Trung đoàn Bộ binh 99", "branch"),
        ("Trạm Chăn nuôi và Thú y các huyện", "branch"),
        ("Trại tạm giam Công an tỉnh", "branch"),
        ("Quỹ Đền ơn đáp nghĩa", "branch"),
        ("Cục Quản lý đường bộ IV", "branch"),
        ("Hội Phụ nữ Công an tỉnh", "branch"),
        ("Hội đồng NVQS tỉnh", "open_set"),
        ("Văn phòng TT BCH PCTT&TKCN tỉnh", "open_set"),
        ("Cụm thi đua số 3", "open_set"),
        ("Đoàn Thanh tra", "open_set"),
        ("Thanh tra các sở, ban, ngành", "open_set"),
        ("Chi bộ các thôn", "open_set"),
    ],
)
def test_a_sort_that_no_registry_lists_is_known_by_its_noun(words: str, reason: str) -> None:
    assert named(words, "ha-tinh/ubnd") == [reason]


@pytest.mark.parametrize("words", ["Hội Nông đân tinh", "Trường Chinh trị tỉnh", "Đài Phat thanh và Truyền hình tỉnh"])
def test_a_misread_name_of_a_listed_body_is_none_of_them(words: str) -> None:
    assert all("ha-tinh/" in one for one in named(words, "ha-tinh/ubnd"))


def test_a_room_of_the_police_is_told_through_the_police() -> None:
    assert named("PC08", "ha-tinh/cong-an") == ["ha-tinh/cong-an own"]
    assert named("PC08 - Công an tỉnh", "ha-tinh/so-y-te") == ["ha-tinh/cong-an unit"]


def test_a_room_that_every_district_has_and_the_registry_lacks_is_told_through_its_committee() -> None:
    said = named("Phòng Dân tộc các huyện", "tuyen-quang/ubnd")
    assert len(said) == 6
    assert all(one.endswith("/ubnd unit") for one in said)


def test_a_room_that_has_another_name_in_towns() -> None:
    said = named("Phòng Nông nghiệp và PTNT/Phòng Kinh tế các huyện, thị xã, thành phố", "binh-phuoc/so-nnptnt")
    assert sum("phong-nnptnt" in one for one in said) == 8
    assert sum("phong-kinh-te" in one for one in said) == 3


def test_a_chief_of_one_letter_before_his_deputies() -> None:
    assert named("C, PCVP", "quang-nam/vp-ubnd")[0].startswith("quang-nam/vp-ubnd/chanh-van-phong")


def test_rooms_for_culture_and_party_boards_shortened() -> None:
    assert all("/phong-vhtt" in one for one in named("Phòng VHTT các huyện, thành phố", "lang-son/so-vhttdl"))
    assert all("/ban-tuyen-giao" in one for one in named("Ban TG các huyện, thành ủy", "tuyen-quang/ban-tuyen-giao"))


@pytest.mark.parametrize(
    ("words", "issuer", "ids"),
    [
        ("TT ĐU - TT HĐND phường", "ha-noi/phuong-lang/ubnd", ["ha-noi/phuong-lang/dang-uy", "ha-noi/phuong-lang/hdnd"]),
        ("Trung tâm PVHCC TP", "ha-noi/phuong-lang/ubnd", ["ha-noi/hcc"]),
        ("BTT UBMTTQVN tỉnh", "thai-nguyen/xa-dai-tu/ubnd", ["thai-nguyen/mttq"]),
        ("Ban Kinh tế - Ngân sách", "thai-nguyen/xa-dai-tu/hdnd", ["thai-nguyen/xa-dai-tu/hdnd"]),
    ],
)
def test_bodies_of_communes_as_their_letters_shorten_them(words: str, issuer: str, ids: list[str]) -> None:
    assert [one.split()[0] for one in named(words, issuer, dt.date(2025, 9, 25))] == ids


def test_a_unions_boards_are_its_own_and_not_the_partys() -> None:
    assert named("Các ban, VP", "yen-bai/hoi-nong-dan", dt.date(2021, 5, 5)) == ["yen-bai/hoi-nong-dan own"]
    said = named("Các ban xây dựng Đảng Tỉnh ủy", "yen-bai/hoi-nong-dan", dt.date(2021, 5, 5))
    assert "yen-bai/ban-to-chuc group" in said


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Đài PT huyện", "branch"),
        ("BVĐK tỉnh", "hospital"),
        ("PGS.TS. Trần Thị Mây", "person"),
        ("TTHU", "ha-tinh/can-loc/huyen-uy"),
    ],
)
def test_shortened_names_of_others(words: str, reason: str) -> None:
    assert named(words, "ha-tinh/can-loc/ubnd")[0].split()[0] == reason


@pytest.mark.parametrize(
    ("words", "issuer", "said"),
    [
        ("Các ban, VP MTTQ tỉnh", "phu-yen/mttq", ["phu-yen/mttq", "phu-yen/mttq"]),
        ("Trưởng THADS; các PTr THADS", "ha-tinh/thads", ["ha-tinh/thads", "ha-tinh/thads"]),
        ("Các Phòng THADS khu vực", "ha-tinh/thads", ["open_set"]),
        ("Phòng QLĐT thành phố Hà Tĩnh", "ha-tinh/ubnd", ["ha-tinh/ha-tinh/phong-qldt"]),
        ("UBKT đảng ủy các xã", "ha-tinh/can-loc/huyen-uy", ["commune"]),
        ("TTĐKTB", "ha-tinh/ubnd", ["branch"]),
        ("TTHĐND tỉnh", "ha-tinh/ubnd", ["ha-tinh/hdnd"]),
        ("Hội LHTN Việt Nam tỉnh", "ha-tinh/ubnd", ["association"]),
        ("CT, PCT UBND tỉnh", "ha-tinh/so-y-te", ["ha-tinh/ubnd/chu-tich", "ha-tinh/ubnd/pho-chu-tich"]),
        ("TGĐ VEC", "ha-tinh/ubnd", ["company"]),
        ("TW Hội CTĐ Việt Nam", "ha-tinh/ubnd", ["association"]),
        ("TW Hội Nông dân Việt Nam", "ha-tinh/ubnd", ["tw/hoi-nong-dan"]),
    ],
)
def test_more_shortened_names(words: str, issuer: str, said: list[str]) -> None:
    assert [one.split()[0] for one in named(words, issuer)] == said


def test_who_stands_for_a_committee_is_no_unit_of_it() -> None:
    said = named("Ban Thường vụ Đảng ủy UBND tỉnh", "gia-lai/tinh-uy", dt.date(2025, 9, 10))
    assert said == ["gia-lai/dang-uy-ubnd exact"]


def test_an_office_for_general_affairs_is_the_issuers_own() -> None:
    assert named("Văn phòng tổng hợp", "ha-tinh/vksnd") == ["ha-tinh/vksnd own"]


def test_what_a_school_and_a_company_call_their_parts() -> None:
    house = (Member("Trường Đại học Mây"),)
    view = View(load_registry(), None, DAY, house)
    assert [type(piece).__name__ for piece in resolve("Các khoa, bộ môn", view)] == ["Aside", "Aside"]
    view = View(load_registry(), None, DAY, (Member("Công ty Cổ phần Than Mây"),))
    assert [type(piece).__name__ for piece in resolve("Công trường Vỉa 3", view)] == ["Aside"]
