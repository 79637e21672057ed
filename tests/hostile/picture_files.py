"""Hostile pictures, texts and files of other kinds, built here byte by byte."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.hostile.pdf_files import HostileFile, scan_pdf, simple

ONLY_UNDECODABLE = frozenset({"image.undecodable", "image.too_many_pixels"})
TOO_MANY_PIXELS = frozenset({"image.too_many_pixels"})
UNSUPPORTED = frozenset({"file.unsupported"})
EMPTY = frozenset({"file.empty"})


def picture(kind: str, *, pages: int = 1) -> bytes:
    """A small valid picture with strokes like letters."""
    image = Image.new("L", (240, 140), 255)
    for x in range(30, 200, 12):
        image.paste(0, (x, 60, x + 7, 74))
    packed = io.BytesIO()
    more = {"save_all": True, "append_images": [image] * (pages - 1)} if pages > 1 else {}
    image.save(packed, kind, **more)
    return packed.getvalue()


def tiff(entries: list[tuple[int, int, int, int]], *, following: int = 0, after: bytes = b"", big: bool = False) -> bytes:
    """A TIFF with one directory of raw entries: tag, type, count, value."""
    if big:
        head = struct.pack("<2sHHHQQ", b"II", 43, 8, 0, 16, len(entries))
        return head + b"".join(struct.pack("<HHQQ", *entry) for entry in entries) + struct.pack("<Q", following) + after
    head = struct.pack("<2sHIH", b"II", 42, 8, len(entries))
    return head + b"".join(struct.pack("<HHII", *entry) for entry in entries) + struct.pack("<I", following) + after


def _usual(width: int, height: int, **changes: int) -> list[tuple[int, int, int, int]]:
    values = {
        "bits": 8,
        "compression": 1,
        "offset": 200,
        "samples": 1,
        "rows": height,
        "bytes": min(width * height, 2**31),
        "photometric": 1,
    } | changes
    tags = (
        (256, width),
        (257, height),
        (258, values["bits"]),
        (259, values["compression"]),
        (262, values["photometric"]),
        (273, values["offset"]),
        (277, values["samples"]),
        (278, values["rows"]),
        (279, values["bytes"]),
    )
    return [(tag, 4, 1, value & 0xFFFFFFFF) for tag, value in tags]


def tiffs() -> Iterator[HostileFile]:
    """TIFF whose tags say what can't be."""
    data = bytes(4000)
    for name, width, height in (("wide", 2**31 - 1, 2), ("both", 2**32 - 1, 2**32 - 1), ("square", 60_000, 60_000)):
        yield HostileFile(f"tiff-size-{name}", tiff(_usual(width, height), after=data), ONLY_UNDECODABLE)
    for name, width, height in (("no-width", 0, 20), ("no-height", 20, 0)):
        yield HostileFile(f"tiff-{name}", tiff(_usual(width, height), after=data), ONLY_UNDECODABLE)
    for name, change in {
        "bits-255": {"bits": 255},
        "bits-zero": {"bits": 0},
        "samples-65535": {"samples": 65535},
        "samples-zero": {"samples": 0},
        "compression-unknown": {"compression": 60_000},
        "rows-zero": {"rows": 0},
        "rows-huge": {"rows": 2**32 - 1},
        "offset-beyond": {"offset": 2**32 - 1},
        "bytes-huge": {"bytes": 2**32 - 1},
        "bytes-zero": {"bytes": 0},
        "lzw-garbage": {"compression": 5},
        "fax3-garbage": {"compression": 3, "bits": 1},
        "fax4-garbage": {"compression": 4, "bits": 1},
        "jpeg-garbage": {"compression": 7},
        "old-jpeg": {"compression": 6},
        "deflate-garbage": {"compression": 8},
        "packbits": {"compression": 32773},
        "webp-garbage": {"compression": 50001},
        "zstd-garbage": {"compression": 50000},
        "photometric-odd": {"photometric": 32844},
    }.items():
        yield HostileFile(f"tiff-{name}", tiff(_usual(40, 40, **change), after=random.Random(name).randbytes(4000)))  # noqa: S311
    good = _usual(40, 40)
    yield HostileFile("tiff-directory-loop", tiff(good, following=8, after=data))
    yield HostileFile("tiff-directory-beyond", tiff(good, following=2**32 - 1, after=data))
    yield HostileFile("tiff-count-huge", tiff([*good, (270, 2, 2**32 - 1, 0)], after=data))
    yield HostileFile("tiff-count-overflow", tiff([*good, (282, 12, 2**31, 0)], after=data))
    yield HostileFile("tiff-type-unknown", tiff([*good, (270, 999, 5, 0)], after=data))
    yield HostileFile("tiff-resolution-zero", tiff([*good, (282, 5, 1, 190), (283, 5, 1, 190)], after=data))
    yield HostileFile("tiff-sub-directory-loop", tiff([*good, (330, 4, 1, 8), (34665, 4, 1, 8)], after=data))
    tiled = [*good[:5], (322, 4, 1, 0), (323, 4, 1, 0), (324, 4, 1, 200), (325, 4, 1, 100)]
    yield HostileFile("tiff-tiles-of-nothing", tiff(tiled, after=data))
    huge = [*good[:5], (322, 4, 1, 2**31), (323, 4, 1, 2**31), (324, 4, 1, 200), (325, 4, 1, 100)]
    yield HostileFile("tiff-tiles-huge", tiff(huge, after=data))
    yield HostileFile("tiff-entries-65535", struct.pack("<2sHIH", b"II", 42, 8, 65535) + data)
    yield HostileFile("tiff-big-offset", struct.pack("<2sHHHQ", b"II", 43, 8, 0, 2**63) + data)
    yield HostileFile("tiff-big-entries", struct.pack("<2sHHHQQ", b"II", 43, 8, 0, 16, 2**62) + data)
    yield HostileFile(
        "tiff-bomb", tiff(_usual(60_000, 60_000, compression=8), after=zlib.compress(bytes(50_000_000))), ONLY_UNDECODABLE
    )
    within = _usual(9_000, 8_000, compression=8, offset=200)
    yield HostileFile("tiff-bomb-within-pixels", tiff(within, after=bytes(78) + zlib.compress(bytes(72_000_000))))
    chain = b"".join(struct.pack("<HHHIII", 1, 256, 4, 1, 1, 8 + 18 * (n + 1)) for n in range(100_000))
    yield HostileFile("tiff-100000-directories", struct.pack("<2sHI", b"II", 42, 8) + chain)


def _png(chunks: list[tuple[bytes, bytes]], *, right: bool = True) -> bytes:
    out = b"\x89PNG\r\n\x1a\n"
    for kind, body in chunks:
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body) if right else 7)
    return out


def pngs() -> Iterator[HostileFile]:
    """PNG that lies about its size, or hides much in little."""

    def head(width: int, height: int, bits: int = 8, colour: int = 0, lace: int = 0) -> tuple[bytes, bytes]:
        return b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, lace)

    row = zlib.compress(bytes(41) * 40)
    end = (b"IEND", b"")
    for name, width, height in (("huge", 2**31 - 1, 2**31 - 1), ("wide", 2**31 - 1, 1), ("square", 50_000, 50_000)):
        yield HostileFile(f"png-{name}", _png([head(width, height), (b"IDAT", row), end]), ONLY_UNDECODABLE)
    yield HostileFile("png-zero", _png([head(0, 0), (b"IDAT", row), end]), ONLY_UNDECODABLE)
    yield HostileFile("png-bits-odd", _png([head(40, 40, 5), (b"IDAT", row), end]), ONLY_UNDECODABLE)
    yield HostileFile("png-colour-odd", _png([head(40, 40, 8, 9), (b"IDAT", row), end]), ONLY_UNDECODABLE)
    yield HostileFile("png-wrong-sums", _png([head(40, 40), (b"IDAT", row), end], right=False), ONLY_UNDECODABLE)
    yield HostileFile("png-no-data", _png([head(40, 40), end]))
    yield HostileFile("png-no-end", _png([head(40, 40), (b"IDAT", row)]))
    yield HostileFile("png-short-data", _png([head(40, 40), (b"IDAT", zlib.compress(bytes(9))), end]))
    yield HostileFile("png-long-data", _png([head(40, 40), (b"IDAT", zlib.compress(bytes(80_000_000))), end]))
    yield HostileFile("png-bomb-within-pixels", _png([head(8_900, 8_900, 1), (b"IDAT", zlib.compress(bytes(1114 * 8_900))), end]))
    yield HostileFile(
        "png-bomb-text", _png([head(40, 40), (b"zTXt", b"a\0\0" + zlib.compress(bytes(200_000_000))), (b"IDAT", row), end])
    )
    yield HostileFile(
        "png-bomb-profile", _png([head(40, 40), (b"iCCP", b"a\0\0" + zlib.compress(bytes(200_000_000))), (b"IDAT", row), end])
    )
    yield HostileFile("png-length-huge", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 2**32 - 1) + b"IHDR" + bytes(13))
    moving, others = io.BytesIO(), [Image.new("L", (90, 60), shade) for shade in (0, 128)] * 50
    Image.new("L", (90, 60), 255).save(moving, "PNG", save_all=True, append_images=others)
    yield HostileFile("png-100-further-pictures", moving.getvalue(), frozenset({"pages"}))
    whole = _png([head(40, 40), (b"IDAT", row), end])
    claimed = whole.replace(struct.pack(">I", len(row)) + b"IDAT", struct.pack(">I", 436_207_814) + b"IDAT")
    yield HostileFile("png-data-length-huge", claimed, ONLY_UNDECODABLE | {"pages"})
    many = [head(40, 40), *[(b"tEXt", b"k\0v")] * 20_000, (b"IDAT", row), end]
    yield HostileFile("png-many-chunks", _png(many))
    yield HostileFile("png-laced", _png([head(40, 40, lace=1), (b"IDAT", row), end]))
    yield HostileFile("png-palette-missing", _png([head(40, 40, 8, 3), (b"IDAT", row), end]))
    frames = [head(40, 40), (b"acTL", struct.pack(">II", 2**31 - 1, 0)), (b"IDAT", row), end]
    yield HostileFile("png-animated", _png(frames))


def jpegs() -> Iterator[HostileFile]:
    """JPEG with markers that mislead."""
    good = picture("JPEG")
    start = good.index(b"\xff\xc0")
    size = start + 5
    yield HostileFile("jpeg-size-65535", good[:size] + b"\xff\xff\xff\xff" + good[size + 4 :], TOO_MANY_PIXELS)
    yield HostileFile("jpeg-size-zero", good[:size] + b"\0\0\0\0" + good[size + 4 :])
    yield HostileFile("jpeg-components-255", good[: size + 4] + b"\xff" + good[size + 5 :])
    yield HostileFile("jpeg-no-frame", good[:start] + good[start + 13 :])
    yield HostileFile("jpeg-bits-16", good[: start + 4] + b"\x10" + good[start + 5 :])
    yield HostileFile("jpeg-arithmetic", good.replace(b"\xff\xc0", b"\xff\xc9", 1))
    yield HostileFile("jpeg-lossless", good.replace(b"\xff\xc0", b"\xff\xc3", 1))
    yield HostileFile("jpeg-progressive-lie", good.replace(b"\xff\xc0", b"\xff\xc2", 1))
    scan = good.index(b"\xff\xda")
    yield HostileFile("jpeg-5000-scans", good[:scan].replace(b"\xff\xc0", b"\xff\xc2", 1) + good[scan:-2] * 5000 + b"\xff\xd9")
    loop = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"
    yield HostileFile("jpeg-exif-loop", b"\xff\xd8\xff\xe1" + struct.pack(">H", len(loop) + 2) + loop + good[2:])
    turn = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\xff\xff\0\0\0\0\0\0"
    yield HostileFile("jpeg-exif-turn-65535", b"\xff\xd8\xff\xe1" + struct.pack(">H", len(turn) + 2) + turn + good[2:])
    yield HostileFile("jpeg-tables-garbage", good[:20] + b"\xff\xc4\xff\xff" + b"\xff" * 3000 + good[20:])
    yield HostileFile("jpeg-only-start", b"\xff\xd8\xff\xe0", ONLY_UNDECODABLE)
    yield HostileFile("jpeg-many-markers", b"\xff\xd8" + b"\xff\xe5\0\x02" * 200_000 + good[2:])


def two_at_once() -> Iterator[HostileFile]:
    """Files that are two formats at once: what they are depends on who looks."""
    ambiguous = frozenset({"file.ambiguous"})
    document = simple()
    for kind in ("JPEG", "PNG", "TIFF"):
        body = picture(kind)
        yield HostileFile(
            f"two-{kind.lower()}-then-pdf.pdf", body[:900] + document if len(body) > 900 else body + document, ambiguous
        )
    comment = b"\xff\xd8\xff\xfe" + struct.pack(">H", 900) + document[:898]
    yield HostileFile("two-pdf-in-jpeg-comment.jpg", comment + picture("JPEG")[2:], ambiguous)
    late = picture("PNG") + bytes(2000) + document
    yield HostileFile("two-pdf-late-in-png.png", late)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("../../evil", "x")
    yield HostileFile("two-zip-after-pdf.pdf", document + archive.getvalue())
    yield HostileFile("two-zip-then-pdf.pdf", archive.getvalue() + document)
    yield HostileFile("two-program-then-pdf.pdf", b"MZ" + bytes(200) + document)
    yield HostileFile("two-page-of-html-then-pdf.pdf", b"<script>alert(1)</script>" + document)
    yield HostileFile("two-gif-then-pdf.pdf", b"GIF89a\x01\0\x01\0\0\0\0;" + document)
    yield HostileFile("two-text-then-pdf.txt", "Kính gửi: Sở Y tế\n".encode() + document)


def texts() -> Iterator[HostileFile]:
    """Text files that are none, or that act on whoever prints or parses them."""
    bad = frozenset({"text.undecodable"})
    yield HostileFile("text-not-utf8.txt", b"K\xednh g\xeei: \xff\xfe\xfd", bad)
    yield HostileFile("text-cut-in-a-letter.txt", "Kính gửi: Sở Y tế ệ".encode()[:-1], bad)
    yield HostileFile("text-surrogates.txt", b"abc \xed\xa0\x80", bad)
    yield HostileFile("text-overlong.txt", b"abc \xc0\xaf\xc0\xae", bad)
    yield HostileFile("text-utf16.txt", "Kính gửi".encode("utf-16"), UNSUPPORTED | bad)
    yield HostileFile("text-nul.txt", b"Kinh gui\0 So Y te", UNSUPPORTED)
    yield HostileFile("text-late-nul.txt", b"a\n" * 5000 + b"\0\0")
    yield HostileFile("text-only-mark.txt", b"\xef\xbb\xbf", EMPTY)
    yield HostileFile("text-only-blanks.txt", b" \n\t\r\n" * 100, EMPTY)
    yield HostileFile("text-one-long-line.txt", b"a" * 3_000_000)
    yield HostileFile("text-long-word-and-digits.txt", ("Số: " + "1" * 300_000 + "/" + "Đ" * 300_000).encode())
    yield HostileFile("text-many-lines.txt", b"a\n" * 150_000)
    yield HostileFile("text-many-addressees.txt", ("Kính gửi:\n" + "- Ủy ban nhân dân tỉnh;\n" * 8_000).encode())
    yield HostileFile("text-brackets.txt", ("(" * 100_000 + "V/v " * 30_000).encode())
    yield HostileFile("text-marks.txt", ("e" + "\u0323\u0302" * 300_000).encode())
    yield HostileFile("text-bidi.txt", "Kính gửi: \u202egnoc\u202c \u2066x\u2069 \u200b\ufeff".encode())
    yield HostileFile("text-escapes.txt", b"\x1b[2J\x1b]0;title\x07\x1b[31mKinh gui\x9b5n\r\x08")
    yield HostileFile("text-formula.txt", b"=cmd|'/c calc'!A1\n@SUM(1)\n+1+1\n-2")
    yield HostileFile(
        "text-html.txt", b"<img src=http://127.0.0.1:9/x onerror=alert(1)> [a](javascript:alert(1)) ![](http://127.0.0.1:9/x)"
    )
    yield HostileFile("text-template.txt", b"{{7*7}} ${jndi:ldap://127.0.0.1/a} %n%n%s $(id) `id` {0.__class__}")
    yield HostileFile("text-all-letters.txt", "".join(chr(c) for c in range(32, 0x3000) if not 0xD800 <= c < 0xE000).encode())


def other_kinds() -> Iterator[HostileFile]:
    """What is no letter at all."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(10_000_000))
    yield HostileFile("kind-empty.pdf", b"", EMPTY)
    yield HostileFile("kind-one-byte.pdf", b"%", UNSUPPORTED)
    yield HostileFile("kind-zeros.pdf", bytes(100_000), EMPTY)
    yield HostileFile("kind-only-head.pdf", b"%PDF-1.7\n", frozenset({"pdf.truncated"}))
    yield HostileFile("kind-only-end.pdf", b"%PDF-1.7\nstartxref\n0\n%%EOF", frozenset({"pdf.truncated", "pdf.no_pages"}))
    for name, body in {
        "docx.docx": archive.getvalue(),
        "docx-as-pdf.pdf": archive.getvalue(),
        "gif.gif": picture("GIF"),
        "bmp.bmp": picture("BMP"),
        "webp.webp": picture("WEBP"),
        "svg.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "elf.pdf": b"\x7fELF" + bytes(range(200)),
        "gzip.pdf": b"\x1f\x8b\x08" + bytes(range(100)),
        "html.html": b"<html></html>",
        "heic.heic": b"\0\0\0\x18ftypheic" + bytes(range(60)),
        "script.sh": b"#!/bin/sh\nrm -rf /\n",
        "postscript.ps": b"%!PS\n(/etc/passwd) (r) file\n",
        "mail.eml": b"From: a\nSubject: b\n\nc",
        "random.pdf": random.Random(5).randbytes(5000),  # noqa: S311
        "no-ending": b"Kinh gui",
    }.items():
        yield HostileFile(f"kind-{name}", body, UNSUPPORTED)


def cut_and_changed() -> Iterator[HostileFile]:
    """Valid samples cut at many places, and with bytes changed by fixed seeds."""
    samples = {"pdf": scan_pdf(), "tif": picture("TIFF", pages=3), "png": picture("PNG"), "jpg": picture("JPEG")}
    for ending, body in samples.items():
        for part in range(1, 9):
            yield HostileFile(f"cut-{part}-of-9.{ending}", body[: len(body) * part // 9])
        yield HostileFile(f"cut-last-byte.{ending}", body[:-1])
        for seed in range(12):
            dice = random.Random(f"{ending}{seed}")  # noqa: S311 - the same corpus every time
            changed = bytearray(body)
            for _ in range(dice.choice((1, 3, 10, 50))):
                changed[dice.randrange(len(changed))] = dice.randrange(256)
            if seed % 3 == 0:
                place = dice.randrange(len(changed))
                changed[place:place] = dice.randbytes(dice.choice((1, 40, 4000)))
            yield HostileFile(f"changed-{seed}.{ending}", bytes(changed))


def all_others() -> Iterator[HostileFile]:
    """Every hostile file that is no PDF; names get their ending."""
    for family, ending in ((tiffs, ".tif"), (pngs, ".png"), (jpegs, ".jpg")):
        for file in family():
            yield file._replace(name=f"{file.name}{ending}")
    for mixed in (two_at_once, texts, other_kinds, cut_and_changed):
        yield from mixed()
