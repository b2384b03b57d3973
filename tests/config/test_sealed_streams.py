"""What is sealed comes back byte for byte, and nobody changes, shortens or reads it without its secret unnoticed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chorsu.config.archive.sealing import Opening, Sealing
from chorsu.kernel.errors import InputError

KEY, HEAD = bytes(range(32)), b"head"
FRAME = 1 << 20


def sealed(data, key=KEY, head=HEAD, step=70_001):
    target = io.BytesIO()
    sealing = Sealing(target, key, head)
    for start in range(0, len(data), step):
        sealing.write(data[start : start + step])
    sealing.finish()
    return target.getvalue()


def opened(stream, key=KEY, head=HEAD):
    return io.BufferedReader(Opening(io.BytesIO(stream), key, head, "x")).read()


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME])
def test_it_comes_back(size):
    data = bytes(number % 251 for number in range(size))
    assert opened(sealed(data)) == data


def test_nothing_of_it_is_readable():
    assert b"heroin" not in sealed(b"heroin" * 1_000)


@given(st.integers(0, 400), st.integers(1, 255))
def test_any_changed_byte_is_found(place, change):
    stream = bytearray(sealed(b"a" * 380))
    stream[place % len(stream)] ^= change
    with pytest.raises(InputError):
        opened(bytes(stream))


@pytest.mark.parametrize("left", [0, 3, 100, FRAME, FRAME + 20, 2 * FRAME + 40])
def test_a_part_of_it_is_found(left):
    with pytest.raises(InputError, match="part"):
        opened(sealed(bytes(3 * FRAME))[:left])


def test_frames_that_changed_places_or_were_left_out_are_found():
    stream = sealed(bytes(3 * FRAME))
    one = FRAME + 16 + 4
    first, second, last = stream[:one], stream[one : 2 * one], stream[2 * one :]
    for other in (second + first + last, first + last, first + second + last + first):
        with pytest.raises(InputError):
            opened(other)


@pytest.mark.parametrize("other", [{"key": bytes(32)}, {"head": b"another"}])
def test_another_key_or_head_opens_nothing(other):
    with pytest.raises(InputError, match="key file is another one"):
        opened(sealed(b"x"), **other)
