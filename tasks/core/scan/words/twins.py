"""Words of the signers' column that a row of Nơi nhận runs into and that were read a second time in their own column.

On one level with a list's last item stands the signer's name as a rule; where the engine took both for one row, and the look
by ink found the name in its column too, the item had the name in it and its own kind was lost (Lưu Văn phòng Tỉnh ủy. … Lý Thị …).
"""

from collections import defaultdict
from collections.abc import Sequence

from schemas.page import Zone
from tasks.core.scan.words.assemble import Token

_SAME = 0.6
"""Share of the smaller of two boxes that lies in the other where both are one word."""
_BLANK = 3.0
"""Words' heights between the columns at least."""


def without_twins(tokens: Sequence[Token]) -> list[Token]:
    """The words; those of a list's row from the blank on behind which it has words of the signers' column are left out."""
    signed = [token for token in tokens if token.zone is Zone.FOOT_RIGHT]
    listed: dict[tuple[int, ...], list[Token]] = defaultdict(list)
    for token in tokens:
        if token.zone is Zone.FOOT_LEFT:
            listed[token.line].append(token)
    beyond = [one for row in listed.values() for one in _beyond(sorted(row, key=lambda token: token.left), signed)]
    return [token for token in tokens if not any(token is one for one in beyond)]


def _beyond(row: Sequence[Token], signed: Sequence[Token]) -> Sequence[Token]:
    """The end of a row that stands in the signers' column; nothing where it has no word twice or no blank before it."""
    at = next((at for at, token in enumerate(row) if any(_is_twin(token, other) for other in signed)), 0)
    while at and row[at].left - row[at - 1].right < _BLANK * (row[at].bottom - row[at].top):
        at -= 1
    return row[at:] if at else ()


def _is_twin(one: Token, other: Token) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    least = min((token.right - token.left) * (token.bottom - token.top) for token in (one, other))
    return across > 0 and down > 0 and across * down > _SAME * least
