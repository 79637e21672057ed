"""Signatures of a PDF: signed here with a certificate made here, then read, then read again after tampering."""

import datetime as dt
import io
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter
from pyhanko.sign import signers

from tasks.adapters.pdf_signatures import read_signatures
from tasks.stations.signatures import file_signatures
from tests.drawn_pdf import make_signer, signed

NAME = "Trần Thị Bình Minh"


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> signers.SimpleSigner:
    return make_signer(tmp_path_factory.mktemp("keys"), NAME)


def blank_pdf() -> bytes:
    writer = PdfFileWriter()
    content = writer.add_object(generic.StreamObject(stream_data=b"BT ET % so 12 ngay 05"))
    writer.insert_page(
        PageObject(contents=content, media_box=generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 595, 842)]))
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    return path


def test_an_intact_signature_names_signer_and_time_and_holds(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    path = written(tmp_path, signed(blank_pdf(), signer))
    found = read_signatures({"path": str(path)})
    assert found["problem"] is None
    (one,) = found["signatures"]
    assert one["signer"] == NAME
    assert one["valid"] is True
    assert dt.datetime.fromisoformat(one["signed_at"]).utcoffset() is not None


def test_a_changed_byte_breaks_the_signature(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    pdf = signed(blank_pdf(), signer)
    assert b"so 12" in pdf
    path = written(tmp_path, pdf.replace(b"so 12", b"so 13"))
    (one,) = read_signatures({"path": str(path)})["signatures"]
    assert one["valid"] is False
    assert one["detail"] == "changed after signing"


def test_a_second_signature_leaves_the_first_one_standing(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    path = written(tmp_path, signed(signed(blank_pdf(), signer), signer, "Dau"))
    found = read_signatures({"path": str(path)})["signatures"]
    assert [one["valid"] for one in found] == [True, True]
    assert found[0]["detail"] == "followed by further signatures or form data"


def test_a_page_changed_after_signing_is_told(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(blank_pdf(), signer)))
    writer.root["/Pages"]["/Kids"][0]["/Contents"]._data = b""
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT ET % so 99"))
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    (one,) = read_signatures({"path": str(written(tmp_path, out.getvalue()))})["signatures"]
    assert one["valid"] is False
    assert one["detail"] == "followed by other changes"


def test_the_station_reads_in_the_child_and_skips_what_is_not_signed(tmp_path: Path, signer: signers.SimpleSigner) -> None:
    (found,) = file_signatures(written(tmp_path, signed(blank_pdf(), signer)))
    assert (found.kind, found.signer, found.valid) == ("cryptographic", NAME, True)
    assert file_signatures(written(tmp_path, blank_pdf())) == ()
    text = tmp_path / "letter.txt"
    text.write_text("Nói về /ByteRange", "utf-8")
    assert file_signatures(text) == ()


def test_a_broken_file_that_claims_a_signature_gives_a_reason_not_an_error(tmp_path: Path) -> None:
    (found,) = file_signatures(written(tmp_path, b"%PDF-1.7\n1 0 obj << /ByteRange [0 1 2 3] >> endobj\n"))
    assert found.valid is None
    assert (found.detail or "").startswith("unreadable")


def test_a_certificate_that_was_not_valid_when_signed_is_told(tmp_path: Path) -> None:
    past = make_signer(tmp_path, NAME, until=dt.timedelta(hours=-1))
    path = written(tmp_path, signed(blank_pdf(), past))
    (one,) = read_signatures({"path": str(path)})["signatures"]
    assert one["valid"] is True
    assert one["detail"] == "covers the whole file; certificate not valid when signed"
