"""The registry (danh mục nơi nhận): organisations, units, roles and groups that letters name, and the files that hold it."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from schemas.base import Model

EntryKind = Literal["organisation", "unit", "role", "group"]
Level = Literal["central", "province", "district", "commune"]
EntrySystem = Literal["state", "party", "front", "court"]
PlaceKind = Literal["tinh", "thanh_pho_tw", "quan", "huyen", "thi_xa", "thanh_pho", "xa", "phuong", "thi_tran", "dac_khu"]
COMMUNE_KINDS: frozenset[str] = frozenset({"xa", "phuong", "thi_tran", "dac_khu"})
"""Kinds of the lowest level (cấp xã); before 01/7/2025 under a district, since then directly under the province."""

ID = r"^[a-z0-9][a-z0-9/._-]*$"
_ID_TEMPLATE = r"^[a-z0-9{][a-z0-9/._{}-]*$"
_DATE = r"^\d{4}-\d{2}-\d{2}$"


def _no_blank(names: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse blank names: they would match everything."""
    if any(not name.strip() for name in names):
        raise ValueError("a name is blank")
    return names


Names = Annotated[tuple[str, ...], AfterValidator(_no_blank)]


class Entry(Model):
    """One thing that a letter can name.

    `id` is stable ASCII (`kien-giang/so-ngoai-vu`). `queue` null: known but not served. Dates are ISO, `valid_to` exclusive.
    `aliases` hold everywhere; `local_names` only for an issuer that is at home at the key: a place ("Sở Y tế" said in
    Kiên Giang) or a body ("Chủ tịch" said inside a People's Committee). `codes` are as in symbols and Nơi nhận.
    `members` (groups) are ids; a group without members is an open set (tập hợp mở) and never resolves.
    """

    id: str = Field(pattern=ID)
    name: str
    kind: EntryKind = "organisation"
    level: Level | None = None
    system: EntrySystem | None = None
    type: str | None = None  # so, ubnd, tinh_uy, bo, vu … what groups select by
    parent: str | None = None
    jurisdiction: str | None = None  # id of the province or district it works in
    aliases: tuple[str, ...] = ()
    local_names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    codes: tuple[str, ...] = ()  # as in symbols and Nơi nhận: VPCP, KGVX
    bare: bool = True  # False: codes are of symbols only, "UBND" alone names nobody
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()
    queue: str | None = None
    members: tuple[str, ...] = ()
    source: str | None = None


class Place(Model):
    """A province, district or commune (đơn vị hành chính). `name` without its kind: Kiên Giang, Rạch Giá."""

    id: str = Field(pattern=ID)
    name: str = Field(min_length=1)
    kind: PlaceKind
    province: str | None = Field(default=None, description="Id of the province of a district or commune.")
    district: str | None = Field(default=None, description="Id of the district of a commune, before 01/7/2025.")
    aliases: Names = ()
    code: str | None = Field(default=None, description="Code of the General Statistics Office (mã GSO).")
    valid_from: str | None = Field(default=None, pattern=_DATE)
    valid_to: str | None = Field(default=None, pattern=_DATE, description="First day on which it no longer is.")
    successors: tuple[str, ...] = ()
    source: str | None = None


class Districts(Model):
    """All districts of one province, written short: kind to names, with ` = code` where the code is known."""

    province: str
    quan: Names = ()
    huyen: Names = ()
    thi_xa: Names = ()
    thanh_pho: Names = ()
    valid_to: str | None = Field(default=None, pattern=_DATE)
    source: str | None = None


class Communes(Model):
    """Communes of one province, or of one district of it, written short: kind to names.

    `complete`: none is left out; only then does "UBND các xã, phường" mean them all.
    """

    province: str
    district: str | None = None
    complete: bool = False
    xa: Names = ()
    phuong: Names = ()
    thi_tran: Names = ()
    dac_khu: Names = ()
    valid_from: str | None = Field(default=None, pattern=_DATE)
    valid_to: str | None = Field(default=None, pattern=_DATE)
    source: str | None = None


class FileEntry(Model):
    """An entry as a file writes it.

    `short` makes the names of a local body: "Sở Y tế" gives "Sở Y tế tỉnh Kiên Giang", "Sở Y tế Kiên Giang" and, said
    within the province, "Sở Y tế", "Sở Y tế tỉnh". `inside` are names used only within its parent ("Chủ tịch", "VP").
    `queue` left out: a queue named after it; null: known but not served.
    In templates `{id}`, `{name}`, `{kind}`, `{unit}`, `{party}` stand for the place's id, name, kind ("tỉnh"), both
    ("tỉnh Kiên Giang") and its Party committee ("Tỉnh ủy"); `{province}`, `{province_unit}` for those of a district's province.
    """

    id: str = Field(pattern=_ID_TEMPLATE)
    name: str | None = None
    short: Names = ()
    bare: bool = Field(default=True, description="False: `short` and `codes` alone name nobody; other levels have such a body too.")
    inside: Names = ()
    kind: EntryKind = "organisation"
    level: Level | None = None
    system: EntrySystem | None = None
    type: str | None = None
    parent: str | None = None
    jurisdiction: str | None = None
    aliases: Names = ()
    local_names: dict[str, Names] = Field(default_factory=dict)
    codes: Names = ()
    valid_from: str | None = Field(default=None, pattern=_DATE)
    valid_to: str | None = Field(default=None, pattern=_DATE)
    successors: tuple[str, ...] = ()
    queue: str | None = None
    members: tuple[str, ...] = ()
    numbers: str | None = Field(
        default=None,
        pattern=r"^(?:\d{1,2}-\d{1,2}|[IVX]+-[IVX]+)$",
        description="One entry for each number: I-XX, 1-15. `{n}` is the number as printed, in ids in small letters.",
    )
    source: str | None = None


class Template(Model):
    """Entries that exist in each province, district or commune; `only` and `but` name places."""

    each: Literal["province", "district", "commune"]
    only: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    kinds: tuple[PlaceKind, ...] = ()
    entries: tuple[FileEntry, ...]


class GroupPhrase(Model):
    """How letters name a set of bodies: heads? bodies+ kinds* tails?, in these words and no others.

    `of` says whose bodies: of the issuer's own province, of its own district, of the districts or communes of that province,
    of all provinces, or central.
    `bodies`: type of entry to the words that name it. `kinds`: kind of place to its words; where given, at least one must be said.
    """

    id: str = Field(pattern=ID)
    name: str
    of: Literal["province", "district", "districts", "communes", "provinces", "central"]
    heads: Names = ()
    bodies: dict[str, Names]
    also: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Type of entry to further types it brings along.")
    elided: dict[str, Names] = Field(
        default_factory=dict,
        description="Words that stand for a body only before a whole one: 'các huyện, thị, thành ủy', never 'các huyện'.",
    )
    weak: tuple[str, ...] = Field(default=(), description="Types whose words alone make no group: 'các ngành' without a tail.")
    issuers: tuple[str, ...] = Field(default=(), description="Only from these issuers, by the last part of their ids.")
    kinds: dict[PlaceKind, Names] = Field(default_factory=dict)
    tails: Names = ()
    plural: bool = Field(default=True, description="Needs 'các', several words, or a tail: 'UBND huyện' alone is one body.")
    source: str | None = None


class OpenSet(Model):
    """Words of a set that has no list of members: it never resolves, and the reason says so."""

    words: Names
    name: str
    whole: bool = Field(default=False, description="Said anywhere, it makes all of the phrase open: 'các cấp'.")
    noted: bool = Field(default=False, description="Has no queue by its nature: beside others it holds no letter up.")


class RegistryFile(Model):
    """One registry file (YAML). Files of an office are laid over the shipped ones: an entry with the same id replaces it."""

    model_config = ConfigDict(frozen=True, extra="forbid", title="Danh mục nơi nhận (registry file)")

    about: str | None = Field(default=None, description="What the file holds and where its facts come from.")
    abbreviations: dict[str, str] = Field(default_factory=dict, description="Abbreviation as printed to its words.")
    places: tuple[Place, ...] = ()
    districts: tuple[Districts, ...] = ()
    communes: tuple[Communes, ...] = ()
    entries: tuple[FileEntry, ...] = ()
    templates: tuple[Template, ...] = ()
    groups: tuple[GroupPhrase, ...] = ()
    open_sets: tuple[OpenSet, ...] = ()
    add_aliases: dict[str, Names] = Field(default_factory=dict, description="Entry id to further names of it that hold everywhere.")
    add_local_names: dict[str, dict[str, Names]] = Field(
        default_factory=dict, description="Entry id to further names by the issuer that uses them, as people answered in review."
    )
