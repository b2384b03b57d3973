"""Pictures as bytes: what is read of one, and the copies made of it. Pure: knows no record and no database.

Owns the limits and the only way in which a picture leaves the original: decoded, turned upright, blurred where asked,
resized, and encoded anew from bare pixels, so that no metadata, comment, profile or trailing byte goes with it.
"""

from __future__ import annotations

import datetime as dt
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageFilter, ImageOps

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "LARGE",
    "MOST_BYTES",
    "MOST_PIXELS",
    "SMALL",
    "Copies",
    "PictureError",
    "Region",
    "Seen",
    "copies_of",
    "look_at",
    "stated",
]

MOST_BYTES = 25 << 20
"""Largest picture that is taken; phones write less than half of it."""
MOST_PIXELS = {"JPEG": 130_000_000, "MPO": 130_000_000, "PNG": 40_000_000, "WEBP": 40_000_000}
"""Pixels by format. A JPEG is decoded at a fraction of its size; the others need all their pixels in memory."""
LARGE, SMALL = 2048, 400
"""Longest sides of the two copies, in pixels."""
_MEDIA = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_MOSAIC = 5
"""Patches along the longer side of a blurred region: too few for a face or a plate to be made out of them."""
_MAKE, _MODEL, _SOFTWARE, _ORIENTATION, _EXIF, _GPS = 0x010F, 0x0110, 0x0131, 0x0112, 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_SIDEWAYS = {5, 6, 7, 8}
"""Orientations (EXIF 2.32, tag 0x0112) in which width and height change places."""
_LONGEST_TEXT = 200
_TO_DO = "choose a JPEG, PNG or WebP photograph"


class PictureError(InputError):
    """Bytes that cannot be used as a photograph; `code` says why, `most` is the limit that they break (0 for none)."""

    def __init__(self, code: str, what: str, *, where: str, to_do: str, most: int = 0) -> None:
        super().__init__(what, where=where, to_do=to_do)
        self.code = code
        self.most = most


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle to blur, as shares (0 to 1) of the width and the height of the upright picture."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def from_json(cls, said: Any) -> Region:
        """The region in a list of four numbers, kept within the picture.

        Raises:
            InputError: it is no such list, or the rectangle holds nothing.
        """
        try:
            x, y, width, height = (float(number) for number in said)
        except (TypeError, ValueError, OverflowError):
            raise InputError("is no rectangle", where="region", to_do="give x, y, width and height") from None
        if not all(abs(number) < 2 for number in (x, y, width, height)):  # noqa: PLR2004 — shares, with room for slips
            raise InputError("lies outside the picture", where="region", to_do="draw it on the picture")
        left, top = min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)
        right, bottom = min(max(x + width, 0.0), 1.0), min(max(y + height, 0.0), 1.0)
        if right - left <= 0 or bottom - top <= 0:
            raise InputError("holds nothing of the picture", where="region", to_do="draw it on the picture")
        return cls(left, top, right - left, bottom - top)

    def to_json(self) -> list[float]:
        """The region as it is stored, to a ten-thousandth."""
        return [round(number, 4) for number in (self.x, self.y, self.width, self.height)]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a picture says of itself: media type, size upright, when it was taken, and its stated metadata."""

    media_type: str
    width: int
    height: int
    taken_at: dt.datetime | None
    metadata: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Copies:
    """The two copies, both without any metadata: `large` is a JPEG, `small` a WebP."""

    large: bytes
    small: bytes
    width: int
    height: int


def look_at(data: bytes, *, where: str = "") -> Seen:
    """What a picture says of itself, without decoding its pixels.

    Raises:
        PictureError: it is no JPEG, PNG or WebP, is too large, or is broken; one line says which.
    """
    try:
        with _opened(data, where) as image:
            exif = image.getexif()
            width, height = image.size
            if exif.get(_ORIENTATION) in _SIDEWAYS:
                width, height = height, width
            metadata = stated(_told(exif))
            return Seen(_MEDIA[image.format or ""], width, height, _moment(metadata.get("taken_at")), metadata)
    except PictureError:
        raise
    except Exception as error:  # a broken file makes a decoder raise anything
        raise _broken(where) from error


def copies_of(data: bytes, regions: Sequence[Region] = (), *, where: str = "") -> Copies:
    """The copies of a picture, upright, with regions blurred beyond recognition.

    Raises:
        PictureError: as for `look_at`.
    """
    try:
        with _opened(data, where) as image:
            image.draft("RGB", (LARGE, LARGE))
            upright = _flat(ImageOps.exif_transpose(image))
    except PictureError:
        raise
    except Exception as error:  # a broken file makes a decoder raise anything
        raise _broken(where) from error
    upright.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", upright.size, upright.tobytes())
    for region in regions:
        _blur(bare, region)
    small = bare.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return Copies(_encoded(bare, "JPEG", quality=85), _encoded(small, "WEBP", quality=80), *bare.size)


def _opened(data: bytes, where: str) -> Image.Image:
    if len(data) > MOST_BYTES:
        most = MOST_BYTES >> 20
        raise PictureError(
            "large_photograph", f"is larger than {most} MB", where=where, to_do="choose a smaller photograph", most=most
        )
    if data[4:8] == b"ftyp":
        what = "is a HEIC or AVIF picture, which is not read"
        raise PictureError("heic_photograph", what, where=where, to_do="set the camera to JPEG")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            image = Image.open(io.BytesIO(data), formats=list(_MEDIA.keys() - {"MPO"}))
        except Image.DecompressionBombError:
            raise _too_many(where) from None
        except (OSError, ValueError, SyntaxError):
            what = "is no picture that is read"
            raise PictureError("unreadable_photograph", what, where=where, to_do=_TO_DO) from None
    if image.width * image.height > MOST_PIXELS[image.format or "PNG"] or min(image.size) < 1:
        raise _too_many(where)
    return image


def _too_many(where: str) -> PictureError:
    what = "has more pixels than any camera takes"
    return PictureError("huge_photograph", what, where=where, to_do="choose a smaller photograph")


def _broken(where: str) -> PictureError:
    return PictureError("broken_photograph", "is broken or cut off", where=where, to_do="take or choose it again")


def _flat(image: Image.Image) -> Image.Image:
    """The picture in three colours; what is transparent becomes white."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        clear = image.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return image.convert("RGB")


def _blur(image: Image.Image, region: Region) -> None:
    """Replace a region by the means of a few patches, softened: what was there is no longer in the pixels."""
    left, top = int(region.x * image.width), int(region.y * image.height)
    right = min(image.width, max(left + 1, round((region.x + region.width) * image.width)))
    bottom = min(image.height, max(top + 1, round((region.y + region.height) * image.height)))
    patch = image.crop((left, top, right, bottom))
    longest = max(patch.size)
    few = [max(1, round(_MOSAIC * side / longest)) for side in patch.size]
    mosaic = patch.resize((few[0], few[1]), Image.Resampling.BOX).resize(patch.size, Image.Resampling.NEAREST)
    image.paste(mosaic.filter(ImageFilter.GaussianBlur(longest / _MOSAIC / 3)), (left, top))


def _encoded(image: Image.Image, form: str, *, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, quality=quality)
    return buffer.getvalue()


def _told(exif: Image.Exif) -> dict[str, Any]:
    """The fields of a picture's EXIF block that a record keeps, as it wrote them."""
    inner, place = exif.get_ifd(_EXIF), exif.get_ifd(_GPS)
    return {
        "make": exif.get(_MAKE),
        "model": exif.get(_MODEL),
        "software": exif.get(_SOFTWARE),
        "taken_at": _iso(inner.get(_TAKEN), inner.get(_OFFSET)),
        "latitude": _degrees(place.get(2), place.get(1)),
        "longitude": _degrees(place.get(4), place.get(3)),
    }


def _iso(taken: Any, offset: Any) -> str:
    """EXIF's `2026:11:25 02:40:00` with its offset, where that is given, as ISO 8601."""
    day, _, clock = str(taken or "").strip(" \0").partition(" ")
    zone = str(offset or "").strip(" \0")
    return f"{day.replace(':', '-')}T{clock}{zone}" if day and clock else ""


def _degrees(parts: Any, side: Any) -> float | None:
    try:
        degrees, minutes, seconds = (float(part) for part in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    return -value if str(side).strip(" \0").upper() in {"S", "W"} else value


def stated(said: Mapping[str, Any]) -> dict[str, Any]:
    """Metadata reduced to the fields that a record keeps, each in its form; anything else is dropped.

    Fields: `make`, `model`, `software`, `file_name` (text), `taken_at` (ISO 8601), `latitude`, `longitude` (degrees,
    WGS 84), `width`, `height` (pixels of what the camera wrote).
    """
    found: dict[str, Any] = {}
    for name in ("make", "model", "software", "file_name"):
        text = "".join(sign for sign in str(said.get(name) or "") if sign.isprintable()).strip()[:_LONGEST_TEXT]
        if text:
            found[name] = text
    if (moment := _moment(said.get("taken_at"))) is not None:
        found["taken_at"] = moment.isoformat()
    position = [_number(said.get(name), most) for name, most in (("latitude", 90), ("longitude", 180))]
    if None not in position:
        found["latitude"], found["longitude"] = position
    for name in ("width", "height"):
        if (size := _number(said.get(name), 1e6)) is not None and size >= 1:
            found[name] = int(size)
    return found


def _moment(said: Any) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(str(said or "")[:40])
    except ValueError:
        return None


def _number(said: Any, most: float) -> float | None:
    try:
        number = float(said)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if -most <= number <= most else None
