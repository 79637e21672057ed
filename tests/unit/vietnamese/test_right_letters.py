"""A hundred thousand words of right official text stay as they are."""

from tasks.adapters.vocabulary_files import load_vocabulary
from tasks.core.vietnamese.clean import clean_pages
from tasks.core.vietnamese.text import text_page
from tests.unit.vietnamese.letters import letter


def test_a_hundred_thousand_right_words_stay():
    vocabulary = load_vocabulary()
    words = wrong = 0
    for seed in range(0, 3000, 10):
        text, _ = letter(seed)
        (page,) = clean_pages([text_page(text)], vocabulary)
        words += len(text.split())
        wrong += len(page.corrections)
    assert words > 100_000
    assert wrong == 0
