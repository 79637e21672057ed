"""The account of cleaning (bản kê chỗ sửa) in words that a person reads: where, what, why, how sure."""

from collections import Counter
from collections.abc import Sequence

from schemas.letter import Finding
from schemas.page import Correction, Line, Page

RULES: dict[str, str] = {
    "unicode": "chữ tổ hợp, chữ lạ, khoảng trắng lạ / composed or look-alike letters, odd blanks",
    "markdown": "ký hiệu markdown của phần mềm OCR khác / markdown left by another OCR program",
    "hand.initials": "chữ ký nháy, không thuộc văn bản / initials by hand, not part of the text",
    "hand.dots": "dấu chấm thừa / stray dots",
    "mark.end": "dấu kết thúc văn bản ./. / the end mark",
    "blank.end": "khoảng trắng cuối dòng / blanks at the end of the line",
    "blank": "khoảng trắng / a blank lost or too many",
    "label": "từ cố định của thể thức / a label of the form",
    "code.torn": "chữ viết tắt bị tách đôi / an abbreviation torn in two",
    "code": "ký hiệu, chữ viết tắt / a symbol or abbreviation",
    "phrase": "cụm từ cố định, tên cơ quan / a formula or the name of a body",
    "title": "quyền hạn, chức vụ dưới con dấu / a line of the signature block, under a seal",
    "date": "ngày … tháng … năm … / a word of a written day",
    "place": "địa danh / a place's name",
    "context": "theo ngữ cảnh / by its context",
    "speck": "vết bẩn / a speck read as letters",
    "stop": "dấu chấm câu đọc nhầm giữa câu / a mark inside a sentence: a tail was lost, or a speck",
    "bracket": "nơi nhận để làm gì (b/c) / what an item gets the letter for",
    "compound": "chi trong chi bộ, chi cục, chi trả đọc nhầm thành chỉ / chi of such compounds read chỉ",
    "roman": "số La Mã đọc nhầm thành chữ H / a Roman figure whose strokes were read as H",
    "case": "chữ hoa đọc nhầm giữa câu / a small letter read as a capital",
    "star": "dấu * dưới tên cơ quan Đảng / the asterisk under a Party issuer",
    "list": "dấu chấm phẩy cuối mục nơi nhận / the semicolon that ends an item of a list",
    "list.dash": "gạch đầu dòng / the dash that begins an item of a list",
    "office": "từ của cơ quan / the office's own word list",
}
"""What each rule is for, Vietnamese / English. A rule `markdown.bold` that is not here is explained by `markdown`."""

_COUNTED = ("markdown.", "unicode", "blank.end")  # they change no word: told as a number
_LOOK_AGAIN = 0.8  # a change that is less sure than this is marked for the eye
_WIDE = 110  # characters of a line that are shown


def why(rule: str) -> str:
    """The words for a rule; for an unknown one the rule itself."""
    return RULES.get(rule) or RULES.get(rule.partition(".")[0], rule)


def describe(page: Page, suspicions: Sequence[Finding] = ()) -> str:
    """For each line with a changed word: the line as read and as mended, then every change with its reason; marks as a sum."""
    told = [change for change in page.corrections if not change.rule.startswith(_COUNTED)]
    rows = [f"{len(told)} chỗ sửa / corrections"]
    for line in page.lines:
        rows += _of_line(page, line, [change for change in told if line.start <= change.start and change.end <= line.end])
    counted = Counter(why(change.rule) for change in page.corrections if change.rule.startswith(_COUNTED))
    rows += ["", *(f"  {count} × {reason}" for reason, count in counted.most_common())] if counted else []
    found = [finding.evidence[0] for finding in suspicions if finding.evidence]
    if found:
        rows += ["", f"{len(found)} chỗ nghi ngờ, không sửa / suspected, not changed", ""]
        rows += [f"  {place.raw}: có thể là / may be “{place.value}”, {place.confidence:.0%}" for place in found]
    return "\n".join(rows)


def _of_line(page: Page, line: Line, changes: Sequence[Correction]) -> list[str]:
    """`dòng 6` with the line before and after, and a row for each change; nothing for a line without one."""
    if not changes:
        return []
    name = f"dòng {page.text_raw.count(chr(10), 0, line.start) + 1}"
    at = changes[0].start - line.start
    rows = ["", f"  {name:9} {_cut(line.raw, at)}", f"  {'→':>9} {_cut(line.text, at) or '∅'}"]
    for change in changes:
        again = "  ← xem lại / look again" if change.confidence < _LOOK_AGAIN else ""
        words = f"{_seen(change.before)} → {_seen(change.after)}"
        rows.append(f"            {words}: {why(change.rule)} [{change.rule}], {change.confidence:.0%}{again}")
    return rows


def _seen(text: str) -> str:
    """A text that may be nothing, or nothing but blanks, so that it is seen."""
    return text if text.strip() else "␣" * len(text) or "∅"


def _cut(text: str, at: int) -> str:
    """As much of a long line as is wide, whole words, with the place `at` in it."""
    first = text.rfind(" ", 0, max(at - _WIDE // 2, 0)) + 1 if at > _WIDE * 2 // 3 else 0
    last = len(text) if len(text) - first <= _WIDE else text.rfind(" ", first, first + _WIDE)
    return ("… " if first else "") + text[first:last] + (" …" if last < len(text) else "")
