"""Places of a registry written out: districts and communes, and what their kinds, committees and youth unions are called."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from schemas.registry import Communes, Districts, Place, PlaceKind
from tasks.core.registry.queue_name import slug

KIND_WORDS = {
    "tinh": "tỉnh",
    "thanh_pho_tw": "thành phố",
    "quan": "quận",
    "huyen": "huyện",
    "thi_xa": "thị xã",
    "thanh_pho": "thành phố",
    "xa": "xã",
    "phuong": "phường",
    "thi_tran": "thị trấn",
    "dac_khu": "đặc khu",
}
PARTY_WORDS = {
    "tinh": "Tỉnh ủy",
    "thanh_pho_tw": "Thành ủy",
    "quan": "Quận ủy",
    "huyen": "Huyện ủy",
    "thi_xa": "Thị ủy",
    "thanh_pho": "Thành ủy",
    "xa": "Đảng ủy",
    "phuong": "Đảng ủy",
    "thi_tran": "Đảng ủy",
    "dac_khu": "Đảng ủy",
}
YOUTH_WORDS = {
    "huyen": "Huyện đoàn",
    "quan": "Quận đoàn",
    "thi_xa": "Thị đoàn",
    "thanh_pho": "Thành đoàn",
    "tinh": "Tỉnh đoàn",
    "thanh_pho_tw": "Thành đoàn",
}


def districts_of(block: Districts) -> Iterator[Place]:
    """The districts of a block as places; ids are the province's id, `/`, the kind and name in ASCII."""
    lists: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("quan", block.quan),
        ("huyen", block.huyen),
        ("thi_xa", block.thi_xa),
        ("thanh_pho", block.thanh_pho),
    )
    said = [slug(text.partition("=")[0]) for _, names in lists for text in names]
    for kind, names in lists:
        for text in names:
            name, _, code = (part.strip() for part in text.partition("="))
            twice = said.count(slug(name)) > 1  # thị xã Kỳ Anh and huyện Kỳ Anh, Hà Tĩnh
            yield _place(
                id=f"{block.province}/{slug(f'{KIND_WORDS[kind]} {name}' if twice else name)}",
                name=name,
                kind=kind,
                province=block.province,
                code=code or None,
                aliases=(),
                valid_from=None,
                valid_to=block.valid_to,
                successors=(),
                source=block.source,
            )


def communes_of(block: Communes) -> Iterator[Place]:
    """The communes of a block as places; ids are the id of the district or province, `/`, the kind and name in ASCII.

    Of two that differ only in their marks (xã Văn Lang, xã Văn Lăng) the id ends in the code.
    """
    lists: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("xa", block.xa),
        ("phuong", block.phuong),
        ("thi_tran", block.thi_tran),
        ("dac_khu", block.dac_khu),
    )
    said = Counter(slug(f"{KIND_WORDS[kind]} {text.partition('=')[0]}") for kind, names in lists for text in names)
    for kind, names in lists:
        for text in names:
            name, _, code = (part.strip() for part in text.partition("="))
            plain = slug(f"{KIND_WORDS[kind]} {name}")
            yield _place(
                id=f"{block.district or block.province}/{f'{plain}-{code}' if code and said[plain] > 1 else plain}",
                name=name,
                kind=kind,
                province=block.province,
                district=block.district,
                code=code or None,
                valid_from=block.valid_from,
                valid_to=block.valid_to,
                source=block.source,
            )


_ALL_FIELDS = set(Place.model_fields)
"""One set for all four thousand: with one of its own each takes half as much again."""


def _place(**values: Any) -> Place:
    """A place of parts that were checked with their block."""
    return Place.model_construct(_ALL_FIELDS, **values)


def unit_name(place: Place) -> str:
    """Kind and name: tỉnh Kiên Giang, Quận 1 (a numbered one takes a capital, Nghị định 30/2020 Phụ lục II)."""
    kind = KIND_WORDS[place.kind]
    if place.name.isdigit() or place.name == "Hồ Chí Minh":
        kind = kind.capitalize()
    return f"{kind} {place.name}"


def stands(place: Place, on: dt.date | None) -> bool:
    """Whether a commune is there on a day. Without a day one that has a beginning or an end is not meant: names were used again."""
    if on is None:
        return place.valid_from is None and place.valid_to is None
    return (place.valid_from or "") <= on.isoformat() < (place.valid_to or "9999")


AllOf = frozenset[tuple[str, str, str]]
"""Places of which every commune is listed, with the first day of those communes and the one on which they are no longer."""


def all_known(all_communes: AllOf, place: str, on: dt.date | None) -> bool:
    """Whether every commune of a province or district is listed that it has on a day."""
    day = on.isoformat() if on else ""
    return any(home == place and first <= day < last for home, first, last in all_communes)
