"""Letters of codes that a torn scan reads as others: an L or T that lost a stroke (QI.DA, MITQ), a K taken for an R (VRSND).

Of 19 codes of faxes that were read with an R in doubt ten have a K there and are right else; the others are torn further, and none
is known to have an R. The words whose R codes have are rừng (BVR, PTR, PCCCR), răng (RHM) and rủi ro (QLRR); a K (kiểm, kinh tế,
kế hoạch, khu …) is forty times as frequent.
"""

import re
from collections import Counter
from collections.abc import Sequence

_FOOTLESS = re.compile(r"(?<![IVX])I(?:L\.?|\.)(?=[A-ZĐ-])")
_REAL_R = re.compile(r"(?:CC|PT|BV)R(?=$|[-&/.,;)\s])|RHM|RR")
_DOUBTFUL = re.compile(r"[Il]")
_WHOLE = {"I": "LT", "R": "K"}
"""A sign that is left of others, and these: strokes are lost and not made."""


def whole_l(code: str) -> str:
    """A code with the L of which a torn scan left a stroke and a stop or half a foot (QI.DA, QIL.DA): no code has these."""
    return _FOOTLESS.sub("L", code)


def whole_k(code: str) -> str:
    """A code with a K for each R that is no forest's, tooth's or risk's; for codes that were read in doubt."""
    real = {at for found in _REAL_R.finditer(code) for at in range(*found.span())}
    return "".join("K" if sign == "R" and at not in real else sign for at, sign in enumerate(code))


def most_whole(code: str, read: Sequence[str]) -> str:
    """A code with the whole letters that any reading of its length has where it has what is left of them."""
    alike = [one for one in read if len(one) == len(code)]
    return "".join(_most_whole(sign, Counter(one[at] for one in alike)) for at, sign in enumerate(code))


def _most_whole(sign: str, read: Counter[str]) -> str:
    whole = [other for other, _ in read.most_common() if other in _WHOLE.get(sign, "")]
    return whole[0] if whole else sign


def is_doubtful(code: str) -> bool:
    """Whether a code of a torn scan has a sign that all readings may have for another: I of L or T, R of K."""
    return _DOUBTFUL.search(code) is not None or whole_k(code) != code
