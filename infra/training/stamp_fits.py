"""Draw the words of stamps that tasks.core.scan.secrecy_fit lays on faded ones, and add them to the file that the gate ships.

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
from tasks.core.scan.secrecy_fit import WORD_DPI

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


def main() -> None:
    """Draw and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("net", type=Path)
    path = parser.parse_args().net
    with np.load(path) as stored:
        kept = {name: stored[name] for name in stored.files if not name.startswith("word_")}
    np.savez_compressed(path, **kept, **draw_words())


if __name__ == "__main__":
    main()
