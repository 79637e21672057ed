"""Compounds of chi (chi bộ, chi cục, chi nhánh, chi trả) whose chi was read chỉ: the mark over an i is no bigger than a speck.

No chỉ stands before these words: of 37 such in made scans' pages all were chi. What both can stand before (chỉ tiêu, chi tiêu;
không chỉ hội viên) is left to the counts (context.py).
"""

import re

from tasks.core.vietnamese.draft import Draft
from tasks.core.vietnamese.words import same_case

_SECOND = (
    "cục(?! bộ)|nhánh|phí|tiết(?! kiệm)|ủy(?! (?:quyền|thác|nhiệm|ban))|uỷ(?! (?:quyền|thác|nhiệm|ban))"
    "|bộ(?! (?:đội|phận|trưởng|máy|môn|luật|lọc|sách|khung|số))|trả(?! (?:lời|lại|kết|hồ|cho|một|về|nợ|lương(?! hưu)))"
)
"""The second words, with what may not follow them: chỉ cục bộ, chỉ tiết kiệm, chỉ bộ phận này, chỉ trả lời have no chi."""
_COMPOUND = re.compile(
    rf"(?<!\w)(?P<word>[Cc]h[ỉíì]) (?=(?:{_SECOND})(?!\w))|(?<!\w)(?P<capitals>CH[ỈÍÌ]) (?=(?:{_SECOND.upper()})(?!\w))"
    r"|(?:(?<=[Cc]ác )|(?<=[Tt]ừng )|(?<=[Mm]ỗi )|(?<=thư ))(?P<counted>ch[ỉíì]) (?=(?:hội|đoàn)(?! viên)(?!\w))"
)
_CONFIDENCE = 0.93


def mend_compounds(draft: Draft) -> None:
    """Put chi before what only chi stands before."""
    for match in reversed(list(_COMPOUND.finditer(draft.text))):
        read = match["word"] or match["capitals"] or match["counted"]
        draft.change(match.start(), match.start() + len(read), same_case(read, "chi"), "compound", _CONFIDENCE)
