"""Hostile PDFs, built here byte by byte: each is named after the trick it plays."""

import io
import zlib
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
from PIL import Image

CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 120] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
TEXT = b"BT /F1 12 Tf 20 60 Td (Cong van) Tj ET"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


class HostileFile(NamedTuple):
    """A file of the corpus. `codes`: the only ends allowed; empty: any code, or pages."""

    name: str
    body: bytes
    codes: frozenset[str] = frozenset()


def stream(body: bytes, head: str = "") -> bytes:
    """A stream object."""
    return f"<< /Length {len(body)} {head} >>\nstream\n".encode() + body + b"\nendstream"


def pdf(objects: dict[int, str | bytes], trailer: str = "", *, prev: str = "", body_after: bytes = b"") -> bytes:
    """A PDF with a right cross-reference table. Object 1 is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n")
    out.write(body_after)
    start = out.tell()
    size = max(places) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n".encode())
    for number in range(1, size):
        out.write(f"{places[number]:010d} 00000 n \n".encode() if number in places else b"0000000000 00000 f \n")
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R {trailer} {prev.replace('START', str(start))} >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def simple(**changes: str | bytes) -> bytes:
    """A page with a few words; `catalogue`, `pages`, `page`, `content`, `font`, `more6`… replace or add an object."""
    names = {"catalogue": 1, "pages": 2, "page": 3, "content": 4, "font": 5}
    objects: dict[int, str | bytes] = {1: CATALOGUE, 2: PAGES, 3: PAGE, 4: stream(TEXT), 5: FONT}
    trailer = str(changes.pop("trailer", ""))
    prev = str(changes.pop("prev", ""))
    for name, value in changes.items():
        objects[names[name] if name in names else int(name.removeprefix("more"))] = value
    return pdf(objects, trailer, prev=prev)


def scan_pdf() -> bytes:
    """A small scan in a PDF: the valid sample that truncation and mutation start from."""
    picture = Image.new("L", (240, 140), 255)
    for x in range(30, 200, 12):
        picture.paste(0, (x, 60, x + 7, 74))
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=80)
    head = "/Type /XObject /Subtype /Image /Width 240 /Height 140 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 70] /Contents 4 0 R /Resources << /XObject << /I 6 0 R >> >> >>"
    return simple(page=page, content=stream(b"q 120 0 0 70 0 0 cm /I Do Q"), more6=stream(packed.getvalue(), head))


def _with_image(head: str, body: bytes) -> bytes:
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 70] /Contents 4 0 R /Resources << /XObject << /I 6 0 R >> >> >>"
    image = stream(body, f"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray {head}")
    return simple(page=page, content=stream(b"q 120 0 0 70 0 0 cm /I Do Q"), more6=image)


def _zeros(megabytes: int) -> bytes:
    """Zeros, packed a thousand to one; one packed block repeated, so that making them costs nothing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 15)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + block * (megabytes - 1)


def page_trees() -> Iterator[HostileFile]:
    """Trees of pages that lie, loop or multiply."""
    many = frozenset({"pdf.too_many_pages", "pdf.truncated", "pdf.no_pages", "read.timeout", "read.memory"})
    yield HostileFile("tree-count-million", simple(pages="<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>"))
    yield HostileFile("tree-count-negative", simple(pages="<< /Type /Pages /Kids [3 0 R] /Count -7 >>"))
    yield HostileFile("tree-count-overflow", simple(pages="<< /Type /Pages /Kids [3 0 R] /Count 99999999999999 >>"))
    yield HostileFile("tree-count-text", simple(pages="<< /Type /Pages /Kids [3 0 R] /Count (many) >>"))
    yield HostileFile("tree-own-child", simple(pages="<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"))
    yield HostileFile(
        "tree-no-kids", simple(pages="<< /Type /Pages /Count 0 /Kids [] >>"), frozenset({"pdf.no_pages", "pdf.truncated"})
    )
    yield HostileFile("tree-page-is-catalogue", simple(pages="<< /Type /Pages /Kids [1 0 R] /Count 1 >>"))
    yield HostileFile("tree-missing-pages", simple(catalogue="<< /Type /Catalog /Pages 99 0 R >>"))
    million = b"<< /Type /Pages /Count 1000000 /Kids [" + b"3 0 R " * 1_000_000 + b"] >>"
    yield HostileFile("tree-million-pages", simple(pages=million), many)
    nodes: dict[int, str | bytes] = {1: CATALOGUE, 3: PAGE.replace("2 0 R", "12 0 R"), 4: stream(TEXT), 5: FONT}
    for level in range(10):
        number = 2 if level == 0 else level + 5
        child = level + 6 if level < 9 else 3
        nodes[number] = f"<< /Type /Pages /Count {10 ** (10 - level)} /Kids [{f'{child} 0 R ' * 10}] >>"
    yield HostileFile("tree-ten-to-the-ten", pdf(nodes), many)
    deep: dict[int, str | bytes] = {1: CATALOGUE, 3: PAGE, 4: stream(TEXT), 5: FONT}
    for level in range(5000):
        number = 2 if level == 0 else level + 9
        deep[number] = f"<< /Type /Pages /Count 1 /Kids [{level + 10 if level < 4999 else 3} 0 R] >>"
    yield HostileFile("tree-5000-deep", pdf(deep))
    parents = simple(
        page=PAGE.replace("/Parent 2 0 R", "/Parent 6 0 R"), more6="<< /Type /Pages /Parent 6 0 R /Rotate 7 0 R >>", more7="7 0 R"
    )
    yield HostileFile("tree-parent-loop", parents)


def cross_references() -> Iterator[HostileFile]:
    """Cross-reference tables that point to themselves, to nothing, or to everything."""
    yield HostileFile("xref-prev-self", simple(prev="/Prev START"))
    yield HostileFile("xref-prev-beyond", simple(prev="/Prev 99999999999"))
    yield HostileFile("xref-prev-negative", simple(prev="/Prev -1"))
    yield HostileFile("xref-stm-self", simple(prev="/XRefStm START"))
    good = simple()
    place = int(good.rsplit(b"startxref", 1)[1].split()[0])
    for name, value in (("zero", 0), ("beyond", 10**12), ("itself", len(good) - 20), ("inside", place + 7)):
        yield HostileFile(f"xref-start-{name}", good.replace(f"startxref\n{place}".encode(), f"startxref\n{value}".encode()))
    pair = good.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {len(good)}".encode().ljust(30))
    again = f"xref\n0 0\ntrailer\n<< /Size 6 /Root 1 0 R /Prev {place} >>\nstartxref\n{len(pair)}\n%%EOF\n".encode()
    yield HostileFile("xref-two-in-a-ring", pair + again)
    yield HostileFile("xref-size-huge", good.replace(b"/Size 6", b"/Size 2000000000"))
    yield HostileFile("xref-entries-huge", good.replace(b"xref\n0 6", b"xref\n0 999999999"))
    yield HostileFile("xref-object-in-itself", simple(content="4 0 R"))
    yield HostileFile("xref-length-loop", simple(content=b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"))
    ring = stream(zlib.compress(b"7 0 << >>"), "/Type /ObjStm /N 999999999 /First 4 /Filter /FlateDecode /Extends 6 0 R")
    yield HostileFile("xref-object-stream-extends-itself", simple(more6=ring))
    table = stream(zlib.compress(bytes(70)), "/Type /XRef /Size 10 /W [1 2 1] /Root 1 0 R /Prev 15 /Filter /FlateDecode")
    yield HostileFile("xref-stream-loop", b"%PDF-1.7\n     \n15 0 obj\n" + table + b"\nendobj\nstartxref\n15\n%%EOF\n")
    wide = stream(zlib.compress(bytes(70)), "/Type /XRef /Size 10 /W [99999 99999 99999] /Root 1 0 R /Filter /FlateDecode")
    yield HostileFile("xref-stream-wide", b"%PDF-1.7\n     \n15 0 obj\n" + wide + b"\nendobj\nstartxref\n15\n%%EOF\n")


def nesting() -> Iterator[HostileFile]:
    """Things inside things inside things."""
    yield HostileFile("nest-arrays", simple(more6=b"[" * 200_000 + b"]" * 200_000, trailer="/Info 6 0 R"))
    yield HostileFile("nest-dictionaries", simple(more6=b"<< /A " * 100_000 + b"1" + b">>" * 100_000, trailer="/Info 6 0 R"))
    yield HostileFile(
        "nest-arrays-in-catalogue",
        simple(catalogue=b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 100_000 + b"]" * 100_000 + b">>"),
    )
    yield HostileFile("nest-graphics-states", simple(content=stream(b"q " * 1_000_000)))
    yield HostileFile("nest-text-objects", simple(content=stream(b"BT " * 500_000 + TEXT)))
    yield HostileFile("nest-marked-content", simple(content=stream(b"/P BMC " * 300_000)))
    form = "/Type /XObject /Subtype /Form /BBox [0 0 200 120] /Resources << /XObject << /X 6 0 R >> >>"
    page = PAGE.replace("/Font <<", "/XObject << /X 6 0 R >> /Font <<")
    yield HostileFile("nest-form-in-itself", simple(page=page, content=stream(b"/X Do"), more6=stream(b"/X Do /X Do", form)))
    chain: dict[str, str | bytes] = {"page": page, "content": stream(b"/X Do")}
    for number in range(6, 36):
        body = b"/X Do " * 10 if number < 35 else TEXT
        chain[f"more{number}"] = stream(body, form.replace("6 0 R", f"{number + 1} 0 R"))
    yield HostileFile("nest-forms-ten-to-the-thirty", simple(**chain))
    pattern = (
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 0.001 /YStep 0.001 "
        "/Resources << /Pattern << /P 6 0 R >> >>"
    )
    coloured = PAGE.replace("/Font <<", "/Pattern << /P 6 0 R >> /Font <<")
    fill = b"/Pattern cs /P scn 0 0 200 120 re f"
    yield HostileFile("nest-pattern-in-itself", simple(page=coloured, content=stream(fill), more6=stream(fill, pattern)))
    mask = "<< /Type /ExtGState /SMask << /S /Luminosity /G 7 0 R >> >>"
    group = (
        "/Type /XObject /Subtype /Form /BBox [0 0 200 120] /Group << /S /Transparency >> /Resources << /ExtGState << /G 6 0 R >> >>"
    )
    masked = PAGE.replace("/Font <<", "/ExtGState << /G 6 0 R >> /Font <<")
    yield HostileFile(
        "nest-mask-in-itself",
        simple(page=masked, content=stream(b"/G gs " + TEXT), more6=mask, more7=stream(b"/G gs 0 0 9 9 re f", group)),
    )
    yield HostileFile("nest-million-paths", simple(content=stream(b"0 0 m 200 120 l 100 3 l h f " * 200_000)))
    yield HostileFile("nest-dashes", simple(content=stream(b"[0.0001 0.0001] 0 d 1 w 0 0 m 2000000 2000000 l S " * 50)))
    yield HostileFile(
        "huge-dictionary",
        simple(more6=b"<<" + b"".join(b"/K%d %d " % (n, n) for n in range(300_000)) + b">>", trailer="/Info 6 0 R"),
    )
    yield HostileFile("huge-name", simple(more6=b"<< /" + b"A" * 5_000_000 + b" 1 >>", trailer="/Info 6 0 R"))
    yield HostileFile("huge-string", simple(more6=b"<< /Title (" + b"(" * 50_000 + b")" * 50_000 + b") >>", trailer="/Info 6 0 R"))
    yield HostileFile("huge-number", simple(page=PAGE.replace("200 120", "9" * 400 + " 120")))


def bombs() -> Iterator[HostileFile]:
    """Small files that unpack to much."""
    bomb = _zeros(4096)
    yield HostileFile("bomb-content-four-gigabytes", simple(content=stream(bomb, "/Filter /FlateDecode")))
    twice = zlib.compress(_zeros(8192), 9)
    yield HostileFile("bomb-content-twice-packed", simple(content=stream(twice, "/Filter [/FlateDecode /FlateDecode]")))
    chain = "[" + "/FlateDecode " * 200 + "]"
    yield HostileFile("bomb-filter-chain", simple(content=stream(twice, f"/Filter {chain}")))
    yield HostileFile(
        "bomb-ascii-chain", simple(content=stream(b"41" * 1000 + b">", "/Filter [" + "/ASCIIHexDecode " * 3000 + "]"))
    )
    yield HostileFile("bomb-run-length", simple(content=stream(b"\x81 " * 3_000_000 + b"\x80", "/Filter /RunLengthDecode")))
    pixels = frozenset({"image.too_many_pixels"})
    eight = "/BitsPerComponent 8 /Filter /FlateDecode"
    yield HostileFile("bomb-image-30000", _with_image(f"/Width 30000 /Height 30000 {eight}", bomb), pixels)
    yield HostileFile("bomb-image-overflow", _with_image(f"/Width 2147483647 /Height 2147483647 {eight}", twice))
    yield HostileFile("bomb-image-negative", _with_image(f"/Width -5 /Height 7 {eight}", bomb[:1000]))
    yield HostileFile("bomb-image-line", _with_image(f"/Width 70000000 /Height 1 {eight}", bomb[:100_000]))
    yield HostileFile(
        "bomb-image-jpeg",
        _with_image(
            "/Width 65000 /Height 65000 /BitsPerComponent 8 /Filter /DCTDecode", b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03"
        ),
        pixels,
    )
    yield HostileFile(
        "bomb-image-jpx",
        _with_image(
            "/Width 9 /Height 9 /Filter /JPXDecode", b"\0\0\0\x0cjP  \r\n\x87\n\xff\x4f\xff\x51\0\x2f\0\0" + b"\x7f\xff\xff\xff" * 8
        ),
    )
    yield HostileFile(
        "bomb-image-jbig2",
        _with_image(
            "/Width 60000 /Height 60000 /BitsPerComponent 1 /Filter /JBIG2Decode", b"\0\0\0\0\x30\0\x01\0\0\0\x13" + b"\xff" * 19
        ),
        pixels,
    )
    yield HostileFile(
        "bomb-image-ccitt",
        _with_image(
            "/Width 60000 /Height 60000 /BitsPerComponent 1 /Filter /CCITTFaxDecode /DecodeParms << /K -1 "
            "/Columns 2000000000 /Rows 2000000000 >>",
            b"\0\x10\x01" * 50,
        ),
        pixels,
    )
    predictor = (
        "/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 2147483647 /Colors 2147483647 /BitsPerComponent 2147483647 >>"
    )
    yield HostileFile("bomb-predictor", simple(content=stream(zlib.compress(TEXT), predictor)))
    mask = _with_image(f"/Width 30 /Height 30 /SMask 7 0 R {eight}", zlib.compress(bytes(900)))
    yield HostileFile("bomb-soft-mask-of-itself", mask.replace(b"/SMask 7 0 R", b"/SMask 6 0 R"))
    for name, box in (
        ("huge", "0 0 1e9 1e9"),
        ("empty", "0 0 0 0"),
        ("inverted", "200 120 0 0"),
        ("words", "(a) (b) (c) (d)"),
        ("line", "0 0 14400 0.01"),
        ("short", "0 0"),
    ):
        yield HostileFile(f"box-{name}", simple(page=PAGE.replace("0 0 200 120", box)))
    yield HostileFile("box-user-unit", simple(page=PAGE.replace("/Contents", "/UserUnit 1000000 /Contents")))
    yield HostileFile("box-rotate-odd", simple(page=PAGE.replace("/Contents", "/Rotate 45 /Contents")))
    yield HostileFile("box-rotate-huge", simple(page=PAGE.replace("/Contents", "/Rotate 99999999999 /Contents")))


def actions() -> Iterator[HostileFile]:
    """What would run, fetch or unpack itself in a viewer; here it must be inert."""
    for name, action in (
        ("javascript", "/S /JavaScript /JS (while(1){app.alert\\(1\\)})"),
        ("launch", "/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >>"),
        ("address", "/S /URI /URI (http://127.0.0.1:9/leak)"),
        ("submit", "/S /SubmitForm /F << /FS /URL /F (http://127.0.0.1:9/leak) >>"),
        ("goto-remote", "/S /GoToR /F (\\\\\\\\127.0.0.1\\\\share\\\\x.pdf) /D [0 /Fit]"),
        ("import-data", "/S /ImportData /F (/etc/passwd)"),
    ):
        yield HostileFile(f"action-{name}", simple(catalogue=f"<< /Type /Catalog /Pages 2 0 R /OpenAction << {action} >> >>"))
    embedded = stream(b"MZ" + bytes(1000), "/Type /EmbeddedFile")
    names = (
        "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(../../run.exe) << /Type "
        "/Filespec /F (../../run.exe) /EF << /F 6 0 R >> >>] >> >> >>"
    )
    yield HostileFile("action-embedded-file", simple(catalogue=names, more6=embedded))
    form = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /XFA 6 0 R /Fields [] >> >>"
    yield HostileFile(
        "action-xfa", simple(catalogue=form, more6=stream(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x>&a;</x>"))
    )
    external = "<< /Length 0 /F (/etc/passwd) /FFilter /FlateDecode >>\nstream\n\nendstream"
    yield HostileFile("action-external-stream", simple(content=external.encode()))
    loop = "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>"
    yield HostileFile(
        "action-outline-loop",
        simple(
            catalogue=loop, more6="<< /First 7 0 R /Last 7 0 R >>", more7="<< /Title (x) /Next 7 0 R /Prev 7 0 R /First 6 0 R >>"
        ),
    )
    tree = "<< /Type /Catalog /Pages 2 0 R /Names << /Dests 6 0 R >> >>"
    yield HostileFile("action-name-tree-loop", simple(catalogue=tree, more6="<< /Kids [6 0 R 6 0 R] >>"))


def fonts() -> Iterator[HostileFile]:
    """Fonts and character maps, the part of PDF that has bitten readers most."""
    composite = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding {encoding} /DescendantFonts [6 0 R] {more} >>"
    descendant = (
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering "
        "(Identity) /Supplement 0 >> >>"
    )
    for name, encoding in (
        ("climbs", "/..#2F..#2F..#2F..#2F..#2Ftmp#2Fevil"),  # CVE-2025-64512: a map's name as a path to a pickle
        ("absolute", "/#2Ftmp#2Fevil"),
        ("nul", "/Identity-H#00"),
        ("unknown", "/No-Such-Map"),
    ):
        yield HostileFile(f"font-map-{name}", simple(font=composite.format(encoding=encoding, more=""), more6=descendant))
    maps = {
        "range": b"1 begincidrange <00000000> <ffffffff> 0 endcidrange",
        "unicode-range": b"1 beginbfrange <0000> <ffffffff> <0041> endbfrange",
        "use-itself": b"/Self usecmap 1 begincodespacerange <00> <ff> endcodespacerange",
        "unclosed": b"1 beginbfchar <01> <" + b"41" * 500_000,
        "million": b"1000000 beginbfchar " + b"<01> <0041> " * 200_000 + b"endbfchar",
    }
    for name, body in maps.items():
        wrapped = stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Self def " + body + b" endcmap",
            "/Type /CMap /CMapName /Self",
        )
        encoded = simple(font=composite.format(encoding="/Identity-H", more="/ToUnicode 7 0 R"), more6=descendant, more7=wrapped)
        yield HostileFile(f"font-to-unicode-{name}", encoded)
        yield HostileFile(
            f"font-encoding-{name}", simple(font=composite.format(encoding="7 0 R", more=""), more6=descendant, more7=wrapped)
        )
    programs = {
        "truetype-garbage": ("FontFile2", b"\0\x01\0\0\xff\xff" + bytes(range(256)) * 40),
        "truetype-many-glyphs": ("FontFile2", b"\0\x01\0\0\0\x01\0\0\0\0\0\0maxp\0\0\0\0\0\0\0\x1c\0\0\0\x06\0\x01\0\0\xff\xff"),
        "type1-garbage": ("FontFile", b"%!PS-AdobeFont-1.0\n/Private 999999999 array\n" + b"dup 1 2147483647 RD " * 5000),
        "cff-loop": ("FontFile3", b"\x01\0\x04\x04\0\x01\x01\x01\x05X\0\x01\x01\x01" + b"\x1d\x7f\xff\xff\xff" * 500),
    }
    for name, (key, body) in programs.items():
        font = (
            "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 2147483647 /Widths [1] /FontDescriptor 6 0 R >>"
        )
        descriptor = f"<< /Type /FontDescriptor /FontName /X /Flags 4 /{key} 7 0 R >>"
        yield HostileFile(f"font-{name}", simple(font=font, more6=descriptor, more7=stream(body, f"/Length1 {len(body)}")))
    type3 = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 67 /LastChar "
        "67 /Widths [9] /CharProcs << /C 6 0 R >> /Encoding << /Differences [67 /C] >> /Resources << /Font << "
        "/F1 5 0 R >> >> >>"
    )
    yield HostileFile("font-type3-draws-itself", simple(font=type3, more6=stream(b"9 0 d0 BT /F1 12 Tf (CCCC) Tj ET")))
    yield HostileFile("font-size-huge", simple(content=stream(TEXT.replace(b"12 Tf", b"1e30 Tf"))))
    yield HostileFile("font-text-long", simple(content=stream(b"BT /F1 1 Tf (" + b"A" * 3_000_000 + b") Tj ET")))


def encrypted() -> Iterator[HostileFile]:
    """Passwords, and encryption that is broken."""
    only = frozenset({"pdf.encrypted"})
    for version in (2, 3, 4, 6):
        document = pikepdf.open(io.BytesIO(scan_pdf()))
        packed = io.BytesIO()
        kind = pikepdf.Encryption(owner="o", user="u", R=version, aes=version >= 4, metadata=version >= 4)
        document.save(packed, encryption=kind)
        yield HostileFile(f"encrypted-r{version}", packed.getvalue(), only)
    for name, entry in (
        ("unknown-filter", "/Encrypt << /Filter /Nobody /V 9 >>"),
        ("loop", "/Encrypt 6 0 R"),
        ("short-key", "/Encrypt << /Filter /Standard /V 1 /R 2 /O (a) /U (b) /P -1 /Length 1 >> /ID [<00> <00>]"),
        ("rounds", "/Encrypt << /Filter /Standard /V 5 /R 6 /O (a) /U (b) /OE (c) /UE (d) /P -1 /Length 999999 >> /ID [<00> <00>]"),
    ):
        yield HostileFile(f"encrypted-{name}", simple(trailer=entry, more6="6 0 R"))


def packed_structures() -> Iterator[HostileFile]:
    """The file's own structure as a bomb, and pictures whose stream is another than their dictionary says."""
    bomb = _zeros(2048)
    objects = stream(bomb, "/Type /ObjStm /N 10 /First 4 /Filter /FlateDecode")
    yield HostileFile("packed-object-stream-bomb", simple(more6=objects))
    heads = b" ".join(b"%d %d" % (number + 10, 3 * number) for number in range(100_000))
    many = stream(
        zlib.compress(heads + b" " + b"1  " * 100_000), f"/Type /ObjStm /N 100000 /First {len(heads) + 1} /Filter /FlateDecode"
    )
    yield HostileFile("packed-object-stream-many", simple(more6=many))
    table = stream(bomb, "/Type /XRef /Size 2147483647 /W [1 8 2] /Root 1 0 R /Filter /FlateDecode")
    yield HostileFile("packed-xref-bomb", b"%PDF-1.7\n     \n15 0 obj\n" + table + b"\nendobj\nstartxref\n15\n%%EOF\n")
    ring = {"more6": "<< /Type /Pages /Kids [7 0 R] /Count 1 >>", "more7": "<< /Type /Pages /Kids [6 0 R] /Count 1 >>"}
    yield HostileFile("packed-tree-ring", simple(pages="<< /Type /Pages /Kids [6 0 R] /Count 1 >>", **ring))
    for kind, name in (("JPEG2000", "JPXDecode"), ("JPEG", "DCTDecode")):
        packed = io.BytesIO()
        Image.new("L", (6000, 6000), 255).save(packed, kind)
        lies = _with_image(f"/Width 60 /Height 60 /BitsPerComponent 8 /Filter /{name}", packed.getvalue())
        yield HostileFile(f"packed-{kind.lower()}-larger-than-said", lies)
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    metadata = stream(b'<!DOCTYPE l [<!ENTITY a0 "aaaaaaaaaa">' + laughs + b"]><x>&a11;</x>", "/Type /Metadata /Subtype /XML")
    yield HostileFile(
        "packed-metadata-laughs", simple(catalogue="<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", more6=metadata)
    )
    yield HostileFile(
        "packed-inline-image", simple(content=stream(b"q BI /W 30000 /H 30000 /BPC 8 /CS /G ID " + bytes(999) + b" EI Q"))
    )
    yield HostileFile("packed-operands", simple(content=stream(b"[" * 300_000 + b"]" * 300_000 + b" TJ")))
    yield HostileFile("packed-comment", b"%PDF-1.7\n" + b"%" * 5_000_000 + b"\n" + simple())


def all_pdfs() -> Iterator[HostileFile]:
    """Every hostile PDF; names get their ending."""
    for family in (page_trees, cross_references, nesting, bombs, actions, fonts, encrypted, packed_structures):
        for file in family():
            yield file._replace(name=f"{file.name}.pdf")
