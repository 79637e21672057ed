"""Recipients that letters of other offices name: offices known by their form, sets said otherwise, own people of an office."""

import datetime as dt

import pytest

from tasks.core.routing.pieces import Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.standpoint import standpoint
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, found, view_of

DAY = dt.date(2025, 10, 14)


def named(words: str, issuer: str, day: dt.date = DAY) -> list[str]:
    """Ids of the entries that are named, or the reason why something is none."""
    pieces = resolve(words, view_of(issuer, day))
    return [piece.entry.id if isinstance(piece, Target) else piece.reason for piece in pieces]


@pytest.mark.parametrize(
    "words",
    [
        "Chi cục Thủy lợi và Phòng, chống thiên tai",
        "Trung tâm Khuyến nông tỉnh",
        "Bưu điện tỉnh",
        "Đài Khí tượng Thủy văn tỉnh",
        "Cơ quan Cảnh sát điều tra Công an tỉnh",
    ],
)
def test_an_office_below_a_department_is_known_by_its_form(words: str) -> None:
    assert named(words, "quang-tri/so-nnmt") == ["branch"]


def test_it_stays_so_beside_a_known_body() -> None:
    assert named("Trung tâm Văn hóa tỉnh và Sở Tài chính", "quang-tri/ubnd") == ["branch", "quang-tri/so-tai-chinh"]


def test_what_is_like_a_known_office_is_left_to_a_person() -> None:
    assert named("Trung tâm Thông tin - Công báo tỉnh", "quang-tri/ubnd") == ["unknown"]


def test_one_department_of_several_kinds_of_places() -> None:
    assert named("Sở Y tế các tỉnh, thành phố: Cao Bằng, Hải Phòng", "tw/byt") == ["cao-bang/so-y-te", "hai-phong/so-y-te"]


def test_departments_said_by_a_ministry_are_those_of_all_provinces() -> None:
    said = named("Các sở giáo dục và đào tạo", "tw/bgddt")
    assert len(said) == 34
    assert {one.split("/")[1] for one in said} == {"so-gddt"}


def test_a_body_said_without_its_level_has_that_of_the_next_one() -> None:
    said = named("Thường trực: Tỉnh ủy, HĐND, UBND tỉnh", "dong-thap/doan-dbqh")
    assert said[:2] == ["dong-thap/tinh-uy/thuong-truc", "dong-thap/hdnd"]


@pytest.mark.parametrize(
    ("words", "issuer", "whom"),
    [
        ("VP: CVP, các PCVP", "hue/hdnd", "hue/hdnd"),
        ("LĐ Sở, các phòng CM", "ninh-binh/so-tai-chinh", "ninh-binh/so-tai-chinh"),
        ("Thứ trưởng phụ trách", "tw/byt", "tw/byt"),
        ("Ủy ban Kiểm tra Đảng ủy UBND tỉnh", "phu-tho/dang-uy-ubnd", "phu-tho/dang-uy-ubnd"),
        ("Thủ trưởng BCH", "tuyen-quang/bchqs", "tuyen-quang/bchqs"),
        ("BCH Hội LHPN tỉnh", "gia-lai/hoi-lhpn", "gia-lai/hoi-lhpn"),
        ("TT. HĐND", "tuyen-quang/hdnd", "tuyen-quang/hdnd"),
        ("Ban ATGT tỉnh", "khanh-hoa/cong-an", "khanh-hoa/ban-atgt"),
        ("Bộ Tư lệnh QK2", "tuyen-quang/bchqs", "tw/bqp/qk2"),
        ("Ban TGDV Thành ủy", "da-nang/hoi-lhpn", "da-nang/ban-tuyen-giao-dan-van"),
        ("Sở Tài chính", "quang-ngai/dac-khu-ly-son/ubnd", "quang-ngai/so-tai-chinh"),
    ],
)
def test_whom_an_office_means(words: str, issuer: str, whom: str) -> None:
    assert set(named(words, issuer)) == {whom}


def test_an_inspection_committee_of_another_party_body_is_not_the_issuers() -> None:
    assert named("Ủy ban Kiểm tra Đảng ủy xã Nhơn Mỹ", "phu-tho/dang-uy-ubnd") != ["phu-tho/dang-uy-ubnd"]


def test_a_ward_speaks_from_the_province_that_its_list_names() -> None:
    """No line of its head says the province: Kính gửi does."""
    letter = document(
        None,
        to=("Ủy ban nhân dân thành phố Đà Nẵng", "Sở Tài chính"),
        issuer=found("Ủy ban nhân dân phường Mây Trắng"),
    )
    assert standpoint(letter, load_registry(), DAY) == "da-nang"


def test_the_committee_of_a_wards_school_is_another_office() -> None:
    """It must act, and the registry has no such ward: a person looks."""
    house = (Member("Trường Tiểu học Kim Đồng phường Mây Trắng", None),)
    pieces = resolve("Ủy ban nhân dân phường Mây Trắng", View(load_registry(), None, DAY, house))
    assert [getattr(piece, "reason", None) for piece in pieces] == ["unknown"]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Thủ trưởng các đơn vị thuộc VKSND tối cao", "tw/vksndtc"),
        ("Các đơn vị thuộc Tổng cục", "tw/btp/tcthads"),
        ("Thủ trưởng các cơ quan, đơn vị thuộc Sở", "ca-mau/so-noi-vu"),
    ],
)
def test_all_units_of_the_issuer_hold_nothing_up(words: str, issuer: str) -> None:
    registry = load_registry()
    entry = registry.get(issuer)
    assert entry is not None
    pieces = resolve(words, View(registry, issuer, dt.date(2024, 5, 6), (Member(entry.name, entry),)))
    assert [(getattr(piece, "reason", None), getattr(piece, "noted", None)) for piece in pieces] == [("open_set", True)]


def test_all_units_of_another_body_are_not_the_issuers() -> None:
    registry = load_registry()
    entry = registry.get("ca-mau/so-noi-vu")
    assert entry is not None
    pieces = resolve("Các đơn vị thuộc Sở Y tế", View(registry, entry.id, DAY, (Member(entry.name, entry),)))
    assert not any(getattr(piece, "noted", False) for piece in pieces)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Chi bộ Trường Trung học cơ sở Hòa Hợp", "branch"),
        ("Các đồn Biên phòng", "branch"),
        ("Các tổ chức hành nghề công chứng trên địa bàn tỉnh", "company"),
    ],
)
def test_party_cells_and_notaries_are_known_by_their_form(words: str, reason: str) -> None:
    assert named(words, "nghe-an/ubnd") == [reason]


def test_the_boards_of_a_company_are_its_own() -> None:
    house = (Member("Hội đồng quản trị Tổng công ty Mây Trắng", None),)
    for words in ("Ban Kiểm soát", "HĐQT"):
        pieces = resolve(words, View(load_registry(), None, DAY, house))
        assert [getattr(piece, "reason", None) for piece in pieces] == ["own_house"], words


@pytest.mark.parametrize(
    ("words", "day", "whom"),
    [
        ("Cục Hành chính tư pháp - Bộ Tư pháp", DAY, "tw/btp/cuc-hctp"),
        ("Cục Hộ tịch, quốc tịch, chứng thực", dt.date(2023, 4, 5), "tw/btp/cuc-htqtct"),
        ("Bộ Tư lệnh BĐBP", DAY, "tw/bqp/btl-bdbp"),
        ("HNX", DAY, "tw/btc/hnx"),
    ],
)
def test_departments_of_ministries_are_known_by_themselves(words: str, day: dt.date, whom: str) -> None:
    assert named(words, "tw/chinh-phu", day) == [whom]


@pytest.mark.parametrize(
    ("words", "issuer", "whom"),
    [
        (
            "Chánh Văn phòng UBND thành phố, Giám đốc các Sở: Xây dựng, Tài chính",
            "hai-phong/ubnd",
            ["hai-phong/vp-ubnd/chanh-van-phong", "hai-phong/so-xay-dung", "hai-phong/so-tai-chinh"],
        ),
        ("Đ/c Giám đốc CATP", "can-tho/cong-an", ["can-tho/cong-an"]),
        ("Các tập thể", "hai-phong/ubnd", ["persons"]),
        ("Liên hiệp các Hội KH&KT Việt Nam", "an-giang/ubnd", ["association"]),
        ("Đảng ủy HĐND tỉnh", "an-giang/tinh-uy", ["branch"]),
        ("Các đơn vị đăng kiểm xe cơ giới", "an-giang/ubnd", ["company"]),
        ("Các sư đoàn 4, 8, 330", "tw/bqp/qk9", ["open_set"]),
    ],
)
def test_whom_lists_of_heads_and_others_name(words: str, issuer: str, whom: list[str]) -> None:
    assert named(words, issuer) == whom


def test_the_front_of_the_province_is_not_that_of_a_commune() -> None:
    registry = load_registry()
    above = registry.get("thanh-hoa/mttq")
    assert above is not None
    house = (Member("Ủy ban Mặt trận Tổ quốc Việt Nam xã Hòa Hợp", None), Member(above.name, above))
    pieces = resolve("Ban TT UBMTTQ tỉnh", View(registry, "thanh-hoa", DAY, house))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["thanh-hoa/mttq"]


def test_a_body_is_called_by_its_first_initials_at_home() -> None:
    house = (Member("Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh Hòa Hợp", None),)
    pieces = resolve("Thường trực LHH", View(load_registry(), None, DAY, house))
    assert [getattr(piece, "reason", None) for piece in pieces] == ["own_house"]


@pytest.mark.parametrize(
    ("words", "issuer", "open_set"),
    [
        ("Bộ Chỉ huy quân sự các tỉnh, thành phố", "tw/bqp/qk9", True),
        ("UBND các tỉnh, thành phố", "tw/nhnn/kv-5", True),
        ("UBND các tỉnh: Thái Nguyên, Cao Bằng, Lạng Sơn", "tw/nhnn/kv-5", False),
        ("UBND các tỉnh, thành phố trực thuộc Trung ương", "tw/btc", False),
    ],
)
def test_the_provinces_of_a_region_are_not_all(words: str, issuer: str, *, open_set: bool) -> None:
    assert (named(words, issuer) == ["open_set"]) is open_set


def test_the_boards_of_a_party_committee_are_offices_of_their_own() -> None:
    boards = named("Các ban tham mưu, giúp việc Thành ủy", "hue/tinh-uy")
    assert "hue/ban-to-chuc" in boards
    assert "hue/tinh-uy" not in boards
