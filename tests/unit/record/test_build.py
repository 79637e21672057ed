import pytest

from schemas.catalogue import FINDINGS, REVIEW_REASONS
from schemas.letter import Review
from schemas.page import Correction, Page
from schemas.record import Provenance, Record, Rejection, Source, Status
from schemas.routing import Routing
from tasks.core.record.build import build_record, rejected_record
from tests.unit.letter.made import document

SOURCE = Source(size=3, media_type="application/pdf", received_at="2022-03-08T08:00:00+07:00", sha256="ab" * 32)
PROVENANCE = Provenance(pipeline_version="1", engine="e", languages="vie", registry_version="r")


def correction(page: int) -> Correction:
    return Correction(page=page, start=0, end=1, before="a", after="b", rule="r", confidence=0.9)


def build(status: Status = "read") -> Record:
    pages = [
        Page(
            number=number,
            kind="scan",
            text_raw="a",
            text="b",
            confidence=0.9,
            corrections=(correction(number),),
            steps={"deskew": 0.4},
        )
        for number in (1, 2)
    ]
    return build_record(
        status=status,
        source=SOURCE,
        pages=pages,
        documents=[document()],
        findings=[],
        routing=Routing(),
        review=Review(required=False),
        provenance=PROVENANCE,
    )


def test_a_record_keeps_both_readings_of_every_page_and_all_corrections() -> None:
    record = build()
    assert record.letter_id == f"sha256:{'ab' * 32}"
    assert [(page.number, page.text_raw, page.text, page.steps) for page in record.pages] == [
        (1, "a", "b", {"deskew": 0.4}),
        (2, "a", "b", {"deskew": 0.4}),
    ]
    assert [c.page for c in record.corrections] == [1, 2]
    assert Record.model_validate_json(record.model_dump_json()) == record


@pytest.mark.parametrize("status", ["held", "quarantined"])
def test_states_without_such_a_record(status: Status) -> None:
    with pytest.raises(ValueError, match=status):
        build(status)


def test_a_refused_scan_says_why_and_what_next() -> None:
    record = rejected_record(source=SOURCE, rejection=Rejection(code="file.empty", message="m", advice="a"))
    assert (record.status, record.pages, record.rejection) == (
        "quarantined",
        (),
        Rejection(code="file.empty", message="m", advice="a"),
    )


def test_every_code_has_vietnamese_and_english_words() -> None:
    for text in {**FINDINGS, **REVIEW_REASONS}.values():
        assert len([part for part in text.message.split(" / ") if part.strip()]) == 2
