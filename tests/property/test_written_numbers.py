"""What must hold of any gap, whatever the net and the engine say of it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tasks.core.scan.handwriting.vote import LEAST, MOST, EngineReading, vote


def _shares(values: np.ndarray) -> np.ndarray:
    return values / values.sum(axis=1, keepdims=True)


columns = st.integers(1, 12).flatmap(lambda n: arrays(np.float64, (n, 11), elements=st.floats(0.001, 1))).map(_shares)
readings = st.builds(EngineReading, st.text(alphabet="0123456789OlI|.-{ồ ", max_size=5), st.floats(0, 1))
views = st.lists(columns, min_size=1, max_size=3)
kinds = st.sampled_from(["number", "day", "month"])


@settings(deadline=None)
@given(kinds, views, readings)
def test_no_impossible_day_month_or_number_comes_out(kind, table, engine):
    reading = vote(kind, table, engine)
    if reading is None:
        return
    assert reading.value.isascii()
    assert reading.value.isdigit()
    most = {"number": 999_999, "day": 31, "month": 12}[kind]
    assert 1 <= int(reading.value) <= most
    assert LEAST <= reading.confidence <= MOST


@settings(deadline=None)
@given(kinds, views)
def test_an_engine_without_digits_has_no_vote(kind, table):
    assert vote(kind, table, EngineReading("", 0.0)) == vote(kind, table, EngineReading("ồ{", 0.9))
