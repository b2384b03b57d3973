"""Running what waits, also beside a browser: its driver keeps a loop running in the thread of the tests."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

__all__ = ["run_apart"]


def run_apart(coroutine):
    """What a coroutine answers, run to its end in a loop and a thread of its own."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, coroutine).result()
