"""Load what cleaning knows of the language from the files that ship, and an office's own word list (từ của cơ quan)."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from schemas.errors import UsageError
from schemas.vocabulary import Counts, OfficeWords, Vocabulary

FOLDER = Path(__file__).resolve().parents[2] / "infra" / "language"


def load_vocabulary(wordlist: Path | None = None) -> Vocabulary:
    """Give the vocabulary, with the words of `wordlist` laid over it, read anew each time: what people write there counts at once.

    Raises UsageError when the word list can't be read or has a line that means nothing.
    """
    shipped = _shipped()
    if wordlist is None:
        return shipped
    return _with_office(wordlist, wordlist.stat().st_mtime_ns if wordlist.exists() else 0)


@lru_cache(maxsize=4)
def _with_office(wordlist: Path, _changed: int) -> Vocabulary:
    shipped = _shipped()
    return Vocabulary(**{**vars(shipped), "office": read_office_words(wordlist)})


def read_office_words(path: Path) -> OfficeWords:
    """Read a word list: `word or phrase` is right as it stands, `wrong = right` is always mended, `#` begins a remark."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the word list {path} can't be read: {error}") from error
    known: set[str] = set()
    mended: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        entry = line.partition("#")[0].strip()
        wrong, equals, right = (part.strip() for part in entry.partition("="))
        if equals and not (wrong and right):
            raise UsageError(f"{path}, line {number}: write `wrong = right`, or a word alone")
        if equals:
            mended[wrong] = right
            known.add(right.lower())
        elif wrong:
            known.add(wrong.lower())
    _refuse_chains(path, mended)
    return OfficeWords(frozenset(known), mended)


def add_office_words(path: Path, entries: Sequence[str]) -> None:
    """Add entries to a word list, each once; the file is made when there is none. What people wrote there stays as it is.

    Raises UsageError, with nothing written, when an entry would make the list unreadable: the next letter needs it.
    """
    text = path.read_text("utf-8") if path.exists() else ""
    new = [entry for entry in dict.fromkeys(map(str.strip, entries)) if entry and entry not in text.splitlines()]
    if any("\n" in entry or "\r" in entry for entry in new):
        raise UsageError(f"{path}: an entry is one line")
    if not new:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{chr(10).join(new)}\n", "utf-8")
    try:
        read_office_words(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_chains(path: Path, mended: dict[str, str]) -> None:
    for wrong in mended:
        for right in mended.values():
            if re.search(rf"(?<!\w){re.escape(wrong)}(?!\w)", right):
                raise UsageError(f"{path}: `{wrong}` would be mended again in `{right}`; write one entry that ends there")


@lru_cache(maxsize=1)
def _shipped() -> Vocabulary:
    return Vocabulary(
        counts=read_counts(FOLDER / "counts.npz"),
        labels=tuple(_lines("labels.txt")),
        phrases=tuple(_lines("phrases.txt")),
        titles=tuple(_lines("titles.txt")),
        codes=frozenset(" ".join(_lines("codes.txt")).split()),
        places=tuple(_lines("places.txt")),
        districts=tuple(_lines("districts.txt")),
        surnames=frozenset(" ".join(_lines("surnames.txt")).split()),
        confusions=read_confusions(FOLDER / "confusions.tsv"),
        doubts=read_doubts(FOLDER / "doubt.tsv"),
    )


def _lines(name: str) -> list[str]:
    rows = (FOLDER / name).read_text("utf-8").splitlines()
    return [row.strip() for row in rows if row.strip() and not row.startswith("#")]


def read_counts(path: Path) -> Counts:
    """Read the compiled counts (npz); plain arrays only, nothing is unpickled."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    words = tuple(arrays.pop("words").tobytes().decode().split("\n"))
    return Counts(words=words, step=int(arrays.pop("step")[0]), **arrays)


def read_confusions(path: Path) -> dict[tuple[str, str], float]:
    """Read the error model: true letters, letters read, how often, of how many of the true letter. Gives -log probability in nats.

    Seldom letters tell little: each is taken for 20 more that were read well.
    """
    rows = _table(path)
    return {(true, read): math.log((int(of) + 20) / int(times)) for true, read, times, of in rows}


def read_doubts(path: Path) -> tuple[tuple[float, float], ...]:
    """Read how far confidences can be trusted: a confidence, words read with at most this one, those of them that were wrong.

    Gives log odds against those of all words; a higher confidence never gives more doubt.
    """
    rows = [(float(step), int(read), int(wrong)) for step, read, wrong in _table(path)]
    all_read, all_wrong = sum(row[1] for row in rows), sum(row[2] for row in rows)
    usual = math.log(all_wrong / (all_read - all_wrong))
    odds = [math.log((wrong + 0.5) / (read - wrong + 0.5)) - usual for _, read, wrong in rows]
    return tuple((step, min(odds[: i + 1])) for i, (step, _, _) in enumerate(rows))


def _table(path: Path) -> list[list[str]]:
    return [row.split("\t") for row in path.read_text("utf-8").splitlines() if row and not row.startswith("#")]
