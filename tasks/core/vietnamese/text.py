"""A text that was OCR'd elsewhere as one page: a line for each of its lines, no zones, no boxes."""

from schemas.page import Line, Page, Zone


def text_page(text: str) -> Page:
    """A page of a text: blank lines part its blocks; line ends are newlines."""
    lines: list[Line] = []
    raw = ""
    block = 0
    for line in text.split("\n"):
        words = line.strip()
        if not words:
            block += bool(lines) and lines[-1].block == block
            continue
        if lines:
            raw += "\n" if lines[-1].block == block else "\n\n"
        lines.append(Line(page=1, raw=words, text=words, start=len(raw), end=len(raw) + len(words), zone=Zone.TEXT, block=block))
        raw += words
    return Page(number=1, kind="text" if lines else "blank", text_raw=raw, text=raw, lines=tuple(lines))
