"""Photographs as a phone writes them: with an EXIF block that says where and when; and what a picture says of itself."""

import io
import struct
import zlib

from PIL import Image, ImageDraw

__all__ = ["LATITUDE", "LONGITUDE", "huge_png", "photograph", "says_where"]

LATITUDE, LONGITUDE = 38.558723, 68.774612
"""Where the example photographs were taken: nowhere near the places that tests report from."""


def photograph(form="JPEG", *, size=(1200, 900), orientation=1, noise=False):
    """A picture of two halves with a dark square at its upper left, with position, time and camera in its EXIF block."""
    image = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, (180, 60, 40))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] // 2, size[0], size[1]), fill=(40, 90, 160))
    edge = max(30, size[0] // 6)
    draw.rectangle((20, 20, edge, edge), fill=(10, 10, 10))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "Example", "Example Phone 1", orientation
    exif.get_ifd(0x8769).update({0x9003: "2026:11:24 23:41:05", 0x9011: "+05:00"})
    exif.get_ifd(0x8825).update({1: "N", 2: _parts(LATITUDE), 3: "E", 4: _parts(LONGITUDE)})
    buffer = io.BytesIO()
    image.save(buffer, form, exif=exif, comment=b"taken by an example officer")
    return buffer.getvalue()


def _parts(degrees):
    minutes = (degrees % 1) * 60
    return (float(int(degrees)), float(int(minutes)), round((minutes % 1) * 60, 4))


def huge_png(side):
    """A PNG of few bytes that unpacks to a square of so many pixels a side."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def says_where(data):
    """Everything in a picture that is not its pixels: EXIF, comments, profiles, text chunks; empty when there is none."""
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        told = {
            key: value
            for key, value in image.info.items()
            if key in {"exif", "comment", "xmp", "icc_profile", "photoshop"}
        }
        told |= {"exif_tags": dict(image.getexif())} if dict(image.getexif()) else {}
        return told
