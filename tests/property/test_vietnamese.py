"""What must hold for every text: the account is exact, cleaning twice changes nothing, what must stay stays."""

import random
import re
import textwrap
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.page import Page, Zone
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean
from tasks.core.vietnamese.draft import Draft, corrections, replay
from tasks.core.vietnamese.normal import canonical_tone, fold, key, repair
from tasks.core.vietnamese.text import text_page
from tests.unit.vietnamese.letters import letter
from tests.unit.vietnamese.scans import scan

MARKS = "*#_\\ \n\t.,;:!?()[]\"“”'|/-–=~`^<>0123456789"
LETTERS = "abcdeghiklmnopqrstuvxyđĐăâêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵABCDEGHIKLMNOPQRSTUVXYwfjz"
WORDS = (
    "ủy ban nhân dân tỉnh Nơi nhận: Noi nhận Kính gửi ./. ./.kol *nel* **KT.CHÁNH TM.ỦY Số: 12 /UBND-VX 7/CD-TTg thân tốc phân đầu "
    "thông nhất quyêt định triên khai Üy Noti ngày 05 tháng 9 năm 2021 “điếm đến” HDND ## > ``` <br> Lưu: VT, (3)..Q Nguyễn Văn Tám"
)
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS.split()), st.text(LETTERS + MARKS, max_size=12)), max_size=30).map(" ".join)
SEEDS = st.integers(0, 10**6)


def _clean(page: Page) -> Page:
    return clean([page], load_vocabulary()).pages[0]


def _as_scan(text: str, seed: int) -> Page:
    chance = random.Random(seed)  # noqa: S311 - confidences, not secrets
    zones = (Zone.BODY, Zone.HEAD_LEFT, Zone.FOOT_LEFT, Zone.FOOT_RIGHT)
    return scan(
        *((line, chance.choice((0.0, 0.3, 0.6, 0.9, 0.97)), chance.choice(zones)) for line in text.split("\n") if line.strip())
    )


@settings(deadline=None)
@given(TEXTS)
def test_replaying_the_account_gives_the_text(text: str):
    page = _clean(text_page(text))
    assert replay(page.text_raw, page.corrections) == page.text
    for line in page.lines:
        moved = [c.model_copy(update={"start": c.start - line.start, "end": c.end - line.start}) for c in line.corrections]
        assert replay(line.raw, moved) == line.text


@settings(deadline=None)
@given(TEXTS, SEEDS)
def test_replaying_the_account_of_a_scan_gives_the_text(text: str, seed: int):
    page = _clean(_as_scan(text, seed))
    assert replay(page.text_raw, page.corrections) == page.text


@settings(deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str):
    once = _clean(text_page(text))
    assert _clean(text_page(once.text)).text == text_page(once.text).text


@settings(deadline=None)
@given(TEXTS)
def test_digits_of_a_text_stay(text: str):
    page = _clean(text_page(text))
    assert re.findall(r"\d+", page.text) == re.findall(r"\d+", page.text_raw)


@settings(deadline=None)
@given(TEXTS, SEEDS)
def test_a_number_that_was_read_well_stays(text: str, seed: int):
    page = _as_scan(text, seed)
    sure = [word.text for line in page.lines for word in line.words if word.confidence > 0.9 and word.text.isdigit()]
    after = re.findall(r"\d+", _clean(page).text)
    assert all(after.count(number) >= sure.count(number) for number in sure)


@settings(deadline=None)
@given(TEXTS)
def test_what_comes_out_is_composed(text: str):
    cleaned = _clean(text_page(text)).text
    assert unicodedata.is_normalized("NFC", cleaned)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_names_numbers_dates_and_symbols_of_right_letters_stay(seed: int):
    text, kept = letter(seed)
    cleaned = _clean(text_page(text)).text
    assert all(cleaned.count(value) == text.count(value) for value in kept)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_names_numbers_dates_and_symbols_of_well_read_scans_stay(seed: int):
    text, kept = letter(seed)
    page = scan(*(line for line in text.split("\n") if line))
    cleaned = _clean(page).text
    assert all(cleaned.count(value) == page.text_raw.count(value) for value in kept)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_names_numbers_dates_and_symbols_of_doubted_scans_stay(seed: int):
    text, kept = letter(seed)
    chance = random.Random(seed)  # noqa: S311 - confidences, not secrets
    page = scan(*((line, chance.choice((0.3, 0.6, 0.85, 0.97))) for line in text.split("\n") if line))
    cleaned = _clean(page).text
    assert all(cleaned.count(value) == page.text_raw.count(value) for value in kept)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(25, 60))
def test_names_broken_over_lines_stay(seed: int, width: int):
    text, kept = letter(seed)
    rows = [
        row
        for line in text.split("\n")
        if line
        for row in textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    ]
    page = scan(*((row, 0.6) for row in rows))
    whole = " ".join(page.text_raw.split())
    cleaned = " ".join(_clean(page).text.split())
    assert all(cleaned.count(value) >= whole.count(value) for value in kept)


@settings(deadline=None)
@given(
    st.text("abc ", max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 4), st.text("xyz ", max_size=3)), max_size=6),
)
def test_a_draft_says_the_same_as_plain_replacing(raw: str, changes: list[tuple[int, int, str]]):
    draft, text = Draft(raw), raw
    for at, size, after in changes:
        start = min(at, len(text))
        end = min(start + size, len(text))
        text = text[:start] + after + text[end:]
        draft.change(start, end, after, "rule", 1.0)
        assert draft.text == text
        assert replay(raw, corrections(draft, 1, 0)) == text


@settings(deadline=None)
@given(st.text(LETTERS + MARKS, max_size=40))
def test_spelling_functions_settle_at_once(text: str):
    for function in (repair, canonical_tone, fold, key):
        assert function(function(text)) == function(text)
