"""Letters as a word processor makes them: a PDF with a text of its own, and signed with a certificate made here."""

import ctypes
import datetime as dt
import io
from pathlib import Path
from typing import Literal

import pypdfium2
import pypdfium2.raw as pdfium
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from tests.drawn import BOLD, DPI, SERIF, letter

A4 = (595, 842)
STAMP_AREA = (80, 115, 220, 175)
"""Left, top, right, bottom of the place left of the head where `letter` presses its stamp, in points."""


def digital_letter(stamp: str | None, drawn_as: Literal["text", "picture"] = "text", *, body: str = "Thực hiện nhiệm vụ") -> bytes:
    """One page of type with a text of its own; the stamp as red type in a frame, or as a picture laid on the page."""
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(*A4)
    serif, bold = (_font(document, path) for path in (SERIF, BOLD))
    for font, left, top, points, text in (
        (bold, 110, 60, 13, "UBND TỈNH THỬ"),
        (bold, 290, 60, 11, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (serif, 110, 95, 13, "Số: 27/UBND-VX"),
        (serif, 220, 215, 13, "Kính gửi: Sở Thử nghiệm và Đo lường"),
        *((serif, 85, 250 + 20 * line, 13, f"{body} {line}") for line in range(20)),
    ):
        _write(page, font, (left, top), points, text)
    if stamp and drawn_as == "text":
        _write(page, bold, (120, 150), 16, stamp, red=True)
    elif stamp:
        _lay(document, page, letter(stamp))
    page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _font(document: pypdfium2.PdfDocument, path: Path) -> pdfium.FPDF_FONT:
    data = path.read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    return pdfium.FPDFText_LoadFont(document, buffer, len(data), pdfium.FPDF_FONT_TRUETYPE, True)  # noqa: FBT003 - C


def _write(
    page: pypdfium2.PdfPage, font: pdfium.FPDF_FONT, place: tuple[float, float], points: float, text: str, *, red: bool = False
) -> None:
    made = pdfium.FPDFPageObj_CreateTextObj(page.pdf, font, points)
    wide = ctypes.create_string_buffer(text.encode("utf-16-le") + b"\0\0")
    pdfium.FPDFText_SetText(made, ctypes.cast(wide, pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_SetFillColor(made, 214 if red else 0, 28 if red else 0, 42 if red else 0, 255)
    pdfium.FPDFPageObj_Transform(made, 1, 0, 0, 1, place[0], A4[1] - place[1] - points)
    pdfium.FPDFPage_InsertObject(page, made)


def _lay(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, drawn: Image.Image) -> None:
    """Lay the stamp of a drawn letter on the page, as a clerk pastes a picture."""
    unit = DPI / 72
    left, top, right, bottom = STAMP_AREA
    piece = drawn.crop((round(left * unit), round(top * unit), round(right * unit), round(bottom * unit)))
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.from_pil(piece))
    image.set_matrix(pypdfium2.PdfMatrix().scale(right - left, bottom - top).translate(left, A4[1] - bottom))
    page.insert_obj(image)


def make_signer(folder: Path, name: str, *, until: dt.timedelta = dt.timedelta(days=1)) -> signers.SimpleSigner:
    """A signer with a key and a certificate of its own, good from a day before now until so long after it."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name), x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + until)
        .add_extension(x509.KeyUsage(True, True, False, False, False, False, False, False, False), critical=True)  # noqa: FBT003
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    private = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    (folder / "cert.pem").write_bytes(certificate.public_bytes(encoding))
    made = signers.SimpleSigner.load(str(folder / "key.pem"), str(folder / "cert.pem"))
    assert isinstance(made, signers.SimpleSigner)
    return made


def signed(pdf: bytes, signer: signers.SimpleSigner, field: str = "Chu_ky") -> bytes:
    """The PDF with a signature over all of it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec(sig_field_name=field))
    out = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name=field), signer=signer)
    return bytes(out.getvalue())
