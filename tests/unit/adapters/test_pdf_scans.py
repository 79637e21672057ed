"""A page that is one JPEG image is decoded small; whatever else a page may be is left to the one that draws."""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tasks.adapters import pdf_pages
from tasks.adapters.pdf_scans import small_scan

WIDTH, HEIGHT = 1240, 1754
EDGE_TO_EDGE = b"q 595 0 0 842 0 0 cm /Im0 Do Q"

Change = Callable[[pikepdf.Pdf, pikepdf.Page], object]


def sheet() -> np.ndarray:
    """A page with a red bar above the middle, a blue one low on the left."""
    made = np.full((HEIGHT, WIDTH, 3), 250, np.uint8)
    made[300:500, 200:1000] = (40, 40, 200)
    made[1400:1500, 100:300] = (200, 60, 20)
    return made


def scan(path: Path, *, content: bytes = EDGE_TO_EDGE, colour: bool = True, change: Change | None = None) -> Path:
    pixels = sheet() if colour else cv2.cvtColor(sheet(), cv2.COLOR_BGR2GRAY)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        image = pdf.make_stream(bytes(cv2.imencode(".jpg", pixels)[1].tobytes()))
        image.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=WIDTH, Height=HEIGHT, BitsPerComponent=8, Filter=Name.DCTDecode,
            ColorSpace=Name.DeviceRGB if colour else Name.DeviceGray,
        )  # fmt: skip
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
        page.Contents = pdf.make_stream(content)
        if change:
            change(pdf, page)
        pdf.save(path)
    return path


def small(path: Path, longest: int = 800) -> np.ndarray | None:
    return small_scan(path, 1, longest=longest, max_pixels=10_000_000)


@pytest.mark.parametrize(
    "content", [EDGE_TO_EDGE, b"q 0.5 0 0 0.5 0 0 cm q 1190 0 0 1684 0 0 cm /Im0 Do Q Q", b"595 0 0 842 0 0 cm /Im0 Do"]
)
@pytest.mark.parametrize("colour", [True, False])
def test_a_scanned_page_looks_as_if_it_was_drawn(tmp_path, content, colour):
    path = scan(tmp_path / "a.pdf", content=content, colour=colour)
    pixels = small(path)
    assert pixels is not None
    assert pixels.shape == (HEIGHT // 2, WIDTH // 2, 3)
    drawn = pdf_pages.render(path, 1, max_pixels=10_000_000, longest=HEIGHT // 2).image
    fitted = np.asarray(cv2.resize(drawn, (WIDTH // 2, HEIGHT // 2)), np.uint8)
    assert np.abs(pixels.astype(int) - fitted.astype(int)).mean() < 2


@pytest.mark.parametrize(("longest", "height"), [(1754, 1754), (1000, 1754), (877, 877), (400, 439), (100, 220)])
def test_it_is_decoded_no_larger_than_need_be_and_never_smaller(tmp_path, longest, height):
    pixels = small(scan(tmp_path / "a.pdf"), longest)
    assert pixels is not None
    assert pixels.shape[0] == height


def turned(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Rotate = 90


def turned_by_the_tree(pdf: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    pdf.Root.Pages.Rotate = 180


def remarked(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([9, 9, 99, 99]))])


def reversed_colours(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.resources.XObject.Im0.Decode = Array([1, 0, 1, 0, 1, 0])


def of_another_size(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.resources.XObject.Im0.Width = WIDTH // 2


def broken(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.resources.XObject.Im0.write(b"\xff\xd8 no picture", filter=Name.DCTDecode)
    del pdf


def without_image(_pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    del page.resources.XObject


@pytest.mark.parametrize("change", [turned, turned_by_the_tree, remarked, reversed_colours, of_another_size, broken, without_image])
def test_a_page_that_looks_otherwise_than_its_image_is_drawn(tmp_path, change):
    assert small(scan(tmp_path / "a.pdf", change=change)) is None


@pytest.mark.parametrize(
    "content",
    [
        EDGE_TO_EDGE + b" q 50 0 0 50 0 0 cm /Im0 Do Q",
        EDGE_TO_EDGE + b" 0 0 99 99 re f",
        b"q 595 0 0 842 0 0 cm Q /Im0 Do",
        b"q 595 0 0 421 0 0 cm /Im0 Do Q",
        b"q 0 842 -595 0 595 0 cm /Im0 Do Q",
        b"q 595 0 0 -842 0 842 cm /Im0 Do Q",
        b"",
    ],
)
def test_a_page_on_which_the_image_is_not_all_is_drawn(tmp_path, content):
    assert small(scan(tmp_path / "a.pdf", content=content)) is None


def test_more_pixels_than_allowed_are_not_decoded(tmp_path):
    assert small_scan(scan(tmp_path / "a.pdf"), 1, longest=800, max_pixels=WIDTH * HEIGHT - 1) is None
    assert small_scan(tmp_path / "a.pdf", 2, longest=800, max_pixels=10_000_000) is None
