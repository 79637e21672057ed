"""What the archive keeps for people: the searchable PDF and a picture of each page, both made in a limited child."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from schemas.base import Box
from schemas.page import Line, Page
from schemas.settings import settings
from tasks.adapters import page_picture, pdf_scans, searchable_pdf
from tasks.adapters.media_type import MediaType, media_type
from tasks.adapters.sandbox import run_limited
from tasks.adapters.searchable_pdf import PlacedPage, PlacedWord
from tasks.adapters.workshop import workshop
from tasks.core.record.boxes import WIDTH, Frame, around, draw_frames
from tasks.core.scan.sheet import orientation
from tasks.core.scan.words.place import place_words
from tasks.stations.page_job import pixels_of

FRAMED_LONGEST = round(WIDTH * 297 / 210)
"""Pixels along a sheet of which only the small picture with frames is wanted."""


class Pictures(NamedTuple):
    """What is wanted of one page: a picture with `frames` on it; with `whole` one without, and one of each of the `cuts`.

    A cut has a number that no other of the letter has.
    """

    page: Page
    frames: Sequence[Frame] = ()
    cuts: Sequence[tuple[int, Box]] = ()
    whole: bool = False


class Copies(NamedTuple):
    """The searchable PDF, and JPEG pictures, turned upright, by page number; the cuts by their own."""

    searchable: bytes
    framed: dict[int, bytes]
    whole: dict[int, bytes]
    cuts: dict[int, bytes]


def make_copies(original: Path, pages: Sequence[Page], wanted: Sequence[Pictures] = ()) -> Copies:
    """The original with the cleaned words of its scanned pages unseen under them, as a PDF, and pictures: in one child.

    Pages with a text of their own stay as they are in the PDF; there is no picture of a text or of a page that could not be
    read. Raises Rejected when the file can't be opened.
    """
    drawn = [one for one in wanted if one.page.kind != "text" and not one.page.problems]
    with tempfile.TemporaryDirectory(prefix="copy-", dir=workshop()) as place:
        folder = Path(place)
        argument = {
            "path": str(original.resolve()),
            "out": str(folder),
            "max_pixels": settings().max_pixels,
            "pages": [_placed(page) for page in pages if page.kind == "scan"],
            "pictures": [_asked(one) for one in drawn],
        }
        run_limited(
            "tasks.stations.searchable:copies_job",
            argument,
            seconds=min(settings().file_seconds, settings().page_seconds * (1 + len(drawn))),
            memory=settings().child_memory,
            writes=(folder,),
        )
        return Copies(
            (folder / "searchable.pdf").read_bytes(),
            {one.page.number: (folder / f"{one.page.number}.framed").read_bytes() for one in drawn},
            {one.page.number: (folder / f"{one.page.number}.whole").read_bytes() for one in drawn if one.whole},
            {number: (folder / f"cut.{number}").read_bytes() for one in drawn for number, _ in one.cuts},
        )


def _asked(wanted: Pictures) -> dict[str, Any]:
    page = wanted.page
    return {"number": page.number, "rotation": page.rotation, **wanted._asdict(), "page": None}


def _placed(page: Page) -> dict[str, Any]:
    lines = [[[text, list(box)] for text, box in place_words(line)] for line in page.lines if _shows(line)]
    return {"number": page.number, "rotation": page.rotation, "lines": lines}


def _shows(line: Line) -> bool:
    return line.box is not None and bool(line.text.strip())


def copies_job(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `make_copies`."""
    path, out = Path(argument["path"]), Path(argument["out"])
    kind = media_type(path)
    for one in argument["pictures"]:
        longest = page_picture.LONGEST if one["whole"] else FRAMED_LONGEST
        pixels = _pixels(path, kind, one["number"], argument["max_pixels"], longest)
        _draw(orientation.turn(page_picture.shrunk(pixels, longest), one["rotation"]), one, out)
    pages = [
        PlacedPage(
            page["number"], page["rotation"], [[PlacedWord(text, tuple(box)) for text, box in line] for line in page["lines"]]
        )
        for page in argument["pages"]
    ]
    searchable_pdf.write_searchable(path, kind, pages, out / "searchable.pdf")
    return {}


def _pixels(path: Path, kind: MediaType, page: int, max_pixels: int, longest: int) -> NDArray[np.uint8]:
    """The page's pixels, `longest` along the longer side or somewhat more where there are so many."""
    scan = pdf_scans.small_scan(path, page, longest=longest, max_pixels=max_pixels) if kind == "application/pdf" else None
    return pixels_of(path, kind, page, max_pixels, longest=longest).image if scan is None else scan


def _draw(pixels: NDArray[np.uint8], wanted: dict[str, Any], out: Path) -> None:
    frames = [(tuple(box), tuple(colour)) for box, colour in wanted["frames"]]
    made = {f"{wanted['number']}.framed": draw_frames(pixels, frames)}
    made |= {f"cut.{number}": around(pixels, tuple(box)) for number, box in wanted["cuts"]}
    made |= {f"{wanted['number']}.whole": pixels} if wanted["whole"] else {}
    for name, picture in made.items():
        (out / name).write_bytes(page_picture.jpeg(picture))
