"""What stands above the form of a review (phiếu xét duyệt): the doubtful first, cut out of the page. Every text is escaped."""

from collections.abc import Mapping, Sequence

from schemas.found import Found
from schemas.letter import Finding
from schemas.record import Record
from tasks.core.record.layout import doubt_key, folder, found_key
from tasks.core.record.portrait import escape, finding_lines, reason_words, recipient_lines
from tasks.core.record.questions import doubtful_values
from tasks.core.record.title import title
from tasks.core.record.words import TITLES, value_words

HEADING = "## "
"""Begins the sheet's title, after the remark; texts of letters are escaped and never hold it."""

_MOST_CANDIDATES = 3

_ON_ITS_WAY = (
    "**Văn bản đã được gửi đến các nơi ghi dưới đây.** Ai được chọn thêm ở phiếu này thì được gửi thêm, không ai nhận lại lần nữa"
    " trừ khi nội dung đã báo cho họ được sửa / The letter is on its way to those below. Whoever you choose besides gets it too;"
    " nobody gets it again unless something that they were told is set right"
)


def sheet(
    record: Record, addresses: Mapping[str, str], links: Mapping[str, str], *, bar: float, remark: str = "", note: str = ""
) -> str:
    """The whole sheet. `addresses`: of pictures of this letter, by key; `links`: title and address of what can be opened.

    `remark`: Markdown of ours that comes first (what was wrong with the last answers); `note`: the same at the end.
    """
    pages = sorted({1, *(document.first_page for document in record.documents)})
    pictures = [(page, addresses.get(found_key(record.letter_id, page))) for page in pages]
    parts = [
        remark,
        f"{HEADING}{escape(title(record))}",
        f"{len(record.pages)} trang / pages · {len(record.documents)} văn bản / documents · bản / revision {record.revision}",
        " · ".join(f"[{name}]({address})" for name, address in links.items()),
        _ON_ITS_WAY if record.review.afterwards else "",
        _doubtful(record, addresses, bar),
        _names(record),
        _findings(record.findings),
        *(f"![trang / page {page}]({address})" for page, address in pictures if address),
        _recipients(record),
        note,
    ]
    return "\n\n".join(part for part in parts if part)


def picture_keys(record: Record, *, bar: float) -> list[str]:
    """Keys of the pictures that a sheet may show: pages with boxes, doubtful places cut out."""
    pages = sorted({1, *(document.first_page for document in record.documents)})
    doubtful = range(1, len(doubtful_values(record, bar=bar)) + 1)
    return [*(found_key(record.letter_id, page) for page in pages), *(doubt_key(record.letter_id, number) for number in doubtful)]


def pictures_prefix(record: Record) -> str:
    """Prefix of all pictures of a letter."""
    return f"{folder(record.letter_id)}pages/"


def _doubtful(record: Record, addresses: Mapping[str, str], bar: float) -> str:
    lines = [f"- {reason_words(code)}" for code in (*record.review.reasons, *record.review.afterwards)]
    for number, (name, found) in enumerate(doubtful_values(record, bar=bar), start=1):
        address = addresses.get(doubt_key(record.letter_id, number))
        lines.append(f"\n⚠ **{TITLES[name]}**: {_read(name, found)}" + (f"\n\n![{TITLES[name]}]({address})" if address else ""))
    return "### Cần xem / What is doubtful\n\n" + "\n".join(lines) if lines else ""


def _read(name: str, found: Found) -> str:
    return (
        f"{escape(value_words(name, found.value))} · tin cậy / confidence {found.confidence:.2f} · trang / page {found.page or 1}"
    )


def _names(record: Record) -> str:
    """Printed names that the registry does not know well enough, with whom they may mean."""
    lines = []
    for one in record.routing.unresolved:
        near = [f"{escape(entry.name)} ({entry.score:.2f})" for entry in one.candidates[:_MOST_CANDIDATES]]
        guess = f": {' · '.join(near)}" if near else ""
        lines.append(f"- “{escape(one.raw)}”{guess}")
    return "### Chưa rõ là ai / Names not known\n\n" + "\n".join(lines) if lines else ""


def _findings(findings: Sequence[Finding]) -> str:
    lines = list(finding_lines(findings))
    return "### Phát hiện / Findings\n\n" + "\n".join(lines) if lines else ""


def _recipients(record: Record) -> str:
    """Who gets it and why, in whole names: the form's own list cuts them short."""
    lines = list(recipient_lines(record.routing.deliveries))
    return "### Gửi cho ai, vì sao / Who gets it, and why\n\n" + "\n".join(lines) if lines else ""
