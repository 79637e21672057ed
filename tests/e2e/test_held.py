"""A letter with a secrecy stamp on the real stack: whatever is written down, no word of it is, nor of its file's name.

Looked through is every byte under the stack's home: the store's files, Prefect's database with its free pages and its write-ahead
log, logs, caches, work folders. Only `held/` may hold the scan.
"""

import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from infra.cli import erase
from schemas.record import HeldRecord
from tests.drawn import letter
from tests.drawn_pdf import digital_letter, make_signer, signed
from tests.e2e.conftest import LocalStack

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.servers,
    pytest.mark.prefect,
    pytest.mark.tesseract,
]

WORDS = ("Zêbrafinch", "Quắcvõng", "ngoẹoxam")
"""Words that nothing else on the machine has: in the letters' text and, without marks, in their files' names."""

NAMES = ("zebrafinch-quacvong.pdf", "zebrafinch-hai.pdf", "zebrafinch-ngoeoxam.txt", "zebrafinch-bon.pdf", "ngoeoxam-ky-so.pdf")

TEXT = f"""UBND TỈNH THỬ
Số: 27/UBND-VX
TUYỆT MẬT

Kính gửi: Sở {WORDS[0]}

Thực hiện nhiệm vụ {WORDS[1]} được giao, đề nghị báo cáo {WORDS[2]} trước ngày 30 tháng 5 năm 2022./.
"""


def scan(*stamps: str | None) -> bytes:
    """A scanned file of one page for each stamp, of a grey scanner."""
    body = f"Thực hiện {WORDS[0]} nhiệm vụ {WORDS[1]} được giao {WORDS[2]}"
    pages = [letter(stamp, body=body, seed=5).convert("L") for stamp in stamps]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return file.getvalue()


def files(local: LocalStack) -> Iterator[Path]:
    """Every file under the home, and what boxes of readers left in the temporary folder."""
    for base in (local.home, *Path(tempfile.gettempdir()).glob("congvan*")):
        for folder, _, names in os.walk(base):  # what vanishes meanwhile is passed over
            yield from (path for path in (Path(folder) / name for name in names) if path.is_file() and not path.is_symlink())


def holders(local: LocalStack, *needles: bytes) -> set[str]:
    """Which files hold any of these bytes, in any case of plain letters, in their content or in their name."""
    found = set()
    for path in files(local):
        try:
            content = path.read_bytes().lower()
        except OSError:
            continue
        if any(needle.lower() in content or needle.lower() in str(path).encode().lower() for needle in needles):
            found.add(str(path))
    return found


def test_no_word_of_a_held_letter_nor_its_name_is_anywhere_but_in_held(
    local: LocalStack, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    body = f"Thực hiện {WORDS[0]} nhiệm vụ {WORDS[1]} được giao {WORDS[2]}"
    typed = [digital_letter("MẬT", drawn_as, body=body) for drawn_as in ("text", "picture")]
    contents = (
        scan("TỐI MẬT"),
        scan(None, None, "MẬT"),
        TEXT.encode(),
        typed[0],
        signed(typed[1], make_signer(tmp_path, WORDS[0])),
    )
    before = {record.letter_id for record in held(local)}
    for name, content in zip(NAMES, contents, strict=True):
        local.drop(name, content)
    local.until(lambda: bool(local.runs("Running", "Pending")) or local.inbox_is_empty())
    local.kill("watcher-1")
    local.up()
    local.until(local.inbox_is_empty)
    local.until(lambda: len(local.runs("Held")) >= len(contents) and not local.runs("Running", "Pending"))
    ours = [record for record in held(local) if record.letter_id not in before]
    assert sorted(record.page_count for record in ours) == [1, 1, 1, 1, 3]
    for run in local.runs("Held"):
        assert (run["name"], run["tags"], run["parameters"]) == ("văn bản mật / held", ["held"], {"ticket": ""})

    folders = {local.home / "s3" / local.store.bucket / "held" / one.letter_id.removeprefix("held:") for one in ours}
    scans = {str(folder / "scan") for folder in folders}
    words = [form for word in (*WORDS, "zebrafinch", "quacvong", "ngoeoxam") for form in written(word)]
    assert holders(local, *words) <= scans
    pieces = [content[-600:-552] if content in typed[:1] else content[len(content) // 2 :][:48] for content in contents]
    assert holders(local, *pieces) == scans
    for one in ours:
        record = json.loads(local.store.get(f"held/{one.letter_id.removeprefix('held:')}/record.json") or b"")
        assert record.keys() == {"schema_version", "letter_id", "status", "page_count", "held_at"}

    for one in ours:
        assert erase.main([one.letter_id, "--yes"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert (report["letter_id"], len(report["objects"]), report["still_there"]) == (one.letter_id, 2, [])
        assert report["by"]
    assert holders(local, *pieces, *words) == set()
    assert not [one for one in held(local) if one.letter_id not in before]


def held(local: LocalStack) -> list[HeldRecord]:
    keys = [stored.key for stored in local.store.list("held/") if stored.key.endswith("/record.json")]
    return [HeldRecord.model_validate_json(local.store.get(key) or b"") for key in keys]


def written(word: str) -> list[bytes]:
    """A word as programs write it: UTF-8, UTF-16, JSON with escapes, in a URL."""
    return [word.encode(), word.encode("utf-16-le"), json.dumps(word)[1:-1].encode(), quote(word).encode()]
