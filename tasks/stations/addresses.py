"""Short-lived addresses (liên kết tạm) under which people open what the archive holds of a letter."""

from collections.abc import Sequence

from schemas.record import Record
from tasks.core.record.layout import folder
from tasks.ports import ObjectStore
from tasks.stations.identities import earlier_letters

FIRST_PICTURE = "trang 1, có khung / page 1 with boxes"
BEFORE = "văn bản trước cùng số / the letter before with this number"
_NAMES = {
    "record.json": "record.json",
    "searchable.pdf": "PDF tra cứu / searchable PDF",
    "pages/1.found.jpg": FIRST_PICTURE,
}


def links(store: ObjectStore, letter: Record, *, seconds: int) -> dict[str, str]:
    """Addresses of record, searchable PDF, original and the first page's picture, by their label, good for so long.

    With the scan of a letter that came before with the same number: a person compares the two. Whoever has an address may open
    that one object until then, and nothing else. Raises TransientError when the store is away.
    """
    prefix = folder(letter.letter_id, quarantined=letter.status == "quarantined")
    found: dict[str, str] = {}
    for stored in store.list(prefix):
        name = stored.key.removeprefix(prefix)
        label = "bản gốc / original" if name.startswith("original.") else _NAMES.get(name)
        if label:
            found[label] = store.presign(stored.key, seconds=seconds)
    for other in earlier_letters(letter.findings):
        for scan in store.list(f"{folder(other)}original.", limit=1):
            found[BEFORE] = store.presign(scan.key, seconds=seconds)
    return found


def addresses_of(store: ObjectStore, keys: Sequence[str], *, seconds: int) -> dict[str, str]:
    """Address of each of these objects that is there, by its key, good for so long. All lie in one folder."""
    folders = {key.rpartition("/")[0] for key in keys}
    there = {stored.key for one in folders for stored in store.list(f"{one}/")}
    return {key: store.presign(key, seconds=seconds) for key in keys if key in there}
