import pytest

from tasks.core.record.layout import (
    ending,
    folder,
    held_folder,
    letter_hash,
    original_key,
    page_key,
    record_key,
    record_letter,
    searchable_key,
)

HASH = "ab" * 32


def test_keys_are_those_of_the_design():
    letter = f"sha256:{HASH}"
    assert original_key(letter, "tif") == f"letters/{HASH}/original.tif"
    assert record_key(letter) == f"letters/{HASH}/record.json"
    assert record_key(letter, 2) == f"letters/{HASH}/record.2.json"
    assert searchable_key(letter) == f"letters/{HASH}/searchable.pdf"
    assert page_key(letter, 3) == f"letters/{HASH}/pages/3.jpg"
    assert record_key(letter, quarantined=True) == f"quarantine/{HASH}/record.json"
    assert held_folder("held:" + "0f" * 16) == f"held/{'0f' * 16}/"


def test_the_id_serves_with_and_without_its_scheme():
    assert folder(HASH) == folder(f"sha256:{HASH}") == f"letters/{HASH}/"


@pytest.mark.parametrize("bad", ["", "sha256:", HASH.upper(), HASH[:-1], HASH + "0", f"../{HASH}", f"{HASH}\n", "sha256:../../x"])
def test_what_is_no_letter_id_never_becomes_a_key(bad: str):
    with pytest.raises(ValueError, match="letter id"):
        letter_hash(bad)


@pytest.mark.parametrize("bad", ["", ".pdf", "PDF", "a/b", "..", "pdf\n", "tar.gz", "x" * 9])
def test_what_is_no_ending_never_becomes_a_key(bad: str):
    with pytest.raises(ValueError, match="ending"):
        original_key(HASH, bad)


@pytest.mark.parametrize("bad", ["", "held:", "../x", "0f" * 15, "0F" * 16, "held:" + "0f" * 16 + "\n"])
def test_what_is_no_held_id_never_becomes_a_key(bad: str):
    with pytest.raises(ValueError, match="held"):
        held_folder(bad)


def test_every_type_that_we_read_has_its_ending():
    types = ("application/pdf", "image/tiff", "image/png", "image/jpeg", "text/plain", "text/markdown", "application/zip")
    assert [ending(one) for one in types] == ["pdf", "tif", "png", "jpg", "txt", "md", "bin"]


def test_only_a_current_record_tells_its_letter():
    assert record_letter(f"letters/{HASH}/record.json") == f"sha256:{HASH}"
    assert record_letter(f"quarantine/{HASH}/record.json") == f"sha256:{HASH}"
    for key in (f"letters/{HASH}/record.1.json", f"letters/{HASH}/original.pdf", f"inbox/letters/{HASH}/record.json"):
        assert record_letter(key) is None
