"""Letters to, from and about communes of two levels (since 01/7/2025)."""

import datetime as dt

import pytest

from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from tasks.core.routing.pieces import Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, found

LETTER = "sha256:" + "5" * 64
NOW = "2025-10-14"


def routed(one: Document) -> Routing:
    return route(LETTER, [one], load_registry(), RoutingPolicy())[1]


def ids(routing: Routing) -> list[str]:
    return [delivery.recipient_id for delivery in routing.deliveries]


@pytest.mark.parametrize(
    ("item", "desks"),
    [
        ("UBND xã Thạch Thất", ["ha-noi/xa-thach-that/ubnd"]),
        ("Chủ tịch UBND phường Hoàn Kiếm", ["ha-noi/phuong-hoan-kiem/ubnd/chu-tich"]),
        ("Thường trực Đảng ủy phường Ba Đình", ["ha-noi/phuong-ba-dinh/dang-uy"]),
        ("Đảng ủy, HĐND, UBND xã Ba Vì", ["ha-noi/xa-ba-vi/dang-uy", "ha-noi/xa-ba-vi/hdnd", "ha-noi/xa-ba-vi/ubnd"]),
        ("UBND các xã: Ba Vì, Thạch Thất", ["ha-noi/xa-ba-vi/ubnd", "ha-noi/xa-thach-that/ubnd"]),
        (
            "UBND các xã Ba Vì, Thạch Thất và phường Sơn Tây",
            ["ha-noi/xa-ba-vi/ubnd", "ha-noi/xa-thach-that/ubnd", "ha-noi/phuong-son-tay/ubnd"],
        ),
        ("UBND các xã, phường: Ba Vì, Ba Đình", ["ha-noi/xa-ba-vi/ubnd", "ha-noi/phuong-ba-dinh/ubnd"]),
        ("Chủ tịch UBND các xã: Ba Vì, Thạch Thất", ["ha-noi/xa-ba-vi/ubnd/chu-tich", "ha-noi/xa-thach-that/ubnd/chu-tich"]),
    ],
)
def test_communes_by_their_names(item: str, desks: list[str]):
    routing = routed(document("ha-noi/so-y-te", to=(item,), issued_on=NOW))
    assert ids(routing) == desks
    assert routing.unresolved == ()


@pytest.mark.parametrize(
    ("item", "issuer", "end", "number"),
    [
        ("UBND các xã, phường", "ha-noi/so-y-te", "/ubnd", 126),
        ("Các xã, phường trên địa bàn thành phố", "ha-noi/so-y-te", "/ubnd", 126),
        ("Các xã, phường", "ha-noi/tinh-uy", "/dang-uy", 126),
        ("UBND các xã, phường, đặc khu", "quang-ninh/ubnd", "/ubnd", 54),
        ("UBND các xã, phường", "quang-ninh/ubnd", "/ubnd", 52),  # no đặc khu is said, so none is meant
        ("Chủ tịch UBND các xã, phường thuộc tỉnh Hà Tĩnh", "ha-tinh/ubnd", "/ubnd", 69),
    ],
)
def test_all_communes_of_a_province(item: str, issuer: str, end: str, number: int):
    routing = routed(document(issuer, recipients=(item,), issued_on=NOW))
    assert len(routing.deliveries) == number
    assert all(one.recipient_id.endswith(end) and one.queue for one in routing.deliveries)
    assert (routing.unresolved, routing.outside) == ((), ())


def test_several_bodies_of_all_communes():
    routing = routed(document("hue/tinh-uy", to=("Đảng ủy, HĐND, UBND, UBMTTQ các xã, phường",), issued_on=NOW))
    assert len(routing.deliveries) == 4 * 40


def test_a_name_that_no_commune_of_the_province_has_waits_with_who_comes_nearest():
    routing = routed(document("ha-noi/so-y-te", recipients=("Sở Nội vụ", "UBND xã Thạch Thât"), issued_on=NOW))
    assert ids(routing) == ["ha-noi/so-noi-vu", "ha-noi/xa-thach-that/ubnd"]  # a mark is lost, and no other place is called so
    routing = routed(document("ha-noi/so-y-te", recipients=("Sở Nội vụ", "UBND xã Thạch Thắm"), issued_on=NOW))
    assert ids(routing) == ["ha-noi/so-noi-vu"]
    (left,) = routing.unresolved
    assert left.reason == "unknown"
    assert left.candidates[0].recipient_id == "ha-noi/xa-thach-that/ubnd"
    assert routing.outside == ()


@pytest.mark.parametrize(
    "item", ["UBND xã Mây Trắng", "UBND các xã: Mây Trắng, Gió Nam", "UBND các xã, phường: Mây Trắng, Gió Nam"]
)
def test_communes_that_a_province_lacks_are_asked_about_wherever_they_stand(item: str):
    routing = routed(document("ha-noi/so-y-te", recipients=("Sở Nội vụ", item), issued_on=NOW))
    assert ids(routing) == ["ha-noi/so-noi-vu"]
    assert [one.reason for one in routing.unresolved] == ["unknown"]
    assert routing.outside == ()


def test_what_no_list_has_of_a_commune_is_told_by_its_form_as_before():
    routing = routed(document("ha-noi/so-y-te", recipients=("Sở Nội vụ", "Trung tâm Văn hóa xã Thạch Thất"), issued_on=NOW))
    assert [one.reason for one in routing.outside] == ["commune"]
    assert routing.unresolved == ()


@pytest.mark.parametrize("day", ["2025-06-30", None])
def test_before_their_first_day_communes_are_told_by_their_form(day: str | None):
    routing = routed(document("ha-noi/so-y-te", recipients=("Sở Nội vụ", "UBND xã Thạch Thất"), issued_on=day))
    assert ids(routing) == ["ha-noi/so-noi-vu"]
    assert [one.reason for one in routing.outside] == ["commune"]


def test_a_commune_of_a_name_that_many_have_is_told_by_what_the_letter_cites():
    letter = document(
        None,
        recipients=("Sở Nội vụ tỉnh (b/c)", "TT Đảng ủy, HĐND xã", "CT, các PCT UBND xã", "Các ngành, đoàn thể", "Lưu: VT"),
        body="Thực hiện Kế hoạch số 12/KH-UBND ngày 21/7/2025 của Ủy ban nhân dân tỉnh Vĩnh Long, xã lập kế hoạch.",
        issuer=found("Ủy ban nhân dân xã Tân Phú"),
        issued_on=NOW,
    )
    (seen,), routing = route(LETTER, [letter.model_copy(update={"issued_on": found(NOW)})], load_registry(), RoutingPolicy())
    home = "vinh-long/xa-tan-phu"
    assert seen.issuer_id == f"{home}/ubnd"
    desks = {"vinh-long/so-noi-vu", *(f"{home}/{end}" for end in ("dang-uy", "hdnd", "ubnd", "ubnd/chu-tich", "ubnd/pho-chu-tich"))}
    assert set(ids(routing)) == desks
    assert [(one.raw, one.reason) for one in routing.not_routed] == [("Các ngành, đoàn thể", "own_house")]
    assert routing.unresolved == ()


def test_without_a_province_it_stays_unknown():
    letter = document(None, issuer=found("Ủy ban nhân dân xã Tân Phú"), recipients=("Lưu: VT",))
    (seen,), _ = route(LETTER, [letter.model_copy(update={"issued_on": found(NOW)})], load_registry(), RoutingPolicy())
    assert seen.issuer_id is None


@pytest.mark.parametrize("item", ["UBND xã Ba Tơ", "Đảng ủy, UBND xã Ba Tơ", "UBND các xã, phường: Ba Tơ, Cẩm Thành"])
def test_a_commune_with_a_twin_is_as_sure_as_one_that_lost_its_marks(item: str):
    view = View(load_registry(), "quang-ngai/ubnd", dt.date.fromisoformat(NOW))
    found = {piece.entry.jurisdiction: piece.how for piece in resolve(item, view) if isinstance(piece, Target)}
    twin = "quang-ngai/xa-ba-to-21484"
    assert found[twin] == "folded"
    assert all(how != "folded" for place, how in found.items() if place != twin)


@pytest.mark.parametrize("words", ["UBND các xã, phường ven biển", "Công an các xã, phường biên giới", "Các xã ven biển"])
def test_some_of_the_listed_communes_are_asked_about_and_before_them_told_outside(words: str):
    after = route("x", [document("ca-mau/so-nnmt", to=(words,), issued_on="2025-08-18")], load_registry(), RoutingPolicy())[1]
    assert [one.reason for one in after.unresolved] == ["unknown"]
    before = route("x", [document("ca-mau/so-y-te", to=(words,), issued_on="2024-08-18")], load_registry(), RoutingPolicy())[1]
    assert [one.reason for one in before.outside] == ["commune"]


def test_all_communes_and_the_special_zone_that_is_named():
    letter = document("quang-ngai/ubnd", to=("UBND các xã, phường và đặc khu Lý Sơn",), issued_on="2025-10-28")
    routing = route("x", [letter], load_registry(), RoutingPolicy())[1]
    told = [one.recipient_id for one in routing.deliveries if one.role == "act"]
    assert len(told) > 90
    assert any("dac-khu-ly-son" in one for one in told)
    assert routing.unresolved == ()
