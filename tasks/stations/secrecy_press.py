"""What the secrecy gate makes of a page in black and white by its forms and its free paper, before any net looks at it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from tasks.core.scan.stamps.room_stamps import whose_room
from tasks.core.scan.stamps.second_place import stands_second
from tasks.core.scan.stamps.secrecy_faint import BAR, BARE_BAR, SURE, shows_faint
from tasks.core.scan.stamps.secrecy_forms import shows_form
from tasks.core.scan.stamps.secrecy_kernels import Grey
from tasks.core.scan.stamps.secrecy_signs import has_few_pieces, is_bare, is_torn
from tasks.core.scan.stamps.stamp_room import Paper, paper_of
from tasks.stations.stamp_weights import forms


class Pressed(NamedTuple):
    """`held`: a secrecy stamp stands there, or may have stood there.

    Quarter turns of a faded page in which its room speaks against a secrecy stamp, whatever a net supposes: `urgent`, it is an
    urgency stamp's; `roomless`, there is none.
    """

    held: bool
    urgent: frozenset[int] = frozenset()
    roomless: frozenset[int] = frozenset()


def look_for_press(page: Grey, turns: Sequence[int], *, is_first: bool) -> Pressed:
    """Look at a black and white page in each of these quarter turns for a secrecy stamp's form, or what is left of one.

    Where several are left, a few dots and an empty room are enough in the one it was scanned in only: most scans lie upright, and
    each look at a page that stands on its head or side may see a stamp in torn type.
    Broken type may say that an upright page stands on its head: whole forms are laid as it was scanned, too.
    """
    rooms: dict[int, str] = {}
    bare = is_bare(page)
    for turned in turns:
        upright = _turned(page, turned)
        if shows_form(upright, forms()):
            return Pressed(held=True)
        paper, may_fade = paper_of(upright), is_first and (turned == 0 or 0 not in turns)
        may_fade = may_fade and (is_torn(page) or (has_few_pieces(page) and paper.is_sparse))
        if may_fade:
            rooms[turned] = _whose(upright, paper, bare=bare)
        bar = SURE if rooms.get(turned, "urgent") == "urgent" else BARE_BAR if bare else BAR
        if rooms.get(turned) == "secret" or shows_faint(upright, forms(), paper, bar=bar):
            return Pressed(held=True)
        if is_first and stands_second(upright, forms()):
            return Pressed(held=True)
    held = 2 in turns and 0 not in turns and shows_form(page, forms())
    urgent, roomless = (frozenset(turned for turned, whose in rooms.items() if whose == said) for said in ("urgent", "none"))
    return Pressed(held, urgent, roomless)


def _whose(page: Grey, paper: Paper, *, bare: bool) -> str:
    """Whose stamp's room a faded page has (`none`: it has none); where next to nothing is left, a room alone holds no letter."""
    if not paper.tells:
        return "none"
    whose = whose_room(page, paper, forms())
    return "doubtful" if bare and whose == "secret" else whose


def _turned(page: Grey, turned: int) -> Grey:
    return np.ascontiguousarray(np.rot90(page, turned))
