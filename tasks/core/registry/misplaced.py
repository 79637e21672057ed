"""Names of local bodies whose place was misread or abbreviated (địa danh đọc sai): Phòng Nội vụ Vĩnb Thuậm, Phòng Y tế huyện IG."""

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

KINDS = frozenset({"tinh", "huien", "quan", "thi", "thanh", "pho", "xa", "phuong"})
"""Words without marks, y as i, that say the kind of any place, and which names of places have too (Hà Tĩnh)."""
_KINDS_SAID = ("huien", "quan", "thixa", "thanhpho")
_OF_COMMUNES = ("xa", "phuong", "thitran", "dackhu")
_LETTERS_OF_KINDS = ("", "h", "q", "tx", "tp")
_FEWEST_OF_HEAD, _FEWEST_INITIALS = 2, 2
_ONE_WRONG_OF = 3
"""Of so many letters of a place's name one may be wrong."""


def is_misplaced(asked: Sequence[str], name: Sequence[str], place: Sequence[str]) -> bool:
    """Whether `asked` is `name` with the words of its `place`, at its end, misread, run together or as initials.

    All are words without marks, y as i. What stands before the place must be as it is.
    """
    head = list(name[: len(name) - len(place)])
    if not place or list(name[len(head) :]) != list(place):
        return False
    while head and head[-1] in KINDS:
        head.pop()
    whole, start = "".join(asked), "".join(head)
    if len(head) < _FEWEST_OF_HEAD or not whole.startswith(start):
        return False
    rest = whole[len(start) :]
    rest = next((rest.removeprefix(kind) for kind in _KINDS_SAID if rest.startswith(kind) and rest != kind), rest)
    said, initials = "".join(place), "".join(word[0] for word in place)
    if len(initials) >= _FEWEST_INITIALS and rest in [kind + initials for kind in _LETTERS_OF_KINDS]:
        return True
    if rest.startswith(_OF_COMMUNES) and not said.startswith(_OF_COMMUNES):
        return False  # xã Thạch Thất is no huyện Thạch Thất
    most = max(1, len(said) // _ONE_WRONG_OF)
    return bool(rest) and Levenshtein.distance(rest, said, score_cutoff=most) <= most
