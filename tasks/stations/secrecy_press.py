"""What the secrecy gate makes of a page in black and white by its forms and its free paper, before any net looks at it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tasks.core.scan.stamps.room_stamps import shows_urgent
from tasks.core.scan.stamps.secrecy_faint import shows_faint
from tasks.core.scan.stamps.secrecy_forms import shows_form
from tasks.core.scan.stamps.secrecy_kernels import Grey
from tasks.core.scan.stamps.secrecy_signs import has_few_pieces, is_torn
from tasks.core.scan.stamps.stamp_room import paper_of
from tasks.stations.stamp_weights import forms


class Pressed(NamedTuple):
    """`held`: a secrecy stamp stands there, or may have stood there.

    `asked`: quarter turns in which the room was asked: what it says there goes before what a net only supposes.
    """

    held: bool
    asked: frozenset[int]


def look_for_press(page: Grey, turns: Sequence[int], *, is_first: bool) -> Pressed:
    """Look at a black and white page in each of these quarter turns for a secrecy stamp's form, or what is left of one.

    Where several are left, a few dots and an empty room are enough in the one it was scanned in only: most scans lie upright, and
    each look at a page that stands on its head or side may see a stamp in torn type.
    Broken type may say that an upright page stands on its head: whole forms are laid as it was scanned, too.
    """
    asked = frozenset(turned for turned in turns if is_first and (turned == 0 or 0 not in turns) and _may_fade(page, turned))
    held = any(_is_pressed(_turned(page, turned), may_fade=turned in asked) for turned in turns)
    return Pressed(held or (2 in turns and 0 not in turns and shows_form(page, forms())), asked)


def _may_fade(page: Grey, turned: int) -> bool:
    """Whether a stamp may have faded from a page: its type fell to pieces, or is gone for the most part."""
    return is_torn(page) or (has_few_pieces(page) and paper_of(_turned(page, turned)).is_sparse)


def _is_pressed(page: Grey, *, may_fade: bool) -> bool:
    """Whether an upright page has a secrecy stamp's form, a few dots of one, or room for one that nothing else explains."""
    if shows_form(page, forms()):
        return True
    paper = paper_of(page)
    is_urgent = may_fade and paper.has_room and shows_urgent(page, paper, forms())
    if may_fade and paper.has_room and not is_urgent:
        return True
    return shows_faint(page, forms(), paper, likely=may_fade and not is_urgent)


def _turned(page: Grey, turned: int) -> Grey:
    return np.ascontiguousarray(np.rot90(page, turned))
