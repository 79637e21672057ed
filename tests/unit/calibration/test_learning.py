from itertools import pairwise

import pytest

from infra.calibration.compare import is_right, truth_of
from infra.calibration.isotonic import auroc, rising
from infra.calibration.learn import TABLE_FILE, Sample, learn, report
from tasks.core.letter.confidence.calibration import worth_in
from tests.unit.letter.made import found

TRUTH = {
    "documents": [
        {
            "type": "Công văn", "number": "45/SNV-CCHC", "date": "2022-03-08", "place": "Sao Mai",
            "agency": {"issuer": "SỞ NỘI VỤ", "parent": None}, "subject": "V/v báo cáo quý I", "addressees": ["Sở Tài chính"],
            "recipients": ["Như trên"], "signer": {"name": "Lý Văn An", "title": "GIÁM ĐỐC"}, "urgency": None,
        }
    ]
}  # fmt: skip


def test_the_curve_rises_through_the_shares() -> None:
    pairs = [(0.2, n % 4 == 0) for n in range(40)] + [(0.9, n % 20 != 0) for n in range(40)]
    knots = rising(pairs)
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(knots))
    assert worth_in(knots, 0.2) == pytest.approx(0.25, abs=0.06)
    assert worth_in(knots, 0.9) == pytest.approx(0.95, abs=0.03)


def test_violators_are_pooled() -> None:
    pairs = [(0.3, True)] * 20 + [(0.6, False)] * 20
    low, high = worth_in(rising(pairs), 0.3), worth_in(rising(pairs), 0.6)
    assert low <= high
    assert 0.3 < high < 0.7


def test_few_samples_lean_on_the_prior() -> None:
    prior = ((0.0, 0.0), (1.0, 1.0))
    assert worth_in(rising([(0.9, True)], prior), 0.9) < 1
    assert rising([]) == ()


def test_auroc() -> None:
    assert auroc([(0.9, True), (0.1, False)]) == 1.0
    assert auroc([(0.5, True), (0.5, False)]) == 0.5
    assert auroc([(0.5, True)]) is None


def test_what_counts_as_right() -> None:
    (want,) = truth_of(TRUTH)
    assert is_right("number", found("45/SNV-CCHC"), want)
    assert not is_right("number", found("46/SNV-CCHC"), want)
    assert is_right("issuer", found("Sở Nội vụ tỉnh Sao Mai", raw="SỞ NỘI VỤ"), want)
    assert is_right("subject", found("báo cáo quý I"), want)
    assert is_right("printed_recipients", found("Như trên;"), want)
    assert not is_right("printed_recipients", found("Như vậy"), want)
    assert is_right("urgency", found("KHẨN"), want) is False
    assert is_right("place", found("Sao Mai"), want)


def test_a_table_is_learnt_and_told() -> None:
    samples = [Sample("a", "number", 0.95, right=True)] * 30 + [Sample("a", "number", 0.3, right=False)] * 10
    table = learn(samples)
    assert set(table) == {"number"}
    assert "number" in report(samples, table)


def test_what_is_learnt_replaces_the_table_in_use() -> None:
    assert "TABLE:" in TABLE_FILE.read_text("utf-8")
