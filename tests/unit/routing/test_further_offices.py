"""Names in letters of further offices: what neighbours lend, what forms say, whose own people are meant."""

import datetime as dt

import pytest

from schemas.routing import RoutingPolicy
from tasks.core.routing.pieces import Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document
from tests.unit.routing.test_local_offices import named

OLD = dt.date(2022, 5, 10)


def seen(words: str, near: str, *house: str, day: dt.date = OLD) -> list[str]:
    """Ids or reasons, for a letter of offices that the registry lacks, from their names."""
    pieces = resolve(words, View(load_registry(), near, day, tuple(Member(name) for name in house)))
    return [piece.entry.id if isinstance(piece, Target) else piece.reason for piece in pieces]


def test_a_level_said_once_at_the_end_holds_for_all_before_it() -> None:
    said = named("Thường trực HĐND, UBND, UBMTTQ huyện", "ha-tinh/thach-ha/huyen-uy", OLD)
    assert said == [f"ha-tinh/thach-ha/{one}" for one in ("hdnd", "ubnd", "mttq")]


def test_the_plural_that_opens_a_list_holds_for_what_follows() -> None:
    said = named("Các ban xây dựng Đảng, đoàn thể cấp huyện", "ha-tinh/thach-ha/huyen-uy", OLD)
    assert {"ha-tinh/thach-ha/ban-to-chuc", "ha-tinh/thach-ha/ldld"} <= set(said)
    assert "unknown" not in said


def test_several_bodies_of_several_places() -> None:
    said = named("Tỉnh ủy, UBND các tỉnh: Thanh Hóa, Nghệ An", "tw/bqp/qk4", OLD)
    assert said == ["thanh-hoa/tinh-uy", "nghe-an/tinh-uy", "thanh-hoa/ubnd", "nghe-an/ubnd"]


@pytest.mark.parametrize("words", ["Các báo, đài Trung ương và Hà Nội", "Các cơ quan báo chí"])
def test_newspapers_together_are_no_one_of_them(words: str) -> None:
    assert named(words, "ha-noi/mttq", OLD) == ["open_set"]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Quý khách hàng sử dụng nước", "company"),
        ("Các hãng sản xuất, nhà cung cấp tại Việt Nam", "company"),
        ("Nhà xuất bản Giáo dục Việt Nam", "company"),
        ("Liên đoàn Thương mại và Công nghiệp Việt Nam", "association"),
        ("Đoàn Hội thẩm nhân dân tỉnh", "association"),
        ("Sinh viên các khóa", "person"),
        ("Các hộ, cá nhân kinh doanh trên địa bàn", "company"),
        ("Các trường học trên địa bàn", "school"),
        ("Bảo tàng tỉnh", "branch"),
        ("Sư đoàn 324, Lữ đoàn 16", "branch"),
        ("Ban Quản lý Ký túc xá", "branch"),
        ("Các Cảng vụ hàng không miền Bắc, miền Trung", "branch"),
        ("Cơ quan Thi hành án hình sự Công an tỉnh", "branch"),
        ("Các hãng hàng không Việt Nam", "company"),
        ("Vụ Thi đua - Khen thưởng các bộ, ngành", "open_set"),
    ],
)
def test_whom_no_registry_holds_is_known_by_form(words: str, reason: str) -> None:
    assert set(named(words, "nghe-an/so-y-te", OLD)) == {reason}


def test_a_ward_that_names_its_authority_without_a_level_does_not_mean_the_citys() -> None:
    said = seen("TT HĐND, lãnh đạo UBND, UBMTTQ phường", "ha-noi", "Đảng ủy phường Mây Trắng", day=dt.date(2025, 11, 20))
    assert set(said) == {"own_house"}


def test_the_unions_committee_of_a_province_is_not_its_centre() -> None:
    issuer = "dien-bien/hoi-lhpn"
    assert named("TT Hội LHPN tỉnh", issuer, OLD) == [issuer]
    house = "Ban Thường vụ tỉnh Mây"
    registry = load_registry()
    above = Member("Trung ương Hội Liên hiệp Phụ nữ Việt Nam", registry.get("tw/hoi-lhpn"))
    pieces = resolve("TT Hội LHPN tỉnh", View(registry, "dien-bien", OLD, (Member(house), above)))
    assert not any(isinstance(piece, Target) and piece.entry.id == "tw/hoi-lhpn" for piece in pieces)


def test_departments_of_a_region_of_the_army_are_its_own() -> None:
    said = named("Cục Chính trị, Cục Hậu cần, Cục Kỹ thuật Quân khu", "tw/bqp/qk4", OLD)
    assert "tw/bqp" not in said


def test_a_youth_group_of_the_company_is_its_party_committees_own_house() -> None:
    assert seen("Công đoàn, Đoàn Thanh niên Tổng công ty", "phu-tho", "Đảng ủy Tổng công ty Mây Trắng") == ["own_house"] * 2
    assert seen("Chi ủy, Ban Giám hiệu", "quang-binh", "Trường THPT Mây Trắng") == ["own_house"] * 2


def test_a_head_before_the_communes_is_told_for_itself() -> None:
    said = named("Trưởng phòng Tài chính - Kế hoạch, Chủ tịch UBND các xã, thị trấn", "ha-noi/my-duc/ubnd", OLD)
    assert said[0] == "ha-noi/my-duc/phong-tckh"


@pytest.mark.parametrize(
    ("words", "issuer", "entry"),
    [
        ("Ban Bí thư Trung ương Đoàn", "ben-tre/tinh-doan", "tw/doan-tncs"),
        ("Cục Quân y - Bộ Quốc phòng", "tw/byt", "tw/bqp/cuc-quan-y"),
        ("Cục Y tế - Bộ Công an", "tw/byt", "tw/bca/cuc-y-te"),
        ("Tổng cục QLTT", "an-giang/ubnd", "tw/bct/qltt"),
        ("Cục Hải quan tỉnh", "an-giang/ubnd", "an-giang/cuc-hai-quan"),
        ("Ban Dân tộc tỉnh", "dien-bien/ubnd", "dien-bien/ban-dan-toc"),
        ("BCHQS huyện Tân Biên", "tay-ninh/ubnd", "tay-ninh/tan-bien/bchqs"),
        ("Cục Cảnh sát PCCC và CNCH - Bộ Công an", "soc-trang/cong-an", "tw/bca/cuc-c07"),
        ("Văn phòng Bộ Giao thông vận tải", "tw/vpcp/kstt", "tw/bgtvt"),
        ("Chủ nhiệm, các Phó Chủ nhiệm VPQH", "tw/vp-quoc-hoi", "tw/vp-quoc-hoi"),
        ("PCN Ngô Hải Phan", "tw/vpcp/kstt", "tw/vpcp/pcn"),
    ],
)
def test_bodies_that_letters_name_often(words: str, issuer: str, entry: str) -> None:
    assert set(named(words, issuer, OLD)) == {entry}


def test_a_letter_to_stations_alone_goes_to_those_who_are_told() -> None:
    letter = document("kon-tum/so-nnptnt", to=("Hạt Kiểm lâm huyện Sa Thầy",), recipients=("UBND tỉnh",), issued_on="2022-02-15")
    _, routing = route("x", [letter], load_registry(), RoutingPolicy())
    assert [one.reason for one in routing.outside] == ["branch"]
    assert not routing.unresolved


@pytest.mark.parametrize(
    ("words", "outside"),
    [("TAND khu vực 5", ["branch"]), ("Kho bạc Nhà nước khu vực XXIV", []), ("KBNN KVXXIV", [])],
)
def test_an_office_of_a_numbered_region_is_asked_about_where_the_registry_has_such(words: str, outside: list[str]) -> None:
    """A stroke that was lost makes another one of it; of the courts of regions it has none."""
    letter = document("nghe-an/ubnd", to=(words,), recipients=("Tỉnh ủy",), issued_on="2025-09-09")
    _, routing = route("x", [letter], load_registry(), RoutingPolicy())
    assert [one.reason for one in routing.outside] == outside
    assert bool(routing.unresolved) is not bool(outside)


def test_what_the_provinces_police_has_is_not_the_wards() -> None:
    issuer = "lang-son/phuong-tam-thanh/cong-an"
    assert named("Phòng Tham mưu - Công an tỉnh", issuer, dt.date(2025, 8, 13)) == ["lang-son/cong-an"]


def test_a_commune_that_speaks_of_another_province_only_is_not_told_by_its_name() -> None:
    commune = "quang-ngai/xa-dong-son/ubnd"
    letter = document(commune, recipients=("Sở Khoa học và Công nghệ tỉnh Thanh Hóa", "UBND tỉnh"), issued_on="2025-11-17")
    seen, routing = route("x", [letter], load_registry(), RoutingPolicy())
    assert seen[0].issuer_id is None
    assert [one.recipient_id for one in routing.deliveries] == ["thanh-hoa/so-khcn"]
    assert [one.raw for one in routing.unresolved] == ["UBND tỉnh"]


def test_high_courts_of_three_cities_are_not_the_cities_own() -> None:
    said = named("Tòa án nhân dân cấp cao tại Hà Nội, Đà Nẵng, Thành phố Hồ Chí Minh", "tw/tandtc", OLD)
    assert said == [f"tw/tandtc/tand-cap-cao-{one}" for one in ("ha-noi", "da-nang", "tphcm")]
