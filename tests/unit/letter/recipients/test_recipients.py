import pytest

from schemas.letter import RecipientKind
from tasks.core.letter.recipients.naming import is_garbled, kind_of, purpose_of
from tasks.core.letter.recipients.recipients import DOUBTED, file_parts, find_recipients
from tasks.core.letter.rows.lines import row_of
from tests.unit.letter.letters import Sheet
from tests.unit.letter.made import text_rows


def printed(text: str) -> list[str]:
    return [item.value for item in find_recipients(text_rows(text))]


def test_one_for_each_item_without_dash_and_end_mark() -> None:
    text = "Nơi nhận:\n- Như trên;\n- CT, các PCT. UBND tỉnh;\n- VP Tỉnh ủy; VP HĐND tỉnh;\n- Lưu: VT, NC."
    assert printed(text) == ["Như trên", "CT, các PCT. UBND tỉnh", "VP Tỉnh ủy; VP HĐND tỉnh", "Lưu: VT, NC"]


def test_wrapped_rows_are_joined() -> None:
    text = "Nơi nhận:\n- VPUB: CVP, các PCVP, các phòng: TH,\nKTTH, NC,\nVHXH;\n- Báo Sao Mai, Đài PT-TH\ntỉnh;\n- Lưu: VT, TH (3)."
    assert printed(text) == ["VPUB: CVP, các PCVP, các phòng: TH, KTTH, NC, VHXH", "Báo Sao Mai, Đài PT-TH tỉnh", "Lưu: VT, TH (3)"]


def test_a_wrapped_purpose_that_is_to_file_is_no_file_item() -> None:
    text = "Nơi nhận:\n- Như trên;\n- Trung tâm Mây (để cập nhật,\nlưu trữ);\n- Sở Nắng;\n- Lưu: VT, QH."
    assert printed(text) == ["Như trên", "Trung tâm Mây (để cập nhật, lưu trữ)", "Sở Nắng", "Lưu: VT, QH"]


def test_items_whose_dash_is_lost_start_after_an_end_mark() -> None:
    assert printed("Nơi nhận:\n- Như trên;\nSở Xây dựng;\n- Công an\nhuyện;\nLưu: VT.") == [
        "Như trên",
        "Sở Xây dựng",
        "Công an huyện",
        "Lưu: VT",
    ]


def test_a_list_without_dashes() -> None:
    assert printed("Nơi nhận:\nNhư trên\nBan Giám đốc\nPhòng, khoa,\ntrung tâm\nLưu VT") == [
        "Như trên",
        "Ban Giám đốc",
        "Phòng, khoa, trung tâm",
        "Lưu VT",
    ]


def test_party_lists_end_their_items_with_commas() -> None:
    assert printed("Nơi nhận\n- Các đ/c Huyện ủy viên,\n- Các chi, đảng bộ,\n- Lưu Văn phòng Huyện ủy.") == [
        "Các đ/c Huyện ủy viên",
        "Các chi, đảng bộ",
        "Lưu Văn phòng Huyện ủy",
    ]


@pytest.mark.parametrize("label", ["Nơi nhận:", "Noi nhận:", "**Noti nhận:**", "Nơi nhận", "fNƠI nhạn:", "Nơi gửi:"])
def test_labels_that_ocr_damaged(label: str) -> None:
    assert printed(f"{label}\n- Như trên;\n- Lưu: VT.") == ["Như trên", "Lưu: VT"]


def test_what_stands_after_the_file_item_is_not_of_the_list() -> None:
    assert printed("Nơi nhận:\n- Như trên;\n- Lưu: VT, TH.\nGiám đốc ký tên") == ["Như trên", "Lưu: VT, TH"]


def test_a_file_item_that_ends_open_goes_on() -> None:
    assert printed("Nơi nhận:\n- Như trên;\n- Lưu: VT,\nTH, hnam.") == ["Như trên", "Lưu: VT, TH, hnam"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Lưu: VT, KGVX (3). Q", ("KGVX", "Q", 3)),
        ("Lưu: VT, DTh (15)", (None, "DTh", 15)),
        ('Lưu VT, pthtran "HT"', (None, 'pthtran "HT"', None)),
        ("Lưu: VT, TTHC(Thu)", ("TTHC", "Thu", None)),
        ("Lưu: VT, NCbdv205", ("NC", "bdv205", None)),
        ("Lưu: VT, TCCV (3b)", ("TCCV", None, 3)),
        ("Lưu: VT, CCHC, hnam", ("CCHC", "hnam", None)),
        ("Lưu Văn phòng Tỉnh ủy", (None, None, None)),
        ("Lưu: CNTT, VT", ("CNTT", None, None)),
    ],
)
def test_parts_of_the_file_item(text: str, parts: tuple[str | None, str | None, int | None]) -> None:
    assert file_parts(text) == parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Như trên", "as_above"),
        ("Như thành phần", "as_above"),
        ("Như Điều 3", "as_article"),
        ("Lưu: VT", "file"),
        ("CT, các PCT UBND tỉnh", "role"),
        ("Chánh, Phó CVP", "role"),
        ("Các sở, ban, ngành tỉnh", "group"),
        ("UBND các huyện, thành phố", "group"),
        ("Phòng KGVX", "unit"),
        ("Sở Nội vụ", "organisation"),
        ("Bộ Tư pháp", "organisation"),
    ],
)
def test_kinds(text: str, kind: RecipientKind) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "purpose"),
    [("Bộ Y tế (để b/c)", "để báo cáo"), ("Sở Tài chính (p/h)", "phối hợp"), ("Phòng TH (3)", None), ("Sở Xây dựng", None)],
)
def test_purposes(text: str, purpose: str | None) -> None:
    assert purpose_of(text) == purpose


def test_strokes_of_a_pen_beside_the_end_mark_are_not_of_the_item() -> None:
    sheet = Sheet()
    sheet.foot(["Nơi nhận:", "- Như trên;", "- Lưu: VT, NC (4). W"], [])
    rows = [
        line.model_copy(
            update={"words": tuple(w.model_copy(update={"confidence": 0.2}) if w.text == "W" else w for w in line.words)}
        )
        for line in sheet.lines
    ]
    assert [item.value for item in find_recipients([row_of(line) for line in rows])] == ["Như trên", "Lưu: VT, NC (4)"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("Lưu: VT, TH, Inga", "Lưu: VT, TH, lnga"),
        ("Lưu: VT, TH, Inh", "Lưu: VT, TH, lnh"),
        ("Lưu: VT, NC (15}", "Lưu: VT, NC (15)"),
        ("Lưu: VT, Ian", "Lưu: VT, Ian"),
        ("Lưu: VT, TH, vian", "Lưu: VT, TH, vlan"),
        ("Lưu: VT, TH, gian", "Lưu: VT, TH, gian"),
        ("Lưu: VT, TH, kiet", "Lưu: VT, TH, kiet"),
    ],
)
def test_small_signs_of_a_file_item_that_look_alike(read: str, meant: str) -> None:
    sheet = Sheet()
    sheet.foot(["Nơi nhận:", "- Như trên;", f"- {read}."], [])
    assert find_recipients([row_of(line, at) for at, line in enumerate(sheet.lines)])[-1].value == meant


def test_a_drafters_letter_that_is_printed_stays() -> None:
    assert printed("Nơi nhận:\n- Như trên;\n- Lưu: VT, NC (4). W")[-1] == "Lưu: VT, NC (4). W"


@pytest.mark.parametrize(
    ("drafter", "sure", "doubted"),
    [
        ("luan", 0.93, False),
        ("luan", 0.7, True),
        ("gian", 0.8, True),
        ("qlan", 0.7, False),
        ("qlan", 0.45, True),
        ("qxan", 0.7, True),
    ],
)
def test_a_drafters_mark_is_only_as_sure_as_its_letters(drafter: str, sure: float, *, doubted: bool) -> None:
    """An initial and a name (qlan) are no reading by chance; a syllable may have lost its initial (luan: tluan)."""
    sheet = Sheet()
    sheet.foot(["Nơi nhận:", "- Như trên;", f"- Lưu: VT, TCCB, {drafter}."], [])
    *others, filed = sheet.lines
    *before, mark = filed.words
    rows = [*others, filed.model_copy(update={"words": (*before, mark.model_copy(update={"confidence": sure}))})]
    item = find_recipients([row_of(line, at) for at, line in enumerate(rows)])[-1]
    assert item.rule.endswith(DOUBTED) is doubted
    assert item.drafter == drafter
    assert not doubted or item.confidence == pytest.approx(sure)


@pytest.mark.parametrize(("mark", "doubted"), [("Thu", False), ("Th", False), ("Tm", True), ("Ngh", False), ("TM", False)])
def test_a_drafters_name_without_a_vowel_was_misread(mark: str, *, doubted: bool) -> None:
    sheet = Sheet()
    sheet.foot(["Nơi nhận:", "- Như trên;", f"- Lưu: VT, TTHC({mark})."], [])
    item = find_recipients([row_of(line, at) for at, line in enumerate(sheet.lines)])[-1]
    assert item.drafter == mark
    assert item.rule.endswith(DOUBTED) is doubted


@pytest.mark.parametrize(
    "item",
    ["Các lumxen, thành ủy", "c đc Tỉnh ủy viên", "Các ban đảng, đảng đoàn, BCS đảng: Các huyện ủy và tương đương"],
)
def test_what_nobody_prints_is_garbled(item: str) -> None:
    assert is_garbled(item)


@pytest.mark.parametrize(
    "item", ["VPUB: CVP, các PCVP, các phòng: TH, NC", "Website Sở", "Báo, Đài PT&TH tỉnh", "UBND huyện (để b/c)"]
)
def test_what_lists_print_is_not_garbled(item: str) -> None:
    assert not is_garbled(item)


@pytest.mark.parametrize(("end", "others", "sure"), [(",", ";", False), (";", ";", True), (",", ",", True)])
def test_an_item_that_ends_with_a_comma_lost_its_end_unless_all_do(end, others, sure):
    sheet = Sheet()
    sheet.foot(
        ["Nơi nhận:", f"- Như trên{others}", f"- Công an tỉnh{others}", f"- VPUB: các phòng: TH, NC{end}", "- Lưu: VT, NC."], []
    )
    items = find_recipients([row_of(line, at) for at, line in enumerate(sheet.lines)])
    (open_end,) = [item for item in items if item.value.startswith("VPUB")]
    assert open_end.value == "VPUB: các phòng: TH, NC"
    assert (open_end.confidence > 0.6) is sure


def test_the_end_of_a_bracket_on_its_own_row_is_of_the_item_above() -> None:
    items = find_recipients(text_rows("Nơi nhận:\n- Như trên;\n- Đảng ủy, Ban Giám hiệu (để\nb/€);\n- Lưu: VT, TH."))
    assert [item.value for item in items][1] == "Đảng ủy, Ban Giám hiệu (để b/€)"
