"""The sheet above the form: what is doubtful comes first, and a letter's text only shows itself."""

import re

from schemas.letter import Finding
from schemas.routing import Candidate, Unresolved
from tasks.core.record.layout import doubt_key, found_key
from tasks.core.record.portrait import finding_lines
from tasks.core.record.sheet import picture_keys, sheet
from tests.unit.record.test_answers import BAR, a_letter, document, found


def test_what_is_doubtful_comes_first_with_its_picture():
    record = a_letter()
    addresses = {key: f"http://store/{key}" for key in picture_keys(record, bar=BAR)}
    text = sheet(record, addresses, {"record.json": "http://store/r"}, bar=BAR, remark="**✖**", note="note")
    assert text.startswith("**✖**")
    assert "`number.low_confidence`" in text
    places = [
        text.index(part) for part in ("What is doubtful", doubt_key(record.letter_id, 1), found_key(record.letter_id, 1), "note")
    ]
    assert places == sorted(places)


def test_a_picture_that_is_not_there_is_left_out():
    assert "![" not in sheet(a_letter(), {}, {}, bar=BAR)


def test_names_that_nobody_knows_stand_there_with_whom_they_may_mean():
    near = (Candidate(recipient_id="x/y", name="Sở Y", score=0.61),)
    record = a_letter(unresolved=(Unresolved(raw="Sở [Mây](http://evil)", document=0, reason="unknown", candidates=near),))
    text = sheet(record, {}, {}, bar=BAR)
    assert "Sở Y (0.61)" in text
    assert not re.search(r"(?<!\\)\]\(http", text)


def test_the_first_page_of_every_document_is_shown():
    record = a_letter(document(), document(2, role="attachment"))
    assert {found_key(record.letter_id, 1), found_key(record.letter_id, 3)} <= set(picture_keys(record, bar=BAR))


def test_findings_are_told_once_for_each_code_the_gravest_first():
    def one(code: str, severity: str, value: str) -> Finding:
        return Finding.model_validate({"code": code, "severity": severity, "message": "m", "evidence": (found(value),)})

    lines = list(
        finding_lines([*(one("word.suspected", "info", f"w{n}") for n in range(5)), one("date.in_future", "error", "2030-01-01")])
    )
    assert [line.split("`")[1] for line in lines] == ["date.in_future", "word.suspected"]
    assert "×5" in lines[1]
    assert lines[1].endswith("w0 · w1 · w2 …")


def test_who_gets_it_stands_there_in_whole_names():
    assert "**thực hiện / act** (1): Sở Tài chính · chưa gửi" in sheet(a_letter(), {}, {}, bar=BAR)
