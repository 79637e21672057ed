"""Names that may be a listed body's are asked about; those of whom the registry can hold none are told outside."""

import datetime as dt

import pytest

from tasks.core.routing.pieces import Away, Leftover, Member, Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.unlisted_name import is_unlisted
from tasks.stations.routing import load_registry
from tests.unit.routing.made import view_of

OLD, DAY, NOW = dt.date(2021, 9, 6), dt.date(2023, 8, 2), dt.date(2025, 10, 10)


def asked(words: str, issuer: str, day: dt.date = DAY) -> list[str]:
    """Candidates of what is left over, the first of each."""
    left = [piece for piece in resolve(words, view_of(issuer, day)) if isinstance(piece, Leftover)]
    return [piece.candidates[0].recipient_id for piece in left if piece.reason == "unknown" and piece.candidates]


@pytest.mark.parametrize(
    ("words", "issuer", "day", "entry"),
    [
        ("Phòng KTHT AB", "kien-giang/ubnd", OLD, "kien-giang/an-bien/phong-kt-ht"),
        ("PGD&ĐT huyện GR", "kien-giang/ubnd", OLD, "kien-giang/giong-rieng/phong-gddt"),  # no bank's PGD
        ("phòng HĐND và UBND thành phố Phú Quốc", "kien-giang/ubnd", OLD, "kien-giang/phu-quoc/vp-ubnd"),
        ("phòng Chủ tịch nước", "kien-giang/ubnd", OLD, "tw/vp-chu-tich-nuoc"),
        ("Vụ Tổ chức bộ, Văn phòng Chính phủ", "tw/btc", NOW, "tw/vpcp/tccb"),
        ("Cục Thú", "tw/bct", NOW, "tw/bnnmt/cuc-thu-y"),
        ("Cục ATTn", "tw/bct", DAY, "tw/byt/cuc-attp"),
        ("Phòng KT&HT huyện Thành", "kien-giang/ubnd", OLD, "kien-giang/chau-thanh/phong-kt-ht"),  # no set of districts
    ],
)
def test_what_may_be_a_listed_body_is_asked(words: str, issuer: str, day: dt.date, entry: str) -> None:
    assert asked(words, issuer, day) == [entry]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [
        ("Phòng Tổng hợp", "kien-giang/ubnd"),
        ("Các Vụ, Bộ Nội vụ", "tw/btc"),
        ("Vụ Pháp chế", "tw/btc"),
        ("Cục Mưa Nắng Gió", "tw/btc"),
        ("Cục Chính trị", "tw/bqp/qk4"),
        ("Phòng Nội chính và Phòng Tổng hợp", "kien-giang/ubnd"),
    ],
)
def test_own_units_are_no_question(words: str, issuer: str) -> None:
    assert all(isinstance(piece, Target) for piece in resolve(words, view_of(issuer, DAY)))


@pytest.mark.parametrize(
    ("words", "issuer", "day", "reason"),
    [
        ("Đảng ủy Công ty Cao su Mây Gió", "tw/dang-uy-khoi-doanh-nghiep", DAY, "branch"),
        ("Đoàn trường Đại học Mây Gió", "nghe-an/tinh-doan", DAY, "branch"),
        ("VKSND KVI2", "nghe-an/ubnd", NOW, "branch"),  # a region's number, misread: no region's office is listed
        ("UBND các xã", "soc-trang/nga-nam/phong-noi-vu", OLD, "commune"),  # not of its own town
        ("Công an các xã, thị trấn", "binh-phuoc/phuoc-long/cong-an", OLD, "commune"),
    ],
)
def test_of_whom_none_is_listed_is_told_outside(words: str, issuer: str, day: dt.date, reason: str) -> None:
    left = [piece for piece in resolve(words, view_of(issuer, day)) if isinstance(piece, Leftover)]
    assert [piece.reason for piece in left] == [reason]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Tổ chức Tầm nhìn Mây Gió", "embassy"),
        ("Cơ quan Hợp tác quốc tế Mây Gió", "embassy"),
        ("Bảo hiểm Mây Gió", "company"),
        ("Quý phụ huynh học sinh", "person"),
    ],
)
def test_outsiders_by_their_noun(words: str, reason: str) -> None:
    assert [piece.reason for piece in resolve(words, view_of("kien-giang/ubnd", OLD)) if isinstance(piece, Away)] == [reason]


@pytest.mark.parametrize("words", ["Các Ban Quản lý dự án", "Vùng 5 Hải quân", "Tòa soạn Báo Mây Gió"])
def test_offices_by_their_noun(words: str) -> None:
    left = [piece for piece in resolve(words, view_of("kien-giang/ubnd", OLD)) if isinstance(piece, Leftover)]
    assert [piece.reason for piece in left] == ["branch"]


@pytest.mark.parametrize("words", ["Toàn thể đảng viên", "Các đồng chí đảng viên"])
def test_persons_without_a_desk_are_a_set(words: str) -> None:
    left = [piece for piece in resolve(words, view_of("kien-giang/ubnd", OLD)) if isinstance(piece, Leftover)]
    assert [(piece.reason, piece.noted) for piece in left] == [("open_set", True)]


def test_parents_are_persons() -> None:
    pieces = resolve("Cha mẹ học sinh khối 4", view_of("nghe-an/ubnd", NOW))
    assert [piece.reason for piece in pieces if isinstance(piece, Away)] == ["person"]


@pytest.mark.parametrize(
    ("words", "body"), [("Đảng bộ Ủy ban MTTQ Việt Nam tỉnh", "lai-chau/mttq"), ("Chi bộ Sở Y tế", "lai-chau/so-y-te")]
)
def test_a_party_cell_is_told_through_its_body(words: str, body: str) -> None:
    pieces = resolve(words, view_of("lai-chau/tinh-uy", NOW))
    assert [(piece.entry.id, piece.how) for piece in pieces if isinstance(piece, Target)] == [(body, "unit")]


@pytest.mark.parametrize("words", ["Đảng ủy Khối", "Ban Dân vận Đảng ủy Khối"])
def test_the_bloc_is_that_of_the_letterhead(words: str) -> None:
    house = (Member("Đảng ủy Tập đoàn Mây Gió"), Member("Đảng bộ Khối doanh nghiệp Trung ương"))
    pieces = resolve(words, View(load_registry(), "ho-chi-minh", DAY, house))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["tw/dang-uy-khoi-doanh-nghiep"]


def test_a_capital_i_for_an_l_makes_no_code() -> None:
    pieces = resolve("Phòng Tư pháp huyện Đắk MII", view_of("dak-nong/so-tu-phap", OLD))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["dak-nong/dak-mil/phong-tu-phap"]


def test_a_branch_by_its_short_name() -> None:
    pieces = resolve("CN VPĐK Phụng Hiệp", view_of("hau-giang/phung-hiep/phong-tnmt", dt.date(2021, 3, 11)))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["hau-giang/phung-hiep/vp-dat-dai"]


@pytest.mark.parametrize(
    ("words", "entry"),
    [("VKSND cấp cao 1", "tw/vksndtc/vksnd-cap-cao-ha-noi"), ("Cục QLTHADS", "tw/btp/cuc-qlthads")],
)
def test_short_names_of_the_justice_s_bodies(words: str, entry: str) -> None:
    day = DAY if entry.startswith("tw/vksndtc") else NOW
    pieces = resolve(words, view_of("tw/vksndtc", day))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == [entry]


@pytest.mark.parametrize("words", ["Đảng ủy Khối câc cơ quan Dân Chính Đảng tỉnh", "Cục Thủy"])
def test_a_misread_name_is_neither_a_set_nor_another_body(words: str) -> None:
    assert not [piece for piece in resolve(words, view_of("phu-yen/so-y-te", DAY)) if isinstance(piece, Target)]


def test_a_region_s_office_by_short_words() -> None:
    pieces = resolve("KTNN KV III", view_of("tw/bct", DAY))
    assert [piece.entry.id for piece in pieces if isinstance(piece, Target)] == ["tw/ktnn/kv-iii"]


def test_a_ministry_that_is_only_printed_has_listed_units_too() -> None:
    house = (Member("Trường Đại học Mây Gió"), Member("Bộ Giáo dục và Đào tạo"))
    pieces = resolve("Cục Lân nghiệp", View(load_registry(), "son-la", DAY, house))
    assert [piece.reason for piece in pieces if isinstance(piece, Leftover)] == ["unknown"]


def test_a_place_alone_is_a_question() -> None:
    assert not is_unlisted("Giồng Riềng", "Giồng Riềng", view_of("kien-giang/ubnd", OLD))
