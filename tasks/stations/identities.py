"""Which letter has which identity: number, symbol, issuer and year (trùng văn bản; Nghị định 30/2020, Phụ lục VI, III.1h).

The archive keeps one object for each identity, which names the letter that had it first. It is taken before the decision, by a
conditional write, so that of two copies read side by side exactly one goes on and the other goes to a person. Taking it again
changes nothing: a rerun finds its own name there. An enclosure takes none, for the same notice comes behind many covers.
"""

import json
from collections.abc import Iterator, Sequence

from schemas.found import Found
from schemas.letter import Finding
from schemas.record import Record
from tasks.core.letter.checks.duplicates import Identity, identity
from tasks.core.letter.checks.finding import finding
from tasks.core.record.layout import identity_key, letter_hash
from tasks.core.record.review import with_findings
from tasks.ports import ObjectStore
from tasks.stations.archive import load_record

CODE = "letter.duplicate_in_archive"
_RULE = "archive.identity"


def with_archive(store: ObjectStore, record: Record) -> Record:
    """The record with what the archive says about its identities: a letter that came before sends this one to review.

    On a store without conditional writes two copies that are read at the very same moment may both go through.
    Raises TransientError when the store is away.
    """
    findings = take_identities(store, record)
    if not findings:
        return record
    return record.model_copy(update={"findings": (*record.findings, *findings), "review": with_findings(record.review, findings)})


def take_identities(store: ObjectStore, record: Record) -> tuple[Finding, ...]:
    """Take the identities of the record's letters and give a finding for each that another letter has. Can be repeated."""
    return tuple(_taken(store, record))


def earlier_letters(findings: Sequence[Finding]) -> list[str]:
    """Ids of the letters that came before with the same identity, each once, as the findings name them."""
    named = (found.value for one in findings if one.code == CODE for found in one.evidence if found.rule == _RULE)
    return list(dict.fromkeys(named))


def _taken(store: ObjectStore, record: Record) -> Iterator[Finding]:
    for index, mine in _identities(record):
        first = _first(store, mine, record.letter_id)
        if first == record.letter_id:
            continue
        number = next(document.number for document in record.documents if document.index == index)
        other = Found(value=first, raw=first, confidence=1.0, rule=_RULE)
        yield finding(CODE, "error", [index], [number, other])


def _identities(record: Record) -> list[tuple[int, Identity]]:
    """Identities of the documents that are letters of their own, with the documents' indices."""
    found = ((document.index, identity(document)) for document in record.documents if document.role != "attachment")
    return [(index, one) for index, one in found if one is not None]


def _first(store: ObjectStore, mine: Identity, letter_id: str) -> str:
    """Id of the letter that has the identity: this one, where nobody else has it or who had it gave it up."""
    key = identity_key(mine)
    body = json.dumps({"letter_id": letter_id}).encode()
    if store.put_if_absent(key, body, content_type="application/json"):
        return letter_id
    first = _named(store.get(key))
    if first is not None and (first == letter_id or _holds(store, first, mine)):
        return first
    store.put(key, body, content_type="application/json")
    return letter_id


def _named(body: bytes | None) -> str | None:
    """The letter that an identity's object names; None for one that was half written."""
    try:
        named = json.loads(body or b"")["letter_id"]
        letter_hash(named)
    except (ValueError, KeyError, TypeError):
        return None
    return str(named)


def _holds(store: ObjectStore, letter_id: str, wanted: Identity) -> bool:
    """Whether a letter still has an identity: not once it was refused, or a person set its number right. On its way, it has."""
    record = load_record(store, letter_id)
    if record is None:
        return True
    return record.status != "quarantined" and any(one == wanted for _, one in _identities(record))
