import numpy as np

from tasks.core.scan.sheet.specks import without_specks
from tests.unit.scan.drawing import white


def test_a_lone_dot_goes_and_accents_and_full_stops_stay():
    page = white((200, 300))
    page[80:100, 100:103] = 0  # a stem
    page[73:76, 100:103] = 0  # its dot
    page[97:100, 108:111] = 0  # a full stop
    page[98:100, 40:50] = 0  # a dash
    kept = page.copy()
    page[30:33, 200:203] = 0  # dirt
    page[31, 250] = 0
    assert np.array_equal(without_specks(page, 200), kept)


def test_a_clean_page_is_given_back_as_it_is():
    page = white((50, 50))
    assert without_specks(page, 200) is page
