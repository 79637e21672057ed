"""Pages of an image file (TIFF with several pages, PNG, JPEG) as pixels. Runs in a limited child process only."""

import io
import math
import os
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from schemas.errors import Rejected

A4_INCHES = (8.27, 11.69)
_FORMATS = ("TIFF", "PNG", "JPEG")
_BROKEN = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, ArithmeticError, TypeError, LookupError,
    AttributeError, NotImplementedError, struct.error,
)  # fmt: skip
"""What Pillow raises for files that are broken: its parsers take a file's word for much."""


class ImagePixels(NamedTuple):
    """A page's pixels (height x width x 3, blue green red) and their resolution."""

    image: NDArray[np.uint8]
    dpi: float
    bilevel: bool


class _Bytes(io.BufferedReader):
    """A file of which never more is asked than it has: Python makes room first for all that a broken length asks for."""

    def __init__(self, raw: io.FileIO) -> None:
        super().__init__(raw)
        self._end = os.fstat(raw.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        """At most `size` bytes, all that are left where it is negative or None."""
        left = max(self._end - self.tell(), 0)
        return super().read(left if size is None or size < 0 else min(size, left))


@contextmanager
def _open(path: Path, max_pixels: int) -> Iterator[Image.Image]:
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours and is checked before decoding
    try:
        with warnings.catch_warnings(), _Bytes(io.FileIO(path)) as file, Image.open(file, formats=_FORMATS) as image:
            warnings.simplefilter("ignore")
            _check(image, max_pixels)
            yield image
    except Rejected:
        raise
    except _BROKEN as error:
        raise Rejected("image.undecodable", type(error).__name__) from error


def _check(image: Image.Image, max_pixels: int) -> None:
    if image.width * image.height > max_pixels:
        raise Rejected("image.too_many_pixels")


def count_pages(path: Path, *, max_pixels: int, max_pages: int) -> int:
    """Number of pages, counting no further than one over `max_pages`.

    Raises Rejected: image.undecodable, image.too_many_pixels (the first page only: later ones are problems of theirs).
    """
    with _open(path, max_pixels) as image:
        pages = 1
        if image.format != "TIFF":
            return pages
        while pages <= max_pages:
            try:
                image.seek(pages)
            except EOFError:
                break
            pages += 1
        return pages


def decode(path: Path, page: int, *, max_pixels: int, shrink_over: int | None = None, cut_off: bool = False) -> ImagePixels:
    """Decode page `page` (from 1), turned as its EXIF says. Raises Rejected: image.undecodable, image.too_many_pixels.

    A picture of more than `shrink_over` pixels comes out smaller by a whole factor. `cut_off`: what there is of a cut picture.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = cut_off
    with _open(path, max_pixels) as image:
        image.seek(page - 1)
        _check(image, max_pixels)
        stated, bilevel = image.info.get("dpi"), image.mode == "1"
        smaller, factor = _shrunk(image, shrink_over) if shrink_over else (image, 1.0)
        stated = (float(stated[0]) / factor, float(stated[1]) / factor) if stated else None
        upright = ImageOps.exif_transpose(smaller)
        pixels = np.ascontiguousarray(np.asarray(_rgb(upright))[:, :, ::-1])
        return ImagePixels(_square(pixels, stated), _resolution(stated, upright.size), bilevel)


def _shrunk(image: Image.Image, most: int) -> tuple[Image.Image, float]:
    """The picture with no more than about `most` pixels, and by how much it shrank; a JPEG is not even decoded in full."""
    width = image.width
    factor = math.ceil(math.sqrt(image.width * image.height / most))
    if factor <= 1:
        return image, 1.0
    image.draft(None, (image.width // factor, image.height // factor))
    left = math.ceil(math.sqrt(image.width * image.height / most))
    if left <= 1:
        return image, width / image.width
    plain = image.convert("L") if image.mode == "1" else image.convert("RGB") if image.mode == "P" else image
    reduced = plain.reduce(left)
    reduced.info = image.info
    return reduced, width / reduced.width


def _square(pixels: NDArray[np.uint8], stated: tuple[float, float] | None) -> NDArray[np.uint8]:
    """Fax machines scan 204 by 98 dots: repeat rows until both directions have one resolution."""
    if stated and float(stated[1]) > 0 and 1.5 < float(stated[0]) / float(stated[1]) < 2.5:
        return np.ascontiguousarray(np.repeat(pixels, 2, axis=0))
    return pixels


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        solid = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("RGB")
    if image.mode.startswith("I;16"):  # sixteen bits of grey: the eight high ones
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    return image.convert("RGB")


def _resolution(stated: tuple[float, float] | None, size: tuple[int, int]) -> float:
    """The stated resolution where it gives a sheet of a likely size, else that of an A4 sheet."""
    likely = max(size) / A4_INCHES[1]
    if stated:
        horizontal = float(stated[0])
        if 0.6 * likely <= horizontal <= 1.7 * likely:
            return horizontal
    return likely
