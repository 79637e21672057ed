"""Như Điều N: whom an article charges with carrying out (chịu trách nhiệm thi hành)."""

import re

_ARTICLE_START = r"(?:^|\n|(?<=[.;/]\s))\s*Điều\s+{number}\s*[.:]"
_CHARGED = re.compile(
    r"^(?P<who>.*?)\s*(?:,\s*)?(?:(?:có|chịu)\s+trách\s+nhiệm|căn\s+cứ\s+Quyết\s+định|chiểu\s+Quyết\s+định)",
    re.IGNORECASE | re.DOTALL,
)
_LEAD_IN = re.compile(
    r"^(?:tổ chức thực hiện|điều khoản thi hành|hiệu lực thi hành|trách nhiệm thi hành)\s*[.:]?\s*", re.IGNORECASE
)


def charged_in_article(body: str, number: int) -> list[str] | None:
    """The bodies that Điều `number` of `body` charges, as printed, one text for each `;` or `:`-list item.

    None when the body has no such article or the article charges nobody.
    """
    text = article(body, number)
    if text is None:
        return None
    for sentence in re.split(r"(?<=[.])\s+(?=[A-ZĐÀ-Ỹ])", text):
        found = _CHARGED.match(_LEAD_IN.sub("", sentence.strip()))
        if found and found.group("who").strip():
            who = re.sub(r"\s+", " ", found.group("who")).strip(" ,;:")
            return [part.strip() for part in re.split(r"\s*;\s*", who) if part.strip()]
    return None


def article(body: str, number: int) -> str | None:
    """Text of Điều `number`, without its heading; the last one of that number, as amended texts quote others before."""
    starts = list(re.finditer(_ARTICLE_START.format(number=number), body))
    if not starts:
        return None
    start = starts[-1].end()
    following = re.compile(_ARTICLE_START.format(number=r"\d{1,3}")).search(body, start)
    return body[start : following.start() if following else len(body)].strip()
