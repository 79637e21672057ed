"""The OCR engine (máy nhận dạng chữ) behind one function: an image in, words with boxes and confidences out."""

import csv
import io
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import cv2
import pytesseract

from schemas.errors import Rejected, UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LANGUAGES = "vie"

_TRIES = 3
"""How often the engine is asked for a page when somebody kills it."""

# More threads burn three times the CPU and are slower even alone (measured, docs/reading.md); the engine reads this at its start.
os.environ["OMP_THREAD_LIMIT"] = "1"  # noqa: TID251 - it is set for the engine, not read as a setting of ours


class EngineWord(NamedTuple):
    """A word in pixels of the image that was read; `confidence` 0 to 1; `line` is the engine's own line."""

    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int
    line: tuple[int, int, int]

    def scaled(self, factor: float) -> "EngineWord":
        """The same word in pixels of a picture `factor` times as large."""
        left, top, right, bottom = (round(edge * factor) for edge in (self.left, self.top, self.right, self.bottom))
        return self._replace(left=left, top=top, right=right, bottom=bottom)


def read_words(image: "NDArray[np.uint8]", *, psm: int, dpi: int, options: tuple[str, ...] = ()) -> list[EngineWord]:
    """Read a grey image (height x width, 0 = ink) with one call of the engine.

    Raises Rejected (`read.crashed`) when the engine ends badly or gives bytes that are not UTF-8, UsageError without an engine.
    """
    with tempfile.TemporaryDirectory(prefix="congvan_") as folder:
        path = Path(folder) / "page.pgm"  # uncompressed: the engine reads it at once, a PNG costs 0.3 s to pack
        cv2.imwrite(str(path), image)
        config = " ".join((f"--psm {psm}", f"--dpi {dpi}", *(f"-c {option}" for option in options)))
        return list(_words(_table(path, config)))


def _table(path: Path, config: str) -> str:
    """The engine's table of words. One that was killed from outside says nothing about the page: it is asked again."""
    for left in reversed(range(_TRIES)):
        try:
            return str(pytesseract.image_to_data(str(path), lang=LANGUAGES, config=config))
        except pytesseract.TesseractNotFoundError as error:
            raise UsageError("tesseract is missing: apt-get install tesseract-ocr tesseract-ocr-vie") from error
        except (pytesseract.TesseractError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
            status = getattr(error, "status", getattr(error, "returncode", 0))  # the second: it is asked for its version first
            if left and status == -signal.SIGKILL:
                continue
            raise Rejected("read.crashed", f"engine: {type(error).__name__}") from error
    raise AssertionError("the last try gives or raises")


def _words(table: str) -> Iterator[EngineWord]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != "5" or not text:
            continue
        left, top, width, height = (int(row[key]) for key in ("left", "top", "width", "height"))
        confidence = min(max(float(row["conf"]) / 100, 0.0), 1.0)
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        yield EngineWord(text, confidence, left, top, left + width, top + height, line)


@lru_cache(maxsize=1)
def engine_version() -> str:
    """Version and languages of the engine, as provenance names it. Raises UsageError without an engine."""
    try:
        return f"tesseract {pytesseract.get_tesseract_version()} {LANGUAGES}"
    except pytesseract.TesseractNotFoundError as error:
        raise UsageError("tesseract is missing: apt-get install tesseract-ocr tesseract-ocr-vie") from error
