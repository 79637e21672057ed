"""The documents (văn bản) found in a scan, in the words of Nghị định 30/2020/NĐ-CP and Hướng dẫn 36-HD/VPTW."""

from typing import Literal

from schemas.base import Model
from schemas.found import Confidence, Found

DocumentRole = Literal["cover_letter", "attachment", "standalone"]
System = Literal["state", "party"]
RecipientKind = Literal["organisation", "group", "role", "unit", "file", "as_above", "as_article"]


class NumberParts(Model):
    """Parts of số và ký hiệu. `number` as printed, without blanks; `year` only where it is printed (QPPL)."""

    number: str | None = None
    symbol: str | None = None
    type_code: str | None = None
    issuer_code: str | None = None
    unit_code: str | None = None
    year: int | None = None


class Addressee(Found):
    """One printed item of Kính gửi, without its dash and end mark."""

    kind: RecipientKind = "organisation"
    recipient_ids: tuple[str, ...] = ()


class PrintedRecipient(Found):
    """One printed item of Nơi nhận, wrapped lines joined; of the Lưu item also its parts."""

    kind: RecipientKind = "organisation"
    expansion: str | None = None
    recipient_ids: tuple[str, ...] = ()
    purpose: str | None = None  # what stands in brackets: (để b/c) = để báo cáo
    drafting_unit: str | None = None
    drafter: str | None = None
    copies: int | None = None


class Authority(Model):
    """One step of quyền hạn: TM., KT., TL., TUQ., Q., T/M … and in whose stead."""

    mark: str
    of: str | None = None


class Signer(Model):
    """Người ký: the chain of authority as printed, the signer's own title, the name."""

    authority: tuple[Authority, ...] = ()
    title: Found | None = None
    name: Found | None = None


class Reference(Found):
    """A document that this one cites (văn bản viện dẫn); `value` is its number. `document`: its index when in this scan."""

    doctype: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    document: int | None = None


class Deadline(Found):
    """Thời hạn; `value` is an ISO date. `relative`: computed from the letter's date ("trong 5 ngày")."""

    relative: bool = False


class Directive(Model):
    """A task given in the body (nhiệm vụ được giao): who leads (chủ trì), who co-operates (phối hợp), what, by when."""

    lead: tuple[Found, ...] = ()
    cooperating: tuple[Found, ...] = ()
    action: str
    deadline: Deadline | None = None
    page: int | None = None


class DigitalSignature(Model):
    """Chữ ký số: `visible` as its text shows on the page, `cryptographic` as the file's bytes prove."""

    signer: str | None = None
    signed_at: str | None = None  # ISO 8601 with offset
    kind: Literal["visible", "cryptographic"]
    valid: bool | None = None
    detail: str | None = None


class Document(Model):
    """One document of a scan. Values that are not on its pages are null; nothing is guessed to fill a field."""

    index: int
    role: DocumentRole = "standalone"
    first_page: int
    last_page: int
    attachments: tuple[int, ...] = ()
    attached_to: int | None = None
    system: System = "state"
    doctype: Found | None = None
    number: Found | None = None
    number_parts: NumberParts | None = None
    parent_issuer: Found | None = None
    issuer: Found | None = None
    issuer_id: str | None = None
    place: Found | None = None
    issued_on: Found | None = None
    subject: Found | None = None
    addressees: tuple[Addressee, ...] = ()
    printed_recipients: tuple[PrintedRecipient, ...] = ()
    signers: tuple[Signer, ...] = ()
    urgency: Found | None = None
    secrecy: Found | None = None
    circulation: Found | None = None
    references: tuple[Reference, ...] = ()
    directives: tuple[Directive, ...] = ()
    digital_signatures: tuple[DigitalSignature, ...] = ()
    initials_raw: tuple[str, ...] = ()
    body: str = ""


class Finding(Model):
    """Something the checks saw (phát hiện), with its evidence. Never mended by itself. Codes: schemas/catalogue.py."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    documents: tuple[int, ...] = ()
    evidence: tuple[Found, ...] = ()


class Review(Model):
    """Whether a person must look (cần người xem) and why: reason codes of schemas/catalogue.py.

    `required`: before anything is sent. `afterwards`: what is asked when the letter is on its way (hỏi sau), for it says nothing
    of where those go who are known.
    """

    required: bool
    reasons: tuple[str, ...] = ()
    afterwards: tuple[str, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether a person is asked anything, before or after the delivery."""
        return self.required or bool(self.afterwards)


class Understanding(Model):
    """What core/letter makes of the pages."""

    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    confidence: Confidence | None = None
