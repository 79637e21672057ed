"""What the corpus runs in the child: all that a reader does with a file before the engine, and the gate."""

from pathlib import Path
from typing import Any

from schemas.errors import Rejected
from tasks.adapters import pdf_pages
from tasks.stations import page_job, secrecy_look


def open_all_pages(argument: dict[str, Any]) -> dict[str, Any]:
    """Look, gate, and turn every page into pixels and its own text; a page's refusal is its problem, as in reading."""
    found = page_job.inspect(argument)
    secrecy_look.look({**argument, "pages": found["pages"]})
    problems = []
    if not found["media_type"].startswith("text/"):
        for page in range(1, found["pages"] + 1):
            try:
                page_job.pixels_of(Path(argument["path"]), found["media_type"], page, argument["max_pixels"])
                if found["media_type"] == "application/pdf":
                    pdf_pages.own_text(Path(argument["path"]), page)
            except Rejected as refusal:
                problems.append(refusal.code)
    return {"pages": found["pages"], "problems": problems}
