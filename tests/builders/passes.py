"""How much longer something takes of four times as much: about four times where it passes over that once."""

import time

__all__ = ["MOST", "growth"]

MOST = 10
"""What once is, generously; what passes over it again from every place of it takes sixteen times as long."""


def growth(does, make, size):
    """The time of `does(make(4 * size))` by that of `does(make(size))`, each the least of some."""
    return _least(does, make(4 * size)) / _least(does, make(size))


def _least(does, given):
    taken = []
    while len(taken) < 5 and sum(taken) < 5:
        begins = time.thread_time()
        does(given)
        taken.append(time.thread_time() - begins)
    return min(taken)
