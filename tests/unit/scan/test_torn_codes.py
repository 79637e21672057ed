"""Letters and purposes that a torn scan reads as others; codes and offices are made up."""

import pytest

from schemas.page import Zone
from tasks.core.scan.words.assemble import Row
from tasks.core.scan.words.torn_codes import is_doubtful, most_whole, whole_k, whole_l
from tasks.core.scan.words.torn_purposes import with_purposes
from tests.unit.scan.test_second_look import token


@pytest.mark.parametrize(
    ("read", "meant"),
    [("QI.VT", "QLVT"), ("BQI.-TH", "BQL-TH"), ("QIL.VT", "QLVT"), ("QILVT", "QLVT"), ("KVI.-TH", "KVI.-TH"), ("BTI.", "BTI.")],
)
def test_an_l_whose_foot_is_torn_off_is_no_stop(read: str, meant: str) -> None:
    assert whole_l(read) == meant


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("VRSND", "VKSND"),
        ("TRV", "TKV"),
        ("QLBVR", "QLBVR"),
        ("BVR-TH", "BVR-TH"),
        ("PCCCR", "PCCCR"),
        ("RHM", "RHM"),
        ("TTr", "TTr"),
    ],
)
def test_a_doubted_r_is_a_k_but_for_forests_teeth_and_risks(read: str, meant: str) -> None:
    assert whole_k(read) == meant


def test_strokes_are_lost_and_not_made() -> None:
    assert most_whole("MIIQ", ["MTIQ", "MIIQ", "MIT", "MLTQ"]) == "MTTQ"
    assert most_whole("CVHR", ["CVHK", "CVHR"]) == "CVHK"
    assert most_whole("KVI", ["KVI", "KVII"]) == "KVI"
    assert [is_doubtful(code) for code in ("BC-KVI", "QLRH", "QLKH", "QLBVR-TTr")] == [True, True, False, False]


def words_of(*words: str, zone: Zone = Zone.FOOT_LEFT) -> list[str]:
    tokens = [token(word, confidence=0.4, left=100.0 + 70 * at, zone=zone) for at, word in enumerate(words)]
    (row,) = with_purposes([Row(zone, tuple(tokens))])
    assert min(one.confidence for one in row.tokens) == 0.4
    return [one.text for one in row.tokens]


@pytest.mark.parametrize("read", ["(be);", "(b c};", "(hc};", "(b/cj;", "(bíc);", "(b cỳ;", "(b-c);"])
def test_for_report_is_meant_by_brackets_with_hardly_anything_else(read: str) -> None:
    assert words_of("-", "Sở", "Y", "tế", *read.split()) == ["-", "Sở", "Y", "tế", "(b/c);"]


def test_other_brackets_and_rows_of_other_zones_stay() -> None:
    assert words_of("Lưu:", "VT,", "(5b).") == ["Lưu:", "VT,", "(5b)."]
    assert words_of("Sở", "(p/h)") == ["Sở", "(p/h)"]
    assert words_of("Sở", "(be)", zone=Zone.BODY) == ["Sở", "(be)"]
