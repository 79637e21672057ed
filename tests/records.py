"""Records for tests, of letters that never were."""

from collections.abc import Sequence

from schemas.found import Found
from schemas.letter import Document
from schemas.record import Record, Source
from schemas.routing import Delivery, Routing
from tasks.core.record.message import message_id

SHA256 = "0123456789abcdef" * 4
LETTER_ID = f"sha256:{SHA256}"
RECEIVED_AT = "2021-09-06T08:00:00+07:00"


def found(value: str) -> Found:
    return Found(value=value, raw=value, confidence=0.98, page=1, box=(0.1, 0.1, 0.4, 0.2), rule="test")


def source(*, size: int = 3, sha256: str = SHA256, media_type: str = "application/pdf") -> Source:
    return Source(
        bucket="congvan", key="inbox/Công văn 12.pdf", size=size, media_type=media_type, received_at=RECEIVED_AT, sha256=sha256
    )


def delivery(number: int, *, letter_id: str = LETTER_ID, revision: int = 1, delivered_at: str | None = None) -> Delivery:
    recipient = f"tinh-thu/so-{number}"
    return Delivery(
        recipient_id=recipient,
        name=f"Sở thứ {number}",
        queue=f"so-thu-{number}-{number:08x}",
        role="act",
        documents=(0,),
        because=(found(f"Sở thứ {number}"),),
        message_id=message_id(letter_id, recipient, revision),
        delivered_at=delivered_at,
    )


def record(deliveries: Sequence[Delivery] = (), *, revision: int = 1, status: str = "delivered") -> Record:
    document = Document(
        index=0,
        first_page=1,
        last_page=1,
        doctype=found("cong_van"),
        number=found("12/UBND-VX"),
        issued_on=found("2021-09-05"),
        issuer=found("Ủy ban nhân dân tỉnh Thử"),
        subject=found("tiêm chủng <b>đợt 2</b>"),
        urgency=found("KHẨN"),
    )
    return Record.model_validate(
        {
            "letter_id": LETTER_ID,
            "status": status,
            "revision": revision,
            "source": source(),
            "documents": (document,),
            "routing": Routing(deliveries=tuple(deliveries)),
        }
    )
