import numpy as np
import pytest

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.sheet.paper import Grey
from tasks.core.scan.words.compose import Part
from tasks.stations.stamp_look import MOST, look_alone, says_level

PAGE = np.full((1000, 800), 255, np.uint8)


class Engine:
    """Reads these words in every picture, and counts the pictures."""

    def __init__(self, text: str) -> None:
        self.text, self.seen = text, list[tuple[int, ...]]()

    def __call__(self, image: Grey) -> list[EngineWord]:
        self.seen.append(image.shape)
        return [EngineWord(word, 0.9, 0, 0, 10, 10, (0, 0, 0)) for word in self.text.split()]


def stamp(mark: int, top: int = 200) -> Part:
    return Part(Zone.BODY, 100, top, 260, top + 50, mark=mark)


def test_a_stamp_that_was_passed_over_is_read_alone():
    engine = Engine("HỎA TỐC")
    assert look_alone({}, [stamp(3)], PAGE, engine) == {3: ["HỎA", "TỐC"]}
    assert engine.seen == [(90, 200)]


def test_one_read_as_noise_is_read_again():
    assert look_alone({0: ["KI"]}, [stamp(0)], PAGE, Engine("KHẨN")) == {0: ["KHẨN"]}


def test_what_is_no_stamps_word_alone_either_stays():
    assert look_alone({0: ["KI"]}, [stamp(0)], PAGE, Engine("SAO Y BẢN CHÍNH")) == {0: ["KI"]}


@pytest.mark.parametrize(
    ("texts", "top"),
    [(["THƯỢNG", "KHẨN"], 200), (["TỐI", "MẬT"], 200), (["SỞ", "TÀI", "CHÍNH", "ĐẾN", "Số:"], 200), ([], 700)],
)
def test_what_is_read_or_stands_below_costs_no_call(texts: list[str], top: int):
    engine = Engine("KHẨN")
    assert look_alone({0: texts}, [stamp(0, top)], PAGE, engine) == {0: texts}
    assert engine.seen == []


def test_a_page_full_of_frames_costs_few_calls():
    engine = Engine("gì đó")
    look_alone({}, [stamp(number) for number in range(9)], PAGE, engine)
    assert len(engine.seen) == MOST


@pytest.mark.parametrize(("words", "level"), [("HỎA TỐC", True), ("KHẨN", True), ("MẬT", True), ("ĐẾN", False), ("", False)])
def test_words_that_tell_a_level(words: str, level: bool):  # noqa: FBT001
    assert says_level(words.split()) is level
