"""The account of cleaning (bản kê chỗ sửa) in words that a person reads: where, what, why, how sure."""

from collections import Counter
from collections.abc import Sequence

from schemas.letter import Finding
from schemas.page import Correction, Page

RULES: dict[str, str] = {
    "unicode": "chữ tổ hợp, chữ lạ, khoảng trắng lạ / composed or look-alike letters, odd blanks",
    "markdown": "ký hiệu markdown của phần mềm OCR khác / markdown left by another OCR program",
    "hand.initials": "chữ ký nháy, không thuộc văn bản / initials by hand, not part of the text",
    "hand.dots": "dấu chấm thừa / stray dots",
    "mark.end": "dấu kết thúc văn bản ./. / the end mark",
    "blank.end": "khoảng trắng cuối dòng / blanks at the end of the line",
    "blank": "khoảng trắng / a blank lost or too many",
    "label": "từ cố định của thể thức / a label of the form",
    "code": "ký hiệu, chữ viết tắt / a symbol or abbreviation",
    "phrase": "cụm từ cố định, tên cơ quan / a formula or the name of a body",
    "title": "quyền hạn, chức vụ dưới con dấu / a line of the signature block, under a seal",
    "place": "địa danh / a place's name",
    "context": "theo ngữ cảnh / by its context",
    "speck": "vết bẩn / a speck read as letters",
    "stop": "dấu chấm câu đọc nhầm giữa câu / a mark inside a sentence: a tail was lost, or a speck",
    "case": "chữ hoa đọc nhầm giữa câu / a small letter read as a capital",
    "star": "dấu * dưới tên cơ quan Đảng / the asterisk under a Party issuer",
    "list": "dấu chấm phẩy cuối mục nơi nhận / the semicolon that ends an item of a list",
    "list.dash": "gạch đầu dòng / the dash that begins an item of a list",
    "office": "từ của cơ quan / the office's own word list",
}
"""What each rule is for, Vietnamese / English. A rule `markdown.bold` that is not here is explained by `markdown`."""

_COUNTED = ("markdown.", "unicode", "blank.end")  # they change no word: told as a number
_ROUND = 24


def why(rule: str) -> str:
    """The words for a rule; for an unknown one the rule itself."""
    return RULES.get(rule) or RULES.get(rule.partition(".")[0], rule)


def describe(page: Page, suspicions: Sequence[Finding] = ()) -> str:
    """A paragraph for each changed word: its line with the change in brackets, its rule, its confidence; marks as a sum."""
    told = [change for change in page.corrections if not change.rule.startswith(_COUNTED)]
    rows = [f"{len(told)} chỗ sửa / corrections"]
    for change in told:
        rows += ["", f"  {_shown(page, change)}", f"      {why(change.rule)} [{change.rule}], {change.confidence:.0%}"]
    counted = Counter(why(change.rule) for change in page.corrections if change.rule.startswith(_COUNTED))
    rows += ["", *(f"  {count} × {reason}" for reason, count in counted.most_common())] if counted else []
    if suspicions:
        rows += ["", f"{len(suspicions)} chỗ nghi ngờ, không sửa / suspected, not changed", ""]
        rows += [f"  {finding.evidence[0].raw if finding.evidence else ''}: {finding.message}" for finding in suspicions]
    return "\n".join(rows)


def _shown(page: Page, change: Correction) -> str:
    """`dòng 25: … [Üy → Ủy] ban nhân dân tỉnh`: the raw line round the change."""
    raw = page.text_raw
    line = raw.count("\n", 0, change.start) + 1
    left = raw[max(raw.rfind("\n", 0, change.start) + 1, change.start - _ROUND) : change.start]
    ends = raw.find("\n", change.end)
    right = raw[change.end : min(len(raw) if ends < 0 else ends, change.end + _ROUND)]
    return f"dòng {line}: {left}[{change.before or '∅'} → {change.after or '∅'}]{right}"
