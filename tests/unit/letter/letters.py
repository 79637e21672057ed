"""Whole letters made for tests: pages of text files and of scans with zones. Every name, number and event is invented."""

from collections.abc import Sequence

from schemas.page import Line, Mark, Page, Word, Zone

WIDTH = 0.0075  # of a letter, as a fraction of the page's width


def text_page(text: str) -> Page:
    """The page of a text file; blank lines part its blocks."""
    lines: list[Line] = []
    at, block = 0, 0
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(page=1, raw=line, text=line, start=at, end=at + len(line), zone=Zone.TEXT, block=block))
        else:
            block += 1
        at += len(line) + 1
    return Page(number=1, kind="text", text_raw=text, text=text, lines=tuple(lines))


def _line(text: str, zone: Zone, box: tuple[float, float, float, float], *, page: int, start: int, confidence: float) -> Line:
    words = []
    at = 0
    left, top, right, bottom = box
    share = (right - left) / max(1, len(text))
    for word in text.split():
        at = text.index(word, at)
        place = (left + share * at, top, left + share * (at + len(word)), bottom)
        words.append(Word(text=word, confidence=confidence, box=place, start=at, end=at + len(word)))
        at += len(word)
    return Line(
        page=page,
        raw=text,
        text=text,
        start=start,
        end=start + len(text),
        zone=zone,
        block=0,
        box=box,
        confidence=confidence,
        words=tuple(words),
    )


class Sheet:
    """A scanned page under the pen: rows are set from top to bottom in a zone, centred or from an edge."""

    def __init__(self, number: int = 1) -> None:
        self.number = number
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self.top = 0.05

    def put(
        self,
        text: str,
        zone: Zone,
        *,
        left: float | None = None,
        centre: float = 0.5,
        right: float | None = None,
        sure: float = 0.95,
    ) -> None:
        """Set one row; `left` alone starts it there, `left` and `right` stretch it, otherwise it is centred at `centre`."""
        length = len(text) * WIDTH
        start = left if left is not None else centre - length / 2
        box = (start, self.top, right if right is not None else start + length, self.top + 0.014)
        at = self.lines[-1].end + 1 if self.lines else 0
        self.lines.append(_line(text, zone, box, page=self.number, start=at, confidence=sure))
        self.top += 0.02

    def across(self, left: str, right: str, *, sure: float = 0.95) -> None:
        """One line that was read across two columns, each text centred in its own."""
        self.put(f"{left} {right}", Zone.BODY, sure=sure)
        line = self.lines.pop()
        words, shift = [], {True: 0.3 - len(left) * WIDTH / 2, False: 0.7 - len(right) * WIDTH / 2}
        for word in line.words:
            first = word.start < len(left)
            start = shift[first] + (word.start - (0 if first else len(left) + 1)) * WIDTH
            box = (start, line.words[0].box[1], start + len(word.text) * WIDTH, line.words[0].box[3])
            words.append(word.model_copy(update={"box": box}))
        whole = (words[0].box[0], words[0].box[1], words[-1].box[2], words[0].box[3])
        self.lines.append(line.model_copy(update={"words": tuple(words), "box": whole}))

    def head(self, left: Sequence[str], right: Sequence[str], *, sure: float = 0.95) -> None:
        """Two columns beside each other."""
        top = self.top
        for text in left:
            self.put(text, Zone.HEAD_LEFT, centre=0.3, sure=sure)
        low = self.top
        self.top = top
        for text in right:
            self.put(text, Zone.HEAD_RIGHT, centre=0.7, sure=sure)
        self.top = max(low, self.top) + 0.01

    def centred(self, *rows: str) -> None:
        """Rows of a title."""
        for text in rows:
            self.put(text, Zone.BODY)

    def body(self, *rows: str) -> None:
        """Rows of running text from edge to edge."""
        for text in rows:
            self.put(text, Zone.BODY, left=0.15, right=0.92)

    def addressees(self, *rows: str) -> None:
        """Rows that stand far in."""
        for text in rows:
            self.put(text, Zone.BODY, left=0.4)

    def foot(self, left: Sequence[str], right: Sequence[str]) -> None:
        """Nơi nhận beside the signature; an empty string leaves room."""
        top = self.top
        for text in left:
            self.put(text, Zone.FOOT_LEFT, left=0.15)
        low = self.top
        self.top = top
        for text in right:
            if text:
                self.put(text, Zone.FOOT_RIGHT, centre=0.72)
            else:
                self.top += 0.06
        self.top = max(low, self.top)

    def page(self) -> Page:
        """The page."""
        text = "\n".join(line.text for line in self.lines)
        return Page(
            number=self.number,
            kind="scan",
            width_px=2480,
            height_px=3508,
            text_raw=text,
            text=text,
            lines=tuple(self.lines),
            marks=tuple(self.marks),
        )


STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
SENTENCES = (
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 10/01/2022 của Ủy ban nhân dân tỉnh, Sở",
    "đề nghị các đơn vị rà soát, báo cáo kết quả trước ngày 20/4/2022 để tổng hợp./.",
)


def letter_sheet(
    number: int = 1, *, left: Sequence[str] | None = None, date: str = "Kiên Giang, ngày 08 tháng 3 năm 2022"
) -> Sheet:
    """The head and body of a công văn; its foot is still to be set."""
    sheet = Sheet(number)
    sheet.head(
        left or ("UBND TỈNH KIÊN GIANG", "SỞ NỘI VỤ", "Số: 45/SNV-CCHC", "V/v báo cáo kết quả", "cải cách hành chính quý I"),
        (*STATE, date),
    )
    sheet.put("Kính gửi:", Zone.BODY, left=0.3)
    sheet.addressees("- Sở Tài chính;", "- UBND các huyện, thành phố.")
    sheet.body(*SENTENCES)
    return sheet


FOOT_LEFT = ("Nơi nhận:", "- Như trên;", "- CT, các PCT UBND tỉnh;", "- Lưu: VT, CCHC.")
FOOT_RIGHT = ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "Lê Thị Mai Anh")
