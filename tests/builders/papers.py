"""Files of the kinds that agencies send, built in code: PDF with any letters, DOCX, mails, archives."""

import io
import zipfile
import zlib
from email.message import EmailMessage

import docx
from PIL import Image, ImageDraw, ImageFont

__all__ = ["mail", "packed", "pdf", "picture", "scan", "word"]

A4 = (595, 842)
LETTER_MAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /U def
1 begincodespacerange <0000> <FFFF> endcodespacerange
%d beginbfrange
%s
endbfrange endcmap end end"""
CODES = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def pdf(*pages, rotate=0, created="", extra=b"", size=A4):
    """A PDF: each page a list of lines (text or `(x, y, text)`), or bytes that are a PNG drawn over all of it."""
    objects = [b"", b"", *_font()]
    kids = []
    for page in pages:
        if isinstance(page, bytes):
            objects.append(_image(page))
            resources = b"<</XObject<</I %d 0 R>>>>" % len(objects)
            content = b"q %d 0 0 %d 0 0 cm /I Do Q" % size
        else:
            resources, content = b"<</Font<</F 3 0 R>>>>", _lines(page)
        packed = zlib.compress(content + extra)
        objects.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/Rotate %d/MediaBox[0 0 %d %d]/Resources%s/Contents %d 0 R>>"
            % (rotate, *size, resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    return _file(objects, created)


def _font():
    spans = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(256)]
    maps = b"\n".join(
        LETTER_MAP % (100 if at + 100 <= 256 else 256 - at, b"\n".join(spans[at : at + 100]))
        for at in range(0, 256, 100)
    )
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/FontDescriptor 6 0 R/DW 500%s>>" % CODES,
        b"<</Length %d>>stream\n%s\nendstream" % (len(maps), maps),
        b"<</Type/FontDescriptor/FontName/X/Flags 4/Ascent 800/Descent -200/FontBBox[0 -200 1000 800]>>",
    ]


def _lines(lines):
    parts = []
    for nth, line in enumerate(lines):
        x, y, text = line if isinstance(line, tuple) else (50, 780 - 14 * nth, line)
        parts.append(b"BT /F 10 Tf %d %d Td <%s> Tj ET" % (x, y, text.encode("utf-16-be").hex().encode()))
    return b"\n".join(parts)


def _image(png):
    image = Image.open(io.BytesIO(png)).convert("L")
    content = zlib.compress(image.tobytes())
    head = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % image.size
    return head + b"/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content)


def _file(objects, created=""):
    if created:
        objects.append(b"<</CreationDate(%s)>>" % created.encode())
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    info = b"/Info %d 0 R" % len(objects) if created else b""
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, info, table)
    return bytes(out)


def picture(text, size=(1654, 2339)):
    """A page of A4 at 200 dots an inch with this text, as PNG."""
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).multiline_text((150, 150), text, fill=0, font=ImageFont.truetype(FONT, 36), spacing=18)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def scan(*texts):
    """A PDF of scanned pages."""
    return pdf(*map(picture, texts))


def word(build):
    """A DOCX that `build(document)` fills."""
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def mail(body="", *, html="", attached=(), **headers):
    """A mail as bytes; `attached` are `(name, bytes)`; headers by their names with `_` for `-`."""
    message = EmailMessage()
    stated = {"From": "Duty <duty@example.org>", "Date": "Mon, 04 Mar 2024 10:15:00 +0500", "Subject": "A find"}
    for name, value in {**stated, **{key.replace("_", "-"): value for key, value in headers.items()}}.items():
        if value:
            message[name] = value
    if body or not html:
        message.set_content(body)
    if html and body:
        message.add_alternative(html, subtype="html")
    elif html:
        message.set_content(html, subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def packed(files, **options):
    """A ZIP of `{name: bytes}`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()
