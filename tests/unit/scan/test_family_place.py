"""The family name of a signer's row, by what all readings have at its place and by the room that it takes."""

import pytest

from tasks.core.letter.vocabulary.family_names import SPELLED, family_costs, is_family
from tasks.core.letter.vocabulary.names import is_name_word
from tasks.core.scan.words.assemble import Token
from tasks.core.scan.words.family_place import Names, on_its_row, width_of, with_family
from tests.unit.scan.test_second_look import texts, token

EM = 40.0
NAMES = Names(is_name_word, SPELLED.__contains__, {"Tý": "Lý"}.get, family_costs)


def name(first: str, sure: float, *, room: str, after: str = "Thị Hoa") -> list[Token]:
    """A row: its first word as it was read, in the room that `room` takes in bold Times, and the sure words behind it."""
    words, left = [token(first, confidence=sure, left=100, width=EM * width_of(room))], 100 + EM * (width_of(room) + 0.3)
    for word in after.split():
        words.append(token(word, confidence=0.96, left=left, width=EM * width_of(word)))
        left += EM * (width_of(word) + 0.3)
    return words


def test_what_no_reading_has_all_of_them_mean_together_and_it_is_doubted() -> None:
    readings = [name(read, sure, room="Hồ") for read, sure in (("1F", 0.6), ("“Hồ", 0.0), ("Hữ", 0.2), ("IFo", 0.1))]
    family, *given = with_family(readings[0], readings, NAMES)
    assert (family.text, texts(given)) == ("Hồ", ["Thị", "Hoa"])
    assert family.confidence <= 0.2
    assert family.right <= given[0].left


def test_a_family_name_that_the_vote_lost_comes_back() -> None:
    readings = [name(read, sure, room="Thái") for read, sure in (("hát", 0.7), ("Phái", 0.6), ("thải", 0.6), ("hải", 0.2))]
    assert texts(with_family(readings[0][1:], readings, NAMES)) == ["Thái", "Thị", "Hoa"]


@pytest.mark.parametrize(("room", "family"), [("Trịnh", "Trịnh"), ("Đinh", "Đinh")])
def test_the_room_tells_two_apart_that_were_read_alike(room: str, family: str) -> None:
    readings = [name(read, 0.4, room=room, after="Văn Hoa") for read in ("Trính", "Tính", "Fính", "Yính")]
    assert with_family(readings[1], readings, NAMES)[0].text == family


@pytest.mark.parametrize(
    ("reads", "first"),
    [
        (("Hà", "Hồ", "Hồ"), "Hà"),  # read well enough as a family's name
        (("Lỵ", "Hỷ", "Ly"), "Lỵ"),  # marks alone: understanding knows
        (("Tý", "Tý", "Lý"), "Tý"),
        (("Xqwk", "Mrtz", "Ăâbg"), "Xqwk"),
    ],
)
def test_what_needs_no_other_word_or_means_none_stays(reads: tuple[str, ...], first: str) -> None:
    readings = [name(read, 0.7, room=first) for read in reads]
    assert with_family(readings[0], readings, NAMES) == readings[0]


def test_a_rare_family_name_that_most_readings_spell_alike_is_no_torn_one() -> None:
    rare = NAMES._replace(is_rare=is_family)
    readings = [name(read, sure, room="Cấn", after="Văn Tạo") for read, sure in (("Cấn", 0.96), ("'Cấn", 0.4), ("Cấn", 0.93))]
    assert texts(with_family(readings[0], readings, rare)) == ["Cấn", "Văn", "Tạo"]
    once = [name(read, sure, room="Cấn", after="Văn Tạo") for read, sure in (("Cấn", 0.96), ("'Cấn", 0.4), ("'Cấn", 0.4))]
    assert with_family(once[0], once, rare) == with_family(once[0], once, NAMES)  # surely once only


def test_a_name_whose_first_word_is_the_familys_has_none_before_it() -> None:
    plain = name("Lâm", 0.9, room="Lâm")
    edge = [token("—xa", confidence=0.3, left=20, width=30), *plain]
    assert with_family(plain, [plain, edge, edge], NAMES) == plain


def test_two_torn_words_are_no_one_family() -> None:
    row = [token("Caơ", confidence=0.5, left=20, width=70), *name("Tñj", 0.5, room="Thị", after="Mỹ Hằng")]
    assert with_family(row, [row, row[:], list(row)], NAMES) == row


def test_words_of_a_stroke_above_a_name_are_not_of_its_row() -> None:
    row = name("Hồ", 0.1, room="Hồ")
    stroke = Token("Hà,", 0.7, 102, 70, 140, 90, row[0].zone, (1,))
    assert on_its_row([stroke, *row], is_name_word) == row
    assert on_its_row([stroke, row[0]], is_name_word) == [stroke, row[0]]


def test_a_middle_name_that_is_torn_too_is_no_family() -> None:
    reads = (("ký", 0.7, "TÀI", 0.2), ("ký", 0.7, "xũ", 0.0), ("bý", 0.7, "Thị", 0.6), ("ký", 0.6, "Thị", 0.1))
    readings = []
    for first, sure, middle, hardly in reads:
        one, two, *rest = name(first, sure, room="Lý", after="Thị Bích Hoa")
        readings.append([one, token(middle, confidence=hardly, left=two.left, width=two.right - two.left), *rest])
    voted = readings[0][2:]
    family, middle_name, *_ = named = with_family(voted, readings, NAMES)
    assert texts(named) == ["Lý", "Thị", "Bích", "Hoa"]
    assert max(family.confidence, middle_name.confidence) <= 0.2


def test_a_family_name_that_every_reading_doubts_and_all_together_leave_alone_is_read() -> None:
    readings = [name(read, 0.15, room="Huỳnh") for read in ("Huỳnh", "Hữỳnh", "Hũỳnh", "`Huỳnh")]
    family, *_ = with_family(readings[0], readings, NAMES)
    assert (family.text, family.confidence) == ("Huỳnh", 0.5)
    few = with_family(readings[0], readings[:2], NAMES)
    assert few[0].confidence == 0.15
    near = [name(read, 0.15, room="Phạm") for read in ("Phan", "Phạn", "Pham", "Phán")]
    assert with_family(near[0], near, NAMES)[0].confidence <= 0.2
