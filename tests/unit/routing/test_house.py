"""The issuer's own people stay with it, other systems' bodies are not the Party's, and outsiders are told by their form."""

import datetime as dt

import pytest

from schemas.letter import Document
from schemas.routing import Routing, RoutingPolicy
from tasks.core.routing.pieces import Leftover, Target
from tasks.core.routing.resolve import resolve
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import document, found, view_of

LETTER = "sha256:" + "8" * 64


def routed(one: Document) -> Routing:
    return route(LETTER, [one], load_registry(), RoutingPolicy())[1]


def ids(routing: Routing) -> list[str]:
    return [delivery.recipient_id for delivery in routing.deliveries]


@pytest.mark.parametrize(
    ("issuer", "item", "desk"),
    [
        ("tw/byt", "Bộ trưởng (để báo cáo)", "tw/byt"),
        ("tw/byt", "Các Thứ trưởng", "tw/byt"),
        ("tw/byt", "Thứ trưởng Nguyễn Mây Hồng", "tw/byt"),
        ("tw/byt", "Các Vụ, Cục thuộc Bộ", "tw/byt"),
        ("tw/byt", "Vụ Mây Gió", "tw/byt"),
        ("tw/byt/cuc-qld", "Cục trưởng (để b/c)", "tw/byt/cuc-qld"),
        ("tw/byt/cuc-qld", "Bộ trưởng", "tw/byt"),
        ("ha-nam/so-y-te", "Phòng MGB, NVY", "ha-nam/so-y-te"),
        ("ha-nam/so-y-te", "Các phòng: MGB, NVY", "ha-nam/so-y-te"),
        ("ha-nam/so-y-te", "Lãnh đạo Sở", "ha-nam/so-y-te"),
        ("ha-nam/bhxh", "Giám đốc, các PGĐ", "ha-nam/bhxh"),
        ("ha-nam/tand", "Chánh án, các PCA", "ha-nam/tand"),
        ("ha-nam/ban-to-chuc", "Lãnh đạo Ban", "ha-nam/ban-to-chuc"),
        ("ha-nam/ldld", "Các ban LĐLĐ tỉnh", "ha-nam/ldld"),
        ("ha-nam/ubnd", "Phòng MGB", "ha-nam/vp-ubnd"),
        ("ha-nam/kho-bac", "KBNN (để b/c)", "tw/btc/kbnn"),
    ],
)
def test_own_people_and_units_go_to_the_senders_queue(issuer: str, item: str, desk: str):
    routing = routed(document(issuer, recipients=(item,), issued_on="2023-05-04"))
    assert ids(routing) == [desk]
    assert routing.unresolved == ()


@pytest.mark.parametrize("item", ["Ban Giám đốc (để b/c)", "Khoa MGB, TCKT", "Các phòng, khoa", "Lãnh đạo Bệnh viện"])
def test_own_people_of_a_body_that_the_registry_lacks_need_nobody(item: str):
    hospital = document(
        None, recipients=(item, "Sở Y tế"), issuer=found("Bệnh viện Đa khoa Mây"), parent_issuer=found("Sở Y tế tỉnh Hà Nam")
    )
    routing = routed(hospital)
    assert ids(routing) == ["ha-nam/so-y-te"]
    assert routing.unresolved == ()
    assert {one.reason for one in routing.not_routed} == {"own_house"}


@pytest.mark.parametrize(
    ("issuer", "item", "end", "number"),
    [
        ("binh-thuan/tinh-doan", "Ban Thường vụ các huyện, thị, thành Đoàn", "/huyen-doan", 10),
        ("binh-thuan/tinh-uy", "Các huyện, thị, thành ủy", "/huyen-uy", 10),
        ("binh-thuan/hoi-lhpn", "Ban Thường vụ các huyện, thị, thành Hội", "/hoi-lhpn", 10),
        ("binh-thuan/hoi-nong-dan", "Huyện, thị, thành Hội", "/hoi-nong-dan", 10),
        ("binh-thuan/ldld", "LĐLĐ các huyện, thị xã, thành phố", "/ldld", 10),
        ("binh-thuan/mttq", "Ủy ban MTTQ Việt Nam các huyện, thị xã, thành phố", "/mttq", 10),
        ("binh-thuan/so-gddt", "Phòng Giáo dục và Đào tạo các huyện, thị xã, thành phố", "/phong-gddt", 10),
        ("binh-thuan/ban-tuyen-giao", "Ban Tuyên giáo các huyện ủy, thị ủy, thành ủy", "/ban-tuyen-giao", 10),
        ("tw/byt", "Giám đốc Sở Y tế các tỉnh, thành phố trực thuộc Trung ương", "/so-y-te", 63),
    ],
)
def test_the_same_body_of_each_place_by_the_senders_system(issuer: str, item: str, end: str, number: int):
    routing = routed(document(issuer, to=(item,), issued_on="2023-05-04"))
    assert len(routing.deliveries) == number
    assert all(one.endswith(end) for one in ids(routing))
    assert routing.unresolved == ()


@pytest.mark.parametrize(
    ("issuer", "item"),
    [
        ("binh-thuan/tinh-doan", "Các Ban, VP Tỉnh đoàn"),  # not the province's boards
        ("binh-thuan/mttq", "Thường trực, các Ban UBMTTQ tỉnh"),
        ("binh-thuan/so-y-te", "Các ban"),
    ],
)
def test_the_boards_of_the_sender_are_never_the_provinces(issuer: str, item: str):
    assert set(ids(routed(document(issuer, recipients=(item,), issued_on="2023-05-04")))) <= {issuer}


def test_a_set_that_the_words_limit_is_not_all_of_it():
    routing = routed(document("tw/bct", to=("UBND các tỉnh, thành phố miền Trung - Tây Nguyên",)))
    assert routing.deliveries == ()
    assert len(routing.unresolved) == 1


def test_who_a_decision_charges():
    body = "Điều 1. Lập Tổ.\nĐiều 2. Các ông, bà: Chánh Văn phòng Bộ, Cục trưởng Cục Quản lý Khám, chữa bệnh, Giám đốc "
    body += "Sở Y tế tỉnh Hà Nam và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./."
    routing = routed(document("tw/byt", recipients=("Như Điều 2",), body=body))
    assert set(ids(routing)) == {"tw/byt", "tw/byt/cuc-qlkcb", "ha-nam/so-y-te"}
    assert routing.unresolved == ()


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("Công ty Cổ phần Cấp nước Mây", "company"),
        ("Quý Công ty", "company"),
        ("Ngân hàng TMCP Mây Trắng - Chi nhánh Hà Nam", "bank"),
        ("Trường THPT Mây Trắng", "school"),
        ("Các bệnh viện, trung tâm y tế", "hospital"),
        ("Ông Nguyễn Văn Mây, thôn Đông, xã Gió", "person"),
    ],
)
def test_outsiders_are_told_by_their_form(item: str, reason: str):
    routing = routed(document("ha-nam/so-y-te", to=(item,)))
    assert {one.reason for one in routing.outside} == {reason}
    assert (routing.deliveries, routing.unresolved) == ((), ())


def test_a_company_does_not_swallow_a_body_beside_it():
    routing = routed(document("ha-nam/so-y-te", recipients=("Công ty Cổ phần Mây, Sở Tài chính",)))
    assert ids(routing) == ["ha-nam/so-tai-chinh"]
    assert [one.reason for one in routing.outside] == ["company"]


def test_a_commune_that_the_registry_lacks_is_told_outside():
    routing = routed(document("ha-tinh/cam-xuyen/ubnd", to=("UBND xã Mây Trắng",), recipients=("UBND xã Gió Lành",)))
    assert routing.unresolved == ()
    assert [(one.raw, one.reason) for one in routing.outside] == [("UBND xã Mây Trắng", "commune"), ("UBND xã Gió Lành", "commune")]


def test_a_ward_reads_its_province_from_what_it_cites():
    plan = document(
        None,
        recipients=("UBND thành phố (b/c)", "TT Đảng ủy, HĐND phường", "UBMTTQ phường và các đoàn thể", "32 khu dân cư"),
        body="Thực hiện Kế hoạch số 102/KH-UBND ngày 21/7/2025 của Ủy ban nhân dân thành phố Đà Nẵng, phường lập kế hoạch.",
        issuer=found("Ủy ban nhân dân phường Mây Trắng"),
        issued_on="2025-08-08",
    )
    routing = routed(plan.model_copy(update={"issued_on": found("2025-08-08")}))
    assert ids(routing) == ["da-nang/ubnd"]
    assert routing.unresolved == ()


def test_a_district_that_only_one_province_has_is_known_to_everybody():
    assert ids(routed(document("tw/btc", to=("Ủy ban nhân dân huyện Cẩm Xuyên",)))) == ["ha-tinh/cam-xuyen/ubnd"]
    assert ids(routed(document("tw/btc", to=("Ủy ban nhân dân huyện Châu Thành",)))) == []


def test_sets_without_a_list_hold_up_only_a_letter_that_goes_to_nobody_else():
    with_others = routed(
        document("ha-nam/tinh-uy", to=("Các huyện ủy, thị ủy, thành ủy, đảng ủy trực thuộc",), recipients=("Đảng đoàn",))
    )
    assert with_others.unresolved == ()
    assert {one.reason for one in with_others.not_routed} == {"open_set"}
    assert [one.reason for one in routed(document("ha-nam/tinh-uy", to=("Các đảng ủy trực thuộc",))).unresolved] == ["open_set"]


def test_a_treasury_named_after_the_province_is_the_provinces():
    assert ids(routed(document("ha-tinh/ubnd", recipients=("Kho bạc Nhà nước Hà Tĩnh",)))) == ["ha-tinh/kho-bac"]


def test_rooms_behind_an_office_that_the_registry_lacks_are_in_that_office():
    expected = {"ha-nam/vp-ubnd/chanh-van-phong", "ha-nam/vp-ubnd"}
    assert set(ids(routed(document("ha-nam/ubnd", recipients=("VPUB: CVP, MGB",))))) == expected


def test_a_further_kind_of_place_behind_a_colon():
    routing = routed(document("quang-ngai/ubnd", to=("Chủ tịch UBND các huyện: Bình Sơn, Ba Tơ và thị xã Đức Phổ",)))
    assert ids(routing) == [f"quang-ngai/{place}/ubnd/chu-tich" for place in ("binh-son", "ba-to", "duc-pho")]


def test_a_code_behind_a_prefix_is_no_ministry_unless_the_prefix_says_so():
    assert ids(routed(document("ho-chi-minh/ubnd", recipients=("TTUB: CT, các PCT",)))) == [
        "ho-chi-minh/ubnd/chu-tich",
        "ho-chi-minh/ubnd/pho-chu-tich",
    ]
    assert ids(routed(document("tw/vpcp", recipients=("Các Bộ: TC, XD",)))) == ["tw/btc", "tw/bxd"]


def test_a_district_that_became_a_town_keeps_its_desk():
    assert ids(routed(document("bac-ninh/ubnd", to=("UBND thị xã Quế Võ",), issued_on="2023-07-06"))) == ["bac-ninh/que-vo/ubnd"]


def test_a_body_in_a_district_that_the_registry_lacks_reads_names_from_there():
    centre = document(
        None,
        recipients=("UBND huyện (b/c)",),
        issuer=found("Trung tâm Mây huyện Ba Tri"),
        parent_issuer=found("Sở Y tế tỉnh Bến Tre"),
    )
    assert ids(routed(centre)) == ["ben-tre/ba-tri/ubnd"]


def test_a_set_without_a_list_that_alone_must_act_waits_though_a_superior_is_informed():
    routing = routed(document("ha-nam/bhxh", to=("Các đơn vị sử dụng lao động trên địa bàn",), recipients=("UBND tỉnh (b/c)",)))
    assert ids(routing) == ["ha-nam/ubnd"]
    assert [one.reason for one in routing.unresolved] == ["open_set"]


@pytest.mark.parametrize(
    ("words", "issuer"),
    [("các Phó Trưởng Thuế tỉnh", "dong-nai/thue"), ("Bộ trưởng, Chủ nhiệm (b/c)", "tw/ubdt"), ("Thanh tra Sở", "gia-lai/so-y-te")],
)
def test_deputies_and_ministers_by_their_titles_are_the_issuers(words: str, issuer: str):
    pieces = resolve(words, view_of(issuer, dt.date(2025, 9, 9) if issuer.endswith("thue") else dt.date(2023, 5, 5)))
    assert {piece.entry.id for piece in pieces if isinstance(piece, Target)} == {issuer}


def test_an_inspectorate_by_its_name_is_nobodys_own():
    pieces = resolve("Thanh tra đường sắt III", view_of("gia-lai/so-y-te", dt.date(2023, 5, 5)))
    assert [piece.reason for piece in pieces if isinstance(piece, Leftover)] == ["unknown"]
