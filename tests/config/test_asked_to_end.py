"""A signal that asks the program to end is heard also where its interruption is lost."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import os, sys
from chorsu.config.orphans import end_if_asked, ended_by_signals

class Cleared:
    def __del__(self):
        os.kill(os.getpid(), {signum})
        [None for _ in range(100)]

ended_by_signals()
end_if_asked()
Cleared()
print("goes on", flush=True)
try:
    end_if_asked()
except KeyboardInterrupt:
    print("ends")
"""


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_lost_while_an_object_is_cleared_away_is_heard_later(signum):
    program = PROGRAM.format(signum=int(signum))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.split("\n")[:2] == ["goes on", "ends"]
