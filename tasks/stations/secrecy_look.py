"""What the secrecy gate does in its limited child: every page small, the nets over its head, and the text that it brings along."""

import re
import unicodedata
from itertools import islice
from pathlib import Path
from typing import Any

from schemas.errors import Rejected
from tasks.adapters.media_type import media_type
from tasks.adapters.page_looks import Look, Unseen, look_at_pages
from tasks.core.scan.stamps.secrecy import DPI
from tasks.core.scan.stamps.secrecy_words import LONGEST_LINE, is_stamp_line
from tasks.stations.secrecy_job import Place, Strip, collect_places, judge

LARGER = 3.5
"""Pages of so many times the pixels that reading takes are still looked at: A3 at 1,200 dots an inch has 280 million."""

_OTHER_ENCODINGS = ("utf-16", "cp1258", "latin-1")
"""How a text that is no UTF-8 is looked at: as Windows writes it, and letter by letter (TCVN3, VNI)."""

_HEAD_LINES = 40
"""Lines of a text file above its body, empty ones counted: there the words alone are a stamp in small letters too."""

_LEVELS = frozenset({"mật", "tối mật", "tuyệt mật"})
_MARKUP = re.compile(r"<[^<>]{0,200}>|&#?\w{2,8};|[*_`~#>|\\]+")
"""Tags, entities and Markdown's own signs."""

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def look(argument: dict[str, Any]) -> dict[str, Any]:
    """Child function of `look_for_secrecy`: path, max_pixels and the most pages to look at in, the reason code out.

    unclear: the first page can't be seen while others can. Raises Rejected for a file that can't be opened, or of which no
    page can be seen.
    """
    path = Path(argument["path"])
    if _is_text(path):
        return {"why": _look_at_text(path)}
    places: list[Place] = []
    strips: list[Strip] = []
    unseen: dict[int, str] = {}
    page = -1
    looks = look_at_pages(path, media_type(path), dpi=DPI, max_pixels=LARGER * argument["max_pixels"])
    for page, seen in enumerate(islice(looks, argument["pages"])):
        if isinstance(seen, Unseen) or not seen.whole:
            unseen[page] = seen.code if isinstance(seen, Unseen) else "image.undecodable"
        found = _found(page, seen, places, strips) if isinstance(seen, Look) else None
        if found:
            return {"why": found}
    why = judge(places, strips)
    if why == "none" and 0 in unseen:
        if len(unseen) == page + 1:  # nobody can read anything of it
            raise Rejected(unseen[0])
        why = "unclear"
    return {"why": why}


def _found(page: int, seen: Look, places: list[Place], strips: list[Strip]) -> str | None:
    """What holds the letter, when that page alone is enough; places that are doubtful are added to `places`."""
    if any(is_stamp_line(line, scanned=False) for line in seen.text.splitlines()):
        return "text"
    return "stamp" if collect_places(page, seen, places, strips) else None


def _is_text(path: Path) -> bool:
    try:
        return media_type(path).startswith("text/")
    except Rejected:
        with path.open("rb") as file:
            if path.suffix.lower() in {".txt", ".md"} and file.read(2) in _UTF_16:
                return True
        raise


def _look_at_text(path: Path) -> str:
    """Whether a stamp's line stands in it. Raises Rejected (text.undecodable): no UTF-8, and none is seen otherwise."""
    content = path.read_bytes()
    for encoding in ("utf-8-sig", *_OTHER_ENCODINGS):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _shows_stamp(text):
            return "text"
        if encoding == "utf-8-sig":
            return "none"
    raise Rejected("text.undecodable")


def _shows_stamp(text: str) -> bool:
    """Whether a line of a text file, whatever Markdown or tags are around it, is a stamp's."""
    for number, line in enumerate(text.splitlines()):
        plain = " ".join(unicodedata.normalize("NFKC", _MARKUP.sub(" ", line[:LONGEST_LINE])).split()).strip(" .:;-–()[]")
        if is_stamp_line(line, scanned=False) or is_stamp_line(plain, scanned=False):
            return True
        if number < _HEAD_LINES and plain.lower() in _LEVELS:
            return True
    return False
