"""Made scans with their truth beside them, read as `congvan read` reads them: what cleaning is learnt from and measured on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz.distance import Levenshtein

from schemas.page import Page
from schemas.settings import settings
from tasks.adapters.page_cache import FolderPageCache
from tasks.stations.reading import read_scan

_COLUMNS = ("head_left", "head_right", "foot_left", "foot_right")
_ROW = 5.5  # points: lines whose feet are nearer than this stand beside each other


class MadeScan(NamedTuple):
    """A scan as read, and for each of its pages with text the right orders in which its lines may be read."""

    path: Path
    pages: list[Page]
    orders: Mapping[int, Sequence[str]]


def made_scans(folder: Path) -> Iterator[MadeScan]:
    """The scans of a folder (`x.pdf` with `x.json`), one after another. Pages that were read before come from the cache."""
    cache = FolderPageCache(settings().home / "cache" / "pages")
    for path in sorted(folder.glob("*.pdf")):
        truth = json.loads(path.with_suffix(".json").read_text("utf-8"))
        orders = {page["page"]: reading_orders(page["lines"]) for page in truth["pages"] if page.get("lines")}
        yield MadeScan(path, read_scan(path, cache=cache), orders)


def nearest(orders: Sequence[str], *readings: str) -> str:
    """The order that the readings of a page are nearest to, all together."""
    return min(orders, key=lambda text: sum(Levenshtein.distance(text, reading) for reading in readings))


def reading_orders(lines: Sequence[Mapping[str, Any]]) -> list[str]:
    """The texts of a page by every order that is right: the columns of head and foot after one another or row by row."""
    part = {role: [line for line in lines if line["role"] == role] for role in _COLUMNS}
    left, right = part["head_left"], part["head_right"]
    heads = [left + right, right + left, _by_rows(left + right)]
    if left and right:  # the number stands beside the date, V/v below: read between the columns
        at = next((i for i, line in enumerate(left) if line["text"].startswith(("Số", "*"))), len(left))
        heads.append(left[:at] + right[:-1] + left[at : at + 1] + right[-1:] + left[at + 1 :])
        heads.append(left[:at] + right + left[at:])
    feet = [
        part["foot_left"] + part["foot_right"],
        part["foot_right"] + part["foot_left"],
        _by_rows(part["foot_left"] + part["foot_right"]),
    ]
    first = [line for line in lines if line["role"] == "page_number"]
    rest = [line for line in lines if line["role"] not in part and line["role"] != "page_number"]
    return ["\n".join(line["text"] for line in [*first, *head, *rest, *foot]) for head, foot in product(heads, feet)]


def _by_rows(lines: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    rows: list[list[Mapping[str, Any]]] = []
    for line in sorted(lines, key=lambda line: line["bbox_pt"][3]):
        if rows and abs(rows[-1][0]["bbox_pt"][3] - line["bbox_pt"][3]) < _ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line["bbox_pt"][0])]
