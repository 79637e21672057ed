"""The gate: before any text is read, a look for a secrecy stamp on the pixels."""

from schemas.errors import Rejected
from schemas.scan import Scan
from tasks.adapters.connect import open_store
from tasks.engine.task import letter_task
from tasks.engine.tell import keeps_crashing
from tasks.stations import secrecy
from tasks.stations.archive import is_held


@letter_task
def look_for_secrecy(scan: Scan) -> int | None:
    """Number of pages of a letter with a secrecy stamp (dấu độ mật), seen or suspected; None when it may be read.

    One that was held is held again. One that the process died of too often is looked at once more, to be refused by its name;
    when it died of that too, it is held unjudged. Raises Rejected for a file that can't be taken or brought.
    """
    unjudged = keeps_crashing(beyond=1) or is_held(open_store(), scan.source.sha256)
    if not (unjudged or scan.whole):
        raise Rejected("file.too_large", f"{scan.source.size} bytes")
    verdict = secrecy.UNJUDGED if unjudged else secrecy.look_for_secrecy(scan.path)
    return verdict.page_count if verdict.held else None
