"""A letter's portrait for people: Markdown with what was read, what was found, where it went. Every text is escaped."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.catalogue import FINDINGS, REVIEW_REASONS
from schemas.found import Found
from schemas.letter import Document, Finding
from schemas.record import Record
from tasks.core.record.title import title
from tasks.core.record.words import DOCUMENT_WORDS, ROLE_WORDS, value_words

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>|!~&$^{}]"  # what marks, links, pictures, HTML, entities, tables and formulas begin with
    r"|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"  # what makes headings, lists and rules at the beginning of a line
)
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?=@)")
_JOINER = "\u2060"
"""Seen by nobody: it parts a bare address so that no UI makes a link of it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")

_FIELDS = (
    ("doctype", "Loại văn bản / Type"),
    ("number", "Số, ký hiệu / Number"),
    ("issued_on", "Ngày ban hành / Date"),
    ("issuer", "Cơ quan ban hành / Issuer"),
    ("place", "Địa danh / Place"),
    ("subject", "Trích yếu / Subject"),
    ("urgency", "Độ khẩn / Urgency"),
)


def escape(text: str) -> str:
    """Text from a letter as Markdown that shows it and does nothing else: no link, image, HTML or layout of its own.

    By backslashes: Prefect's first UI shows entities as they are written.
    """
    return _ADDRESS.sub(_JOINER, _SPECIAL.sub(lambda found: f"\\{found[0]}", _CONTROL.sub(" ", text).strip()))


def portrait(record: Record, links: Mapping[str, str], picture: str | None = None, note: str = "") -> str:
    """The whole portrait. `links`: title and address of what of the letter can be opened; our own, not from the letter.

    `picture`: address of the first page's picture with boxes over what was found. `note`: Markdown of ours below the links.
    """
    parts = [f"# {escape(title(record))}", _state(record), _links(links), _people_needed(record)]
    if picture:
        parts.append(f"![trang 1 / page 1]({picture})")
    parts += [_document(document) for document in record.documents]
    parts += [_deliveries(record), _findings(record), _history(record), note]
    return "\n\n".join(part for part in parts if part)


_STATES = {
    "delivered": "✔ đã gửi / delivered",
    "review": "⚠ chờ người xem / in review",
    "read": "đã đọc, chưa gửi / read, not delivered",
    "quarantined": "✖ cách ly / quarantined",
    "held": "giữ lại / held",
}


def _state(record: Record) -> str:
    rejection = record.rejection
    if rejection:
        return f"**{_STATES[record.status]}** · {_code(rejection.code)}: {escape(rejection.message)}\n\n{escape(rejection.advice)}"
    reading = sum(step.seconds for step in record.provenance.steps) if record.provenance else 0.0
    reading += sum(float(page.steps.get("seconds", 0.0)) for page in record.pages)
    about = f"{len(record.pages)} trang / pages · {len(record.documents)} văn bản / documents · {reading:.1f} s"
    return f"**{_STATES[record.status]}** · bản / revision {record.revision} · {about}"


def _links(links: Mapping[str, str]) -> str:
    return " · ".join(f"[{name}]({address})" for name, address in links.items())


def _document(document: Document) -> str:
    pages = f"trang / pages {document.first_page}–{document.last_page}"
    heading = f"## Văn bản {document.index + 1} · {DOCUMENT_WORDS[document.role]} · {pages}"
    kind = document.doctype and document.doctype.model_copy(update={"value": value_words("doctype", document.doctype.value)})
    rows = [(label, kind if name == "doctype" else getattr(document, name)) for name, label in _FIELDS]
    rows += [("Kính gửi / Addressee", one) for one in document.addressees]
    rows += [("Nơi nhận / Recipient", one) for one in document.printed_recipients]
    rows += [("Người ký / Signer", signer.name) for signer in document.signers]
    return f"{heading}\n\n" + _table(
        ("", "đọc được / read", "tin cậy / confidence", "trang / page"), (_row(label, found) for label, found in rows)
    )


def _row(label: str, found: Found | None) -> tuple[str, ...]:
    if found is None:
        return (label, "—", "", "")
    return (label, escape(found.value), f"{found.confidence:.2f}", str(found.page or ""))


def _deliveries(record: Record) -> str:
    routing = record.routing
    rows = [(escape(one.name), ROLE_WORDS[one.role], one.deadline or "", one.delivered_at or "—") for one in routing.deliveries]
    parts = []
    if rows:
        parts.append(_table(("Nơi nhận / Recipient", "vai trò / role", "hạn / deadline", "đã gửi / sent"), rows))
    parts += [f"- chưa rõ / unresolved: {escape(one.raw)} ({escape(one.reason)})" for one in routing.unresolved]
    parts += [f"- ngoài hệ thống / not served: {escape(one.name)}" for one in routing.outside]
    return "## Nơi gửi / Where it went\n\n" + "\n".join(parts) if parts else ""


def _history(record: Record) -> str:
    """Who changed what and when, before and after."""
    if not record.revisions:
        return ""
    rows = []
    for one in record.revisions:
        who = (str(one.number), one.at[:16].replace("T", " "), escape(one.by), escape(one.reason))
        for change in one.changes or ({},):
            what, before, after = (escape(str(change.get(name) or "—")) for name in ("what", "before", "after"))
            rows.append((*who, what, before, after))
    head = ("bản / revision", "lúc / at (UTC)", "ai / who", "vì sao / why", "gì / what", "trước / before", "sau / after")
    return "## Lịch sử / History\n\n" + _table(head, rows)


def _people_needed(record: Record) -> str:
    if not record.review.required:
        return ""
    return "## Cần người xem / For a person\n\n" + "\n".join(f"- {reason_words(code)}" for code in record.review.reasons)


def reason_words(code: str) -> str:
    """A review reason's code with its words."""
    words = REVIEW_REASONS.get(code)
    return f"{_code(code)}: {escape(words.message)}" if words else _code(code)


def _code(code: str) -> str:
    """A code of the catalogue in code marks, in which nothing is escaped; what looks like none is shown as any text."""
    return f"`{code}`" if re.fullmatch(r"[a-z0-9_.]+", code) else escape(code)


def _findings(record: Record) -> str:
    lines = list(finding_lines(record.findings))
    return "## Phát hiện / Findings\n\n" + "\n".join(lines) if lines else ""


_SIGNS = {"error": "✖", "warning": "⚠", "info": "·"}


def finding_lines(findings: Sequence[Finding]) -> Iterator[str]:
    """One line for each code, the gravest first: how often, and up to three values that it is about."""
    by_code: dict[tuple[str, str], list[Finding]] = {}
    for one in sorted(findings, key=lambda one: list(_SIGNS).index(one.severity)):
        by_code.setdefault((one.severity, one.code), []).append(one)
    for (severity, code), same in by_code.items():
        words = FINDINGS.get(code)
        values = list(dict.fromkeys(escape(value.value) for one in same for value in one.evidence))
        shown = f" — {' · '.join(values[:3])}{' …' if len(values) > 3 else ''}" if values else ""
        times = f" ×{len(same)}" if len(same) > 1 else ""
        yield f"- {_SIGNS[severity]} {_code(code)}{times}: {escape(words.message if words else same[0].message)}{shown}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
