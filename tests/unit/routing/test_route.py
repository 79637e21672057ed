"""One delivery for each recipient, with its strongest role, and nothing that the letter does not name."""

import datetime as dt
from pathlib import Path

import pytest

from schemas.letter import Directive, Document
from schemas.routing import Routing, RoutingPolicy
from tasks.core.routing.route import route
from tasks.stations.routing import load_registry
from tests.unit.routing.made import directive, document, found, recipient

LETTER = "sha256:" + "7" * 64


def routed(*documents: Document, **policy: object) -> Routing:
    numbered = [one.model_copy(update={"index": at}) for at, one in enumerate(documents)]
    return route(LETTER, numbered, load_registry(), RoutingPolicy.model_validate(policy))[1]


def seen(one: Document) -> Document:
    return route(LETTER, [one], load_registry(), RoutingPolicy())[0][0]


def roles(routing: Routing) -> dict[str, str]:
    return {delivery.recipient_id: delivery.role for delivery in routing.deliveries}


def left(routing: Routing) -> list[tuple[str, str]]:
    return [(item.raw, item.reason) for item in routing.unresolved]


def test_who_is_addressed_acts_and_who_is_listed_is_informed():
    routing = routed(document(to=("Sở Y tế", "Công an tỉnh"), recipients=("Như trên", "CT, các PCT. UBND tỉnh", "Phòng KGVX")))
    assert roles(routing) == {
        "kien-giang/so-y-te": "act",
        "kien-giang/cong-an": "act",
        "kien-giang/ubnd/chu-tich": "inform",
        "kien-giang/ubnd/pho-chu-tich": "inform",
        "kien-giang/vp-ubnd/kgvx": "inform",
    }
    assert left(routing) == []


def test_a_body_that_is_charged_leads_with_its_deadline_however_often_it_is_named():
    routing = routed(
        document(
            to=("Các sở, ban, ngành cấp tỉnh",),
            recipients=("Như trên", "Sở Ngoại vụ"),
            directives=(
                directive("Sở Ngoại vụ", ("Sở Y tế", "các ngành có liên quan"), "2021-09-13"),
                directive("các sở, ngành cấp tỉnh"),
            ),
        )
    )
    mine = [delivery for delivery in routing.deliveries if delivery.recipient_id == "kien-giang/so-ngoai-vu"]
    assert [(one.role, one.deadline) for one in mine] == [("lead", "2021-09-13")]
    assert {reason.raw for reason in mine[0].because} == {"Các sở, ban, ngành cấp tỉnh", "Sở Ngoại vụ", "các sở, ngành cấp tỉnh"}
    assert roles(routing)["kien-giang/so-y-te"] == "cooperate"
    assert roles(routing)["kien-giang/so-noi-vu"] == "act"
    assert [role for role in roles(routing).values() if role == "lead"] == ["lead"]
    assert left(routing) == []
    assert ("các ngành có liên quan", "open_set") in [(item.raw, item.reason) for item in routing.not_routed]


def due(action: str, day: str, lead: str | None = None) -> Directive:
    """What is asked of all, or of one."""
    made = directive(lead or "", deadline=day).model_copy(update={"action": action})
    return made if lead else made.model_copy(update={"lead": ()})


def test_a_day_that_names_nobody_is_that_of_all_who_are_addressed():
    asked = (
        due("Báo cáo kết quả về Văn phòng trước ngày 20/9/2021", "2021-09-20"),
        due("gửi danh sách trước ngày 15/9/2021", "2021-09-15"),
        due("tham mưu trước ngày 30/9/2021", "2021-09-30", lead="Công an tỉnh"),
    )
    routing = routed(document(to=("Sở Y tế", "Công an tỉnh"), recipients=("Sở Nội vụ",), directives=asked))
    days = {delivery.recipient_id: (delivery.role, delivery.deadline) for delivery in routing.deliveries}
    assert days == {
        "kien-giang/cong-an": ("lead", "2021-09-30"),
        "kien-giang/so-y-te": ("act", "2021-09-15"),
        "kien-giang/so-noi-vu": ("inform", None),
    }


@pytest.mark.parametrize(
    ("action", "doctype"),
    [
        ("Sở Y tế sẽ báo cáo kết quả trước ngày 20/9/2021", "cong_van"),
        ("Văn phòng UBND tỉnh báo cáo trước ngày 20/9/2021", "cong_van"),
        ("hoàn thành dự án trước ngày 20/9/2021", "to_trinh"),
        ("Chợ nghỉ đến hết ngày 20/9/2021", "cong_van"),
    ],
)
def test_a_day_of_the_senders_own_is_nobodys_deadline(action: str, doctype: str):
    letter = document(to=("Công an tỉnh",), directives=(due(action, "2021-09-20"),), doctype=found(doctype))
    letter = letter.model_copy(update={"issuer": found("Văn phòng UBND tỉnh")})
    assert [delivery.deadline for delivery in routed(letter).deliveries] == [None]


def test_a_directive_adds_a_definite_body_and_no_group():
    charged = (directive("Sở Tư pháp", ("Sở Nội vụ",)), directive("Chủ tịch UBND các huyện, thành phố"))
    routing = routed(document(to=("Sở Y tế",), directives=charged))
    assert roles(routing) == {"kien-giang/so-tu-phap": "lead", "kien-giang/so-noi-vu": "cooperate", "kien-giang/so-y-te": "act"}
    assert [item.reason for item in routing.not_routed] == ["not_listed"]


def test_the_issuer_does_not_write_to_itself():
    routing = routed(document("kien-giang/so-y-te", to=("Các sở, ban, ngành cấp tỉnh",)))
    assert "kien-giang/so-y-te" not in roles(routing)
    assert "own_letter" in [item.reason for item in routing.not_routed]


def test_the_file_copy_goes_to_the_issuers_own_clerks_and_the_drafting_unit():
    assert roles(routed(document(recipients=("Lưu: VT, KGVX (3). Q",)))) == {
        "kien-giang/vp-ubnd": "file",
        "kien-giang/vp-ubnd/kgvx": "file",
    }
    assert roles(routed(document("kien-giang/tinh-uy", recipients=("Lưu Văn phòng Tỉnh ủy",)))) == {"kien-giang/vp-tinh-uy": "file"}
    assert routed(document(recipients=("Lưu: VT",)), file_copies=False).deliveries == ()


@pytest.mark.parametrize(
    ("item", "ids"),
    [
        ("TT. Tỉnh ủy, TT. HĐND tỉnh", ["kien-giang/tinh-uy/thuong-truc", "kien-giang/hdnd"]),
        ("Báo, Đài PT&TH tỉnh", ["kien-giang/bao", "kien-giang/dai-ptth"]),
        ("TAND, VKSND tỉnh", ["kien-giang/tand", "kien-giang/vksnd"]),
        ("Sở Y tế, Tài chính, Nội vụ", ["kien-giang/so-y-te", "kien-giang/so-tai-chinh", "kien-giang/so-noi-vu"]),
        ("UBND huyện An Biên, An Minh", ["kien-giang/an-bien/ubnd", "kien-giang/an-minh/ubnd"]),
        ("Sở Giáo dục và Đào tạo và Sở Y tế", ["kien-giang/so-gddt", "kien-giang/so-y-te"]),
        ("Các Sở: Y tế, Tài chính", ["kien-giang/so-y-te", "kien-giang/so-tai-chinh"]),
        ("UBND huyện: An Biên và An Minh", ["kien-giang/an-bien/ubnd", "kien-giang/an-minh/ubnd"]),
        ("Sở LĐ-TB và XH, Sở NN&PTNT", ["kien-giang/so-ldtbxh", "kien-giang/so-nnptnt"]),
        ("VP TW Đảng; VP Quốc hội", ["tw/vp-tw-dang", "tw/vp-quoc-hoi"]),
        ("Thủ tướng, các Phó Thủ tướng CP", ["tw/thu-tuong", "tw/pho-thu-tuong"]),
        ("Chủ tịch, các Phó Chủ tịch Quốc hội", ["tw/quoc-hoi/chu-tich", "tw/quoc-hoi/pho-chu-tich"]),
        ("Chánh, Phó CVP", ["kien-giang/vp-ubnd/chanh-van-phong", "kien-giang/vp-ubnd/pho-chanh-van-phong"]),
        (
            "VPUB: CVP, PCVP, KGVX",
            ["kien-giang/vp-ubnd/chanh-van-phong", "kien-giang/vp-ubnd/pho-chanh-van-phong", "kien-giang/vp-ubnd/kgvx"],
        ),
        (
            "VPCP: BTCN, các PCN, các Vụ, Cục: TH, CN, KSTT",
            ["tw/vpcp/btcn", "tw/vpcp/pcn", "tw/vpcp/th", "tw/vpcp/cn", "tw/vpcp/kstt"],
        ),
        ("Giám đốc Sở Y tế", ["kien-giang/so-y-te"]),
        ("Sở Y tế (để phối hợp)", ["kien-giang/so-y-te"]),
    ],
)
def test_one_item_names_several(item: str, ids: list[str]):
    routing = routed(document(recipients=(item,)))
    assert list(roles(routing)) == ids
    assert left(routing) == []


def test_units_joined_by_plus_share_their_head():
    routing = routed(document("long-an/ubnd", recipients=("Phòng VHXH+KTTC+THKSTTHC", "Ban NCTCD")))
    assert list(roles(routing)) == [f"long-an/vp-ubnd/{unit}" for unit in ("vhxh", "kttc", "thksttthc", "nctcd")]


def test_purposes_in_brackets_are_roles():
    routing = routed(document(recipients=("Sở Y tế (để t/h)", "Sở Nội vụ (để p/h)", "Sở Tư pháp (để b/c)")))
    assert roles(routing) == {"kien-giang/so-y-te": "act", "kien-giang/so-noi-vu": "cooperate", "kien-giang/so-tu-phap": "inform"}
    told = document().model_copy(update={"printed_recipients": (recipient("Sở Y tế", purpose="thực hiện"),)})
    assert roles(routed(told)) == {"kien-giang/so-y-te": "act"}


@pytest.mark.parametrize(
    "item",
    [
        "Các đ/c Tỉnh ủy viên",
        "Các Thành viên BCĐ phòng, chống dịch tỉnh",
        "Thủ trưởng các đơn vị trực thuộc",
        "Các UV BTVTU phụ trách địa phương",
    ],
)
def test_open_sets_go_to_a_person(item: str):
    routing = routed(document(recipients=(item,)))
    assert routing.deliveries == ()
    assert left(routing) == [(item, "open_set")]


def test_purposes_before_a_colon_are_roles_too():
    routing = routed(document(recipients=("Để báo cáo: UBND tỉnh", "Phối hợp: Sở Y tế, Sở Nội vụ")))
    assert roles(routing) == {"kien-giang/so-y-te": "cooperate", "kien-giang/so-noi-vu": "cooperate", "kien-giang/ubnd": "inform"}


def test_what_is_known_of_an_item_goes_and_what_is_open_waits():
    routing = routed(document("kien-giang/tinh-uy", to=("Các huyện, thành ủy và tương đương",)))
    assert len(routing.deliveries) == 15
    assert left(routing) == [("tương đương", "open_set")]


def test_an_unknown_name_comes_whole_with_candidates():
    routing = routed(document(recipients=("Hội đồng Kiểm soát mây, gió và bão",)))
    assert routing.deliveries == ()
    assert [item.raw for item in routing.unresolved] == ["Hội đồng Kiểm soát mây, gió và bão"]


@pytest.mark.parametrize("item", ["Vụ Mây gió, Bộ Y tế", "Vụ Mây gió - Bộ Y tế", "Thanh tra Bộ Y tế"])
def test_a_unit_without_clerks_is_told_through_the_body_it_is_of(item: str):
    routing = routed(document(recipients=(item,)))
    assert [(one.recipient_id, one.role) for one in routing.deliveries] == [("tw/byt", "inform")]
    assert item in (routing.deliveries[0].note or "")
    assert routing.unresolved == ()


def test_a_body_before_a_unit_of_another_is_told_too():
    item = "Phòng Y tế huyện Giang Thành, Phòng Tài chính - Sở Y tế"
    assert set(roles(routed(document("kien-giang/so-noi-vu", recipients=(item,))))) == {
        "kien-giang/giang-thanh/phong-y-te",
        "kien-giang/so-y-te",
    }


def test_a_unit_that_must_act_is_told_through_its_body():
    routing = routed(document(to=("Vụ Mây gió - Bộ Y tế",)))
    assert [(one.recipient_id, one.role) for one in routing.deliveries if one.role != "file"] == [("tw/byt", "act")]
    assert "Vụ Mây gió" in (routing.deliveries[0].note or "")
    assert routing.unresolved == ()


def test_an_office_with_clerks_of_its_own_gets_it_by_other_ways():
    routing = routed(document(recipients=("Cục Mây gió - Bộ Y tế",)))
    assert routing.deliveries == ()
    assert [(one.raw, one.reason) for one in routing.outside] == [("Cục Mây gió - Bộ Y tế", "branch")]


@pytest.mark.parametrize("item", ["Người phát ngôn", "Các PGĐ Sở", "Hiệu trưởng", "Kế toán trưởng"])
def test_titles_that_nobody_is_named_for_send_nothing_and_say_so(item: str):
    routing = routed(document("kien-giang/ubnd", to=("Sở Y tế",), recipients=(item,)))
    assert [(one.raw, one.reason) for one in routing.not_routed] == [(item, "role_without_body")]
    assert routing.unresolved == ()
    assert [one.reason for one in routed(document("kien-giang/ubnd", to=(item,))).unresolved] == ["unknown"]


@pytest.mark.parametrize(
    ("item", "body"),
    [
        ("Chánh Thanh tra tỉnh", "kien-giang/thanh-tra"),
        ("Phó Trưởng Ban Tổ chức Tỉnh ủy", "kien-giang/ban-to-chuc"),
        ("Phó Bí thư Thường trực Tỉnh ủy", "kien-giang/tinh-uy"),
        ("Phó Trưởng Công an tỉnh", "kien-giang/cong-an"),
        ("Chủ tịch Hội Nông dân tỉnh", "kien-giang/hoi-nong-dan"),
        ("Phó Chủ tịch UBND tỉnh phụ trách", "kien-giang/ubnd/pho-chu-tich"),
    ],
)
def test_heads_and_deputies_of_a_named_body_are_of_that_body(item: str, body: str):
    routing = routed(document("kien-giang/so-y-te", recipients=(item,)))
    assert [one.recipient_id for one in routing.deliveries] == [body]


def test_a_boards_name_that_ends_in_a_body_is_not_that_body():
    assert routed(document("kien-giang/so-y-te", recipients=("Ban Chỉ đạo 35 Tỉnh ủy",))).deliveries == ()


def test_a_body_that_only_other_provinces_have_is_not_cut_into_two_that_are_here():
    routing = routed(document(to=("Sở Văn hóa, Thể thao và Du lịch",)))
    assert routing.deliveries == ()
    assert left(routing) == [("Sở Văn hóa, Thể thao và Du lịch", "unknown")]


def test_publication_is_no_recipient():
    routing = routed(document("kien-giang/so-y-te", recipients=("Website Sở", "Đăng trang tin nội bộ")))
    assert (routing.deliveries, left(routing)) == ((), [])
    assert [item.reason for item in routing.not_routed] == ["publication", "publication"]


def test_heads_of_the_issuing_department_are_that_department():
    assert roles(routed(document("kien-giang/so-y-te", recipients=("Giám đốc, các PGĐ Sở",)))) == {"kien-giang/so-y-te": "inform"}
    assert roles(routed(document("kien-giang/ubnd", recipients=("Giám đốc, các PGĐ Sở",)))) == {}


def test_names_are_read_from_the_province_when_the_issuer_itself_is_unknown():
    committee = document(None, recipients=("Thường trực Tỉnh ủy", "VPUB: CVP"), parent_issuer=found("UBND tỉnh Kiên Giang"))
    expected = ["kien-giang/tinh-uy/thuong-truc", "kien-giang/vp-ubnd/chanh-van-phong"]
    assert list(roles(routed(committee))) == expected
    assert seen(committee).issuer_id is None
    by_place = document(None, recipients=("Thường trực Tỉnh ủy", "VPUB: CVP"), place=found("Kiên Giang"))
    assert list(roles(routed(by_place))) == expected
    assert routed(document(None, recipients=("Sở Y tế",), place=found("Hà Nội"))).deliveries == ()


def test_as_above_without_kinh_gui_waits_for_a_person():
    assert left(routed(document(recipients=("Như trên",)))) == [("Như trên", "as_above_without_addressees")]


def test_as_article_is_read_from_the_article():
    decision = (
        "Điều 1. Thành lập Tổ công tác Mây.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.\n"
        "Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc Sở Nội vụ, Thủ trưởng các sở, ban, ngành tỉnh; "
        "Chủ tịch UBND các huyện, thành phố và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./."
    )
    routing = routed(document("kien-giang/ubnd", recipients=("Như Điều 3", "Bộ Nội vụ"), body=decision))
    found_roles = roles(routing)
    assert found_roles["kien-giang/vp-ubnd/chanh-van-phong"] == "act"
    assert found_roles["kien-giang/so-noi-vu"] == "act"
    assert found_roles["kien-giang/an-bien/ubnd"] == "act"
    assert found_roles["tw/bnv"] == "inform"
    assert left(routing) == []
    assert left(routed(document("kien-giang/ubnd", recipients=("Như Điều 5",), body=decision))) == [("Như Điều 5", "no_article")]


def test_what_stands_beside_as_above_is_not_lost():
    routing = routed(document(to=("Sở Y tế",), recipients=("Như trên, UBND tỉnh", "Như trên (để thực hiện); Sở Nội vụ")))
    assert roles(routing) == {"kien-giang/so-y-te": "act", "kien-giang/ubnd": "inform", "kien-giang/so-noi-vu": "inform"}


def test_several_articles_are_read():
    decision = "Điều 1. Giám đốc Sở Y tế chịu trách nhiệm thi hành.\nĐiều 2. Giám đốc Sở Nội vụ chịu trách nhiệm kiểm tra./."
    routing = routed(document("kien-giang/ubnd", recipients=("Như Điều 1, Điều 2; Bộ Y tế",), body=decision))
    assert roles(routing) == {"kien-giang/so-y-te": "act", "kien-giang/so-noi-vu": "act", "tw/byt": "act"}


def test_attachments_travel_with_their_cover_and_do_not_route_again():
    cover = document(to=("Sở Y tế",), role="cover_letter", attachments=(1,))
    notice = document(
        "tw/vpcp", recipients=("Bộ Y tế", "Tỉnh ủy, UBND các tỉnh, TP trực thuộc TW"), role="attachment", attached_to=0
    )
    routing = routed(cover, notice)
    assert [(one.recipient_id, one.documents) for one in routing.deliveries] == [("kien-giang/so-y-te", (0, 1))]
    both = routed(cover, notice, attachments_route=True)
    assert len(both.deliveries) == 1 + 1 + 126
    documents = route(LETTER, [cover, notice.model_copy(update={"index": 1})], load_registry(), RoutingPolicy())[0]
    assert len(documents[1].printed_recipients[1].recipient_ids) == 126


def test_restricted_circulation_reaches_named_bodies_and_no_group_of_outsiders():
    stamp = found("LƯU HÀNH NỘI BỘ")
    routing = routed(
        document(
            "kien-giang/ubnd",
            to=("Sở Y tế", "UBND các tỉnh, thành phố trực thuộc Trung ương", "UBND các huyện, thành phố"),
            directives=(directive("Sở Tư pháp"),),
            circulation=stamp,
        )
    )
    assert "kien-giang/so-y-te" in roles(routing)
    assert "kien-giang/an-bien/ubnd" in roles(routing)
    assert "can-tho/ubnd" not in roles(routing)
    assert "kien-giang/so-tu-phap" not in roles(routing)
    assert left(routing) == [("UBND các tỉnh, thành phố trực thuộc Trung ương", "restricted_circulation")]


def test_nothing_of_a_letter_with_a_secrecy_stamp_is_sent():
    routing = routed(document(to=("Sở Y tế",), secrecy=found("MẬT")))
    assert (routing.deliveries, routing.unresolved) == ((), ())


def test_a_district_after_its_end_is_delivered_to_its_successor_and_said_so():
    routing = routed(document("an-giang/ubnd", to=("UBND huyện Châu Thành, tỉnh Kiên Giang",), issued_on="2025-08-04"))
    assert list(roles(routing)) == ["an-giang/ubnd"]
    assert "kế thừa" in (routing.deliveries[0].note or "")


def test_one_body_alone_is_served_the_others_are_outside():
    routing = routed(document(to=("Sở Y tế", "Sở Nội vụ"), recipients=("Phòng KGVX",)), own_organisation="kien-giang/vp-ubnd")
    assert list(roles(routing)) == ["kien-giang/vp-ubnd/kgvx"]
    assert [item.recipient_id for item in routing.outside] == ["kien-giang/so-y-te", "kien-giang/so-noi-vu"]


def test_without_an_issuer_only_what_is_clear_everywhere_is_delivered():
    routing = routed(document(None, to=("Sở Y tế", "Bộ Y tế", "Các sở, ban, ngành cấp tỉnh")))
    assert list(roles(routing)) == ["tw/byt"]
    assert [raw for raw, _ in left(routing)] == ["Sở Y tế", "Các sở, ban, ngành cấp tỉnh"]


def test_an_undated_letter_is_read_on_the_latest_day_that_it_speaks_of():
    said = "Sáng ngày 26 tháng 5 năm 2021, tiếp theo văn bản ngày 04/8/2020"
    before = routed(document("tw/vpcp", recipients=("UBND các tỉnh, thành phố",), issued_on=None, body=said))
    assert len(before.deliveries) == 63
    assert len(routed(document("tw/vpcp", recipients=("UBND các tỉnh, thành phố",), issued_on=None)).deliveries) == 34


def test_the_same_letter_recipient_and_revision_have_the_same_message():
    letter = [document(to=("Sở Y tế",))]
    first, again = (route(LETTER, letter, load_registry(), RoutingPolicy())[1].deliveries[0].message_id for _ in range(2))
    later = route(LETTER, letter, load_registry(), RoutingPolicy(), revision=2)[1].deliveries[0].message_id
    other = route("sha256:" + "8" * 64, letter, load_registry(), RoutingPolicy())[1].deliveries[0].message_id
    assert first == again
    assert len({first, later, other}) == 3


def test_items_are_given_back_with_what_they_were_understood_as():
    one = seen(
        document(
            "long-an/ubnd", to=("UBND các huyện, thị xã, thành phố",), recipients=("Như trên", "Các PCVP", "Phòng VHXH", "Lưu: VT")
        )
    )
    assert (one.addressees[0].kind, len(one.addressees[0].recipient_ids)) == ("group", 15)
    assert [item.kind for item in one.printed_recipients] == ["as_above", "role", "unit", "file"]
    assert one.printed_recipients[0].recipient_ids == one.addressees[0].recipient_ids
    assert one.printed_recipients[1].expansion == "Phó Chánh Văn phòng UBND tỉnh Long An"


def test_one_yaml_line_adds_a_commune(tmp_path: Path):
    (tmp_path / "xa.yaml").write_text("communes: [{province: da-nang, phuong: [Mây Trắng], valid_from: '2025-07-01'}]\n", "utf-8")
    registry = load_registry(tmp_path)
    ward = document(
        "da-nang/phuong-may-trang/ubnd", recipients=("TT Đảng ủy, HĐND phường", "UBND thành phố"), issued_on="2025-08-08"
    )
    _, routing = route(LETTER, [ward], registry, RoutingPolicy())
    expected = ["da-nang/phuong-may-trang/dang-uy", "da-nang/phuong-may-trang/hdnd", "da-nang/ubnd"]
    assert list(roles(routing)) == expected
    group = registry.group("UBND các xã, phường", on=dt.date(2025, 8, 8), near="da-nang/ubnd")
    assert group is not None
    assert "da-nang/phuong-may-trang/ubnd" in [entry.id for entry in group.members]


def test_communes_of_a_district_are_all_meant_only_where_all_are_listed(tmp_path: Path):
    block = "province: ha-tinh, district: ha-tinh/cam-xuyen, xa: [Mây Trắng], valid_to: '2025-07-01'"
    (tmp_path / "xa.yaml").write_text(f"communes: [{{{block}}}]\n", "utf-8")

    def members() -> list[str]:
        group = load_registry(tmp_path).group("UBND các xã", on=dt.date(2024, 8, 8), near="ha-tinh/cam-xuyen")
        return [entry.id for entry in group.members] if group else []

    assert members() == []
    (tmp_path / "xa.yaml").write_text(f"communes: [{{complete: true, {block}}}]\n", "utf-8")
    assert members() == ["ha-tinh/cam-xuyen/xa-may-trang/ubnd"]
