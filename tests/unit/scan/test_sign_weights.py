from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from infra.training.sign_weights import Letter, best_of, read_table, weighed
from tasks.core.scan.stamps.secrecy_signs import Signs
from tests.drawn import letter
from tests.unit.scan.pressing import IN_ROOM, pressed, with_room

SIGNS = len(Signs._fields)


def drawn(seed: int, *, stamped: bool) -> Letter:
    """Five places; the first sign of the stamp's is higher, the second says nothing."""
    signs = np.random.default_rng(seed).normal(size=(5, SIGNS))
    true = np.arange(5) == 0 if stamped else np.zeros(5, np.bool_)
    signs[true, 0] += 6
    return Letter(stamped, signs, true)


def test_what_tells_a_stamp_gets_the_weight_and_half_of_the_odds_lie_at_nought():
    letters = [drawn(seed, stamped=seed % 3 == 0) for seed in range(60)]
    weights = weighed(letters)
    assert weights[0] > 3 * np.abs(weights[1:-1]).max()
    assert [best_of(letter, weights) > 0 for letter in letters] == [letter.stamped for letter in letters]


def test_a_letter_without_places_is_never_held():
    assert best_of(Letter(stamped=True, signs=np.empty((0, SIGNS)), true=np.empty(0, np.bool_)), np.ones(SIGNS + 1)) == -np.inf


def test_a_table_tells_where_stamps_stand(tmp_path: Path):
    page = with_room(np.where(np.asarray(letter(None).convert("L")) < 128, 0, 255).astype(np.uint8), 47)
    high, wide = page.shape
    rows = []
    for name, how in (("plain", None), ("stamped", 0.0)):
        path = tmp_path / f"{name}.png"
        shown = page if how is None else pressed(page, "MẬT", left=how, seed=3, place=IN_ROOM)
        Image.fromarray(np.rot90(shown)).save(path, dpi=(150, 150))
        where = ("", "") if how is None else (f"{IN_ROOM[0] / wide:.4f}", f"{IN_ROOM[1] / high:.4f}")
        rows.append("\t".join((str(path), "3", *where)))
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(rows), "utf-8")
    plain, stamped = read_table(table)
    assert (plain.stamped, plain.true.any()) == (False, False)
    assert (stamped.stamped, stamped.true.any()) == (True, True)


def test_a_line_of_too_few_fields_is_refused(tmp_path: Path):
    (tmp_path / "table.tsv").write_text("scan.png\t0\n", "utf-8")
    with pytest.raises(ValueError, match="unpack"):
        list(read_table(tmp_path / "table.tsv"))
