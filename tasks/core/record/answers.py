"""What the answers of a review form mean, or what is wrong with them in the words of the person who gave them. Pure."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process

from schemas.decision import Action, Corrected, Decision, Recipient, Resolved
from schemas.record import Record
from schemas.registry import Entry
from schemas.routing import Role
from tasks.core.record.questions import Questions, label, printed
from tasks.core.record.title import first_document
from tasks.core.record.words import DOCTYPE_WORDS
from tasks.core.registry.registry import Match, Registry

NOBODY, UNDECIDED = "— không gửi / nobody", "— chưa chọn / not chosen yet"
_NOBODY = frozenset({NOBODY, "không gửi", "nobody", "-", "—"})
"""How a person says, where a name is written by hand, that somebody is not to get the letter."""

DOCTYPES: Mapping[str, str] = {words: name for name, words in DOCTYPE_WORDS.items()}
"""Types as the form shows them, and our names."""

ACTIONS: Mapping[str, Action] = {
    "gửi đi / deliver": "deliver",
    "để sau / defer": "defer",
    "không nhận / reject": "reject",
    "tách lại / split": "split",
}
"""What the form offers, and what it means."""

ACTIONS_AFTERWARDS: Mapping[str, Action] = {"xong / done": "deliver", "để sau / defer": "defer"}
"""The same of a letter that is on its way: it can't be refused or split any more."""

_ROLES: Mapping[str, Role] = {
    "chủ trì": "lead",
    "lead": "lead",
    "phối hợp": "cooperate",
    "cooperate": "cooperate",
    "thực hiện": "act",
    "act": "act",
    "để biết": "inform",
    "inform": "inform",
}
_WITH_ROLE = re.compile(rf"(?P<name>.+?)\s*\((?P<role>{'|'.join(_ROLES)})\)", re.IGNORECASE)
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY = re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})")
_EARLIEST = dt.date(1945, 9, 2)
"""The state whose letters these are was founded then."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The form as it was sent: labels, not ids. `fields` by key; `who`: one label for each unresolved name, in order."""

    action: str
    by: str
    note: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    recipients: Sequence[str] = ()
    who: Sequence[str] = ()
    added: Sequence[str] = ()
    words: Sequence[str] = ()
    first_pages: str = ""


@dataclass(frozen=True, slots=True)
class _Desk:
    """What answers are judged by, and what was found wrong with them so far."""

    record: Record
    asked: Questions
    registry: Registry
    today: dt.date
    wrong: list[str] = field(default_factory=list)


def understand_answers(
    record: Record, asked: Questions, answers: Answers, registry: Registry, *, today: dt.date
) -> tuple[Decision | None, list[str]]:
    """The decision that the answers make, or what is wrong with them: Vietnamese, then English, one line each."""
    desk = _Desk(record, asked, registry, today)
    wrong = desk.wrong
    action, by, note = {**ACTIONS, **ACTIONS_AFTERWARDS}[answers.action], " ".join(answers.by.split()), answers.note.strip()
    if len(by) < 2:
        wrong.append("Chưa ghi tên người duyệt / say who decides")
    if action == "reject" and not note:
        wrong.append("Không nhận: ghi lý do vào ghi chú / to reject, say why in the note")
    decision = Decision(action=action, by=by, note=note)
    if action == "split":
        decision = decision.model_copy(update={"first_pages": _first_pages(record, answers.first_pages, wrong)})
    if action == "deliver":
        decision = decision.model_copy(update=_to_deliver(desk, answers))
    return (None, wrong) if wrong else (decision, [])


def _to_deliver(desk: _Desk, answers: Answers) -> dict[str, object]:
    fields = tuple(_corrections(desk, answers.fields))
    sent = [one.recipient_id for one in desk.record.routing.deliveries if one.delivered_at]
    proposed = (*sent, *(desk.asked.recipients[one] for one in answers.recipients if one in desk.asked.recipients))
    named, resolved = _resolved(desk, answers)
    added = (*named, *_added(desk, answers.added))
    if not (proposed or added or desk.wrong):
        desk.wrong.append("Chưa chọn nơi nhận nào / no recipient is chosen")
    words = tuple(" ".join(word.split()) for word in answers.words if word.strip())
    odd = [one for one in words if set(one) & set("#=")]
    desk.wrong.extend(f"“{one}”: một từ hoặc cụm từ, không có # và = / a word or phrase without # and =" for one in odd)
    return {"fields": fields, "recipients": proposed, "added": added, "resolved": tuple(resolved), "words": words}


def _corrections(desk: _Desk, given: Mapping[str, str]) -> Iterator[Corrected]:
    """Fields that are not as they were read."""
    cleared = set()
    for question in desk.asked.fields:
        value: str | None = " ".join(given.get(question.key, question.value).split()) or None
        if question.name == "doctype" and value:
            value = DOCTYPES.get(value, value)
        if question.name == "issued_on" and value:
            value = _day(value, desk.today, desk.wrong)
        if question.name == "secrecy" and value is None:
            cleared.add(question.document)
        if value == (question.value or None):
            continue
        desk.wrong.extend(_faults(question.name, value))
        issuer = _known(value, desk, None) if question.name == "issuer" and value else None
        yield Corrected(document=question.document, name=question.name, value=value, issuer_id=issuer.entry.id if issuer else None)
    if any(one.secrecy is not None and one.index not in cleared for one in desk.record.documents):
        desk.wrong.append(
            "Văn bản có dấu chỉ độ mật: không gửi qua đây. Nếu đọc nhầm, xóa ô Độ mật; nếu đúng, chọn không nhận"
            " / It carries a secrecy mark and does not go out here. Misread: clear that field; otherwise reject it"
        )


def _faults(name: str, value: str | None) -> Iterator[str]:
    if value is None:
        return
    if name == "doctype" and value not in DOCTYPE_WORDS:
        yield f"Không có loại văn bản “{value}” / there is no such type of document"
    if name == "number" and (" " in value or not any(sign.isdigit() for sign in value)):
        yield f"Số, ký hiệu “{value}” phải có chữ số và không có khoảng trắng / a number has digits and no blanks"
    if name == "number" and not re.search(r"[/-]", value):
        yield f"Số, ký hiệu “{value}” thiếu ký hiệu, như 8604/VP-KGVX / the symbol is missing, as in 8604/VP-KGVX"
    if name == "issuer" and len(value) < 4:
        yield f"Cơ quan ban hành “{value}” quá ngắn / this is too short for an issuer"


def _day(text: str, today: dt.date, wrong: list[str]) -> str | None:
    """The day as the record writes it; days are typed 2021-10-25 or 25/10/2021."""
    match = _ISO_DAY.fullmatch(text) or _DAY.fullmatch(text)
    if match is None:
        wrong.append(f"Ngày ban hành “{text}”: viết 25/10/2021 hoặc 2021-10-25 / write the date like that")
        return text
    try:
        day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        wrong.append(f"Ngày ban hành “{text}” không có trong lịch / no calendar has this day")
        return text
    if day > today:
        wrong.append(f"Ngày ban hành {day:%d/%m/%Y} ở tương lai / the date of issue is in the future")
    if day < _EARLIEST:
        wrong.append(f"Ngày ban hành {day:%d/%m/%Y} trước 02/9/1945 / the date of issue is before 2 September 1945")
    return day.isoformat()


def _resolved(desk: _Desk, answers: Answers) -> tuple[list[Recipient], list[Resolved]]:
    """Printed names that the person gave a meaning: those in Kính gửi act, those in Nơi nhận are informed."""
    added: list[Recipient] = []
    resolved: list[Resolved] = []
    told = {
        left.strip().casefold(): right.strip() for left, equals, right in (one.partition("=") for one in answers.added) if equals
    }
    unknown = set(told)
    for at, (name, candidates) in enumerate(desk.asked.unresolved):
        unknown.discard(name.raw.casefold())
        answer = answers.who[at].strip() if at < len(answers.who) else ""
        is_nobody = answer.casefold() in _NOBODY
        chosen = answer if answer and not is_nobody and answer != UNDECIDED else told.get(name.raw.casefold(), "")
        entry = _find(candidates.get(chosen, chosen), desk, _near(desk.record, name.document)) if chosen else None
        must_act, item = printed(desk.record, name)
        if must_act and not chosen and not is_nobody:
            desk.wrong.append(
                f"“{name.raw}” ở Kính gửi: chọn ai nhận, hoặc “không gửi” (cũng khi đã ghi ở Thêm nơi nhận)"
                " / is addressed: choose who gets it, or “nobody” (also where you added them by hand)"
            )
        recipient = _recipient(entry, "act" if must_act else "inform", desk.wrong) if entry else None
        if entry is not None and recipient is not None:
            resolved.append(Resolved(raw=name.raw, document=name.document, recipient_id=entry.id))
            because = (item,) if item else ()
            added.append(recipient.model_copy(update={"documents": (name.document,), "because": because}))
    desk.wrong.extend(f"“{one}” không phải tên chưa rõ của văn bản này / is no open name of this letter" for one in sorted(unknown))
    return added, resolved


def _added(desk: _Desk, names: Sequence[str]) -> Iterator[Recipient]:
    """Recipients written by hand: a registry id or a name that means one entry, with or without a role in parentheses."""
    main = first_document(desk.record)
    for written in (" ".join(name.split()) for name in names if name.strip() and "=" not in name):
        match = _WITH_ROLE.fullmatch(written)
        name, role = (match["name"], _ROLES[match["role"].lower()]) if match else (written, None)
        near = main.issuer_id if main else None
        members = _members(name, desk, near)
        entry = None if members else _find(name, desk, near)
        for one in members or ([entry] if entry else []):
            recipient = _recipient(one, role or "inform", desk.wrong)
            if recipient is not None:
                yield recipient


def _members(name: str, desk: _Desk, near: str | None) -> list[Entry]:
    """Those whom a group's name means (các sở, ban, ngành tỉnh), as far as they are served; none where it is no group."""
    main = first_document(desk.record)
    on = dt.date.fromisoformat(main.issued_on.value) if main and main.issued_on else None
    group = desk.registry.group(name, on=on, near=near)
    return [entry for entry in group.members if entry.queue is not None] if group else []


def _near(record: Record, index: int) -> str | None:
    return next((one.issuer_id for one in record.documents if one.index == index), None)


def _known(name: str, desk: _Desk, near: str | None) -> Match | None:
    """What a name means on any day; else what it means now, when a person writes it: a commune has its name since July 2025."""
    return desk.registry.best(name, near=near) or desk.registry.best(name, near=near, on=desk.today)


def _find(name: str, desk: _Desk, near: str | None) -> Entry | None:
    """The entry that an id, a label or a name means; none, and why, where it means none or several."""
    name = name.rpartition("[")[2].removesuffix("]") if name.endswith("]") else name
    found = desk.registry.get(name)
    if found is not None:
        return found
    match = _known(name, desk, near)
    if match is not None:
        return match.entry
    if _members(name, desk, near):
        desk.wrong.append(
            f"“{name}” là một nhóm: ghi thành một mục riêng ở Thêm nơi nhận / is a group: add it as an item of its own"
        )
        return None
    guesses = ", ".join(_close(name, desk.registry, near))
    desk.wrong.append(f"Danh mục không có “{name}” / not in the registry{f'; gần giống / close: {guesses}' if guesses else ''}")
    return None


def _close(name: str, registry: Registry, near: str | None) -> list[str]:
    """The best candidates for what was written: by name, and by id where it looks like one."""
    entries = [match.entry for match in registry.suggest(name, near=near, limit=3)]
    if " " not in name:
        place = f"{near.partition('/')[0]}/" if near else ""
        ids = process.extract(name, list(registry.entries), limit=100, score_cutoff=70)
        ids.sort(key=lambda one: not one[0].startswith(place))  # of equally good ones those of the issuer's own province
        entries = [registry.entries[entry_id] for entry_id, _, _ in ids[:3]] + entries
    return list(dict.fromkeys(label(entry.name, entry.id) for entry in entries))[:3]


def _recipient(entry: Entry, role: Role, wrong: list[str]) -> Recipient | None:
    if entry.queue is None:
        wrong.append(f"“{entry.name}” không nhận qua hệ thống này / is known and not served here")
        return None
    return Recipient(recipient_id=entry.id, name=entry.name, queue=entry.queue, role=role)


def _first_pages(record: Record, text: str, wrong: list[str]) -> tuple[int, ...]:
    """First pages of the documents, in order; page 1 is always one."""
    words = re.split(r"[\s,;]+", text.strip())
    last = max((page.number for page in record.pages), default=1)
    if last < 2:
        wrong.append("Bản quét chỉ có một trang, không tách được / the scan has one page, there is nothing to split")
        return ()
    if not all(word.isdigit() and 1 <= int(word) <= last for word in words):
        wrong.append(
            f"Trang đầu của mỗi văn bản: viết số trang từ 1 đến {last}, như 1, 3 / write pages from 1 to {last}, like 1, 3"
        )
        return ()
    pages = tuple(sorted({1, *(int(word) for word in words)}))
    if pages == first_pages(record):
        wrong.append("Đã tách đúng như vậy; ghi trang đầu của mỗi văn bản / it is split like that already: change the first pages")
    return pages


def first_pages(record: Record) -> tuple[int, ...]:
    """Where the record's documents begin now."""
    return tuple(sorted({1, *(document.first_page for document in record.documents)}))
