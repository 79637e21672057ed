from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from infra.training.stamp_words import SECRECY, URGENCY
from schemas.page import Mark
from schemas.settings import settings
from tasks.core.scan.net import convolve
from tasks.core.scan.stamps.secrecy_words import is_stamp_line, is_stamp_text, is_urgency_word, may_be_level, shows_secrecy
from tasks.stations.reading import text_page
from tasks.stations.secrecy import UnwrittenCache, look_for_secrecy, text_shows_secrecy
from tests.drawn import BLACK, DPI, RED, letter


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "[TỐI MẬT]",
        "MAT",
        "TÓI MẬT",
        "TUYET MAT",
        "| MẬT | HỎA TỐC",
        "TỐI MẬT HỎA TỐC",
        "M Ậ T",
        "MÂT.",
        "TUYỆTMẬT",
        "Độ mật: Tối mật",
        "Số: 12/BC-UBND      MẬT",
        "MẮT",
    ],
)
def test_lines_that_are_stamps(line: str) -> None:
    assert is_stamp_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "BẢO MẬT",
        "KHẨN",
        "HỎA TỐC",
        "mật",
        "Mật",
        "MẶT TRẬN TỔ QUỐC",
        "bí mật nhà nước",
        "MỘT",
        "MẬT ĐỘ DÂN SỐ",
        "TM. UBND",
        "MẬT KHẨU",
        "",
        "THÔNG TIN MẬT",
        "Về việc bảo vệ bí mật",
        "12",
        "TỐI",
        "CHÍNH THỨC",
    ],
)
def test_lines_that_are_none(line: str) -> None:
    assert not is_stamp_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT Hà Nội, ngày 5 tháng 6 năm 2021",
        "TỐI MẬT Độc lập - Tự do - Hạnh phúc",
        "Số: 12/BC-UBND MẬT",
        "MËT",
        "TOÁI MAÄT",
        "TuyÖt mËt",
    ],
)
def test_stamps_beside_other_columns_and_in_old_encodings_of_a_files_own_text(line: str) -> None:
    assert is_stamp_line(line, scanned=False)


@pytest.mark.parametrize(
    "line",
    [
        "MẬT ĐỘ DÂN SỐ",
        "MẬT KHẨU của người dùng.",
        "MẬT THÔNG TIN",
        "Số: 12/BC-UBND",
        "Số: 3 về MẬT ong",
        "MËT MÓI",
    ],
)
def test_words_of_a_files_own_text_that_are_none(line: str) -> None:
    assert not is_stamp_line(line, scanned=False)


def test_a_real_word_is_a_damaged_stamp_only_in_a_scan() -> None:
    assert is_stamp_line("MẮT")
    assert not is_stamp_line("MẮT", scanned=False)
    assert is_stamp_line("MẬT", scanned=False)


@pytest.mark.parametrize(
    ("word", "may"), [("MẬT", True), ("NẬT", True), ("MT", True), ("MẠI", True), ("Kính", False), ("UBND", False), ("và", False)]
)
def test_words_that_the_stamp_may_have_become(word: str, may: bool) -> None:  # noqa: FBT001 - a table of pairs
    assert may_be_level(word) is may


@pytest.mark.parametrize(
    ("word", "urgency"), [("KHẨN", True), ("[KHÁN]", True), ("TỐC", True), ("MẬT", False), ("TỐI", False), ("Khắc", False)]
)
def test_words_of_urgency_stamps(word: str, urgency: bool) -> None:  # noqa: FBT001 - as above
    assert is_urgency_word(word) is urgency


def test_the_second_net_holds_what_was_read() -> None:
    assert text_shows_secrecy([text_page("UBND TỈNH THỬ\nSố: 1/UBND\nTỐI MẬT\nKính gửi: Sở Thử")])
    assert not shows_secrecy([text_page("UBND TỈNH THỬ\nVề việc bảo mật\nKính gửi: Sở Thử")])


@pytest.mark.parametrize("text", ["IM Ậ T] ——__ _|", "TỐI MẬT", "[MẬT HỎA TỐC|", "| TUYẾT MAT"])
def test_the_words_of_a_secrecy_stamp_are_known_with_their_frame(text: str):
    assert is_stamp_text(text)
    page = text_page("UBND TỈNH THỬ").model_copy(update={"marks": (Mark(kind="stamp", text=text),)})
    assert shows_secrecy([page])


@pytest.mark.parametrize("text", ["KHẨN", "HỎA TỐC", "CÔNG VĂN ĐẾN Số: 12", "ĐẾN NGÀY 02/3", "SAO Y BẢN CHÍNH", "PHÒNG BẢO MẬT"])
def test_other_stamps_are_none_of_secrecy(text: str):
    assert not is_stamp_text(text)


@pytest.mark.parametrize(("text", "held"), [("Số: 1/UBND\nTUYỆT MẬT\nKính gửi", True), ("Số: 1/UBND\nGiữ bí mật\nKính gửi", False)])
def test_text_files_are_gated_too(text: str, held: bool, tmp_path: Path) -> None:  # noqa: FBT001 - as above
    path = tmp_path / "letter.txt"
    path.write_text(text, encoding="utf-8")
    verdict = look_for_secrecy(path)
    assert (verdict.held, verdict.page_count) == (held, 1)


def test_a_held_letters_readings_never_reach_the_cache() -> None:
    class Cache:
        def __init__(self) -> None:
            self.kept: dict[str, bytes] = {}

        def get(self, key: str) -> bytes | None:
            return self.kept.get(key)

        def put(self, key: str, value: bytes) -> None:
            self.kept[key] = value

    below = Cache()
    cache = UnwrittenCache(below)
    cache.put("a", b"text")
    assert cache.get("a") == b"text"
    assert below.kept == {}
    cache.write()
    assert below.kept == {"a": b"text"}


def test_the_nets_sums_are_those_of_a_convolution() -> None:
    gen = np.random.default_rng(1)
    layer = gen.random((2, 9, 12), dtype=np.float32)
    kernel = gen.random((3, 2, 3, 3), dtype=np.float32)
    bias = gen.random(3, dtype=np.float32)
    whole = convolve(layer, kernel, bias, stride=(1, 1))
    for out in range(3):
        plain = (
            sum(cv2.filter2D(layer[c], cv2.CV_32F, kernel[out, c], borderType=cv2.BORDER_CONSTANT) for c in range(2)) + bias[out]
        )
        np.testing.assert_allclose(whole[out], plain, rtol=1e-4)
    np.testing.assert_allclose(convolve(layer, kernel, bias, stride=(2, 2)), whole[:, ::2, ::2], rtol=1e-4)


def held(picture: Image.Image, tmp_path: Path) -> bool:
    path = tmp_path / "scan.png"
    picture.save(path, dpi=(DPI, DPI))
    verdict = look_for_secrecy(path)
    assert verdict.page_count == 1
    return verdict.held


@pytest.mark.tesseract
@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(
    ("word", "colour", "grey"), [(SECRECY[0], RED, False), (SECRECY[1], BLACK, False), (SECRECY[2], RED, True)]
)
def test_a_stamp_is_held_however_the_page_lies(
    word: str, colour: tuple[int, int, int], *, grey: bool, turns: int, tmp_path: Path
) -> None:
    picture = letter(word, colour, turns=turns)
    assert held(picture.convert("L") if grey else picture, tmp_path)


@pytest.mark.tesseract
@pytest.mark.parametrize("seed", [5, 6, 7])
def test_a_stamp_of_a_grey_scanner_is_held(seed: int, tmp_path: Path) -> None:
    assert held(letter("MẬT", seed=seed).convert("L"), tmp_path)  # of 5 the letters stand apart: M Ậ T


@pytest.mark.tesseract
@pytest.mark.parametrize("word", [None, *URGENCY[:3], "ĐẾN", "CÔNG VĂN ĐẾN"])
def test_other_stamps_are_let_go(word: str | None, tmp_path: Path) -> None:
    assert not held(letter(word, RED), tmp_path)


def test_the_gate_keeps_the_limits_of_a_file(tmp_path: Path) -> None:
    assert settings().max_pixels > 0
    path = tmp_path / "page.png"
    Image.new("L", (60, 60), 255).save(path)
    assert look_for_secrecy(path).why == "none"
