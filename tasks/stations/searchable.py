"""What the archive keeps for people: the searchable PDF and a picture of each page, both made in a limited child."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from schemas.page import Line, Page
from schemas.settings import settings
from tasks.adapters import page_picture, searchable_pdf
from tasks.adapters.media_type import media_type
from tasks.adapters.sandbox import run_limited
from tasks.adapters.searchable_pdf import PlacedPage, PlacedWord
from tasks.adapters.workshop import workshop
from tasks.core.record.boxes import Frame, draw_frames
from tasks.core.scan import orientation
from tasks.core.scan.place import place_words
from tasks.stations.page_job import pixels_of


def make_searchable(original: Path, pages: Sequence[Page]) -> bytes:
    """The original with the cleaned words of its scanned pages unseen under them, as a PDF.

    Pages with a text of their own stay as they are. Raises Rejected when the file can't be opened, UsageError never.
    """
    placed = [_placed(page) for page in pages if page.kind == "scan"]
    with tempfile.TemporaryDirectory(prefix="copy-", dir=workshop()) as folder:
        out = Path(folder) / "searchable.pdf"
        argument = {"path": str(original.resolve()), "pages": placed, "out": str(out)}
        run_limited(
            "tasks.stations.searchable:searchable_job",
            argument,
            seconds=settings().page_seconds,
            memory=settings().child_memory,
            writes=(Path(folder),),
        )
        return out.read_bytes()


def make_pictures(original: Path, pages: Sequence[Page]) -> dict[int, bytes]:
    """A WebP picture of each page, turned upright, by page number; text files have none. Raises Rejected."""
    numbers = [(page.number, page.rotation) for page in pages if page.kind != "text" and not page.problems]
    with tempfile.TemporaryDirectory(prefix="copy-", dir=workshop()) as folder:
        found = {}
        for number, rotation in numbers:
            out = Path(folder) / f"{number}.webp"
            argument = {"path": str(original.resolve()), "page": number, "rotation": rotation, "out": str(out)}
            run_limited(
                "tasks.stations.searchable:picture_job",
                argument | {"max_pixels": settings().max_pixels},
                seconds=settings().page_seconds,
                memory=settings().child_memory,
                writes=(Path(folder),),
            )
            found[number] = out.read_bytes()
        return found


def make_framed_picture(original: Path, page: Page, drawn: Sequence[Frame]) -> bytes | None:
    """A small WebP picture of one page with frames, made at one go; None for a page without a picture. Raises Rejected."""
    if page.kind == "text" or page.problems:
        return None
    with tempfile.TemporaryDirectory(prefix="congvan_") as folder:
        out = Path(folder) / "framed.webp"
        argument = {"path": str(original.resolve()), "page": page.number, "rotation": page.rotation, "out": str(out)}
        run_limited(
            "tasks.stations.searchable:framed_job",
            argument | {"max_pixels": settings().max_pixels, "frames": list(drawn)},
            seconds=settings().page_seconds,
            memory=settings().child_memory,
            writes=(Path(folder),),
        )
        return out.read_bytes()


def _placed(page: Page) -> dict[str, Any]:
    lines = [[[text, list(box)] for text, box in place_words(line)] for line in page.lines if _shows(line)]
    return {"number": page.number, "rotation": page.rotation, "lines": lines}


def _shows(line: Line) -> bool:
    return line.box is not None and bool(line.text.strip())


def searchable_job(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `make_searchable`."""
    pages = [
        PlacedPage(
            page["number"], page["rotation"], [[PlacedWord(text, tuple(box)) for text, box in line] for line in page["lines"]]
        )
        for page in argument["pages"]
    ]
    path = Path(argument["path"])
    searchable_pdf.write_searchable(path, media_type(path), pages, Path(argument["out"]))
    return {}


def picture_job(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `make_pictures`."""
    path = Path(argument["path"])
    source = pixels_of(path, media_type(path), argument["page"], argument["max_pixels"])
    page_picture.write_webp(orientation.turn(source.image, argument["rotation"]), Path(argument["out"]))
    return {}


def framed_job(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `make_framed_picture`."""
    path = Path(argument["path"])
    source = pixels_of(path, media_type(path), argument["page"], argument["max_pixels"])
    drawn = [(tuple(box), tuple(colour)) for box, colour in argument["frames"]]
    page_picture.write_webp(
        draw_frames(orientation.turn(source.image, argument["rotation"]), drawn), Path(argument["out"]), effort=1
    )
    return {}
