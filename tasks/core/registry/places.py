"""Places of a registry written out: districts and communes, and what their kinds, committees and youth unions are called."""

from collections.abc import Iterator

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
            yield Place(
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
    """The communes of a block as places; ids are the id of the district or province, `/`, the kind and name in ASCII."""
    lists: tuple[tuple[PlaceKind, tuple[str, ...]], ...] = (
        ("xa", block.xa),
        ("phuong", block.phuong),
        ("thi_tran", block.thi_tran),
        ("dac_khu", block.dac_khu),
    )
    for kind, names in lists:
        for name in names:
            yield Place(
                id=f"{block.district or block.province}/{slug(f'{KIND_WORDS[kind]} {name}')}",
                name=name,
                kind=kind,
                province=block.province,
                district=block.district,
                valid_from=block.valid_from,
                valid_to=block.valid_to,
                source=block.source,
            )


def unit_name(place: Place) -> str:
    """Kind and name: tỉnh Kiên Giang, Quận 1 (a numbered one takes a capital, Nghị định 30/2020 Phụ lục II)."""
    kind = KIND_WORDS[place.kind]
    if place.name.isdigit() or place.name == "Hồ Chí Minh":
        kind = kind.capitalize()
    return f"{kind} {place.name}"
