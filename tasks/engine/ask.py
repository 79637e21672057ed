"""Asking a person: a typed form in Prefect's UI, made for one letter. While it waits there is no process and no cost."""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Literal

from prefect.flow_runs import suspend_flow_run
from prefect.input import RunInput
from pydantic import Field, create_model

from schemas.decision import Decision
from schemas.record import Record
from tasks.core.record.portrait import escape
from tasks.stations.review import ACTIONS, DOCTYPES, NOBODY, Questions, as_answers, questions, understand_answers

_TITLES = {
    "doctype": "Loại văn bản / Type",
    "number": "Số, ký hiệu / Number",
    "issued_on": "Ngày ban hành (NĂM-THÁNG-NGÀY) / Date of issue (YEAR-MONTH-DAY)",
    "issuer": "Cơ quan ban hành / Issuer",
    "subject": "Trích yếu / Subject",
}
_MOST_NAMES = 30
"""Unresolved names that a form asks about; of a letter with more, the rest is added by hand."""


def ask(record: Record, description: str) -> Decision:
    """Suspend this run until a person decided; ask again, with the reason, when the answers won't do or it was deferred.

    Code before this runs again after each answer. Each round of questions has its own key, so answers given are found again.
    """
    remark = ""
    before: dict[str, Any] = {}
    for number in count(1):
        form = form_for(record, before, f"{remark}\n\n{description}".strip())
        sent = suspend_flow_run(wait_for_input=form, key=f"{record.revision}-{number}", timeout=None)
        before = sent.model_dump()
        decision, wrong = understand_answers(record, as_answers(record, before))
        if decision is not None and decision.action != "defer":
            return decision
        remark = _remark(decision, wrong)
    raise AssertionError("a count has no end")


def _remark(decision: Decision | None, wrong: Sequence[str]) -> str:
    if decision is not None:
        return f"**Để sau / deferred:** {escape(decision.by)}: {escape(decision.note)}"
    return "**Chưa được / not accepted:**\n\n" + "\n".join(f"- {escape(one)}" for one in wrong)


def form_for(record: Record, before: Mapping[str, Any], description: str) -> type[RunInput]:
    """The form of this letter: doubtful fields first, all filled in with what was read or answered before."""
    asked = questions(record)
    fields: dict[str, Any] = {
        "decision": (
            Literal[tuple(ACTIONS)],
            Field(default=before.get("decision", next(iter(ACTIONS))), title="1. Quyết định / Decision"),
        ),
        "decided_by": (
            str,
            Field(default=before.get("decided_by", ""), title="2. Người duyệt / Decided by", max_length=80),
        ),
    }
    fields |= _value_fields(asked, before)
    fields |= _recipient_fields(asked, before)
    fields["words"] = (
        list[str],
        Field(default=before.get("words", []), title="Từ đúng, ghi vào danh sách từ / Words that are right, to be remembered"),
    )
    fields["note"] = (str, Field(default=before.get("note", ""), title="Ghi chú, lý do / Note, reason", max_length=500))
    made: type[RunInput] = create_model("ReviewForm", __base__=RunInput, **fields)
    made._description = description  # noqa: SLF001 - what RunInput.with_initial_data does; that drops the titles
    return made


def _value_fields(asked: Questions, before: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in asked.fields.items():
        title = f"{'⚠ ' if name in asked.doubtful else ''}{_TITLES[name]}"
        kind: Any = Literal[("", *DOCTYPES)] if name == "doctype" else str
        fields[name] = (kind, Field(default=before.get(name, value), title=title))
    return fields


def _recipient_fields(asked: Questions, before: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if asked.recipients:
        labels = tuple(asked.recipients)
        fields["recipients"] = (
            list[Literal[labels]],  # type: ignore[valid-type]
            Field(default=before.get("recipients", list(labels)), title="Gửi cho / Send to"),
        )
    for index, (raw, candidates) in enumerate(asked.unresolved[:_MOST_NAMES], start=1):
        name = f"who_{index}"
        fields[name] = (
            Literal[(NOBODY, *candidates)],
            Field(default=before.get(name, NOBODY), title=f"⚠ “{raw[:100]}” là ai? / Who is it?"),
        )
    fields["added"] = (
        list[str],
        Field(default=before.get("added", []), title="Thêm nơi nhận (tên hoặc mã) / Add recipients (name or id)"),
    )
    return fields
