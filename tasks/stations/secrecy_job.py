"""What the secrecy gate does in its limited child: every page small, the net over its head, and the text that it has."""

from pathlib import Path
from typing import Any

from schemas.errors import Rejected
from tasks.core.scan.secrecy_words import is_stamp_line
from tasks.stations.page_job import inspect


def look(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `look_for_secrecy`: path, max_pages, max_pixels in; number of pages and the reason code out."""
    found = inspect(argument)
    path = Path(argument["path"])
    if found["media_type"].startswith("text/"):
        return {"pages": 1, "why": "text" if _text_shows(path) else "none"}
    return {"pages": found["pages"], "why": "none"}


def _text_shows(path: Path) -> bool:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Rejected("text.undecodable") from error
    return any(is_stamp_line(line, scanned=False) for line in text.splitlines())
