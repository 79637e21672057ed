from schemas.page import Correction, Line, Word, Zone
from tasks.core.letter.rows.lines import Flow, Stretch, found, row_of
from tests.unit.letter.made import text_rows


def line(raw: str, text: str | None = None, corrections: tuple[Correction, ...] = (), *, start: int = 0) -> Line:
    words, at = [], 0
    for word in raw.split():
        at = raw.index(word, at)
        words.append(
            Word(
                text=word,
                confidence=0.5 + at / 100,
                box=(at / 100, 0.1, (at + len(word)) / 100, 0.12),
                start=at,
                end=at + len(word),
            )
        )
        at += len(word)
    whole = (0.0, 0.1, len(raw) / 100, 0.12)
    return Line(
        page=2,
        raw=raw,
        text=raw if text is None else text,
        start=start,
        end=start + len(raw),
        zone=Zone.BODY,
        block=0,
        box=whole,
        words=tuple(words),
        corrections=corrections,
    )


def change(start: int, before: str, after: str) -> Correction:
    return Correction(page=2, start=start, end=start + len(before), before=before, after=after, rule="t", confidence=0.9)


def test_a_row_loses_markdown_and_doubled_blanks_and_knows_where_each_letter_stood() -> None:
    row = row_of(Line(page=1, raw="", text="## **Nơi \t nhận:**  ", start=0, end=21, zone=Zone.TEXT, block=0))
    assert row.text == "Nơi nhận:"
    assert [row.line.text[at] for at in row.where if not row.line.text[at].isspace()] == list("Nơinhận:")


def test_a_star_of_the_party_stays() -> None:
    assert row_of(Line(page=1, raw="\\*", text="\\*", start=0, end=2, zone=Zone.TEXT, block=0)).text == "*"


def test_a_corrected_word_leads_back_to_what_was_read() -> None:
    made = line("SỞ Y TẺ KG", "SỞ Y TẾ KG", (change(105, "TẺ", "TẾ"),), start=100)
    assert Stretch(made, 0, 7).raw == "SỞ Y TẺ"
    assert Stretch(made, 8, 10).raw == "KG"


def test_places_after_a_correction_that_changes_the_length_are_shifted() -> None:
    made = line("Nơi nhan: VT va", "Nơi nhận : VT và", (change(4, "nhan", "nhận "), change(13, "va", "và")))
    assert Stretch(made, 11, 13).raw == "VT"
    assert Stretch(made, 14, 16).raw == "va"
    assert Stretch(made, 4, 9).raw == "nhan"


def test_what_a_correction_deleted_counts_to_neither_side() -> None:
    made = line("Số: 12 ###", "Số: 12", (change(6, " ###", ""),))
    assert Stretch(made, 4, 6).raw == "12"


def test_the_box_covers_the_words_touched_only() -> None:
    made = line("Sở Nội vụ")
    assert Stretch(made, 3, 6).box == (0.03, 0.1, 0.06, 0.12)


def test_found_values_carry_page_box_and_the_engines_confidence_times_the_rules() -> None:
    made = line("Sở Nội vụ")
    value = found([Stretch(made, 0, 2)], rule="t", sure=0.5)
    assert (value.value, value.page, value.box, value.confidence) == ("Sở", 2, (0.0, 0.1, 0.02, 0.12), 0.25)


def test_text_files_have_neither_page_nor_box() -> None:
    row = text_rows("Sở Nội vụ")[0]
    assert (row.found(0, 2, rule="t").page, row.found(0, 2, rule="t").box) == (None, None)


def test_running_text_leads_back_to_both_rows_that_a_value_breaks_over() -> None:
    flow = Flow(text_rows("theo Thông\nbáo số 5"))
    value = flow.found(5, 14, rule="t")
    assert (value.value, value.raw) == ("Thông báo", "Thông báo")
    assert [s.text for s in flow.stretches(5, 14)] == ["Thông", "báo"]
