"""`Sở Xây dựng các tỉnh, thành phố nêu trên`: a body of each of the places whose authorities Kính gửi names."""

import re

from schemas.letter import Document
from tasks.core.routing.pieces import Target, View
from tasks.core.routing.resolve import resolve

_ABOVE = re.compile(
    r"^(?P<body>.+?)\s+(?:của\s+)?(?:các|những)\s+(?:tỉnh|thành phố|TP|địa phương)\b[^;:]*?"
    r"\s(?:nêu|nói|có tên)?\s?(?:ở\s)?trên\W*$",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def said_above(words: str, view: View, document: Document) -> tuple[Target, ...]:
    """That body in each province of the bodies in Kính gửi, in their order; none where it is not known in one of them."""
    found = _ABOVE.match(_BRACKETS.sub("", words))
    if found is None:
        return ()
    addressed = (piece for one in document.addressees for piece in resolve(one.value, view) if isinstance(piece, Target))
    places = dict.fromkeys(place.id for one in addressed if (place := view.registry.province_of(one.entry.id)) is not None)
    matches = [view.registry.best(found["body"], on=view.on, near=place) for place in places]
    known = [match for match in matches if match is not None and match.how != "fuzzy"]
    if len(known) < len(matches):
        return ()
    name = f"{found['body']} các nơi ở Kính gửi"
    return tuple(Target(match.entry, words, match.score, "group", group=name, ended=match.ended) for match in known)
