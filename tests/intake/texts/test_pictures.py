"""A picture that is damaged is refused with one line."""

import struct

import pytest

from chorsu.intake.texts import page_image
from chorsu.kernel.errors import InputError

TAGS = {256: 8, 257: 8, 258: 8, 259: 1, 262: 1, 277: 1, 278: 8, 279: 64}
STRIPS = 273
"""Tag of a TIFF: where its dots begin."""


def tiff(at):
    """A TIFF for large files whose dots begin `at`."""
    tags = sorted({**TAGS, STRIPS: at}.items())
    head = struct.pack("<4sHHQQ", b"II\x2b\0", 8, 0, 16, len(tags))
    return head + b"".join(struct.pack("<HHQQ", tag, 16, 1, value) for tag, value in tags) + bytes(300)


@pytest.mark.parametrize("at", [1 << 63, (1 << 64) - 1, 1 << 40])
def test_a_tiff_that_points_out_of_itself_is_refused_with_one_line(at):
    with pytest.raises(InputError, match="the picture is damaged"):
        page_image(tiff(at), 1)


def test_a_sound_one_is_shown():
    assert page_image(tiff(200), 1).startswith(b"\x89PNG")
