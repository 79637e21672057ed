"""THE MAIN PATH: one scan from the inbox to the archive and the queues of everyone who must act or know.

Every step can be repeated after a crash at any point: a letter's identity is the SHA-256 of its bytes, every key and every
message id follows from it, and the inbox is emptied last.
"""

from prefect import flow
from prefect.client.schemas.objects import State

from schemas.errors import Rejected
from schemas.record import HeldRecord, Record
from schemas.scan import Scan
from tasks.archive_letter import archive_letter
from tasks.copy_pages import copy_pages
from tasks.deliver_letter import deliver_letter
from tasks.engine.tell import keeps_crashing, outcome, refuse_if_it_keeps_crashing
from tasks.fetch_scan import fetch_scan
from tasks.finish_letter import finish_letter
from tasks.hold_letter import hold_letter
from tasks.look_for_secrecy import look_for_secrecy
from tasks.quarantine_letter import quarantine_letter
from tasks.read_pages import read_pages
from tasks.stations.secrecy import text_shows_secrecy
from tasks.understand_letter import understand_letter


@flow(name="process_letter", validate_parameters=True, persist_result=False)
def process_letter(ticket: str) -> State[None]:
    """Fetch, look for a secrecy stamp, read, clean, split, extract, check, route, archive, deliver, finish.

    `ticket` names a scan of the inbox (schemas.arrival): parameters are kept by Prefect, and a secret letter's name must not be.
    """
    scan = fetch_scan(ticket)
    if scan is None:
        return outcome(None)
    letter: Record | HeldRecord | None
    try:
        letter = handle(scan)
    except Rejected as refusal:
        letter = quarantine_letter(scan, refusal)
    finish_letter(scan, letter)
    return outcome(letter)


def handle(scan: Scan) -> Record | HeldRecord:
    """From the fetched scan to its last station before the finish. Raises Rejected for a file that can't be taken."""
    if scan.known is not None:
        return again(scan, scan.known)
    secret_pages = look_for_secrecy(scan)
    if secret_pages is not None:
        return hold_letter(scan, secret_pages)
    refuse_if_it_keeps_crashing()
    pages = read_pages(scan)
    if text_shows_secrecy(pages):
        return hold_letter(scan, len(pages))
    letter = send(archive_letter(scan, understand_letter(scan, pages)))
    copy_pages(scan, letter, pages)
    return letter


def again(scan: Scan, known: Record) -> Record:
    """A letter that came before, or whose run died on its road: send what is unsent, make what copies are missing.

    It has its state: what it dies of is tried again and again, and copies are given up.
    """
    letter = send(archive_letter(scan, known))
    if not scan.copied and not keeps_crashing():
        copy_pages(scan, letter, read_pages(scan))
    return letter


def send(letter: Record) -> Record:
    """Deliver, unless a person must look first."""
    return letter if letter.status == "review" else deliver_letter(letter)
