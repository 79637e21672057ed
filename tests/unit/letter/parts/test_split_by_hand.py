"""A person's word where documents begin counts more than what the pages seem to say."""

from schemas.page import Page
from tasks.core.letter.understand import understand
from tasks.core.vietnamese.text import text_page
from tests.e2e.letters import letter


def pages(*texts: str) -> list[Page]:
    def numbered(number: int, page: Page) -> Page:
        lines = tuple(line.model_copy(update={"page": number}) for line in page.lines)
        return page.model_copy(update={"number": number, "lines": lines})

    return [numbered(number, text_page(text)) for number, text in enumerate(texts, start=1)]


LIST = "Danh sách các cơ quan được mời họp theo kế hoạch của tỉnh.\nSở Nội vụ, Sở Tài chính."


def spans(*texts: str, first_pages: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    return [(one.first_page, one.last_page) for one in understand(pages(*texts), first_pages=first_pages).documents]


def test_what_was_one_document_is_two():
    assert spans(letter(7), LIST) == [(1, 2)]
    assert spans(letter(7), LIST, first_pages=(1, 2)) == [(1, 1), (2, 2)]


def test_what_was_two_documents_is_one():
    assert spans(letter(7), letter(8)) == [(1, 1), (2, 2)]
    assert spans(letter(7), letter(8), first_pages=(1,)) == [(1, 2)]


def test_a_blank_page_begins_nothing_of_its_own():
    assert spans(letter(7), "", LIST, first_pages=(1, 2)) == [(1, 1), (3, 3)]


def test_the_head_is_read_as_before():
    alone = understand(pages(letter(7))).documents[0]
    assert understand(pages(letter(7), LIST), first_pages=(1, 2)).documents[0].number == alone.number
