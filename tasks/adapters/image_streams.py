"""Image files as PDF pages, their pixels taken over as they are: JPEG bytes untouched, all else without loss."""

import io
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageSequence

from tasks.adapters.image_pages import A4_INCHES


def image_pages_pdf(path: Path) -> pikepdf.Pdf:
    """A PDF with one page for each picture of a TIFF, or the first of others, of the size that its resolution says (else A4)."""
    pdf = pikepdf.new()
    Image.MAX_IMAGE_PIXELS = None  # the limit was checked before
    with Image.open(path, formats=("TIFF", "PNG", "JPEG")) as image:
        jpeg = path.read_bytes() if image.format == "JPEG" else None
        if image.format == "TIFF":
            for frame in ImageSequence.Iterator(image):
                _add_page(pdf, frame, None)
        else:  # of a picture that moves, or holds others beside it, nobody looked at more than the first
            _add_page(pdf, image, jpeg)
    return pdf


def _add_page(pdf: pikepdf.Pdf, frame: Image.Image, jpeg: bytes | None) -> None:
    stated = frame.info.get("dpi") or (0, 0)
    fallback = max(frame.size) / A4_INCHES[1]
    across, down = (float(value) if 50 < float(value) < 1300 else fallback for value in stated)
    width, height = 72 * frame.width / across, 72 * frame.height / down
    page = pdf.add_blank_page(page_size=(width, height))
    name = page.add_resource(_stream(pdf, frame, jpeg), Name.XObject)
    page.contents_add(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm {name} Do Q".encode())
    turn = {3: 180, 6: 90, 8: 270}.get(frame.getexif().get(0x0112, 1), 0)
    if turn:
        page.rotate(turn, relative=False)


def _stream(pdf: pikepdf.Pdf, frame: Image.Image, jpeg: bytes | None) -> pikepdf.Stream:
    picture = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=frame.width, Height=frame.height, BitsPerComponent=8)
    if jpeg is not None and frame.mode in {"L", "RGB"}:
        picture.ColorSpace = Name.DeviceGray if frame.mode == "L" else Name.DeviceRGB
        picture.Filter = Name.DCTDecode
        return pikepdf.Stream(pdf, jpeg, picture)
    if frame.mode == "1":
        picture.ColorSpace, picture.BitsPerComponent, picture.Filter = Name.DeviceGray, 1, Name.CCITTFaxDecode
        picture.DecodeParms = Dictionary(K=-1, Columns=frame.width, Rows=frame.height, BlackIs1=True)
        return pikepdf.Stream(pdf, _group4(frame), picture)
    plain = frame if frame.mode in {"L", "RGB"} else frame.convert("RGB")
    colours = 1 if plain.mode == "L" else 3
    picture.ColorSpace = Name.DeviceGray if colours == 1 else Name.DeviceRGB
    picture.Filter = Name.FlateDecode
    picture.DecodeParms = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=plain.width)
    return pikepdf.Stream(pdf, _png_rows(plain), picture)


def _group4(frame: Image.Image) -> bytes:
    """The picture's CCITT Group 4 bytes, in one strip; white is coded as black is elsewhere, as `BlackIs1` says."""
    made = io.BytesIO()
    frame.save(made, "TIFF", compression="group4", strip_size=frame.width * frame.height, tiffinfo={278: frame.height})
    with Image.open(io.BytesIO(made.getvalue())) as packed:
        offsets, counts = packed.tag_v2[273], packed.tag_v2[279]  # type: ignore[attr-defined]
    return b"".join(made.getvalue()[start : start + count] for start, count in zip(offsets, counts, strict=True))


def _png_rows(plain: Image.Image) -> bytes:
    """Rows packed as PNG packs them: with its filters the noise of scans packs best."""
    made = io.BytesIO()
    plain.save(made, "PNG", compress_level=6)
    data, out, place = made.getvalue(), b"", 8
    while place < len(data):
        length, kind = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        if kind == b"IDAT":
            out += data[place + 8 : place + 8 + length]
        place += 12 + length
    return out or zlib.compress(b"")
