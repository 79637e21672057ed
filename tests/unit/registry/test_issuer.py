"""The printed letterhead tells who issued; when it does not, nobody is guessed."""

import datetime as dt

import pytest

from tasks.core.registry.issuer import issuer_code, read_letterhead
from tasks.core.registry.registry import Registry
from tasks.stations.routing import load_registry

IN_2021 = dt.date(2021, 9, 6)


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("lines", "place", "symbol", "expected"),
    [
        (["UBND TỈNH KIÊN GIANG", "VĂN PHÒNG"], "Kiên Giang", "VP-KGVX", "kien-giang/vp-ubnd"),
        (["ỦY BAN NHÂN DÂN", "TỈNH LONG AN"], "Long An", "UBND-VHXH", "long-an/ubnd"),
        (["UBND TỈNH LONG AN", "SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], "Long An", None, "long-an/so-ldtbxh"),
        (["UBND TỈNH NINH THUẬN", "SỞ TƯ PHÁP"], "Ninh Thuận", None, "ninh-thuan/so-tu-phap"),
        (["ỦY BAN NHÂN DÂN", "HUYỆN GIỒNG RIỀNG"], "Giồng Riềng", "UBND-VX", "kien-giang/giong-rieng/ubnd"),
        (["TỈNH ỦY NINH THUẬN"], "Ninh Thuận", "TB/TU", "ninh-thuan/tinh-uy"),
        (["VĂN PHÒNG CHÍNH PHỦ"], "Hà Nội", "TB-VPCP", "tw/vpcp"),
        (["THÀNH ỦY CẦN THƠ"], "Cần Thơ", None, "can-tho/tinh-uy"),
        ([], None, "TB-VPCP", "tw/vpcp"),
        ([], "Kiên Giang", "SYT-NVY", "kien-giang/so-y-te"),
        ([], "Kiên Giang", "VP-KGVX", "kien-giang/vp-ubnd"),
        ([], "Long An", "QĐ-UBND", "long-an/ubnd"),
        ([], "Ninh Thuận", "TB/TU", "ninh-thuan/tinh-uy"),
    ],
)
def test_letterheads(registry: Registry, lines: list[str], place: str | None, symbol: str | None, expected: str):
    found = read_letterhead(registry, lines, symbol=symbol, place=place, on=IN_2021)
    assert found is not None
    assert found.entry.id == expected


@pytest.mark.parametrize(
    ("lines", "place", "symbol"),
    [
        (["ỦY BAN NHÂN DÂN", "HUYỆN CHÂU THÀNH"], "Châu Thành", "UBND-VX"),  # in ten provinces
        (["UBND TỈNH NGHỆ AN", "SỞ NGOẠI VỤ"], "Nghệ An", "SNgV-VP"),  # not in the registry; its office is not the province's
        (["UBND TỈNH KIÊN GIANG", "SỞ VĂN HÓA, THỂ THAO", "VÀ DU LỊCH"], "Kiên Giang", "SVHTTDL-VP"),  # Kiên Giang has two others
        (["SỞ Y TẾ KIÊN GIANG", "THANH TRA"], "Kiên Giang", "KH-TTra"),  # the department's own inspectors
        (["CÔNG TY TNHH MỘT THÀNH VIÊN"], "Long An", None),
        ([], "Tân Hưng", "UBND-KT"),  # a district's place line
        ([], None, "UBND-KT"),
        ([], None, None),
    ],
)
def test_what_is_not_sure_is_nobody(registry: Registry, lines: list[str], place: str | None, symbol: str | None):
    assert read_letterhead(registry, lines, symbol=symbol, place=place, on=IN_2021) is None


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("TB-VPCP", "VPCP"),
        ("VPCP-KSTT", "VPCP"),
        ("SYT-NVY", "SYT"),
        ("TB/TU", "TU"),
        ("2021/TT-BYT", "TT-BYT"),
        ("TTr-SNV", "SNV"),
        ("", None),
    ],
)
def test_the_issuers_part_of_a_symbol(symbol: str, code: str | None):
    assert issuer_code(symbol) == code


def test_an_office_is_that_of_the_body_above_it_and_not_of_whoever_is_at_home(registry: Registry):
    lines = ["ĐOÀN ĐBQH VÀ HĐND", "TỈNH THÁI BÌNH", "VĂN PHÒNG"]
    match = read_letterhead(registry, lines, symbol="PC-VP", place="Thái Bình", on=dt.date(2023, 6, 21))
    assert match is not None
    assert match.entry.id == "thai-binh/vp-doan-dbqh-hdnd"


def test_an_office_of_a_body_that_nobody_knows_is_nobody(registry: Registry):
    lines = ["HỘI MÂY TRẮNG", "VĂN PHÒNG"]
    assert read_letterhead(registry, lines, symbol="VP-TH", place="Thái Bình", on=dt.date(2023, 6, 21)) is None


def test_a_board_below_a_district_of_which_there_is_one(registry: Registry):
    """Only Kiên Giang has a district Giồng Riềng; many provinces have a Châu Thành."""
    found = read_letterhead(registry, ["HUYỆN ỦY GIỒNG RIỀNG", "BAN TUYÊN GIÁO"], place="Giồng Riềng", on=IN_2021)
    assert found is not None
    assert found.entry.id == "kien-giang/giong-rieng/ban-tuyen-giao"
    assert read_letterhead(registry, ["HUYỆN ỦY CHÂU THÀNH", "BAN TUYÊN GIÁO"], place="Châu Thành", on=IN_2021) is None
