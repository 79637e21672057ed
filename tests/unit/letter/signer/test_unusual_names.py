"""Names of which a word is rare, or was read with doubt; all invented."""

import pytest

from schemas.found import Found
from schemas.page import Zone
from tasks.core.letter.confidence.signer_evidence import is_doubted, most_of
from tasks.core.letter.rows.lines import row_of
from tasks.core.letter.signer.signer_name import name_of
from tasks.core.letter.vocabulary.names import mended_name
from tests.unit.letter.letters import Sheet
from tests.unit.letter.made import text_rows


def read(name: str, *sure: float) -> Found:
    """What a scan's row makes of a name, its words read with so much confidence: 0.96 where none is given."""
    sheet = Sheet()
    sheet.put(name, Zone.FOOT_RIGHT)
    line = sheet.lines[-1]
    told = (*sure, *(0.96 for _ in line.words))
    words = tuple(word.model_copy(update={"confidence": one}) for word, one in zip(line.words, told, strict=False))
    return name_of(row_of(line.model_copy(update={"words": words})))


@pytest.mark.parametrize(("name", "sure", "doubted"), [("Tuân", 0.9, True), ("Tuân", 0.95, False), ("Tuấn", 0.9, False)])
def test_a_rare_given_name_that_may_have_lost_its_tone_is_doubted(name: str, sure: float, *, doubted: bool) -> None:
    assert is_doubted(read(f"Phạm Văn {name}", 0.8, 0.9, sure)) is doubted


@pytest.mark.parametrize(("given", "sure", "doubted"), [("Nhục", 0.85, True), ("Nhục", 0.93, False), ("Ngọc", 0.85, False)])
def test_a_syllable_that_no_name_has_is_doubted_where_it_was_read_with_doubt(given: str, sure: float, *, doubted: bool) -> None:
    assert is_doubted(read(f"Trần {given} Sơn", 0.8, sure)) is doubted


@pytest.mark.parametrize("family", ["Lường", "Giàng", "Lã", "Vừ"])
def test_a_rare_family_name_stays_as_it_was_read_well(family: str) -> None:
    name = read(f"{family} Văn Sơn", 0.92)
    assert name.value == f"{family} Văn Sơn"
    assert not is_doubted(name)
    assert is_doubted(read(f"{family} Văn Sơn", 0.7))


@pytest.mark.parametrize(("family", "sure", "given_as"), [("Tòng", 0.8, "Tòng"), ("Chử", 0.7, "Chử"), ("Tòng", 0.5, "Tống")])
def test_a_rare_family_name_that_may_be_a_usual_one_is_given_as_read_and_doubted(family: str, sure: float, given_as: str) -> None:
    name = read(f"{family} Văn Sơn", sure)
    assert name.value == f"{given_as} Văn Sơn"
    assert is_doubted(name)


@pytest.mark.parametrize(("sure", "value"), [(0.93, "Lò Văn Hặc"), (0.85, "Lò Văn Hạc")])
def test_a_syllable_that_the_engine_does_not_know_and_read_as_well_as_such_are_stays(sure: float, value: str) -> None:
    assert read("Lò Văn Hặc", 0.7, 0.9, sure).value == value


def test_marks_of_a_given_name_that_were_put_right_are_never_sure() -> None:
    for word, sure, most in (("Khác", 0.9, 0.8), ("Khác", 0.6, 0.6), ("Khắc", 0.9, 1.0)):
        name = read(f"Phan {word} Hòa", 0.8, sure)
        assert (name.value, most_of(name)) == ("Phan Khắc Hòa", most)


@pytest.mark.parametrize(("torn", "doubted"), [("Irịnh", False), ("kKiều", False), ("T†ồ", True), ("Biäi", True)])
def test_a_torn_family_name_is_doubted_unless_it_is_far_from_all_but_one(torn: str, *, doubted: bool) -> None:
    assert is_doubted(read(f"{torn} Văn Sơn", 0.6)) is doubted


def test_a_torn_thi_is_no_torn_name() -> None:
    name = read("Phan Fhị Hòa", 0.8, 0.3)
    assert (name.value, is_doubted(name)) == ("Phan Thị Hòa", False)
    assert read("Phan Ÿhị Hòa", 0.8, 0.3).value == "Phan Thị Hòa"


def test_phi_is_a_name_and_no_torn_thi() -> None:
    assert mended_name("Phan Phi Hòa") == "Phan Phi Hòa"
    assert mended_name("Phan Phị Hòa") == "Phan Thị Hòa"


def test_a_family_name_that_no_list_has_stays_where_it_was_read_well() -> None:
    for sure, value in ((0.92, "Trạc Thị Hòa"), (0.5, "Trần Thị Hòa")):
        name = read("Trạc Thị Hòa", sure)
        assert (name.value, is_doubted(name)) == (value, True)
    (row,) = text_rows("Trạc Thị Hòa")
    assert name_of(row).value == "Trạc Thị Hòa"


def test_a_family_names_marks_that_were_read_well_and_put_right_are_not_sure() -> None:
    assert [most_of(read(f"{family} Văn Sơn", 0.92)) for family in ("Trình", "Trịnh")] == [0.8, 1.0]


def test_a_rare_family_name_with_letters_of_its_own_stays():
    assert read("Trầm Phước Lượng", 0.82).value == "Trầm Phước Lượng"
    assert read("Trấn Phước Lượng", 0.82).value == "Trần Phước Lượng"


@pytest.mark.parametrize("name", ["Ông Hoàng Minh", "Ông Thanh Ngà"])
def test_nobody_signs_as_a_gentleman_but_some_are_called_so(name: str) -> None:
    assert read(name).value == name
    assert not is_doubted(read(name))
    assert mended_name("Ông Nguyễn Văn Tạo").endswith("Nguyễn Văn Tạo")


def test_a_family_name_hardly_read_is_doubted_though_it_is_a_usual_middle_name():
    assert is_doubted(read("Văn Văn Tạo", 0.2))
    assert is_doubted(read("Tấn Láo Tả"))


@pytest.mark.parametrize(("family", "sure", "value"), [("Đường", 0.95, "Đường"), ("Đường", 0.9, "Dương"), ("Đương", 0.97, "Dương")])
def test_a_family_name_that_was_read_surely_is_no_slip_for_one_with_two_other_marks(family: str, sure: float, value: str) -> None:
    assert read(f"{family} Văn Sơn", sure).value == f"{value} Văn Sơn"
