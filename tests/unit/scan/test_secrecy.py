import random
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from infra.training.stamp_words import OTHER, SECRECY
from infra.training.stamps import FONTS, _press, _stamp
from schemas.settings import settings
from tasks.core.scan import secrecy
from tasks.core.scan.secrecy_words import is_stamp_line, may_be_level, shows_secrecy
from tasks.stations.reading import text_page
from tasks.stations.secrecy import UnwrittenCache, look_for_secrecy, text_shows_secrecy

SERIF = FONTS / "liberation2" / "LiberationSerif-Regular.ttf"
needs_fonts = pytest.mark.skipif(not SERIF.exists(), reason="needs Debian's fonts-liberation2 to draw letters")
DPI = 225
RED, BLACK = (42, 28, 214), (20, 20, 20)


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


def test_a_real_word_is_a_damaged_stamp_only_in_a_scan() -> None:
    assert is_stamp_line("MẮT")
    assert not is_stamp_line("MẮT", scanned=False)
    assert is_stamp_line("MẬT", scanned=False)


@pytest.mark.parametrize(
    ("word", "may"), [("MẬT", True), ("NẬT", True), ("MT", True), ("MẠI", True), ("Kính", False), ("UBND", False), ("và", False)]
)
def test_words_that_the_stamp_may_have_become(word: str, may: bool) -> None:  # noqa: FBT001 - a table of pairs
    assert may_be_level(word) is may


def test_the_second_net_holds_what_was_read() -> None:
    assert text_shows_secrecy([text_page("UBND TỈNH THỬ\nSố: 1/UBND\nTỐI MẬT\nKính gửi: Sở Thử")])
    assert not shows_secrecy([text_page("UBND TỈNH THỬ\nVề việc bảo mật\nKính gửi: Sở Thử")])


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
    whole = secrecy._convolve(layer, kernel, bias, stride=1)
    for out in range(3):
        plain = (
            sum(cv2.filter2D(layer[c], cv2.CV_32F, kernel[out, c], borderType=cv2.BORDER_CONSTANT) for c in range(2)) + bias[out]
        )
        np.testing.assert_allclose(whole[out], plain, rtol=1e-4)
    np.testing.assert_allclose(secrecy._convolve(layer, kernel, bias, stride=2), whole[:, ::2, ::2], rtol=1e-4)


def letter(stamp: str | None, colour: tuple[int, int, int], *, turns: int = 0, grey: bool = False, seed: int = 1) -> Image.Image:
    """A page of a letter that never was, with a stamp left of its head."""
    unit = DPI / 72
    page = Image.new("RGB", (round(595 * unit), round(842 * unit)), "white")
    draw = ImageDraw.Draw(page)
    bold = ImageFont.truetype(str(SERIF).replace("Regular", "Bold"), round(13 * unit))
    plain = ImageFont.truetype(str(SERIF), round(13 * unit))
    draw.text((110 * unit, 60 * unit), "UBND TỈNH THỬ", font=bold, fill=0)
    draw.text(
        (290 * unit, 60 * unit), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", font=ImageFont.truetype(bold.path, round(11 * unit)), fill=0
    )
    draw.text((110 * unit, 95 * unit), "Số: 27/UBND-VX", font=plain, fill=0)
    draw.text((220 * unit, 215 * unit), "Kính gửi: Sở Thử nghiệm và Đo lường", font=plain, fill=0)
    for line in range(22):
        words = "Thực hiện nhiệm vụ được giao về bảo mật thông tin, các cơ quan báo cáo kết quả trước"
        draw.text((85 * unit, (250 + 20 * line) * unit), words[line % 5 :], font=plain, fill=0)
    pixels = (np.asarray(page, np.float32)[:, :, ::-1] / 255).astype(np.float32)
    if stamp:
        ink, _ = _stamp(stamp, random.Random(seed), np.random.default_rng(seed))  # noqa: S311 - the same picture every time
        pixels = _press(pixels.copy(), ink, colour, round(100 * unit), round(125 * unit))
    picture = Image.fromarray((np.rot90(pixels, turns)[:, :, ::-1] * 255).astype(np.uint8))
    return picture.convert("L") if grey else picture


def held(picture: Image.Image, tmp_path: Path) -> bool:
    path = tmp_path / "scan.png"
    picture.save(path, dpi=(DPI, DPI))
    verdict = look_for_secrecy(path)
    assert verdict.page_count == 1
    return verdict.held


@needs_fonts
@pytest.mark.tesseract
@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize(
    ("word", "colour", "grey"), [(SECRECY[0], RED, False), (SECRECY[1], BLACK, False), (SECRECY[2], RED, True)]
)
def test_a_stamp_is_held_however_the_page_lies(
    word: str, colour: tuple[int, int, int], *, grey: bool, turns: int, tmp_path: Path
) -> None:
    assert held(letter(word, colour, grey=grey, turns=turns), tmp_path)


@needs_fonts
@pytest.mark.tesseract
@pytest.mark.parametrize("word", [None, *OTHER[:3], "ĐẾN", "SAO Y"])
def test_other_stamps_are_let_go(word: str | None, tmp_path: Path) -> None:
    assert not held(letter(word, RED), tmp_path)


def test_the_gate_keeps_the_limits_of_a_file(tmp_path: Path) -> None:
    assert settings().max_pixels > 0
    path = tmp_path / "page.png"
    Image.new("L", (60, 60), 255).save(path)
    assert look_for_secrecy(path).why == "none"
