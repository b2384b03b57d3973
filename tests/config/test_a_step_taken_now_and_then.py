"""What falls due by the clock is not looked for at every call, and is gone on with while something is left."""

import time

from chorsu.config.worker import _at_times


def test_it_goes_on_while_something_is_left_and_then_rests():
    left = [2, 1, 0, 5, 0]
    step = _at_times(lambda: left.pop(0), 0.2)
    assert [step() for _ in range(5)] == [2, 1, 0, 0, 0]
    time.sleep(0.25)
    assert [step() for _ in range(3)] == [5, 0, 0]
    assert left == []
