"""Every hostile file ends with a code of the catalogue or with pages, within its limits, and the next file is read as ever."""

import json
from pathlib import Path

import pytest

from schemas.catalogue import REJECTIONS
from schemas.errors import Rejected
from tasks.adapters import sandbox
from tests.hostile.pdf_files import HostileFile, all_pdfs, scan_pdf
from tests.hostile.picture_files import all_others

SECONDS = 10
MEMORY = 800_000_000
MAX_PAGES = 50
MAX_PIXELS = 80_000_000
FILES = [*all_pdfs(), *all_others()]


def test_the_corpus_is_large_and_its_names_differ() -> None:
    assert len(FILES) >= 300
    assert len({file.name for file in FILES}) == len(FILES)


def end_of(file: HostileFile, folder: Path) -> str:
    """The code that a file ends with, or "pages". Anything else than Rejected is a failure of ours."""
    path = folder / f"file{Path(file.name).suffix}"
    path.write_bytes(file.body)
    argument = {"path": str(path), "max_pages": MAX_PAGES, "max_pixels": MAX_PIXELS}
    try:
        found = sandbox.run_limited("tests.hostile.jobs:open_all_pages", argument, seconds=SECONDS, memory=MEMORY)
    except Rejected as refusal:
        return refusal.code
    assert found["pages"] >= 1
    assert set(found["problems"]) <= set(REJECTIONS)
    return ",".join(sorted(set(found["problems"]))) if found["problems"] else "pages"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_hostile_file_ends_with_a_code(file: HostileFile, tmp_path: Path) -> None:
    end = end_of(file, tmp_path)
    assert end == "pages" or set(end.split(",")) <= set(REJECTIONS)
    if file.codes:
        assert set(end.split(",")) <= file.codes
    zygotes = list(sandbox._zygotes)
    assert len(zygotes) == 1
    assert zygotes[0].process.poll() is None
    assert list(tmp_path.iterdir()) == [tmp_path / f"file{Path(file.name).suffix}"]


def test_a_good_file_after_them_is_read(tmp_path: Path) -> None:
    assert end_of(HostileFile("good.pdf", scan_pdf()), tmp_path) == "pages"
    assert json.dumps(sandbox.sandbox_report())
