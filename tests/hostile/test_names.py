"""Names and text are data: whatever they hold, nothing of it acts in keys, paths, logs, run names, artifacts or terminals."""

import json
import logging
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from infra.cli import explain, receive
from infra.cli.terminal import harmless
from schemas.routing import Routing
from tasks.adapters.queue_body import decode
from tasks.core.record.message import build_message
from tasks.core.record.portrait import escape, portrait
from tasks.core.record.title import title
from tests import records
from tests.fault.road import drop, home, sha256, world

NAMES = (
    "../../etc/passwd",
    "..\\..\\x.pdf",
    "/absolute.pdf",
    "./././a.pdf",
    "a\0b.pdf",
    "two\nlines.pdf",
    "tab\tand\rreturn.pdf",
    "\x1b[2Jclear.pdf",
    "\u202efdp.exe",
    "\u2066x\u2069.pdf",
    "zero\u200bwidth.pdf",
    "\ufeffmark.pdf",
    "a" * 1010 + ".pdf",
    "é" * 500 + ".pdf",
    unicodedata.normalize("NFC", "Công văn hỏa tốc.pdf"),
    unicodedata.normalize("NFD", "Công văn hỏa tốc.pdf"),
    "🧨🏴‍☠️.pdf",
    "%2e%2e%2fx.pdf",
    "%00.pdf",
    "$(reboot).pdf",
    "`id`.pdf",
    "; rm -rf /.pdf",
    "| cat /etc/passwd",
    "-rf",
    "--help",
    "'; DROP TABLE letters; --.pdf",
    "<img src=x onerror=alert(1)>.pdf",
    "{{7*7}}.pdf",
    "%s%s%n.pdf",
    "{0.__class__}.pdf",
    "CON",
    "nul.txt",
    "a.pdf ",
    ".hidden.pdf2",
    "a//b.pdf",
    "[x](javascript:alert(1)).pdf",
    "=cmd|'/c calc'!A1.pdf",
    "ünï/çødé/../x.pdf",
    "record.json",
    "held/x.pdf",
)

TEXTS = (
    "<script>alert(1)</script>",
    "<img src=http://127.0.0.1:9/x>",
    "[a](javascript:alert(1))",
    "![x](http://127.0.0.1:9/x)",
    "| a | b |\n|---|---|",
    "# heading",
    "```sh\nrm -rf /\n```",
    "=cmd|'/c calc'!A1",
    "\x1b]0;title\x07\x1b[2J",
    "\u202eevil",
    "&lt;b&gt; &#60;b&#62;",
    "http://127.0.0.1:9/x",
    "<https://127.0.0.1:9>",
    "a\r\nSet-Cookie: x",
    "{{7*7}}",
    "**bold** _it_ ~~no~~",
    '","specversion":"0.1","type":"evil',
    "--- \n***\n===",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.mark.parametrize("kind", [b"letter 1 ", b"broken ", b"secret "])
def test_hostile_names_go_their_road_and_leave_no_trace(kind: bytes, folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    scans = {name: kind + str(number).encode() for number, name in enumerate(NAMES)}
    with home(folder), world() as made:
        drop(made, scans)
        made.run_to_the_end()
        assert made.keys("inbox/") == []
        kept = [key for place in ("letters/", "quarantine/", "held/") for key in made.keys(place)]
        assert len([key for key in kept if key.endswith("/record.json")]) == len(NAMES)
        assert all(re.fullmatch(r"[a-z0-9./_-]+", key) for key in made.keys(""))
        assert not any(".." in key or "//" in key for key in made.keys(""))
        if kind == b"secret ":
            written = b"".join(made.body(key) for key in made.keys("") if not key.endswith("/scan"))
            assert not any(name.encode(errors="replace") in written for name in NAMES if len(name) > 8)
            assert not any(sha256(body).encode() in written for body in scans.values())
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", caplog.text)
    assert not any(name in caplog.text for name in NAMES if len(name) > 8)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == []


@given(st.text(max_size=200))
@example("\n".join(TEXTS))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_text_in_an_artifact_does_nothing(text: str) -> None:
    shown = re.sub(r"\\.", "§", escape(text))  # an escaped sign is a plain one to Markdown
    assert not re.search(r"[<>\[\]|`\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069*_~\\]", shown)
    assert "://" not in shown
    assert not re.match(r"[-=+#]", shown)


@pytest.mark.parametrize("text", TEXTS)
def test_a_letters_portrait_has_only_our_own_markup(text: str) -> None:
    document = (
        records.record()
        .documents[0]
        .model_copy(
            update={
                "subject": records.found(text),
                "issuer": records.found(text),
                "number": records.found(text),
                "addressees": (records.found(text),),
            }
        )
    )
    delivery = records.delivery(1).model_copy(update={"name": text})
    letter = records.record([delivery]).model_copy(update={"documents": (document,), "routing": Routing(deliveries=(delivery,))})
    shown = re.sub(r"\\.", "§", portrait(letter, {"record.json": "https://example.org/record"}))
    assert set(re.findall(r"\]\(([^)]*)\)", shown)) == {"https://example.org/record"}
    assert not re.search(r"<[a-zA-Z/!]", shown)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", shown)


@pytest.mark.parametrize("text", TEXTS)
def test_a_runs_name_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    document = records.record().documents[0].model_copy(update={"issuer": records.found(text), "number": records.found(text)})
    name = title(records.record().model_copy(update={"documents": (document,)}))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", name)


@pytest.mark.parametrize("text", TEXTS)
def test_what_the_command_line_prints_of_a_letter_is_not_obeyed(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{text}\x9b2J\u2067\ufeff"
    document = records.record().documents[0].model_copy(update={"issuer": records.found(text), "number": records.found(text)})
    delivery = records.delivery(1).model_copy(update={"name": text, "because": (records.found(text),)})
    letter = records.record([delivery]).model_copy(update={"documents": (document,)})
    (tmp_path / "record.json").write_text(letter.model_dump_json(), "utf-8")
    assert explain.main([str(tmp_path / "record.json")]) == 0
    said = capsys.readouterr().out + receive.json_line(build_message(letter, delivery, bucket="congvan"))
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", said)
    shown = decode(receive.json_line(build_message(letter, delivery, bucket="congvan")))
    assert shown is not None
    assert shown.data.number == text  # as JSON it is still the same text
    assert shown.specversion == "1.0"


@given(st.text())
def test_harmless_text_is_the_same_in_json(text: str) -> None:
    assert json.loads(harmless(json.dumps(text, ensure_ascii=False))) == text
