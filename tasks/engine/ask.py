"""Asking a person: a typed form in Prefect's UI, made for one letter. While it waits there is no process and no cost."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any, Literal

from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from pydantic import Field, create_model

from schemas.decision import Decision
from schemas.record import Record
from tasks.core.letter.fields.head_marks import URGENCY
from tasks.core.record.answers import ACTIONS, ACTIONS_AFTERWARDS, DOCTYPES, NOBODY, UNDECIDED, first_pages
from tasks.core.record.portrait import escape
from tasks.core.record.questions import FieldQuestion, Questions, printed
from tasks.core.record.words import TITLES, value_words
from tasks.stations.review import asked_about, judge

_DOUBTS = {
    "missing": "Không thấy trên trang / not found on the page",
    "low_confidence": "Đọc được nhưng chưa chắc / read, and not sure",
}
_HINTS = {
    "issued_on": "Viết như 25/10/2021 / write it like that",
    "secrecy": "Đọc nhầm thì xóa ô này / clear it if it was misread",
}

_WRITTEN = {
    True: "Tên hoặc mã trong danh mục, hoặc “không gửi” / name or id of the registry, or “nobody”",
    False: "Tên hoặc mã trong danh mục; để trống: không gửi / name or id of the registry; empty: nobody",
}
"""What may be written for a name without candidates: in Kính gửi, and elsewhere."""

Describe = Callable[[Record, str], str]
"""Makes what stands above the form, of the letter and a remark that comes first."""


def ask(record: Record, describe: Describe, waiting: Callable[[Record, Decision | None], None]) -> Decision:
    """Suspend this run until a person decided; ask again, with the reason, when the answers won't do or it was deferred.

    `waiting` is told of the letter, and of who deferred it, before each wait. Code before this runs again after each answer;
    each round of questions has its own key, so answers given are found again.
    """
    remark = ""
    before: dict[str, Any] = {}
    deferred: Decision | None = None
    for number in count(1):
        waiting(record, deferred)
        form = form_for(record, before, describe(record, remark))
        sent = suspend_flow_run(wait_for_input=form, key=pause_key(record, number), timeout=None)
        before = sent.model_dump()
        decision, wrong = judge(record, before)
        if decision is not None and decision.action != "defer":
            return decision
        deferred = decision
        remark = remark_on(decision, wrong)
    raise AssertionError("a count has no end")


def pause_key(record: Record, number: int = 1) -> str:
    """Key of a round of questions (from 1) about this revision of the record."""
    return f"{record.revision}-{number}"


def remark_on(decision: Decision | None, wrong: Sequence[str]) -> str:
    """What comes first in the next round: who deferred and why, or what was wrong."""
    if decision is not None:
        return f"**Để sau / deferred** · {escape(decision.by)}{': ' if decision.note else ''}{escape(decision.note)}"
    return "**✖ Chưa được / not accepted:**\n\n" + "\n".join(f"- {escape(one)}" for one in wrong)


def form_for(record: Record, before: Mapping[str, Any], description: str) -> type[RunInput]:
    """The form of this letter: the doubtful first, all filled in with what was read or answered before; the decision last."""
    asked = asked_about(record)
    fields: dict[str, Any] = {}
    fields |= {one.key: _value_field(one, before) for one in asked.fields if one.doubt}
    fields |= _who_fields(record, asked, before)
    fields |= _recipient_fields(asked, before)
    fields |= {one.key: _value_field(one, before) for one in asked.fields if not one.doubt}
    fields |= _split_field(record, before)
    fields["words"] = (
        list[str],
        Field(
            default=before.get("words") or [],
            title="Từ đúng, cần nhớ / Words that are right, to be remembered",
            description="Từ hoặc cụm từ bị nghi đọc sai mà đúng / words that were taken for misread and are right",
        ),
    )
    fields |= _decision_fields(record, before)
    made: type[RunInput] = create_model("ReviewForm", __base__=RunInput, **fields)
    made._description = description  # noqa: SLF001 - what RunInput.with_initial_data does; that drops the titles
    return made


def _decision_fields(record: Record, before: Mapping[str, Any]) -> dict[str, Any]:
    default = before.get("decided_by") or ...
    actions = ACTIONS if record.status == "review" else ACTIONS_AFTERWARDS
    return {
        "note": (str, Field(default=before.get("note") or "", title="Ghi chú, lý do / Note, reason", max_length=500)),
        "decision": (
            Literal[tuple(actions)],
            Field(default=before.get("decision", next(iter(actions))), title="Quyết định / Decision"),
        ),
        "decided_by": (str, Field(default=default, title="Người duyệt / Decided by", min_length=2, max_length=80)),
    }


def _value_field(question: FieldQuestion, before: Mapping[str, Any]) -> tuple[Any, Any]:
    _, numbered, document = question.key.rpartition("_")
    which = f" · văn bản / document {document}" if numbered and document.isdigit() else ""
    title = f"{'⚠ ' if question.doubt else ''}{TITLES[question.name]}{which}"
    doubt = _DOUBTS.get(question.doubt or "")
    found = question.found
    seen = f"{doubt} ({found.confidence:.2f}, trang / page {found.page or 1})" if doubt and found else doubt
    hints = " · ".join(filter(None, (seen, _HINTS.get(question.name))))
    value = value_words(question.name, before.get(question.key, question.value) or "")
    return (_kind(question), Field(default=value, title=title, description=hints or None))


def _kind(question: FieldQuestion) -> Any:
    if question.name == "doctype":
        return Literal[tuple(dict.fromkeys(("", *DOCTYPES, value_words("doctype", question.value))))]
    if question.name == "urgency":
        return Literal[tuple(dict.fromkeys(("", *URGENCY.values(), question.value)))]
    return str


def _who_fields(record: Record, asked: Questions, before: Mapping[str, Any]) -> dict[str, Any]:
    """Who is meant by a printed name: one of the candidates, or, where there is none, a name or id written by hand.

    Whom Kính gửi names must act: such a name is neither sent nor dropped before somebody chose.
    """
    fields: dict[str, Any] = {}
    for number, (one, candidates) in enumerate(asked.unresolved, start=1):
        key, must_act = f"who_{number}", printed(record, one)[0]
        title = f"⚠ “{one.raw[:100]}” là ai?{' (Kính gửi)' if must_act else ''} / Who is it?"
        first = UNDECIDED if must_act else NOBODY
        kind: Any = Literal[tuple(dict.fromkeys((first, NOBODY, *candidates)))] if candidates else str
        fields[key] = (
            kind,
            Field(
                default=before.get(key) or (first if candidates else ""),
                title=title,
                description=None if candidates else _WRITTEN[must_act],
            ),
        )
    return fields


def _recipient_fields(asked: Questions, before: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if asked.recipients:
        labels = tuple(asked.recipients)
        fields["recipients"] = (
            list[Literal[labels]],  # type: ignore[valid-type]
            Field(default=before.get("recipients", list(labels)), title="Gửi cho / Send to"),
        )
    fields["added"] = (
        list[str],
        Field(
            default=before.get("added") or [],
            title="Thêm nơi nhận / Add recipients",
            description="Mỗi mục một nơi hoặc một nhóm: Sở Tài chính · các sở, ban, ngành tỉnh. Có thể kèm vai trò: Sở Tài chính"
            " (phối hợp). Viết “tên in = tên danh mục” thì được nhớ / a name, an id or a group, a role in parentheses if you"
            " like; “printed name = registry name” is remembered",
        ),
    )
    return fields


def _split_field(record: Record, before: Mapping[str, Any]) -> dict[str, Any]:
    if len(record.pages) < 2 or record.status != "review":
        return {}
    now = ", ".join(map(str, first_pages(record)))
    field = Field(
        default=before.get("first_pages") or now,
        title="Trang đầu của mỗi văn bản / First page of each document",
        description="Chỉ dùng khi quyết định là tách lại / used when the decision is split",
    )
    return {"first_pages": (str, field)}
