"""Tasks given in the body (nhiệm vụ được giao): who leads, who co-operates, what, by when (domain rule 4.6)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.found import Found
from schemas.letter import Deadline, Directive
from tasks.core.letter.directives.bodies import START, UPPER, is_reported, name_end, split_names
from tasks.core.letter.directives.deadlines import Term, find_deadlines
from tasks.core.letter.directives.named import Known
from tasks.core.letter.rows.lines import Flow
from tasks.core.letter.rows.paragraphs import paragraphs
from tasks.core.letter.rows.span import Span

_SENTENCE_END = re.compile(rf"(?<!\bTP)(?<!\bPCT)(?<!\bCT)[.!?](?:\./|/)?\s+(?=[\"“(]?[{UPPER}(*-])|;\s+")
_MARK = re.compile(
    r"\s*(?:[-–—+•▪●*]\s*|\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s*|[a-zđ]\)\s*|[IVX]{1,5}\.\s+|\((?:\d{1,2}|[ivx]{1,4})\)\s*|"
    r"(?:Điều|Mục)\s+\d+\s*[.:]\s*|Đồng thời,?\s+|đồng thời,?\s+)+"
)
_ASSIGN = re.compile(r"(?<!được )(?<!bàn )(?<!đã )(?:[Gg]iao(?: cho)?|[Pp]hân công|[Úú]y quyền(?: cho)?)\s+(?:cho\s+)?")
_ASSIGNED = re.compile(r"(?<!đã )(?<!vụ )được\s+(?:giao|phân công)(?:\s+cho)?\s+")
"""Nội dung này được giao Sở X chủ trì: what is given away stands first; not nhiệm vụ được giao, nor what was given before."""
_ASK = re.compile(
    r"(?<!xét )(?<!theo )(?<!có )(?<!các )(?<!cử tri )(?<!Cử tri )(?<!người dân )(?<!công dân )(?<!nhân dân )(?<!đại biểu )"
    r"(?<!doanh nghiệp )(?<!địa phương )(?<!đương sự )(?:[Đđ]ề nghị|[Yy]êu cầu)\s+(?:(?:các\s+)?đồng chí\s+)?"
)
"""What the office asks for; not what others ask (Cử tri đề nghị Bộ Y tế …), which it only tells."""
_PASS_ON = re.compile(
    r"[Cc]huyển\s(?:[^.;:]{0,60}?\s)?(?:đến|tới|cho)\s+(?=[^.;:]{5,120}?\s(?:xem xét|giải quyết|xử lý|nghiên cứu))"
)
"""… chuyển đơn đến Chủ tịch UBND huyện X xem xét, giải quyết."""
_UNIT_OF_OURS = re.compile(rf"(?:phòng|ban|bộ phận|khoa|tổ|đội|văn phòng|trung tâm|chi cục|công an)\s+(?:các\s|\d|[{UPPER}])")
"""Giao phòng Tài chính …: an office tells its own units, which it writes small."""
_TOPIC = re.compile(
    r"(?:Về|Đối với|Riêng|Trước|Trên cơ sở|Căn cứ|Theo|Qua|Để|Nhằm|Sau|Trong|Hiện nay|Do đó|Vì vậy|Tại|Khi|Nhận được|"
    r"Thực hiện|Chậm nhất|Muộn nhất|Định kỳ|Hằng|Hàng|Hết|Đến|Từ nay|Kể từ|Ngay)\b"
)
_PAUSE = re.compile(r"[:,]\s+")
_INTRODUCTION = re.compile(r"(?:như sau|sau đây|nội dung sau|sau)\s*[:.]?\s*$")
_INTRODUCES = re.compile(r"như sau\s*:")
_COOPERATE = re.compile(r"(?:phối hợp|Phối hợp)(?:\s+(?:chặt chẽ|tốt))?(?:\s+(?:với|cùng))?\s+|(?<=chủ trì),?\s+cùng(?:\s+với)?\s+")
_DIRECTS = re.compile(r"\s*(?:lãnh đạo,?\s+)?chỉ đạo\s+")
_HELPED = re.compile(r"(?<=chủ trì)[^,;.]{0,60}[,;]\s+")
"""Sở X chủ trì, Sở Y phối hợp …"""
_CONTINUES = re.compile(
    r"\s*(?:hoàn thành|thời hạn|thời gian|báo cáo|gửi|kết quả|định kỳ|chậm nhất|trước|thời|chậm|trình)\b", re.IGNORECASE
)
_SUB_ITEM = re.compile(r"\s*(?:[-–—+•▪●*]\s*|[a-zđ]\)|\((?:\d{1,2}|[ivx]{1,4})\))")
_HEADING = re.compile(
    r"(?:chủ trì|có trách nhiệm|chịu trách nhiệm|thực hiện|tập trung|phối hợp)?(?:\s*các nhiệm vụ)?(?:\s*sau(?: đây)?)?"
)
_FINISH = re.compile(r"hoàn thành|chậm nhất|muộn nhất|thời hạn|hạn cuối|báo cáo|gửi|trình|nộp|xong|đến hết", re.IGNORECASE)

CONFIDENCE = 0.85
"""How sure a lead found by these rules is when every letter is right: measured on the five sample texts (docs/review.md)."""


@dataclass
class _Task:
    """A directive in the making. `end` is where its last sentence ends in the flow's text."""

    flow: Flow
    start: int
    end: int
    lead: list[Found] = field(default_factory=list)
    cooperating: list[Found] = field(default_factory=list)
    action_at: int = 0
    terms: list[Term] = field(default_factory=list)
    term_flow: Flow | None = None  # where the terms stand, if not in `flow`

    @property
    def action(self) -> str:
        """What is to be done, without end marks."""
        return self.flow.text[self.action_at : self.end].strip(" .;:,/")


def find_directives(
    span: Span, issued_on: date | None, *, sender: Found | None = None, named: Sequence[str] = ()
) -> tuple[Directive, ...]:
    """Give the tasks of the span's body in order.

    `issued_on` completes years that are left out and relative deadlines. A deadline that nobody is named for makes a task with
    an empty lead. A task with several deadlines is given once for each. `sender` tells of itself, it is told nothing. `named`:
    whom the letter names elsewhere; a sentence that begins so has a body for its subject, whatever kind of body it is.
    """
    known = Known(issued_on, sender, named)
    result: list[Directive] = []
    leads: list[Found] = []  # of the heading above: 2. Sở Y tế có trách nhiệm:
    for flow, labelled in _labelled_apart(paragraphs(span.body), known):
        if labelled:
            result.extend(_directives(labelled))
            continue
        tasks = _tasks(flow, known)
        if not _SUB_ITEM.match(flow.text):
            leads = []
        elif leads and not any(task.lead for task in tasks):
            tasks = [_under_heading(flow, leads, tasks)]
        if _is_heading(flow, tasks):
            leads = tasks.pop().lead
        for task in tasks:
            result.extend(_directives(task))
    return tuple(result)


_LABEL = re.compile(
    r"\s*(?:[-–—+•*]\s*|[a-zđ]\)\s*)?(?:(?:Cơ quan|Đơn vị)\s+(?:(?P<lead>chủ trì|thực hiện|tham mưu)(?:\s+(?:thực hiện|tham mưu))?"
    r"|phối hợp(?:\s+thực hiện)?)|(?P<time>(?:Thời gian|Thời hạn)\s+(?:hoàn thành|thực hiện|trình)))\s*:\s*"
)
"""Plans give their tasks in labelled rows: Cơ quan chủ trì: …; Cơ quan phối hợp: …; Thời gian hoàn thành: …."""


def _labelled_apart(flows: Iterable[Flow], known: Known) -> Iterator[tuple[Flow, _Task | None]]:
    """Each paragraph, and in place of labelled rows the task that they give together."""
    task: _Task | None = None
    above: Flow | None = None
    for flow in flows:
        label = _LABEL.match(flow.text)
        opened = _labelled(flow, label, task, above, known.issued_on) if label else None
        if task and opened is not task:
            yield task.flow, task
        task = opened
        if task is None:
            above = flow
            yield flow, None
    if task:
        yield task.flow, task


def _labelled(flow: Flow, label: re.Match[str], task: _Task | None, above: Flow | None, issued_on: date | None) -> _Task | None:
    """The task that labelled rows give, with this one; a new one where the row names who leads."""
    if label["lead"]:
        whole = above or flow
        task = _Task(whole, 0, len(whole.text), action_at=_after_mark(whole.text, 0) if above else label.end())
        task.lead = _found(flow, label.end(), len(flow.text), "directive.lead")
    elif task and label["time"]:
        task.terms, task.term_flow = find_deadlines(flow.text, issued_on), flow
    elif task:
        task.cooperating = _found(flow, label.end(), len(flow.text), "directive.cooperating")
    return task


def _is_heading(flow: Flow, tasks: list["_Task"]) -> bool:
    """Whether a paragraph only names bodies, for the items that follow."""
    if not tasks or not flow.text.rstrip().endswith(":"):
        return False
    return bool(tasks[-1].lead) and not tasks[-1].terms and _HEADING.fullmatch(tasks[-1].action) is not None


def _under_heading(flow: Flow, leads: list[Found], tasks: list["_Task"]) -> "_Task":
    """What a list item under `Sở Y tế có trách nhiệm:` asks of those bodies, with the item's deadlines."""
    whole = _Task(flow, 0, len(flow.text), lead=list(leads), action_at=_after_mark(flow.text, 0))
    whole.cooperating = _cooperating(flow, flow.text, 0)
    whole.terms = [term for task in tasks for term in task.terms]
    return whole


def _tasks(flow: Flow, known: Known) -> list[_Task]:
    """Sentence by sentence; a deadline in a sentence that names nobody belongs to the task before it in the paragraph."""
    on = known.issued_on
    terms = [term for term in find_deadlines(flow.text, on) if _counts(flow.text, term, on)]
    tasks: list[_Task] = []
    for start, end in _sentences(flow.text):
        here = [term for term in terms if start <= term.start < end]
        task = _task(flow, start, end, known)
        if task is not None:
            if tasks and not tasks[-1].action and not tasks[-1].terms:
                task.lead[:0] = tasks.pop().lead  # Giao A, B của tỉnh; C thực hiện …: one list of bodies
            task.terms = here
            tasks.append(task)
        elif here and tasks and (not tasks[-1].terms or _CONTINUES.match(flow.text, start)):
            tasks[-1].terms.extend(here)
            tasks[-1].end = end
        elif here:
            tasks.append(_Task(flow, start, end, action_at=_after_mark(flow.text, start), terms=here))
    return tasks


def _counts(text: str, term: Term, issued_on: date | None) -> bool:
    """A day before the letter is a deadline only where something is plainly to be finished by it (else: a cut-off of facts)."""
    if issued_on is None or term.day >= issued_on:
        return True
    if _FINISH.search(text, max(0, term.start - 80), term.end) is None or "đã " in text[max(0, term.start - 60) : term.start]:
        return False
    return _WAS_ASKED.search(text, max(text.rfind(mark, 0, term.start) for mark in (". ", "; ")) + 1, term.start) is None


_WAS_ASKED = re.compile(r"\bđã (?:có|ban hành|gửi|đề nghị|yêu cầu|giao|chỉ đạo|thông báo|đôn đốc|phát hành)\b")
"""Sở đã có Công văn số … đề nghị báo cáo trước ngày …: a deadline of another letter, long past."""


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _SENTENCE_END.finditer(text):
        if _MARK.fullmatch(text, at, match.end()):
            continue  # "1. " is the mark of the sentence that follows
        yield at, match.end()
        at = match.end()
    if at < len(text):
        yield at, len(text)


def _after_mark(text: str, start: int) -> int:
    mark = _MARK.match(text, start)
    return mark.end() if mark else start


def _task(flow: Flow, start: int, end: int, known: Known) -> _Task | None:
    """The task that a sentence gives: Giao X …, Đề nghị X …, or a sentence whose subject is a body."""
    text = flow.text[:end]
    at = _after_mark(text, start)
    for subject in _subjects(text, at):
        if not known.starts(text, subject):
            continue
        task = _with_bodies(flow, text, start, subject, known, must_act=True)
        if task and not known.is_sender(task.lead):
            return task
    for pattern in (_ASSIGN, _ASK, _PASS_ON):
        for match in pattern.finditer(text, start):
            if known.starts(text, match.end()) or _UNIT_OF_OURS.match(text, match.end()):
                return _with_bodies(flow, text, start, match.end(), known, must_act=False)
    given = next((match for match in _ASSIGNED.finditer(text, start) if known.starts(text, match.end())), None)
    return _with_bodies(flow, text, start, given.end(), known, must_act=True) if given else None


def _subjects(text: str, at: int) -> Iterator[int]:
    """Where a sentence's subject may stand: at its head, or after an opening clause (Theo chỉ đạo trên, …; Về kinh phí: …)."""
    yield at
    if _TOPIC.match(text, at):
        for pause in _PAUSE.finditer(text, at, min(len(text), at + 200)):
            if any(asked.search(text, at, pause.start()) for asked in (_ASSIGN, _ASK)):
                return  # Nhận được Công văn này, yêu cầu Giám đốc Sở X, Chủ tịch …: of whom is asked is a list
            if text[pause.end() : pause.end() + 1].isupper() or text.startswith("các ", pause.end()):
                yield pause.end()


def _with_bodies(flow: Flow, text: str, start: int, at: int, known: Known, *, must_act: bool) -> _Task | None:
    """Read the bodies from `at` on. `must_act`: the sentence only counts when a verb of doing follows them."""
    stop, verb = name_end(text, known.end_of_named(text, at))
    if must_act and text.startswith("chịu trách nhiệm trước", stop):
        return None  # what becomes of those who are late
    if must_act and (_is_told_of(text, start, at, verb, known) or (verb is None and (text[stop : stop + 1] != ":" or start > 0))):
        return None  # a colon gives tasks at a paragraph's head only; in the middle it lists more names
    if must_act and (_INTRODUCTION.search(text) or _INTRODUCES.search(text, stop, stop + 60)):
        return None
    task = _Task(flow, start, len(text), action_at=stop)
    task.lead = _found(flow, at, stop, "directive.lead")
    if not task.lead:
        return None
    task.lead += _directed(flow, text, stop)
    task.cooperating = _cooperating(flow, text, stop)
    return task


def _directed(flow: Flow, text: str, at: int) -> list[Found]:
    """Giao Ban cán sự đảng X chỉ đạo *Sở Y* chủ trì …: who leads stands behind the one that sees to it."""
    directs = _DIRECTS.match(text, at)
    if directs is None or not START.match(text, directs.end()):
        return []
    last, verb = name_end(text, directs.end())
    return _found(flow, directs.end(), last, "directive.lead") if verb == "chủ trì" else []


def _is_told_of(text: str, start: int, at: int, verb: str | None, known: Known) -> bool:
    """Whether a body is reported on: not where a deadline opens the sentence (Trong 05 ngày …, Sở X có ý kiến)."""
    if verb in ("có ý kiến", "thông báo", "trả lời", "đánh giá", "phúc đáp") and find_deadlines(text[start:at], known.issued_on):
        return False
    return is_reported(verb)


def _cooperating(flow: Flow, text: str, at: int) -> list[Found]:
    """The bodies after the first `phối hợp với` from `at` on."""
    for match in _COOPERATE.finditer(text, at):
        if START.match(text, match.end()) or text[match.end() : match.end() + 2].strip().isdigit():
            last, _ = name_end(text, match.end())
            return _found(flow, match.end(), last, "directive.cooperating")
    helped = _HELPED.search(text, at)
    if helped and START.match(text, helped.end()):
        last, verb = name_end(text, helped.end())
        return _found(flow, helped.end(), last, "directive.cooperating") if verb == "phối hợp" else []
    return []


def _found(flow: Flow, start: int, end: int, rule: str) -> list[Found]:
    return [flow.found(a, b, rule=rule, value=value, sure=CONFIDENCE) for a, b, value in split_names(flow.text, start, end)]


def _directives(task: _Task) -> Iterator[Directive]:
    page = task.lead[0].page if task.lead else task.flow.found(task.start, task.end, rule="directive").page
    terms: list[Term | None] = [*task.terms] or [None]
    for term in terms:
        deadline = None
        if term is not None:
            flow = task.term_flow or task.flow
            found = flow.found(term.start, term.end, rule=term.rule, value=term.day.isoformat(), sure=CONFIDENCE)
            deadline = Deadline(**found.model_dump(), relative=term.relative)
        yield Directive(
            lead=tuple(task.lead), cooperating=tuple(task.cooperating), action=task.action, deadline=deadline, page=page
        )
