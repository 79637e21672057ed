"""What the gate can't judge is held; what nobody could open as a letter is refused, after a look at what can be seen of it.

And letters with a text of their own, signed ones too.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image

from schemas.catalogue import REJECTIONS
from schemas.errors import Rejected
from schemas.settings import settings
from tasks.stations import secrecy
from tasks.stations.secrecy import look_for_secrecy
from tests.drawn import letter
from tests.drawn_pdf import digital_letter, make_signer, signed

INSPECT, LOOK = "tasks.stations.page_job:inspect", "tasks.stations.secrecy_look:look"


def readers(inspected: str | int, looked: str) -> Callable[..., dict[str, Any]]:
    """Children that give a number of pages and a reason, or the code of a refusal in their place."""

    def run(function: str, _: dict[str, Any], **__: object) -> dict[str, Any]:
        answer = inspected if function == INSPECT else looked
        if answer in REJECTIONS:
            raise Rejected(str(answer))
        return {"pages": answer} if function == INSPECT else {"why": answer}

    return run


OF_THE_READER = sorted(code for code in REJECTIONS if code.startswith("read."))
OF_THE_FILE = sorted(code for code in REJECTIONS if code.split(".")[0] in {"file", "pdf", "image", "text"})


@pytest.mark.parametrize("code", OF_THE_READER)
def test_a_letter_under_which_the_reader_breaks_is_held(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(secrecy, "run_limited", readers(code, "none"))
    assert look_for_secrecy(tmp_path / "scan") == (True, 0, "unclear")
    monkeypatch.setattr(secrecy, "run_limited", readers(7, code))
    assert look_for_secrecy(tmp_path / "scan") == (True, 7, "unclear")


@pytest.mark.parametrize("code", OF_THE_FILE)
def test_what_could_not_be_opened_as_a_letter_keeps_its_code(code: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for inspected, looked in ((code, code), (code, "none"), (code, "read.timeout"), (7, code)):
        monkeypatch.setattr(secrecy, "run_limited", readers(inspected, looked))
        with pytest.raises(Rejected) as caught:
            look_for_secrecy(tmp_path / "scan")
        assert caught.value.code == code


def test_a_stamp_on_what_can_be_seen_of_a_refused_file_holds_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(secrecy, "run_limited", readers("pdf.too_many_pages", "stamp"))
    assert look_for_secrecy(tmp_path / "scan") == (True, 0, "stamp")


def test_every_code_is_thought_of() -> None:
    assert {*OF_THE_READER, *OF_THE_FILE} == set(REJECTIONS) - {"review.rejected", "letter.crashed_repeatedly"}


def page(stamp: str | None, form: str) -> bytes:
    file = io.BytesIO()
    letter(stamp).convert("RGB").save(file, form, resolution=150, quality=90)
    return file.getvalue()


def end_of(content: bytes, folder: Path, name: str = "scan") -> str:
    """Why it is held, `none`, or the code with which it is refused."""
    path = folder / name
    path.write_bytes(content)
    try:
        return look_for_secrecy(path).why
    except Rejected as refusal:
        return refusal.code


@pytest.mark.tesseract
@pytest.mark.parametrize(
    ("form", "share", "code"),
    [("JPEG", 0.8, "image.undecodable"), ("PNG", 0.6, "image.undecodable"), ("PDF", 0.9995, "pdf.truncated")],
)
def test_a_cut_file_is_looked_at_before_it_is_refused(form: str, share: float, code: str, tmp_path: Path) -> None:
    for stamp, end in (("MẬT", "stamp"), (None, code)):
        content = page(stamp, form)
        assert end_of(content[: int(share * len(content))], tmp_path) == end


@pytest.fixture
def _small_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONGVAN_MAX_PIXELS", "1000000")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.tesseract
@pytest.mark.usefixtures("_small_pages")
@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_a_page_too_large_to_read_is_looked_at(form: str, tmp_path: Path) -> None:
    assert letter(None).width * letter(None).height > settings().max_pixels
    assert end_of(page("TỐI MẬT", form), tmp_path) == "stamp"
    assert end_of(page(None, form), tmp_path) == ("image.too_many_pixels" if form == "PNG" else "none")


def pdf_with_broken_first_page(pages: int) -> bytes:
    """A scan whose first page is there and can't be decoded."""
    white = Image.new("RGB", (600, 800), "white")
    file = io.BytesIO()
    white.save(file, "PDF", save_all=True, append_images=[white] * (pages - 1), resolution=72)
    content = bytearray(file.getvalue())
    start = content.index(b"\xff\xd8\xff", 1)
    content[start : start + 400] = b"?" * 400
    return bytes(content)


def test_a_first_page_that_nobody_can_see_holds_the_others(tmp_path: Path) -> None:
    assert end_of(pdf_with_broken_first_page(2), tmp_path) == "unclear"
    assert end_of(pdf_with_broken_first_page(1), tmp_path) == "image.undecodable"


LETTER = "UBND TỈNH THỬ\nSố: 27/UBND-VX\n\n{stamp}\n\nKính gửi: Sở Thử\n\nGiữ bí mật theo quy định.\n"


@pytest.mark.parametrize(
    "stamp",
    ["MẬT", "**TỐI MẬT**", "# MẬT", "| MẬT |", "<b>MẬT</b>", '<p align="center">TUYỆT MẬT</p>', "&nbsp;MẬT<br>", "Mật",
     "*Độ mật*: **Tối mật**", "\uff2dẬ\uff34", "M Ậ T"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["letter.txt", "letter.md"])
def test_a_stamp_alone_on_its_line_holds_a_text(stamp: str, name: str, tmp_path: Path) -> None:
    assert end_of(LETTER.format(stamp=stamp).encode(), tmp_path, name) == "text"


@pytest.mark.parametrize("line", ["V/v bảo mật", "MẬT KHẨU", "Mật độ xây dựng", "b) Tối mật: 20 năm;", "MẤT", "<b>bí mật</b>"])
def test_other_lines_hold_no_text(line: str, tmp_path: Path) -> None:
    assert end_of(LETTER.format(stamp=line).encode(), tmp_path, "letter.md") == "none"


@pytest.mark.parametrize(
    ("encoding", "stamp", "code"),
    [
        ("utf-16", "TỐI MẬT", "text.undecodable"),
        ("latin-1", "MËT", "text.undecodable"),
        ("latin-1", "TOÁI MAÄT", "text.undecodable"),
    ],
)
def test_a_text_in_another_encoding_is_looked_at_before_it_is_refused(encoding: str, stamp: str, code: str, tmp_path: Path) -> None:
    def written(stamp: str) -> bytes:
        return f"UBND X\n{stamp}\nKính göi: Së Thö".encode(encoding)

    assert end_of(written(stamp), tmp_path, "letter.txt") == "text"
    assert end_of(written("HÏt"), tmp_path, "letter.txt") == code


def test_a_line_without_end_is_looked_at_in_no_time(tmp_path: Path) -> None:
    for line in ("MẬT " * 200_000, "\u0301\u0323" * 200_000, "Số " + "-/ " * 200_000, "<" * 300_000, "|" * 300_000):
        assert end_of(line.encode(), tmp_path, "letter.txt") in {"none", "text"}


@pytest.mark.tesseract
@pytest.mark.parametrize(
    ("stamp", "drawn_as", "why"), [("MẬT", "text", "text"), ("TỐI MẬT", "picture", "stamp"), (None, "text", "none")]
)
def test_a_letter_with_a_text_of_its_own_is_looked_at_like_any_other(
    stamp: str | None, drawn_as: Literal["text", "picture"], why: str, tmp_path: Path
) -> None:
    pdf = digital_letter(stamp, drawn_as)
    assert end_of(pdf, tmp_path) == why
    assert end_of(signed(pdf, make_signer(tmp_path, "Trần Thị Bình")), tmp_path) == why
