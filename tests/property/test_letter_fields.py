"""What must hold for every text that understanding is given: nothing breaks, nothing is invented, rows are shared out once."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.found import Found
from schemas.letter import Document
from tasks.core.letter.fields.place_date import find_place_date
from tasks.core.letter.number.number import find_number
from tasks.core.letter.parts.columns import rows_of
from tasks.core.letter.parts.split import split_documents
from tasks.core.letter.recipients.recipients import find_recipients
from tasks.core.letter.rows.signs import bare
from tasks.core.letter.understand import understand
from tests.unit.letter.letters import text_page
from tests.unit.letter.made import text_rows

LINES = (
    "UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN", "TỈNH LONG AN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số: 45/SNV-CCHC", "Số: /UBND-KT", "Số 52-TB/TU",
    "Kiên Giang, ngày 08 tháng 3 năm 2022", "Kiên Giang, ngày tháng 3 năm 2022", "V/v báo cáo kết quả", "THÔNG BÁO",
    "QUYẾT ĐỊNH", "SAO Y", "PHỤ LỤC", "Kính gửi:", "Kính gửi: Sở Tài chính.", "- Sở Tài chính;", "- UBND các huyện.",
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2022 của Ủy ban nhân dân tỉnh, Sở đề nghị các đơn vị báo cáo./.",
    "Ngày 31/8/2021, Sở họp.", "Nơi nhận:", "- Như trên;", "- Lưu: VT, TH (3).", "Lưu VT", "TM. ỦY BAN NHÂN DÂN",
    "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "GIÁM ĐỐC", "Lê Thị Mai Anh", "2", "", "*", "01.09.2021", "19:28:39 +07:00", "HỎA TỐC",
    "Số: 2352", "CÔNG VĂN ĐẾN",
)  # fmt: skip
LETTERS = st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(LINES), st.text(max_size=40)), max_size=30).map("\n".join)


def values(document: Document) -> list[Found]:
    single = (
        document.number,
        document.place,
        document.issued_on,
        document.subject,
        document.urgency,
        document.secrecy,
        document.circulation,
    )
    signers = [found for signer in document.signers for found in (signer.title, signer.name)]
    return [found for found in (*single, *document.addressees, *document.printed_recipients, *signers) if found]


def letters_of(text: str) -> str:
    return re.sub(r"[\W_]+", "", bare(unicodedata.normalize("NFC", text)))


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_understanding_never_breaks_and_what_it_finds_was_printed(text: str) -> None:
    page = text_page(unicodedata.normalize("NFC", text))
    printed = letters_of(text)
    for document in understand([page]).documents:
        for found in values(document):
            assert all(letters_of(word) in printed for word in found.raw.split())
            assert 0.0 <= found.confidence <= 1.0
        for item in (*document.addressees, *document.printed_recipients):
            assert all(letters_of(word) in printed for word in item.value.split())
        if document.issued_on:
            day, month, year = (int(part) for part in reversed(document.issued_on.value.split("-")))
            assert all(str(part) in document.issued_on.raw for part in (day, month, year))
        if document.number_parts and document.number_parts.number:
            assert (
                document.number_parts.number.rstrip("abcd") in re.sub(r"[OolIZSB]", "", text)
                or not document.number_parts.number.isdigit()
            )


@given(LETTERS)
@settings(max_examples=150, deadline=None)
def test_spans_share_out_all_rows_in_order(text: str) -> None:
    page = text_page(text)
    spans = split_documents([page])
    rows = [row.text for row in rows_of([page])]
    assert [row.text for span in spans for row in span.rows] == rows
    for span in spans:
        assert [row.text for row in (*span.head, *span.body, *span.foot, *span.annexes)] == [row.text for row in span.rows]


@given(LETTERS)
@settings(max_examples=100, deadline=None)
def test_understanding_gives_the_same_again(text: str) -> None:
    assert understand([text_page(text)]) == understand([text_page(text)])


@given(st.integers(1, 99999), st.sampled_from(["UBND-KT", "SNV-CCHC", "TB-VPCP", "QĐ-UBND", "TTr-STC"]))
def test_every_printed_number_is_read_as_printed(number: int, symbol: str) -> None:
    found, parts = find_number(text_rows(f"Số: {number}/{symbol}"), "state")
    assert found is not None
    assert parts is not None
    assert (found.value, parts.number, parts.symbol) == (f"{number}/{symbol}", str(number), symbol)


@given(st.dates())
def test_every_day_of_the_decrees_form_is_read(day: object) -> None:
    from datetime import date  # noqa: PLC0415

    assert isinstance(day, date)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    _, issued = find_place_date(text_rows(f"Long An, ngày {day.day:02d} tháng {month} năm {day.year:04d}"))
    assert (issued.value if issued else None) == (day.isoformat() if day.year >= 1945 else None)


@given(
    st.lists(
        st.sampled_from(["Như trên", "Sở Y tế", "CT, các PCT. UBND tỉnh", "VP Tỉnh ủy; VP HĐND", "Các sở, ban, ngành"]), max_size=8
    )
)
def test_every_item_of_a_printed_list_is_given_once_and_in_order(items: list[str]) -> None:
    text = "Nơi nhận:\n" + "".join(f"- {item};\n" for item in items) + "- Lưu: VT."
    assert [found.value for found in find_recipients(text_rows(text))] == [*items, "Lưu: VT"]
