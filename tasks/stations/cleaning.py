"""The cleaning station (làm sạch): pages in, cleaned pages and suspicions out, with this office's vocabulary."""

from collections.abc import Sequence

from schemas.page import Page
from schemas.settings import settings
from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import Cleaned, clean


def clean_pages(pages: Sequence[Page]) -> Cleaned:
    """Clean the pages of one scan: the pages with their text mended, and what is only suspected as findings."""
    return clean(pages, load_vocabulary(settings().office_words))
