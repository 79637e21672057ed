"""Draw the words of stamps that secrecy_fit and secrecy_forms lay on faded ones; add them to what the gate ships.

`python -m infra.training.stamp_fits NET.npz`: fonts only go in, nothing is random.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from infra.training.stamp_words import SECRECY
from infra.training.stamps import FONTS
from tasks.core.scan.stamps.secrecy_fit import WORD_DPI

OTHERS = (
    "KHẨN",
    "THƯỢNG KHẨN",
    "HỎA TỐC",
    "HỎA TỐC HẸN GIỜ",
    "SAO Y",
    "SAO LỤC",
    "CÔNG VĂN ĐẾN",
    "LƯU HÀNH NỘI BỘ",
    "BẢN CHÍNH",
    "TREO",
)
"""Urgency (Nghị định 30/2020 Phụ lục I), copies, circulation, and what receiving offices press beside."""

FACES = {"serif": "liberation2/LiberationSerif-Bold", "sans": "liberation2/LiberationSans-Bold"}
FINE = 4
"""How much finer words are drawn than they are kept."""

POINTS = 15
BESIDE, HEIGHT = 5.0, 18.5
"""Free paper at either side of a word, and the height of what is laid, in points: the frame stays outside."""

GROWN = 0.9
"""How wide a dot of rubber is, in points."""

FRAMED = (*OTHERS[:7], "ĐẾN")
"""Other words that are stamped in such a frame."""

SIDE, FRAME_HEIGHT, FRAME_LINE = 7.75, 24.5, 1.5
"""Free paper at either side of a word in its frame, height and line of the frame, in points."""

DECREE = {"KHẨN": 20.0, "THƯỢNG KHẨN": 40.0, "HỎA TỐC": 30.0}
DECREE_HEIGHT, DECREE_POINTS, MM = 8.0, 13.5, 72 / 25.4
"""Width and height of the frame in millimetres and size of the letters (13 to 14 points) as Nghị định 30/2020 Phụ lục I has them.
`POINTS` is what stamps of secrecy have."""

TWO_LINES, LEADING = "HỎA TỐC\nHẸN GIỜ", 18.0
"""The longest level on two lines, and their distance in points."""

UNSURE = 0.9
"""How far around what a stamp inks dots say nothing, in points: no form fits more exactly."""


def draw_word(word: str, face: str) -> NDArray[np.uint8]:
    """The word's letters, grown (height x width, 0 to 255, at `WORD_DPI`)."""
    unit = WORD_DPI / 72 * FINE
    font = ImageFont.truetype(str(FONTS / f"{face}.ttf"), round(POINTS * unit))
    image = Image.new("L", (int(font.getlength(word) + 2 * BESIDE * unit), int(HEIGHT * unit)), 0)
    ImageDraw.Draw(image).text((image.width / 2, image.height / 2), word, font=font, fill=255, anchor="mm")
    dot = int(GROWN * unit) | 1
    grown = cv2.dilate(np.asarray(image, np.uint8), np.ones((dot, dot), np.uint8))
    return cv2.resize(grown, (image.width // FINE, image.height // FINE), interpolation=cv2.INTER_AREA).astype(np.uint8)


def draw_words() -> dict[str, NDArray[np.uint8]]:
    """All words in all faces by name."""
    kinds = [("secret", word) for word in SECRECY] + [("other", word) for word in OTHERS]
    return {f"word_{kind}/{face}/{word}": draw_word(word, file) for kind, word in kinds for face, file in FACES.items()}


def draw_form(
    word: str, *, points: float = POINTS, wide: float | None = None, high: float = FRAME_HEIGHT, leading: float = LEADING
) -> NDArray[np.uint8]:
    """A stamp with its frame (3 x height x width, 0 to 255, at `WORD_DPI`): what it inks, where it can't, its frame alone.

    `points`: size of the letters; `wide`, `high`: the frame's, in points (None: what the word takes); `leading`: of two lines.
    """
    unit = WORD_DPI / 72 * FINE
    font = ImageFont.truetype(str(FONTS / f"{FACES['serif']}.ttf"), round(points * unit))
    edge, lines = (GROWN + UNSURE) * unit, word.split("\n")
    across = max(map(font.getlength, lines)) + 2 * SIDE * unit if wide is None else wide * unit
    down = (high + (len(lines) - 1) * leading) * unit
    image = Image.new("L", (int(across + 2 * edge), int(down + 2 * edge)), 0)
    ImageDraw.Draw(image).rectangle((edge, edge, edge + across, edge + down), outline=255, width=round(FRAME_LINE * unit))
    frame = np.asarray(image, np.uint8)
    stamp = image.copy()
    for number, line in enumerate(lines):
        middle = image.height / 2 + (number - (len(lines) - 1) / 2) * leading * unit
        ImageDraw.Draw(stamp).text((image.width / 2, middle), line, font=font, fill=255, anchor="mm")
    inked = np.asarray(stamp, np.uint8)
    grown, unsure = (cv2.dilate(inked, np.ones((int(by * unit) | 1,) * 2, np.uint8)) for by in (GROWN, GROWN + UNSURE))
    maps = (grown, 255 - unsure, cv2.dilate(frame, np.ones((int(GROWN * unit) | 1,) * 2, np.uint8)))
    size = (image.width // FINE, image.height // FINE)
    return np.stack([cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in maps]).astype(np.uint8)


def draw_forms() -> dict[str, NDArray[np.uint8]]:
    """All framed stamps by name; `urgent`: other makes, which only the reading lays (the gate's bars were chosen without them)."""
    kinds = [("secret", word) for word in SECRECY] + [("other", word) for word in FRAMED]
    usual = {f"form_{kind}/{word}": draw_form(word) for kind, word in kinds}
    decree = {
        f"form_urgent/{word}/decree": draw_form(word, points=DECREE_POINTS, wide=wide * MM, high=DECREE_HEIGHT * MM)
        for word, wide in DECREE.items()
    }
    return usual | decree | {f"form_urgent/{TWO_LINES.replace(chr(10), ' ')}/two lines": draw_form(TWO_LINES)}


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("net", type=Path)
    path = parser.parse_args().net
    with np.load(path) as stored:
        kept = {name: stored[name] for name in stored.files if not name.startswith(("word_", "form_"))}
    np.savez_compressed(path, **kept, **draw_words(), **draw_forms())


if __name__ == "__main__":
    main()
