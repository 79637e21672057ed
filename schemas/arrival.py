"""A scan as it lies in the inbox (văn bản đến, chưa xử lý): what a listing shows of it, nothing of its content."""

import hashlib
import re
import unicodedata
from datetime import datetime

from schemas.base import Model

INBOX = "inbox/"
URGENCIES = (
    ("hoa toc", "hỏa tốc", "hoả tốc", "hoatoc"),
    ("thuong khan", "thượng khẩn", "thuongkhan"),
    ("khan", "khẩn", "urgent"),
)
"""Words for the degrees of urgency (mức độ khẩn, Nghị định 30/2020), the most urgent first.

Before a scan is read only its place and its name can tell: a folder of the inbox is named so, or a file's name begins with it
(`HOA TOC 123.pdf`, `khan_8604.pdf`)."""

_BETWEEN = re.compile(r"[\s_.()\[\]-]+")


class Arrival(Model):
    """An object of the inbox. `etag` is empty where the store has none."""

    bucket: str
    key: str
    size: int
    etag: str = ""
    modified: datetime
    version_id: str | None = None

    @property
    def identity(self) -> str:
        """Name of this very content at this very place and time: the same name twice is the same scan seen twice."""
        moment = self.modified.isoformat(timespec="microseconds")
        return "/".join((self.bucket, self.key, self.version_id or "", self.etag, str(self.size), moment))

    @property
    def ticket(self) -> str:
        """The identity as 64 hex digits: names the scan to Prefect, which must learn no file name before the gate has looked."""
        return hashlib.sha256(self.identity.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def urgency(self) -> int:
        """Rank in the order of work: 0 hỏa tốc, 1 thượng khẩn, 2 khẩn, 3 all others."""
        *folders, name = (_words(part) for part in self.key.removeprefix(INBOX).split("/"))
        for rank, words in enumerate(URGENCIES):
            if any(folder in words for folder in folders) or any(name.startswith(f"{word} ") for word in words):
                return rank
        return len(URGENCIES)

    @property
    def urgent(self) -> bool:
        """Whether its place or its name says that it is urgent."""
        return self.urgency < len(URGENCIES)


def _words(part: str) -> str:
    """Part of a key in small letters, its words one blank apart."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", part).lower()).strip()
