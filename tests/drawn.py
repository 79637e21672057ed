"""Pages of letters that never were, drawn for tests: a head, a body, and a stamp where one is asked for."""

import random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from infra.training.stamps import DRAW_DPI, FONTS, draw_stamp, press

DPI = DRAW_DPI
SERIF = FONTS / "liberation2" / "LiberationSerif-Regular.ttf"
BOLD = FONTS / "liberation2" / "LiberationSerif-Bold.ttf"
RED, BLACK = (42, 28, 214), (20, 20, 20)
BODY = "Thực hiện nhiệm vụ được giao về bảo mật thông tin, các cơ quan báo cáo kết quả trước"


def letter(
    stamp: str | None, colour: tuple[int, int, int] = RED, *, turns: int = 0, seed: int = 1, body: str = BODY
) -> Image.Image:
    """The first page of a letter with a stamp left of its head, after so many quarter turns."""
    unit = DPI / 72
    page = Image.new("RGB", (round(595 * unit), round(842 * unit)), "white")
    draw = ImageDraw.Draw(page)

    def write(x: float, y: float, text: str, points: float = 13, *, bold: bool = False) -> None:
        font = ImageFont.truetype(str(BOLD if bold else SERIF), round(points * unit))
        draw.text((x * unit, y * unit), text, font=font, fill=0)

    write(110, 60, "UBND TỈNH THỬ", bold=True)
    write(290, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, bold=True)
    write(110, 95, "Số: 27/UBND-VX")
    write(220, 215, "Kính gửi: Sở Thử nghiệm và Đo lường")
    for line in range(22):
        write(85, 250 + 20 * line, body[line % 5 :])
    pixels = (np.asarray(page, np.float32)[:, :, ::-1] / 255).astype(np.float32)
    if stamp:
        pressed = draw_stamp(stamp, random.Random(seed), np.random.default_rng(seed))  # noqa: S311 - the same each time
        press(pixels, pressed.ink, colour, round(100 * unit), round(125 * unit))
    return Image.fromarray((np.rot90(pixels, turns)[:, :, ::-1] * 255).astype(np.uint8))
