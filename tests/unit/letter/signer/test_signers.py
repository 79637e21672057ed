import pytest

from schemas.letter import Signer
from schemas.page import Zone
from tasks.core.letter.confidence.signer_evidence import is_doubted
from tasks.core.letter.rows.lines import row_of
from tasks.core.letter.signer.signer_name import name_of
from tasks.core.letter.signer.signers import find_signers
from tasks.core.letter.understand import understand
from tasks.core.letter.vocabulary.names import honours, is_name, mended_name
from tasks.core.letter.vocabulary.titles import spelled
from tasks.core.letter.vocabulary.whole_name import is_all_a_name
from tasks.core.vietnamese.text import text_page
from tests.unit.letter.letters import FOOT_LEFT, Sheet, letter_sheet
from tests.unit.letter.made import text_rows


def shown(signers: tuple[Signer, ...]) -> list[tuple[list[str], str | None, str | None]]:
    return [
        ([f"{a.mark} {a.of}" for a in s.authority], s.title.value if s.title else None, s.name.value if s.name else None)
        for s in signers
    ]


def read(text: str) -> list[tuple[list[str], str | None, str | None]]:
    return shown(find_signers(text_rows(text)))


@pytest.mark.parametrize(
    ("text", "marks", "title"),
    [
        ("GIÁM ĐỐC\n\n\nLê Thị Mai", [], "GIÁM ĐỐC"),
        ("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nLê Thị Mai", ["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC"),
        ("KT.CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Mai", ["KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG"),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Mai",
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
            "PHÓ CHỦ TỊCH",
        ),
        (
            "TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Mai",
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"],
            "PHÓ CHÁNH VĂN PHÒNG",
        ),
        ("TUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG NGHIỆP VỤ\nLê Thị Mai", ["TUQ. GIÁM ĐỐC"], "TRƯỞNG PHÒNG NGHIỆP VỤ"),
        ("Q. GIÁM ĐỐC\nLê Thị Mai", ["Q. GIÁM ĐỐC"], "GIÁM ĐỐC"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ THƯỜNG TRỰC\nLê Thị Mai", ["T/M BAN THƯỜNG VỤ"], "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ("K/T CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Thị Mai", ["K/T CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Thị Mai", ["KT. BỘ TRƯỞNG"], "THỨ TRƯỞNG"),
    ],
)
def test_chains_of_authority(text: str, marks: list[str], title: str | None) -> None:
    assert read(text) == [(marks, title, "Lê Thị Mai")]


def test_a_mark_that_a_pen_wrote_is_known_by_the_deputy_under_the_head() -> None:
    assert read("GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mai") == [(["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC", "Lê Thị Mai")]
    assert read("GIÁM ĐỐC\nGIÁM ĐỐC\n\nLê Thị Mai") == [(["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC", "Lê Thị Mai")]
    assert read("KÍGIÁM ĐÓC\nPHÓ GIÁM ĐỐC\n\nLê Thị Mai") == [(["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC", "Lê Thị Mai")]


def test_a_deputys_pho_under_the_seal_is_inferred_and_unsure() -> None:
    signer = find_signers(text_rows("KT. GIÁM ĐỐC\nGIÁM ĐỐC\n\nLê Thị Mai"))[0]
    assert signer.title is not None
    assert (signer.title.value, signer.title.rule) == ("PHÓ GIÁM ĐỐC", "signer.title.inferred_deputy")
    rest = find_signers(text_rows("KT. CHỦ TỊCH\nTỊCH\n\nLê Thị Mai"))[0]
    assert rest.title is not None
    assert (rest.title.value, rest.title.confidence <= 0.6, rest.authority[0].of) == ("PHÓ CHỦ TỊCH", True, "CHỦ TỊCH")
    assert signer.title.confidence <= 0.6


def test_a_collective_that_nobody_signs_as_has_lost_its_mark() -> None:
    assert read("BAN THƯỜNG VỤ\nBÍ THƯ\n\nLê Thị Mai") == [(["T/M BAN THƯỜNG VỤ"], "BÍ THƯ", "Lê Thị Mai")]


def test_a_second_title_under_the_signature_is_not_the_title() -> None:
    sheet = Sheet()
    sheet.foot([], ["TRƯỞNG BAN", "", "CHỦ TỊCH UBND TỈNH", "Lê Thị Mai"])
    assert shown(find_signers([row_of(line) for line in sheet.lines])) == [([], "TRƯỞNG BAN", "Lê Thị Mai")]


def test_an_approver_below_signs_too() -> None:
    text = "CHÁNH THANH TRA\n\nLê Thị Mai\n\nPHÊ DUYỆT\nGIÁM ĐỐC\n\nTrần Văn Nam"
    assert [(title, name) for _, title, name in read(text)] == [("CHÁNH THANH TRA", "Lê Thị Mai"), ("GIÁM ĐỐC", "Trần Văn Nam")]


def test_two_sign_side_by_side() -> None:
    sheet = Sheet()
    for left, right in (("GIÁM ĐỐC SỞ Y TẾ", "GIÁM ĐỐC CÔNG AN"), ("Lê Thị Mai", "Trần Văn Nam")):
        sheet.foot([], [])
        top = sheet.top
        from schemas.page import Zone  # noqa: PLC0415

        sheet.put(left, Zone.FOOT_LEFT, centre=0.3)
        sheet.top = top
        sheet.put(right, Zone.FOOT_RIGHT, centre=0.75)
        sheet.top += 0.08
    found = shown(find_signers([row_of(line) for line in sheet.lines]))
    assert [(title, name) for _, title, name in found] == [("GIÁM ĐỐC SỞ Y TẾ", "Lê Thị Mai"), ("GIÁM ĐỐC CÔNG AN", "Trần Văn Nam")]


@pytest.mark.parametrize(
    "name", ["TS. Lê Thị Mai", "PGS.TS. Lê Thị Mai", "Đại tá Lê Thị Mai", "BS.CKII Lê Thị Mai", "*Lê Thị Mai*"]
)
def test_degrees_and_ranks_before_the_name_are_left_out_of_the_value(name: str) -> None:
    assert read(f"GIÁM ĐỐC\n\n{name}") == [([], "GIÁM ĐỐC", "Lê Thị Mai")]


def test_a_name_in_capitals() -> None:
    assert read("GIÁM ĐỐC\n\nLÊ THỊ MAI") == [([], "GIÁM ĐỐC", "LÊ THỊ MAI")]


def test_a_name_that_a_seal_has_broken_is_unsure() -> None:
    signer = find_signers(text_rows("GIÁM ĐỐC\n\nvịnh Thị Hoa"))[0]
    assert signer.name is not None
    assert signer.name.rule == "signer.name.damaged"
    assert signer.name.confidence <= 0.5


def test_no_signature_is_no_signer() -> None:
    assert read("") == []
    assert read("ˆˆ 7 |\n;_%") == []


@pytest.mark.parametrize(
    ("read_as", "title"),
    [
        ("PHO GIAM ĐỌC", "PHÓ GIÁM ĐỐC"),
        ("THIẾU TRƯƠNG", "HIỆU TRƯỞNG"),
        ("CHÚ TỊCH", "CHỦ TỊCH"),
        ("PO BÍ THƯ THƯỜNG TRỰC", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
    ],
)
def test_damaged_titles_are_put_right(read_as: str, title: str) -> None:
    found = spelled(read_as)
    assert found is not None
    assert found[0] == title


@pytest.mark.parametrize("text", ["TRƯỞNG PHÒNG NGHIỆP VỤ", "KẾT LUẬN", "SAO MAI", ""])
def test_what_is_near_no_title_stays(text: str) -> None:
    assert spelled(text) is None


@pytest.mark.parametrize(
    ("read_as", "name"), [("Trân Văn Nam", "Trần Văn Nam"), ("Bhạm Thị Hoa", "Phạm Thị Hoa"), ("Mãi Văn Sơn", "Mai Văn Sơn")]
)
def test_family_names_are_put_right_where_one_is_meant(read_as: str, name: str) -> None:
    assert mended_name(read_as) == name


@pytest.mark.parametrize("name", ["Vũ Thị Tuần", "Vỏ Văn Nam", "Y Vinh Êban", "Lê Hoàng Sỹ"])
def test_given_names_and_ambiguous_family_names_stay(name: str) -> None:
    assert mended_name(name).split()[1:] == name.split()[1:]


@pytest.mark.parametrize(
    ("text", "name"), [("Đỗ Thị Lệ Hảo", True), ("Sở Nội vụ", False), ("PHÓ GIÁM ĐỐC", False), ("Như trên", False), ("A", False)]
)
def test_what_is_a_name(text: str, name: bool) -> None:  # noqa: FBT001
    assert is_name(text) is name


def test_honours_end_where_the_name_starts() -> None:
    assert "PGS.TS. Lê Thị Mai"[honours("PGS.TS. Lê Thị Mai") :] == "Lê Thị Mai"
    assert honours("Lê Thị Mai") == 0


def test_a_stroke_right_before_a_title_goes():
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, ("öGIÁM ĐỐC", "", "Trần I ưu Thắng"))
    (signer,) = understand([sheet.page()]).documents[0].signers
    assert signer.title is not None
    assert signer.name is not None
    assert (signer.title.value, signer.name.value) == ("GIÁM ĐỐC", "Trần Lưu Thắng")


def test_a_family_name_that_is_guessed_by_its_letters_says_so() -> None:
    signer = find_signers(text_rows("GIÁM ĐỐC\n\nFran Thị Hoa"))[0]
    assert signer.name is not None
    assert (signer.name.value, signer.name.rule) == ("Trần Thị Hoa", "signer.name.damaged")
    assert signer.name.confidence <= 0.5


def test_the_end_of_a_title_that_looks_like_a_name_is_none() -> None:
    text = "TL. VIỆN TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ VÀ QUẢN\nLÝ HÓA HỌC\nLê Thị Mai"
    assert [name for _, _, name in read(text)] == ["Lê Thị Mai"]
    assert [name for _, _, name in read("GIÁM ĐỐC\nLÊ THỊ MAI")] == ["LÊ THỊ MAI"]


def test_strokes_of_a_signature_above_a_whole_name_are_no_name() -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, ("GIÁM ĐỐC", "", "MỸ Yự", "Trần Thị Mỹ Hương"))
    at = next(at for at, line in enumerate(sheet.lines) if line.text == "MỸ Yự")
    words = tuple(word.model_copy(update={"confidence": 0.5}) for word in sheet.lines[at].words)
    sheet.lines[at] = sheet.lines[at].model_copy(update={"words": words})
    (signer,) = understand([sheet.page()], None).documents[0].signers
    assert signer.name is not None
    assert signer.name.value == "Trần Thị Mỹ Hương"


@pytest.mark.parametrize("name", ["K' Sương", "K’Sương", "A Brôi", "Y Sương"])
def test_a_name_of_a_letter_and_a_word_stands_below_a_title_and_is_never_sure(name: str) -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, ("GIÁM ĐỐC", "", name))
    (signer,) = understand([sheet.page()], None).documents[0].signers
    assert signer.name is not None
    assert signer.name.value == name
    assert signer.name.confidence < 0.75
    assert [one for _, _, one in read(name)] == []


@pytest.mark.parametrize("name", ["H’Yâo Knul", "Y’Thanh Hà Niê", "Lê Thị Mai"])
def test_names_of_the_highlands_have_an_apostrophe(name: str) -> None:
    assert is_name(name)
    assert [one for _, _, one in read(f"GIÁM ĐỐC\n{name}")] == [name]


@pytest.mark.parametrize(
    ("sure", "rule"),
    [
        ((0.95, 0.95, 0.45), "signer.name.torn"),
        ((0.95, 0.4, 0.95), "signer.name"),  # Thị: nothing else can have been meant
        ((0.4, 0.95, 0.95), "signer.name"),
        ((0.2, 0.95, 0.95), "signer.name.torn"),
    ],
)
def test_a_name_of_which_a_word_was_hardly_read_is_torn_and_never_sure(sure: tuple[float, ...], rule: str) -> None:
    sheet = Sheet()
    sheet.put("Trần Thị Hoa", Zone.FOOT_RIGHT)
    (line,) = sheet.lines
    words = tuple(word.model_copy(update={"confidence": one}) for word, one in zip(line.words, sure, strict=True))
    name = name_of(row_of(line.model_copy(update={"words": words})))
    assert (name.value, name.rule) == ("Trần Thị Hoa", rule)
    assert is_doubted(name) is rule.endswith(".torn")


def named(text: str, *sure: float) -> Sheet:
    """A sheet whose only row is a name, its words read with so much confidence."""
    sheet = Sheet()
    sheet.put(text, Zone.FOOT_RIGHT)
    line = sheet.lines[-1]
    words = tuple(word.model_copy(update={"confidence": one}) for word, one in zip(line.words, sure, strict=True))
    sheet.lines[-1] = line.model_copy(update={"words": words})
    return sheet


def test_a_family_name_with_a_twin_has_to_be_read_well() -> None:
    for family, sure, rule in (("Vũ", 0.7, "signer.name.torn"), ("Vũ", 0.95, "signer.name"), ("Lê", 0.7, "signer.name")):
        (line,) = named(f"{family} Thị Hoa", sure, 0.95, 0.95).lines
        assert name_of(row_of(line)).rule == rule


def test_a_row_that_is_all_a_name_keeps_its_first_word_however_badly_it_was_read() -> None:
    assert is_all_a_name(["Định", "Thanh", "Thành"])
    assert is_all_a_name(["Vũ", "Xuân", "Duệ"])
    assert not is_all_a_name(["qv", "Lâm", "Thị", "Ngọc"])
    assert not is_all_a_name(["Xuân", "Duệ"])
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, ("GIÁM ĐỐC", "", "Lý Fhị Mai Anh"))
    line = sheet.lines[-1]
    first = line.words[0].model_copy(
        update={"confidence": 0.45, "box": (*line.words[0].box[:2], line.words[1].box[0] - 0.014, 1.0)}
    )
    sheet.lines[-1] = line.model_copy(update={"words": (first, *line.words[1:])})
    (signer,) = understand([sheet.page()], None).documents[0].signers
    assert signer.name is not None
    assert signer.name.value == "Lý Thị Mai Anh"


@pytest.mark.parametrize(
    ("read_as", "title"),
    [("TRƯỞNG PHÒNG 12", "TRƯỞNG PHÒNG 12"), ("PHO TRUONG PHONG 9", "PHÓ TRƯỞNG PHÒNG 9"), ("GIÁM ĐỐC 1", "GIÁM ĐỐC")],
)
def test_a_unit_with_a_number_keeps_it_in_its_heads_title(read_as: str, title: str) -> None:
    found = spelled(read_as)
    assert found is not None
    assert found[0] == title


@pytest.mark.parametrize(
    ("head", "read_as", "title"),
    [
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM", "PHÓ GIÁM ĐỐC"),
        ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ", "PHÓ CHỦ NHIỆM"),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ],
)
def test_a_deputys_title_whose_end_the_seal_covers_is_the_heads_with_doubt(head: str, read_as: str, title: str) -> None:
    sheet = letter_sheet()
    sheet.foot(FOOT_LEFT, (head, read_as, "", "Lê Thị Mai Anh"))
    (document,) = understand([sheet.page()], None).documents
    (signer,) = document.signers
    assert signer.title is not None
    assert signer.title.value == title
    assert (signer.title.confidence < 0.9) is (read_as != title)


def test_a_given_name_that_is_the_only_one_of_its_letters_is_torn_only_where_next_to_nothing_was_read() -> None:
    def rule(given: str, sure: float) -> str:
        sheet = Sheet()
        sheet.put(f"Trần Thị {given}", Zone.FOOT_RIGHT)
        (line,) = sheet.lines
        words = (*line.words[:2], line.words[2].model_copy(update={"confidence": sure}))
        return name_of(row_of(line.model_copy(update={"words": words}))).rule

    assert rule("Hằng", 0.3) == "signer.name"  # no Hàng, no Hãng
    assert rule("Hằng", 0.1) == rule("Hoa", 0.3) == "signer.name.torn"  # Hoa, Hòa, Hóa


def test_a_signer_whose_family_is_luu_is_no_file_item() -> None:
    foot = "Nơi nhận:\n- Như trên;\n- Lưu: VT, TH.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nLưu Quang Huy"
    letter = understand(
        [text_page(f"Số: 15/SNV-TH\nKính gửi: Sở Y tế.\nSở Nội vụ đề nghị Sở Y tế báo cáo./.\n\n{foot}")]
    ).documents[0]
    assert shown(letter.signers) == [(["KT. GIÁM ĐỐC"], "PHÓ GIÁM ĐỐC", "Lưu Quang Huy")]
    assert [item.kind for item in letter.printed_recipients] == ["as_above", "file"]


def signed(*rows: tuple[str, float]) -> Signer:
    """The signer of a scan whose signature block has these rows, each read with so much confidence."""
    sheet = Sheet()
    for text, sure in rows:
        sheet.put(text, Zone.FOOT_RIGHT, centre=0.72, sure=sure)
    (signer,) = find_signers([row_of(line, at) for at, line in enumerate(sheet.lines)])
    return signer


@pytest.mark.parametrize(("sure", "title"), [(0.5, "PHÓ CHÁNH VĂN PHÒNG"), (0.95, "PHÓ CHÁNH ÁN")])
def test_a_deputy_of_another_office_that_was_hardly_read_is_the_heads(sure: float, title: str) -> None:
    signer = signed(("KT. CHÁNH VĂN PHÒNG", 0.95), ("PHÓ CHÁNH ÁN", sure), ("Lê Thị Mai", 0.95))
    assert signer.title is not None
    assert signer.title.value == title
    assert signer.title.confidence < 0.9 or title != "PHÓ CHÁNH VĂN PHÒNG"


def test_the_last_word_of_a_heads_title_is_the_heads_with_doubt() -> None:
    signer = signed(("ĐỐC", 0.95), ("Lê Thị Mai", 0.95))
    assert signer.title is not None
    assert (signer.title.value, signer.title.confidence < 0.75) == ("GIÁM ĐỐC", True)


def test_a_stroke_behind_a_title_does_not_move_it_off_the_middle() -> None:
    sheet = Sheet()
    sheet.put("T/M BAN THƯỜNG VỤ", Zone.FOOT_RIGHT, centre=0.72)
    sheet.put("BÍ THƯ", Zone.FOOT_RIGHT, centre=0.72)
    line = sheet.lines[-1]
    assert line.box is not None
    right = line.words[-1].box[2] + 0.06
    stroke = line.words[-1].model_copy(
        update={"text": "J", "box": (right - 0.01, line.box[1], right, line.box[3]), "start": 7, "end": 8}
    )
    sheet.lines[-1] = line.model_copy(
        update={"raw": "BÍ THƯ J", "text": "BÍ THƯ J", "words": (*line.words, stroke), "box": (*line.box[:2], right, line.box[3])}
    )
    sheet.put("Lê Thị Mai", Zone.FOOT_RIGHT, centre=0.72)
    (signer,) = find_signers([row_of(one, at) for at, one in enumerate(sheet.lines)])
    assert signer.title is not None
    assert (signer.title.value, signer.title.rule) == ("BÍ THƯ", "signer.title")


@pytest.mark.parametrize(
    ("read_as", "title"), [("3Í THƯ", "BÍ THƯ"), ("GIÁM Đ0C", "GIÁM ĐỐC"), ("TRƯỞNG PHÒNG 12", "TRƯỞNG PHÒNG 12")]
)
def test_a_figure_in_a_titles_capitals_is_a_letter(read_as: str, title: str) -> None:
    signer = signed((read_as, 0.9), ("Lê Thị Mai", 0.95))
    assert signer.title is not None
    assert signer.title.value == title


@pytest.mark.parametrize(
    ("rows", "mark", "title"),
    [
        ((("K1. IHỆU TRƯỞNG", 0.6), ("PHÓ HIỆU TRƯỞNG", 0.9)), "KT.", "PHÓ HIỆU TRƯỞNG"),
        ((("EM CHI BỘ", 0.6), ("PHÓ BÍ THƯ", 0.9)), "T/M", "PHÓ BÍ THƯ"),
        ((("BAN TRỊ SỰ", 0.9), ("TRƯỞNG BAN", 0.9)), "TM.", "TRƯỞNG BAN"),
    ],
)
def test_an_authority_hardly_read_is_no_title(rows: tuple[tuple[str, float], ...], mark: str, title: str) -> None:
    sheet = Sheet()
    for text, sure in (*rows, ("Lê Thị Mai Anh", 0.95)):
        sheet.put(text, Zone.FOOT_RIGHT, centre=0.7, sure=sure)
    (signer,) = find_signers([row_of(line, order) for order, line in enumerate(sheet.lines)])
    assert [one.mark for one in signer.authority] == [mark]
    assert signer.title is not None
    assert signer.title.value == title
