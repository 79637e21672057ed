"""What holds for every text: nothing is lost, nothing is invented, nothing breaks."""

import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.catalogue import REVIEW_REASONS
from schemas.letter import Finding
from schemas.page import Page
from schemas.routing import Routing
from tasks.core.letter.confidence.calibration import calibrate
from tasks.core.letter.directives.deadlines import find_deadlines
from tasks.core.letter.directives.directives import find_directives
from tasks.core.letter.fields.body import read_body
from tasks.core.letter.number.citation import find_citations, normal_number
from tasks.core.letter.number.references import find_references
from tasks.core.letter.rows.paragraphs import paragraphs
from tasks.core.letter.vocabulary.dates import find_dates
from tasks.core.record.review import decide_review
from tests.unit.letter.made import document, found, scan_rows, span_of

PIECES = (
    "Giao", "Sở Y tế", "chủ trì,", "phối hợp với", "UBND các huyện", "và", "các đơn vị;", "trước ngày", "15/10/2022.", "31/02/2022",
    "số", "12/KH-UBND", "374-", "TB/TU,", "Chỉ thị 15", "của", "Thủ tướng Chính phủ", "kể từ ngày ký", "trong 05 ngày", "-", "1.",
    "a)", "(i)", "./.", "quý IV/2022", "tháng 9", "Các Bộ:", "Nội vụ,", ":", "Về", "Đề nghị", "2", "báo cáo", "hoàn thành", "|",
)  # fmt: skip
LINES = st.lists(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), min_size=1, max_size=9).map(" ".join), max_size=12
)
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(LINES)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_without_breaking_and_values_stand_in_it(lines: list[str]) -> None:
    span = span_of("\n".join(lines))
    text = " ".join(row.text for row in span.body)
    read_body(span)
    for reference in find_references(span):
        assert reference.raw in text
        assert reference.value == normal_number(reference.value, reference.doctype)
    for directive in find_directives(span, date(2022, 9, 1)):
        assert directive.lead or directive.deadline is not None
        # a figure alone is a page's number, a row without letter and figure a ruled line
        rows = (
            t for t in (row.text for row in span.body) if any(map(str.isalnum, t)) and not re.fullmatch(r"[\W_]*\d{1,3}[\W_]*", t)
        )
        plain = " ".join(
            " ".join(rows).replace("-", " ").split()
        )  # a dash alone on its row is a list sign, no part of what follows
        assert all(" ".join(name.raw.replace("-", " ").split()) in plain for name in (*directive.lead, *directive.cooperating))
        if directive.deadline is not None:
            date.fromisoformat(directive.deadline.value)


@given(
    st.lists(
        st.tuples(st.sampled_from(["Sở báo cáo", "tiếp tục rà soát.", "1. Giao các sở", "- Gửi về"]), st.booleans()), min_size=1
    )
)
@settings(max_examples=60, deadline=None)
def test_paragraphs_keep_every_word_in_order(lines: list[tuple[str, bool]]) -> None:
    rows = scan_rows([(text, 0.16 if indented else 0.12, 0.9) for text, indented in lines])
    words = [word for flow in paragraphs(rows) for word in flow.text.split()]
    assert words == [word for text, _ in lines for word in text.split()]


@given(DAYS)
@settings(deadline=None)
def test_a_day_is_found_however_it_is_written(day: date) -> None:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    for text in (
        f"ngày {day.day:02d}/{month}/{day.year}",
        f"ngày {day.day:02d}-{month}-{day.year}",
        f"{day.day:02d}.{day.month:02d}.{day.year}",
        f"ngày {day.day:02d} tháng {month} năm {day.year}",
    ):
        (mention,) = find_dates(text)
        assert mention.resolve(None) == day


@given(DAYS, st.integers(1, 90))
@settings(deadline=None)
def test_a_relative_deadline_never_lies_before_the_letter(day: date, count: int) -> None:
    for unit in ("ngày", "ngày làm việc", "tuần"):
        (term,) = find_deadlines(f"trong {count:02d} {unit} kể từ ngày ký", day)
        assert term.relative
        assert term.day > day


@given(
    st.from_regex(r"[1-9]\d{0,3}/(KH|TB|BC)-(UBND|SNV)", fullmatch=True), st.sampled_from(["", " ngày 02/6/2022", " của Sở Nội vụ"])
)
@settings(deadline=None)
def test_a_citation_is_found_wherever_a_line_breaks_it(number: str, tail: str) -> None:
    whole = f"Thực hiện văn bản số {number}{tail}, các đơn vị báo cáo."
    assert [citation.number for citation in find_citations(whole)] == [number]
    assert find_references(span_of(whole), own_number=number) == ()
    broken = number.replace("-", "- ")
    assert [citation.number for citation in find_citations(whole.replace(number, broken))] == [number]


@given(st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_more_confidence_in_never_gives_less_out(one: float, other: float) -> None:
    low, high = sorted((one, other))
    (a,), (b,) = (calibrate([document(number=found("45/SNV-CCHC", confidence=value))]) for value in (low, high))
    assert a.number is not None
    assert b.number is not None
    assert 0 <= a.number.confidence <= b.number.confidence <= 1


@given(
    st.sampled_from(["doctype", "number", "issued_on", "issuer", "subject", None]),
    st.floats(0, 1),
    st.lists(st.sampled_from(["info", "warning", "error"]), max_size=3),
)
@settings(max_examples=60, deadline=None)
def test_review_is_decided_for_everything_and_says_why(missing: str | None, bar: float, severities: list[str]) -> None:
    findings = [Finding.model_validate({"code": "date.in_future", "severity": severity, "message": "x"}) for severity in severities]
    letter = document(**({missing: None} if missing else {}))
    review = decide_review([Page(number=1, kind="scan")], [letter], findings, Routing(), bar=bar)
    assert review.required == bool(review.reasons)
    assert set(review.reasons) <= set(REVIEW_REASONS)
    assert review.required or not (missing or "error" in severities)
