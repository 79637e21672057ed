"""Reading a file as a whole; children run in the sandbox, the engine only where marked."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from schemas.errors import Rejected
from schemas.page import Page, PageProblem, Zone
from schemas.settings import settings
from tasks.adapters.page_cache import FolderPageCache
from tasks.core.vietnamese.text import text_page
from tasks.stations import reading
from tasks.stations.reading import inspect_scan, read_scan
from tasks.stations.searchable import Pictures, make_copies

SAMPLE = Path(__file__).parents[3] / "infra" / "samples" / "thong-bao-vpcp.pdf"


def blank_pdf(path, pages=1):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    pdf.save(path)
    return path


def refused(path):
    with pytest.raises(Rejected) as caught:
        inspect_scan(path)
    return caught.value.code


def test_what_a_file_is_comes_from_its_content_not_its_name(tmp_path):
    Image.new("L", (100, 140), 255).save(tmp_path / "scan.pdf", "PNG")
    assert inspect_scan(tmp_path / "scan.pdf").media_type == "image/png"
    info = inspect_scan(blank_pdf(tmp_path / "letter.png", pages=3))
    assert (info.media_type, info.page_count) == ("application/pdf", 3)


def test_pages_of_a_tiff_are_counted(tmp_path):
    frames = [Image.new("1", (80, 110), 1) for _ in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    assert inspect_scan(tmp_path / "a.tif").page_count == 3


def test_a_file_of_which_each_page_takes_long_does_not_keep_the_readers_from_others(tmp_path, monkeypatch):
    monkeypatch.setenv("CONGVAN_FILE_SECONDS", "0.000001")
    monkeypatch.setattr(reading, "_jobs", [1])
    monkeypatch.setattr(reading, "_pool", [])
    settings.cache_clear()
    try:
        pages = read_scan(blank_pdf(tmp_path / "a.pdf", pages=3))
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert [[problem.code for problem in page.problems] for page in pages] == [[], ["read.timeout"], ["read.timeout"]]


def broken_files(folder):
    whole = blank_pdf(folder / "whole.pdf").read_bytes()
    locked = pikepdf.open(folder / "whole.pdf")
    locked.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    pikepdf.new().save(folder / "none.pdf")
    return {
        "file.empty": b"",
        "file.unsupported": b"PK\x03\x04 not a letter",
        "pdf.truncated": whole[: len(whole) // 2],
        "pdf.encrypted": (folder / "locked.pdf").read_bytes(),
        "pdf.no_pages": (folder / "none.pdf").read_bytes(),
        "image.undecodable": b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        "file.ambiguous": b"\xff\xd8\xff\xe0 %PDF-1.7",
    }


def test_every_broken_file_has_its_code(tmp_path):
    for code, content in broken_files(tmp_path).items():
        path = tmp_path / f"{code}.bin"
        path.write_bytes(content)
        assert refused(path) == code


def test_files_over_the_limits_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("CONGVAN_MAX_PAGES", "2")
    monkeypatch.setenv("CONGVAN_MAX_BYTES", "5000")
    monkeypatch.setenv("CONGVAN_MAX_PIXELS", "1000")
    settings.cache_clear()
    try:
        (tmp_path / "big.txt").write_bytes(b"a" * 6000)
        Image.new("L", (100, 100)).save(tmp_path / "a.png")
        assert refused(tmp_path / "big.txt") == "file.too_large"
        assert refused(blank_pdf(tmp_path / "a.pdf", pages=3)) == "pdf.too_many_pages"
        assert refused(tmp_path / "a.png") == "image.too_many_pixels"
    finally:
        settings.cache_clear()


def test_a_text_is_one_page_with_blocks_at_blank_lines(tmp_path):
    (tmp_path / "a.txt").write_text("Số: 1/UBND\r\n\r\nKính gửi:\r\n- Sở Y tế;\n\n\n\nNơi nhận:", "utf-8")
    (page,) = read_scan(tmp_path / "a.txt")
    assert page.kind == "text"
    assert page.text_raw == "Số: 1/UBND\n\nKính gửi:\n- Sở Y tế;\n\nNơi nhận:"
    assert [line.block for line in page.lines] == [0, 1, 1, 2]
    assert {line.zone for line in page.lines} == {Zone.TEXT}
    assert all(page.text_raw[line.start : line.end] == line.raw for line in page.lines)


def test_a_text_that_is_not_utf8_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes("Kính gửi".encode("utf-16"))
    with pytest.raises(Rejected, match=r"text\.undecodable|file\.unsupported"):
        read_scan(tmp_path / "a.txt")


def test_blank_pages_are_blank_and_cost_no_engine(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")  # no engine to be found
    monkeypatch.setattr(reading, "engine_version", lambda: "none")
    pages = read_scan(blank_pdf(tmp_path / "a.pdf", pages=2))
    assert [(page.number, page.kind, page.text) for page in pages] == [(1, "blank", ""), (2, "blank", "")]


def test_one_page_over_its_limit_leaves_the_others(tmp_path, monkeypatch):
    pages = {1: Rejected("read.timeout"), 2: None}

    def fake(function, argument, **_):
        if function.endswith("inspect"):
            return {"media_type": "application/pdf", "pages": 2}
        if pages[argument["page"]]:
            raise pages[argument["page"]]
        return Page(number=2, kind="blank").model_dump(mode="json")

    monkeypatch.setattr(reading, "run_limited", fake)
    first, second = read_scan(blank_pdf(tmp_path / "a.pdf", pages=2))
    assert [problem.code for problem in first.problems] == ["read.timeout"]
    assert (second.number, second.problems) == (2, ())


@pytest.mark.parametrize(
    ("points", "max_pixels", "code"), [(14_000, 80_000_000, "image.too_many_pixels"), (9_000, 9_000_000_000, "read.memory")]
)
def test_a_page_beyond_the_limits_is_a_problem_and_the_others_are_read(tmp_path, monkeypatch, points, max_pixels, code):
    pdf = pikepdf.new()
    for size in ((595, 842), (points, points), (595, 842)):
        pdf.add_blank_page(page_size=size)
    pdf.save(tmp_path / "a.pdf")
    monkeypatch.setenv("CONGVAN_MAX_PIXELS", str(max_pixels))
    monkeypatch.setenv("CONGVAN_CHILD_MEMORY", "1500000000")
    settings.cache_clear()
    try:
        pages = read_scan(tmp_path / "a.pdf")
    finally:
        settings.cache_clear()
    assert [[problem.code for problem in page.problems] for page in pages] == [[], [code], []]
    assert [page.kind for page in pages] == ["blank", "scan", "blank"]


def test_a_page_is_read_once(tmp_path, monkeypatch):
    calls = []

    def fake(function, _argument, **_limits):
        calls.append(function)
        return {"media_type": "application/pdf", "pages": 1} if "inspect" in function else {"number": 1, "kind": "blank"}

    monkeypatch.setattr(reading, "run_limited", fake)
    path, cache, told = blank_pdf(tmp_path / "a.pdf"), FolderPageCache(tmp_path / "cache"), []
    for _ in range(2):
        read_scan(path, cache=cache, progress=lambda done, of: told.append((done, of)))
    assert sum("read_page" in call for call in calls) == 1
    assert told == [(1, 1), (1, 1)]


def test_the_cache_takes_digests_only_and_forgets_nothing(tmp_path):
    cache = FolderPageCache(tmp_path / "c")
    assert cache.get("ab12") is None
    cache.put("ab12", b"x")
    assert cache.get("ab12") == b"x"
    with pytest.raises(ValueError, match="digest"):
        cache.get("../../etc/passwd")


@pytest.mark.tesseract
def test_a_letter_is_read_and_found_again_in_its_searchable_pdf(tmp_path):
    pages = read_scan(SAMPLE)
    first = pages[0]
    assert first.kind == "scan"
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in [line.raw for line in first.lines if line.zone is Zone.HEAD_RIGHT]
    assert first.confidence > 0.8
    made = make_copies(SAMPLE, pages).searchable
    assert len(made) <= 1.05 * SAMPLE.stat().st_size + 20_000 * len(pages)
    (tmp_path / "s.pdf").write_bytes(made)
    found = pypdfium2.PdfDocument(tmp_path / "s.pdf")[0].get_textpage().get_text_range()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found.replace("\r\n", "\n")
    pictures = [np.asarray(pypdfium2.PdfDocument(path)[0].render().to_pil()) for path in (SAMPLE, tmp_path / "s.pdf")]
    assert np.array_equal(*pictures)


@pytest.mark.parametrize(("mode", "ending"), [("1", "tif"), ("L", "png"), ("RGB", "png"), ("RGB", "jpg"), ("L", "jpg")])
def test_a_picture_becomes_a_pdf_that_looks_the_same(tmp_path, mode, ending):
    source = np.full((140, 100, 3), 255, np.uint8)
    source[20:40, 10:60] = (200, 30, 30) if mode == "RGB" else 0
    path = tmp_path / f"a.{ending}"
    Image.fromarray(source).convert(mode).save(path, dpi=(100, 100))
    (tmp_path / "out.pdf").write_bytes(make_copies(path, [text_page("").model_copy(update={"kind": "scan"})]).searchable)
    page = pypdfium2.PdfDocument(tmp_path / "out.pdf")[0]
    seen = np.asarray(page.render(scale=100 / 72).to_pil().convert("RGB"))
    want = np.asarray(Image.open(path).convert("RGB"))
    assert np.abs(seen[25:35, 20:50].astype(int) - want[25:35, 20:50]).mean() < 6
    assert seen[80:].min() > 240


def test_pictures_of_pages_are_upright_jpegs_with_frames_and_cuts(tmp_path):
    path = tmp_path / "a.png"
    Image.new("L", (300, 200), 255).save(path)
    page = Page(number=1, kind="scan", rotation=90)
    made = make_copies(
        path, [page], [Pictures(page, [((0.2, 0.2, 0.6, 0.4), (0, 0, 255))], [(7, (0.5, 0.5, 0.9, 0.6))], whole=True)]
    )
    pictures = [Image.open(io.BytesIO(picture)) for picture in (made.whole[1], made.framed[1], made.cuts[7])]
    assert [picture.format for picture in pictures] == ["JPEG"] * 3
    assert [picture.size for picture in pictures[:2]] == [(200, 300)] * 2
    assert pictures[2].size[0] < 200
    red = [np.asarray(picture.convert("RGB")).astype(int) for picture in pictures[:2]]
    assert [((one[:, :, 0] - one[:, :, 2]) > 100).any() for one in red] == [False, True]


def test_a_sheet_of_which_only_the_small_picture_is_wanted_is_drawn_small():
    page = Page(number=1, kind="scan")
    made = make_copies(SAMPLE, [], [Pictures(page)])
    assert made.whole == {}
    with Image.open(io.BytesIO(made.framed[1])) as picture:
        assert 890 <= picture.size[0] <= 900


def test_no_picture_of_a_page_that_could_not_be_read(tmp_path):
    path = tmp_path / "a.png"
    Image.new("L", (300, 200), 255).save(path)
    broken = Page(number=1, kind="scan", problems=(PageProblem(code="read.timeout", message="slow"),))
    assert make_copies(path, [broken], [Pictures(broken, whole=True)]).framed == {}
