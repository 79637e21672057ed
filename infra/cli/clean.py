"""`congvan clean`: text in, mended text out."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.cli.terminal import harmless
from schemas.errors import UsageError
from tasks.core.vietnamese.account import describe
from tasks.core.vietnamese.text import text_page
from tasks.stations.cleaning import clean_pages

_EPILOG = """\
examples:
  congvan clean letter.txt > mended.txt       mend a text
  congvan clean letter.txt --explain          what would be changed, line by line, and why
  pdftotext scan.pdf - | congvan clean        from another program

Names, numbers, dates and symbols are never changed. What is only suspected is told by --explain and left alone.
Your office's own words: one a line in the file that CONGVAN_WORDLIST names, honoured at once:
  Trảng Lớn                                   # right as it stands, never changed
  Nguyễn Văn Thản = Nguyễn Văn Thân           # always mended
"""


def main(argv: Sequence[str]) -> int:
    """Run the command. 0: cleaned, 2: a wrong call. Raises UsageError for a file that can't be read as UTF-8 text."""
    parser = argparse.ArgumentParser(
        prog="congvan clean",
        description="Mend a text that another program read: Vietnamese put right, what is not the letter's text taken out.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a text file; without it, standard input")
    parser.add_argument("--explain", action="store_true", help="print each correction with its rule instead of the text")
    args = parser.parse_args(argv)
    page = text_page(_read(args.file))
    (cleaned,), suspicions = clean_pages([page])
    if args.explain:
        print(harmless(describe(cleaned, suspicions)))
    else:  # a file or a program gets the text as it is
        print(harmless(cleaned.text) if sys.stdout.isatty() else cleaned.text)
    return 0


def _read(path: Path | None) -> str:
    try:
        return sys.stdin.read() if path is None else path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path or 'standard input'} is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise UsageError(f"{path or 'standard input'} can't be read: {error.strerror}") from error
