"""Roman figures whose strokes were read as H, on scans: serifs touch, so that III is read HH, IH or HI.

Only behind a word that counts in Roman figures (khu vực, quý, hạng, chương): elsewhere HH is hàng hải. Two letters of strokes have
three of them at least, so that II, which is one H, and III are never taken for each other.
"""

import re

from tasks.core.vietnamese.draft import Draft

_COUNTED = (
    "khu vực|kv|vùng|quý|quốc gia|ltqg|hạng|loại|nhóm|tuyến|kỳ|đợt|giai đoạn|chương|phần|phụ lục|mục|khóa|khoá|lần thứ|tập|bậc"
    "|cấp|giải"
)
"""Words before a Roman figure in the names of bodies, of terms and of a document's parts."""
_STROKES = re.compile(rf"(?<!\w)(?i:{_COUNTED}) (?P<figure>(?P<before>X{{0,2}}V?)(?:H[HIl|]|[Il|]H|H[Il|]{{2}}|[Il|]{{2}}H))(?!\w)")
_QUARTER = re.compile(r"(?<!\w)(?i:quý) (?P<figure>H)(?=/|\s+năm\b)")
"""A year has four quarters: a lone H is the second."""
_CONFIDENCE = 0.9


def mend_roman(draft: Draft) -> None:
    """Put III (VIII, XIII) and, of a quarter, II where H was read."""
    if "H" not in draft.text:
        return
    for match in reversed(list(_STROKES.finditer(draft.text))):
        draft.change(match.start("figure"), match.end("figure"), f"{match['before']}III", "roman", _CONFIDENCE)
    for match in reversed(list(_QUARTER.finditer(draft.text))):
        draft.change(match.start("figure"), match.end("figure"), "II", "roman", _CONFIDENCE)
