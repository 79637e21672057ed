"""Text of letters and names of files on a terminal: shown, never obeyed."""

import re

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What a terminal acts on, what turns text around, what is not seen, what is no character. Line ends and tabs stay."""


def harmless(text: str) -> str:
    """The text with each such sign as an escape of JSON, which is the same character where the text is JSON."""
    return _OBEYED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
