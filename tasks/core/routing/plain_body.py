"""Words that are plainly the name of one body of the state (một cơ quan nói đủ tên), whichever it is: Sở Ngoại vụ, Cảng vụ Mây Gió.

Such a body has a seal and clerks of its own. Where the registry has no name that is written nearly so, nobody here could be sent
the letter, whoever looks at it.
"""

import re

from tasks.core.registry.keys import plain
from tasks.core.registry.registry import Registry
from tasks.core.routing.outsiders import ends_in_name
from tasks.core.vietnamese.syllable import is_syllable

_NOUN = re.compile(
    r"(?:sở|(?:tổng |chi )?cục|trung tâm|viện|học viện|cảng vụ|tòa án(?: nhân dân| quân sự)|TAND|TAQS"
    r"|viện kiểm sát(?: nhân dân| quân sự)|VKSND|VKSQS|(?:phòng |chi cục )?(?:thi hành án(?: dân sự)?|THADS)"
    r"|kho bạc|KBNN|bảo hiểm xã hội|BHXH|hải quan|thống kê|thanh tra|kiểm toán|ủy ban|bộ (?:tư lệnh|chỉ huy)"
    r"|ban chỉ huy|BCHQS|bộ CHQS|ban CHQS|quân (?:khu|đoàn|chủng)|binh chủng|(?:trung |lữ |sư )?đoàn"
    r"|đài|báo|tạp chí|thư viện|bảo tàng|nhà (?:hát|xuất bản|khách)|quỹ|ban quản lý|BQL"
    r"|khu (?:di tích|quản lý|bảo tồn)|vườn|tổng (?:công ty|đội|kho)|liên (?:hiệp|đoàn|minh)|hội|công đoàn"
    r"|đảng ủy|đảng bộ|chi bộ|huyện đoàn|thị đoàn|quận đoàn)\s",
    re.IGNORECASE,
)
"""Sorts of bodies that are offices by themselves; a phòng, vụ or ban may be anybody's unit."""
_OPEN = re.compile(
    r"(?<!\w)(?:các|mọi|những|toàn thể|trực thuộc|cùng cấp|cấp trên|cấp dưới|liên quan|nêu trên|nói trên|trên địa bàn|tương đương"
    r"|theo|tại|có|được|để|thành viên|đại biểu|ủy viên|lãnh đạo)(?!\w)|[:;+/]",
    re.IGNORECASE,
)
"""Words of sets, of persons and of sentences: no name of one body has them."""
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _MOST = 2, 14
"""Words of a name."""


def is_plain_body(words: str, registry: Registry) -> bool:
    """Whether `words` are one body's name, whole and well read: a noun of offices, then words of which one has a capital.

    Of codes only those count that the registry knows: a letter that was misread makes another one of them.
    """
    name = re.sub(r"\([^()]*\)", "", words).strip()
    noun = _NOUN.match(name)
    if noun is None or _OPEN.search(name) or not any(char.islower() for char in name):
        return False
    first, _, other = name.partition(" và ")
    if "," in name or (other and registry.is_body_name(first)):
        return False  # Sở Tài chính, Y tế: two
    rest = name[noun.end() :]
    said = _WORD.findall(name)
    if not _FEWEST <= len(said) <= _MOST or not rest[:1].isupper() or ends_in_name(name, len(rest.split())):
        return False
    spelt = [word for word in said if is_syllable(word) and len(word) > 1 and not word.isupper()]
    return any(word in spelt for word in _WORD.findall(rest)) and all(word in spelt or _is_code(word, registry) for word in said)


def _is_code(word: str, registry: Registry) -> bool:
    """Whether a word is an abbreviation in capitals that names of the registry have, or a number (IV, 3A)."""
    if not word.isupper():
        return False
    return registry.keys.words(word) != (word.lower(),) or registry.index.is_word(plain(word)) or set(word) <= set("IVX")
