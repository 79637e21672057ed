import cv2
import numpy as np

from schemas.page import Zone
from tasks.adapters.tesseract import EngineWord
from tasks.core.scan.words import assemble
from tasks.core.scan.words.assemble import Token
from tasks.stations.under_strokes import Foot, look_under
from tests.unit.scan.drawing import line, white

REGION = (400, 700, 800, 1000)


def foot(*, crossed):
    page = white()
    line(page, 500, 900, 640, height=14)
    if crossed:
        cv2.line(page, (490, 912), (560, 886), (90,), 2)
    return Foot(REGION, page, 100, 16.0)


def token(text, left, right, confidence):
    return Token(text, confidence, left, 898, right, 916, Zone.FOOT_RIGHT, (1, 1, 9))


NAME = [token("Han", 500, 540, 0.5), token("Thanh", 548, 640, 0.95)]


def engine(said, confidence):
    """An engine that reads two words in every row of a stack."""

    def read(stack):
        inked = np.flatnonzero((stack < 128).any(axis=1))
        found = []
        for top in (row for row in inked if row - 1 not in inked):
            columns = np.flatnonzero((stack[top : top + 20] < 128).any(axis=0))
            left, right = int(columns[0]), int(columns[-1])
            middle = left + (right - left) * 3 // 10
            found += [EngineWord(said[0], confidence, left, int(top), middle - 4, int(top) + 10, (1, 1, int(top)))]
            found += [EngineWord(said[1], confidence, middle + 4, int(top), right, int(top) + 10, (1, 1, int(top)))]
        return found

    return read


def never(stack):
    raise AssertionError(f"nothing is to be read again here: {stack.shape}")


def test_a_doubted_name_under_a_stroke_is_read_without_it_and_stays_in_doubt():
    found = look_under(NAME, assemble.rows_of(NAME), foot(crossed=True), engine(("Phan", "Thanh"), 0.97))
    assert [word.text for word in found] == ["Phan", "Thanh"]
    assert found[0].confidence <= 0.85


def test_a_reading_that_is_no_better_changes_nothing():
    assert look_under(NAME, assemble.rows_of(NAME), foot(crossed=True), engine(("X", "Y"), 0.3)) == NAME


def test_a_doubted_name_that_no_stroke_crosses_costs_no_call():
    assert look_under(NAME, assemble.rows_of(NAME), foot(crossed=False), never) == NAME


def test_a_sure_name_under_a_stroke_costs_no_call():
    sure = [token("Phan", 500, 540, 0.97), token("Thanh", 548, 640, 0.97)]
    assert look_under(sure, assemble.rows_of(sure), foot(crossed=True), never) == sure
