"""The searchable PDF (PDF tìm được chữ): the scan's own pages untouched, the cleaned words unseen at their places.

Runs in a limited child process only. The unseen font is a Type 3 font of empty glyphs with a ToUnicode map: it needs no font file,
draws nothing in any viewer, and gives Vietnamese back to whoever searches or copies.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from schemas.errors import Rejected
from tasks.adapters.image_streams import image_pages_pdf

_CODES = 255  # of one font; a document with more letters gets a second font
_ADVANCE = 500  # of every glyph, in thousandths of the font size
_HIGH = 800  # of every glyph's box, likewise: a word's own height
_ALIKE = 0.35  # of the page's usual height of a word: lines that differ less are given the same size
_EM = 1.2  # of a word's usual height: the size of its font; from the size follow the gaps that part lines and columns
_DRIFT = 0.9  # of a word's height: a line that rises more from end to end stays as skewed as it is
_CORNERS: dict[int, Callable[[float, float], tuple[float, float]]] = {
    0: lambda left, bottom: (left, 1 - bottom),
    90: lambda left, bottom: (bottom, left),
    180: lambda left, bottom: (1 - left, bottom),
    270: lambda left, bottom: (1 - bottom, 1 - left),
}
"""Where the baseline of a box starts in the page's own space, as fractions, by rotation."""
_ROTATED = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


class PlacedWord(NamedTuple):
    """A word and its box: left, top, right, bottom as fractions of the page as it was read (turned upright)."""

    text: str
    box: tuple[float, float, float, float]


class PlacedPage(NamedTuple):
    """Lines of words in reading order; `rotation`: degrees clockwise that set the page upright. `words` empty: left as it is."""

    number: int
    rotation: int
    lines: list[list[PlacedWord]]


def write_searchable(original: Path, media_type: str, pages: Sequence[PlacedPage], out: Path) -> None:
    """Write the original with the words under its pages to `out`. Raises Rejected (`pdf.truncated`, `image.undecodable`)."""
    try:
        document = pikepdf.open(original) if media_type == "application/pdf" else image_pages_pdf(original)
    except pikepdf.PdfError as error:
        raise Rejected("pdf.truncated", type(error).__name__) from error
    with document as pdf:
        fonts = UnseenFonts(pdf)
        for placed in pages:
            if placed.lines and placed.number <= len(pdf.pages):
                _lay_under(pdf, pdf.pages[placed.number - 1], placed, fonts)
        fonts.finish()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True)


class UnseenFonts:
    """Gives each letter a code in a font of empty glyphs; makes the fonts at the end."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        """Fonts for `pdf`."""
        self._pdf = pdf
        self._codes: dict[str, int] = {}
        self._runs: dict[str, list[tuple[int, str]]] = {}
        self._fonts: list[Dictionary] = []

    def encode(self, text: str) -> list[tuple[int, str]]:
        """Runs of one font: the font's number and the codes as hex digits. Most words of a letter stand in it several times."""
        known = self._runs.get(text)
        if known is None:
            known = self._runs[text] = list(self._encoded(text))
        return known

    def _encoded(self, text: str) -> Iterator[tuple[int, str]]:
        run, current = bytearray(), -1
        for letter in text:
            place = self._codes.setdefault(letter, len(self._codes))
            number, code = divmod(place, _CODES)
            if number != current and run:
                yield current, run.hex()
                run = bytearray()
            current = number
            run.append(code + 1)
        if run:
            yield current, run.hex()

    def font(self, number: int) -> Dictionary:
        """The font of that number, filled in by `finish`."""
        while len(self._fonts) <= number:
            self._fonts.append(self._pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3)))
        return self._fonts[number]

    def finish(self) -> None:
        """Fill the fonts with what was used of them."""
        # Nothing is drawn in the glyph, but it has a box: PDFium leaves a word out whose letters have none.
        glyph = self._pdf.make_stream(f"{_ADVANCE} 0 0 0 {_ADVANCE} {_HIGH} d1".encode())
        for number, font in enumerate(self._fonts):
            letters = [letter for letter, place in self._codes.items() if place // _CODES == number]
            font.FontBBox = Array([0, 0, _ADVANCE, 1000])
            font.FontMatrix = Array([0.001, 0, 0, 0.001, 0, 0])
            font.CharProcs = Dictionary({"/g": glyph})
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([1, *(Name.g for _ in letters)]))
            font.FirstChar, font.LastChar = 1, len(letters)
            font.Widths = Array([_ADVANCE] * len(letters))
            font.Resources = Dictionary()
            font.ToUnicode = self._pdf.make_stream(_to_unicode(letters))


def _to_unicode(letters: Sequence[str]) -> bytes:
    rows = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>" for code, letter in enumerate(letters, start=1)]
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]  # a block may hold a hundred
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def"
    return f"{head}\n1 begincodespacerange <01> <ff> endcodespacerange\n{body}\nendcmap end end".encode("ascii")


def _lay_under(pdf: pikepdf.Pdf, page: pikepdf.Page, placed: PlacedPage, fonts: UnseenFonts) -> None:
    _drop_unseen_text(pdf, page)
    turned = int(page.obj.get("/Rotate", 0)) if "/Rotate" in page.obj else 0
    written = _Writer(_Placement(page, (turned + placed.rotation) % 360), fonts, page)
    for line in _levelled(placed.lines):
        written.line(line)
    page.contents_add(b"q", prepend=True)
    page.contents_add(pdf.make_stream(written.commands()))
    if placed.rotation:
        page.rotate(placed.rotation, relative=True)


def _levelled(lines: Sequence[Sequence[PlacedWord]]) -> list[list[PlacedWord]]:
    """Each line on one baseline and in one size, most lines of a page in the same.

    Viewers and pdftotext make lines, blocks and columns of words by baseline and size; boxes round the letters have a
    height and a foot of their own for every word, after which two columns are mixed.
    """
    usual = median([word.box[3] - word.box[1] for line in lines for word in line] or [0.0])
    out = []
    for line in lines:
        height = median([word.box[3] - word.box[1] for word in line] or [0.0])
        size = usual if abs(height - usual) < _ALIKE * usual else height
        foot = median([word.box[3] for word in line] or [0.0])
        level = all(abs(word.box[3] - foot) < _DRIFT * size for word in line)
        out.append([_on(word, foot if level else word.box[3], _EM * size) for word in line])
    return out


def _on(word: PlacedWord, foot: float, size: float) -> PlacedWord:
    left, _, right, _ = word.box
    return PlacedWord(word.text, (left, foot - size, right, foot))


class _Writer:
    """Makes the operators that put words over their boxes: the size is the box's height, the width is stretched to fit."""

    def __init__(self, place: "_Placement", fonts: UnseenFonts, page: pikepdf.Page) -> None:
        """For one page."""
        self._place, self._fonts, self._page = place, fonts, page
        self._names: dict[int, Name] = {}
        self._parts = ["Q q BT 3 Tr"]
        self._font = ""  # the one that is set
        self._turn = "{} {} {} {}".format(*place.turn)

    def line(self, words: Sequence[PlacedWord]) -> None:
        """The words of a line, and blanks that fill the gaps: no reader takes one for a column."""
        for word, after in zip(words, [*words[1:], None], strict=True):
            x, y, width, height = self._place.to_points(word.box)
            self._show(word.text, width, max(height, 1.0), f" {self._turn} {x:.1f} {y:.1f} Tm")
            if after is not None and after.box[0] > word.box[2]:
                # the pen stands where the word ended: a blank needs no place of its own
                _, _, gap, _ = self._place.to_points((word.box[2], word.box[1], after.box[0], word.box[3]))
                self._show(" ", gap, max(height, 1.0), "")

    def _show(self, text: str, width: float, size: float, place: str) -> None:
        stretch = 100 * width / (len(text) * size * _ADVANCE / 1000) if text else 100.0
        self._parts.append(f"{stretch:.1f} Tz{place}")
        for number, codes in self._fonts.encode(text):
            if number not in self._names:
                self._names[number] = self._page.add_resource(self._fonts.font(number), Name.Font)
            font = f"{self._names[number]} {size:.1f} Tf "
            self._parts.append(f"{'' if font == self._font else font}<{codes}> Tj")
            self._font = font

    def commands(self) -> bytes:
        """All of them, for a stream of the page's contents."""
        return "\n".join([*self._parts, "ET Q"]).encode()


class _Placement:
    """Takes boxes of the upright page to points of the page's own space."""

    def __init__(self, page: pikepdf.Page, rotation: int) -> None:
        """`rotation`: degrees clockwise between the page's own space and the upright page."""
        left, bottom, right, top = (float(edge) for edge in page.cropbox)
        self._origin = (min(left, right), min(bottom, top))
        self._size = (abs(right - left), abs(top - bottom))
        self._along, self._across = self._size if rotation in (0, 180) else self._size[::-1]
        self._rotation = rotation
        self.turn = _ROTATED[rotation]

    def to_points(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Where the baseline starts, and the width and height along and across it."""
        left, top, right, bottom = box
        u, v = _CORNERS[self._rotation](left, bottom)
        return (
            self._origin[0] + u * self._size[0],
            self._origin[1] + v * self._size[1],
            (right - left) * self._along,
            (bottom - top) * self._across,
        )


def _drop_unseen_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take an earlier text layer out: text blocks drawn in mode 3 (unseen). Text that can be seen stays."""
    if "/Font" not in page.resources:
        return
    kept: list[Any] = []
    block: list[Any] = []
    inside = unseen = mode = False
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tr":
            mode = int(instruction.operands[0]) == 3
            unseen = unseen or mode
        if operator == "BT":
            inside, block, unseen = True, [], mode
        (block if inside else kept).append(instruction)
        if operator == "ET":
            if not unseen:
                kept += block
            inside = False
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
