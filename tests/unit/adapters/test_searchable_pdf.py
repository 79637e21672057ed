"""The words under a scan: at their places, and in the order in which a reader of PDFs gives them back."""

import subprocess

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from tasks.adapters import image_pages
from tasks.adapters.searchable_pdf import PlacedPage, PlacedWord, write_searchable

# Heights and feet as an engine gives them: a word with an accent is higher, one with a tail stands lower.
TALL, TAIL = 0.004, 0.003


def line(text, left, top):
    """Words of a line; one letter is 0.009 of the page wide."""
    words, x = [], left
    for word in text.split():
        high = top - TALL * any(sign in "ÊỀỦỘỊỨẬỐ" for sign in word)
        low = top + 0.012 + TAIL * any(sign in "gpqyạịọậộự" for sign in word)
        words.append(PlacedWord(word, (x, high, x + 0.009 * len(word), low)))
        x += 0.009 * (len(word) + 1)
    return words


def column(texts, left, top, pitch=0.02):
    return [line(text, left, top + number * pitch) for number, text in enumerate(texts)]


HEAD_LEFT = ["SỞ Y TẾ BÌNH AN", "PHÒNG NGHIỆP VỤ"]
HEAD_RIGHT = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "Độc lập - Tự do - Hạnh phúc"]
FOOT_LEFT = ["Nơi nhận:", "- Như trên;", "- Các phòng thuộc Sở;", "- Trung tâm Y tế các huyện;", "- Lưu: VT, NVY."]
FOOT_RIGHT = ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


@pytest.fixture
def made(tmp_path):
    """A page of a letter with two columns in its head and its foot, written under an empty page."""
    source = pikepdf.new()
    source.add_blank_page(page_size=(595, 842))
    source.save(tmp_path / "scan.pdf")
    body = [f"Dòng thứ {number} của phần nội dung, chạy hết bề ngang trang giấy" for number in ["một", "hai", "ba", "bốn", "năm"]]
    lines = [
        *column(HEAD_LEFT, 0.12, 0.06),
        *column(HEAD_RIGHT, 0.5, 0.06),
        *column(body, 0.12, 0.2),
        *column(FOOT_LEFT, 0.12, 0.4, 0.016),
        *column(FOOT_RIGHT, 0.6, 0.4),
        *column(["Trần Thị Bình"], 0.6, 0.55),
    ]
    out = tmp_path / "searchable.pdf"
    write_searchable(tmp_path / "scan.pdf", "application/pdf", [PlacedPage(1, 0, lines)], out)
    return out, lines


@pytest.mark.parametrize("options", [[], ["-raw"]])
def test_pdftotext_gives_whole_columns_in_reading_order(made, options):
    out, lines = made
    told = subprocess.run(["pdftotext", *options, str(out), "-"], capture_output=True, text=True, check=True).stdout
    assert told.split() == [word.text for one in lines for word in one]


def test_every_word_stands_where_it_was_read(made):
    out, lines = made
    text = pypdfium2.PdfDocument(out)[0].get_textpage()
    told = text.get_text_range()
    start = 0
    for word in (word for one in lines for word in one):
        start = told.index(word.text, start)
        left, bottom, _, _ = text.get_charbox(start)
        assert left == pytest.approx(word.box[0] * 595, abs=1)
        assert bottom == pytest.approx((1 - word.box[3]) * 842, abs=4)
        start += len(word.text)


def test_a_line_of_a_skewed_scan_keeps_its_slope(tmp_path):
    source = pikepdf.new()
    source.add_blank_page(page_size=(595, 842))
    source.save(tmp_path / "scan.pdf")
    words = [
        PlacedWord(f"từ{number}", (0.1 * number, 0.3 + 0.006 * number, 0.1 * number + 0.05, 0.312 + 0.006 * number))
        for number in range(1, 9)
    ]
    write_searchable(tmp_path / "scan.pdf", "application/pdf", [PlacedPage(1, 0, [words])], tmp_path / "out.pdf")
    text = pypdfium2.PdfDocument(tmp_path / "out.pdf")[0].get_textpage()
    feet = [text.get_charbox(index)[1] for index in range(text.count_chars()) if text.get_text_range(index, 1) == "t"]
    assert feet == sorted(feet, reverse=True)
    assert feet[0] - feet[-1] == pytest.approx(0.042 * 842, abs=2)


@pytest.mark.parametrize("kind", ["PNG", "MPO", "TIFF"])
def test_only_a_tiff_has_further_pages(tmp_path, kind):
    """A PNG that moves, a JPEG with others beside it: the gate saw their first picture, so no more is copied."""
    first, *others = (Image.new("L", (80, 110), shade) for shade in (255, 128, 0))
    path = tmp_path / "scan"
    first.save(path, kind, save_all=True, append_images=others)
    pages = image_pages.count_pages(path, max_pixels=100_000, max_pages=9)
    assert pages == (3 if kind == "TIFF" else 1)
    media_type = {"PNG": "image/png", "MPO": "image/jpeg", "TIFF": "image/tiff"}[kind]
    write_searchable(path, media_type, [], tmp_path / "out.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "out.pdf")) == pages
