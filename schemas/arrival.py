"""A scan as it lies in the inbox (văn bản đến, chưa xử lý): what a listing shows of it, nothing of its content."""

import hashlib
from datetime import datetime

from schemas.base import Model

INBOX = "inbox/"
URGENT_FOLDERS = ("khan", "hoa_toc", "hoa-toc", "hoatoc", "thuong_khan", "thuong-khan", "urgent")
"""Folders of the inbox whose scans are taken first: khẩn, thượng khẩn, hỏa tốc. Before it is read, only the folder can tell."""


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
    def urgent(self) -> bool:
        """Whether it lies in a folder of the inbox for urgent letters."""
        return self.key.removeprefix(INBOX).partition("/")[0].lower() in URGENT_FOLDERS
