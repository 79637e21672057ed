"""A letter's portrait for people: Markdown with what was read, what was found, where it went. Every text is escaped."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from schemas.catalogue import FINDINGS, REVIEW_REASONS
from schemas.found import Found
from schemas.letter import Directive, Document, Finding, Signer
from schemas.record import Record
from schemas.routing import Delivery
from tasks.core.record.reasons import groups, left_alone, outside_words, unresolved_words
from tasks.core.record.title import title
from tasks.core.record.words import DOCUMENT_WORDS, ROLE_WORDS, TITLES, day_words, moment_words, value_words

_SPECIAL = re.compile(
    r"[\\`*_\[\]<>|!~&$^{}]"  # what marks, links, pictures, HTML, entities, tables and formulas begin with
    r"|^[#+=-]|(?<=^\d)[.)]|(?<=^\d\d)[.)]"  # what makes headings, lists and rules at the beginning of a line
)
_ADDRESS = re.compile(r"(?<=:)(?=//)|(?<=[wW]{3})(?=\.)|(?=@)")
_JOINER = "\u2060"
"""Seen by nobody: it parts a bare address so that no UI makes a link of it."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")

_FIELDS = ("doctype", "number", "issued_on", "issuer", "place", "subject", "urgency")


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
    rows = [(TITLES[name], _in_words(name, getattr(document, name))) for name in _FIELDS]
    rows += [(TITLES["addressees"], one) for one in document.addressees]
    rows += [(TITLES["recipients"], one) for one in document.printed_recipients]
    rows += [(TITLES["signers"], _signer(signer)) for signer in document.signers]
    if document.role != "attachment":  # what it charges others with is not routed
        rows += [("Việc giao / Task", _task(one)) for one in document.directives if one.lead or one.deadline]
    return f"{heading}\n\n" + _table(
        ("", "đọc được / read", "tin cậy / confidence", "trang / page"), (_row(label, found) for label, found in rows)
    )


def _in_words(name: str, found: Found | None) -> Found | None:
    return found and found.model_copy(update={"value": value_words(name, found.value)})


def _signer(signer: Signer) -> Found | None:
    """The name, with the signature's title where it was read."""
    steps = [f"{step.mark} {step.of or ''}".strip() for step in signer.authority]
    title = ", ".join([*steps, *([signer.title.value] if signer.title else [])])
    if signer.name is None or not title:
        return signer.name or signer.title
    return signer.name.model_copy(update={"value": f"{signer.name.value} ({title})"})


def _task(directive: Directive) -> Found | None:
    """Whom the body charges and by when, as sure as its least sure part; not its words: those are in the record."""
    parts = (("chủ trì / lead", directive.lead), ("phối hợp / cooperate", directive.cooperating))
    said = [f"{name}: {', '.join(found.value for found in who)}" for name, who in parts if who]
    if directive.deadline:
        said.append(f"hạn / deadline: {day_words(directive.deadline.value)}")
    found = [*directive.lead, *directive.cooperating, *([directive.deadline] if directive.deadline else [])]
    least = min(found, key=lambda one: one.confidence)
    return least.model_copy(update={"value": "; ".join(said)})


def _row(label: str, found: Found | None) -> tuple[str, ...]:
    if found is None:
        return (label, "—", "", "")
    return (label, escape(found.value), f"{found.confidence:.2f}", str(found.page or ""))


def _deliveries(record: Record) -> str:
    routing = record.routing
    parts = list(recipient_lines(routing.deliveries))
    parts += [f"- ✖ **chưa rõ / unresolved**: {escape(unresolved_words(one))}" for one in routing.unresolved]
    parts += [f"- **ngoài hệ thống / not served**: {escape(outside_words(one))}" for one in routing.outside]
    parts += [f"- **không chuyển riêng / not sent by itself**: {escape(one)}" for one in left_alone(routing.not_routed)]
    return "## Nơi gửi, vì sao / Where it goes, and why\n\n" + "\n".join(parts) if parts else ""


def recipient_lines(deliveries: Sequence[Delivery]) -> Iterator[str]:
    """One line for those whom the same printed words name: part, how many, who, by when, which words, whether it is sent."""
    for group in groups(deliveries):
        names = "; ".join(escape(member.name) for member in group.members)
        deadline = f" · hạn / deadline **{day_words(group.deadline)}**" if group.deadline else ""
        note = f" · {escape(group.note)}" if group.note else ""
        because = f" — vì ghi / printed: {escape(group.because)}" if group.because else ""
        yield f"- **{ROLE_WORDS[group.role]}** ({len(group.members)}): {names}{deadline}{because}{note} · {_sent(group.members)}"


def _sent(members: Sequence[Delivery]) -> str:
    times = sorted(one.delivered_at for one in members if one.delivered_at)
    if not times:
        return "chưa gửi / not sent"
    left = len(members) - len(times)
    return f"đã gửi / sent {moment_words(times[-1])}" + (f", còn / left: {left}" if left else "")


def _history(record: Record) -> str:
    """Who changed what and when, before and after."""
    if not record.revisions:
        return ""
    rows = []
    for one in record.revisions:
        who = (str(one.number), moment_words(one.at), escape(one.by), escape(one.reason))
        for change in one.changes or ({},):
            what, before, after = (escape(day_words(str(change.get(name) or "—"))) for name in ("what", "before", "after"))
            rows.append((*who, what, before, after))
    head = ("bản / revision", "lúc / at", "ai / who", "vì sao / why", "gì / what", "trước / before", "sau / after")
    return "## Lịch sử / History\n\n" + _table(head, rows)


_WHERE = (
    "*Deployments* → *review\\_letter* → lượt chạy / the run “{run}: …” → *⋮* → *Resume*"
    " ([tất cả đang chờ / all that wait](/v2/runs?state=Suspended))"
)
_DECIDE = f"Để quyết định / to decide: {_WHERE.format(run='Cần xem')}"
_ANSWER = f"Để trả lời / to answer: {_WHERE.format(run='Hỏi sau')}"


def _people_needed(record: Record) -> str:
    if record.review.afterwards:
        lines = [f"- {reason_words(code)}" for code in record.review.afterwards]
        return "\n".join(["## Hỏi sau khi gửi / Asked afterwards", "", *lines, "", _ANSWER])
    if not record.review.required:
        return ""
    lines = [f"- {reason_words(code)}" for code in record.review.reasons]
    return "\n".join(["## Cần người xem / For a person", "", *lines, *(["", _DECIDE] if record.status == "review" else [])])


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
        values = list(dict.fromkeys(escape(_short(day_words(value.value))) for one in same for value in one.evidence))
        shown = f" — {' · '.join(values[:3])}{' …' if len(values) > 3 else ''}" if values else ""
        times = f" ×{len(same)}" if len(same) > 1 else ""
        yield f"- {_SIGNS[severity]} {_code(code)}{times}: {escape(words.message if words else same[0].message)}{shown}"


_ID = re.compile(r"(sha256:[0-9a-f]{12})[0-9a-f]{52}")


def _short(value: str) -> str:
    """A letter's id by its first digits, which every command takes: 71 signs without a blank make a form wider than its window."""
    return _ID.sub(r"\1…", value)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
