"""Files that are written from others agree with them."""

from infra.language.compile_places import districts, provinces
from tasks.adapters.vocabulary_files import load_vocabulary


def test_places_are_those_of_the_registry():
    vocabulary = load_vocabulary()
    assert list(vocabulary.places) == provinces()
    assert list(vocabulary.districts) == districts()
    assert len(vocabulary.districts) > 600
