"""Splitting by sheets: page numbers that start anew or go on, pages that lie across, heads of which little could be read."""

from collections.abc import Sequence

from schemas.page import Page, Zone
from tasks.core.letter.parts.split import Sheets, split_documents
from tests.unit.letter.letters import FOOT_LEFT, FOOT_RIGHT, STATE, Sheet, letter_sheet


def finished(number: int = 1) -> Page:
    sheet = letter_sheet(number)
    sheet.foot(FOOT_LEFT, FOOT_RIGHT)
    return sheet.page()


def numbered(sheet: Sheet, printed: str) -> Sheet:
    sheet.put(printed, Zone.PAGE_NUMBER)
    return sheet


def turned(page: Page) -> Page:
    return page.model_copy(update={"width_px": page.height_px, "height_px": page.width_px})


def pages_of(pages: Sequence[Page]) -> list[tuple[int, int]]:
    return [(span.first_page, span.last_page) for span in split_documents(pages)]


def table(number: int, title: str = "KẾ HOẠCH") -> Sheet:
    sheet = Sheet(number)
    sheet.centred(title)
    sheet.body("1. Công việc thứ nhất do Sở chủ trì, hoàn thành trong quý II năm 2022 và báo cáo về Sở.")
    return sheet


def test_a_type_word_at_a_page_top_starts_a_document() -> None:
    assert pages_of([finished(), table(2).page()]) == [(1, 1), (2, 2)]


def test_not_on_a_page_whose_number_goes_on() -> None:
    sheet = numbered(Sheet(2), "2")
    sheet.centred("KẾ HOẠCH")
    sheet.body("1. Công việc thứ nhất do Sở chủ trì, hoàn thành trong quý II năm 2022 và báo cáo về Sở.")
    assert pages_of([finished(), sheet.page()]) == [(1, 2)]


def test_not_on_a_page_that_lies_across() -> None:
    assert pages_of([finished(), turned(table(2).page())]) == [(1, 2)]


def test_numbers_that_start_anew_belong_to_another_document() -> None:
    def page(number: int, printed: str) -> Page:
        return numbered(Sheet(number), printed).page()

    sheets = Sheets.of([finished(), page(2, "2"), page(3, "3"), finished(4), page(5, "2"), page(6, "7")])
    assert sheets.going_on == {2, 3, 5}
    assert not sheets.may_start(5)
    assert sheets.may_start(4)
    assert sheets.may_start(6)  # neither goes on nor starts anew: a sheet is missing, the page's own signs decide


def test_the_title_of_the_state_starts_a_letter_whatever_the_page_number_says() -> None:
    second = numbered(Sheet(2), "2")
    second.head(("UBND TỈNH LONG AN", "SỞ TƯ PHÁP", "Số: 9/STP-HC"), (*STATE, "Long An, ngày 05 tháng 4 năm 2022"))
    second.body("Sở Tư pháp nhận được văn bản nêu trên và có ý kiến như sau, đề nghị các đơn vị xem xét.")
    assert pages_of([finished(), second.page()]) == [(1, 1), (2, 2)]


def test_a_head_of_two_columns_starts_a_letter_though_nothing_of_it_could_be_read() -> None:
    second = Sheet(2)
    second.head(("TM HHH Y", "Sô; #/"), ("CQNG HGA", "ĐOC LAP"), sure=0.3)
    second.body("Thực hiện chỉ đạo của cấp trên, đơn vị báo cáo kết quả thực hiện nhiệm vụ trong tháng qua như sau:")
    assert pages_of([finished(), second.page()]) == [(1, 1), (2, 2)]


def test_blank_backs_between_numbered_pages_change_nothing() -> None:
    blank = Page(number=2, kind="blank", text_raw="", text="")
    third = numbered(Sheet(3), "2").page()
    assert Sheets.of([finished(), blank, third]).going_on == {3}
