"""What falls due by the clock is not looked for at every call, and is gone on with while something is left."""

import time

from chorsu.config.worker import _at_times

RESTS, CALLS = 0.2, 1_000


def test_it_goes_on_while_something_is_left_and_then_rests():
    left, found = [2, 1, 0, 5], []
    step = _at_times(lambda: left.pop(0) if left else 0, RESTS)
    began = time.monotonic()
    assert [step(), step()] == [2, 1]
    while 5 not in found:
        found.append(step())
    assert time.monotonic() - began >= RESTS
    assert len(found) > CALLS
    assert set(found) == {0, 5}
