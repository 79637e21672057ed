"""The registry (danh mục nơi nhận): organisations, units, roles and groups that letters name."""

from typing import Literal

from pydantic import Field

from schemas.base import Model

EntryKind = Literal["organisation", "unit", "role", "group"]


class Entry(Model):
    """One thing that a letter can name.

    `id` is stable ASCII (`kien-giang/so-ngoai-vu`). `queue` null: known but not served. Dates are ISO, `valid_to` exclusive.
    `members` (groups) are ids or selectors; a group without members is an open set and never resolves.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9/._-]*$")
    name: str
    kind: EntryKind = "organisation"
    level: Literal["central", "province", "district", "commune"] | None = None
    system: Literal["state", "party", "front", "court"] | None = None
    type: str | None = None  # so, ubnd, tinh_uy, bo, vu … what groups select by
    parent: str | None = None
    jurisdiction: str | None = None  # id of the province or district it works in
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()  # as in symbols and Nơi nhận: VPCP, KGVX
    valid_from: str | None = None
    valid_to: str | None = None
    successors: tuple[str, ...] = ()
    queue: str | None = None
    members: tuple[str, ...] = ()
    source: str | None = None
