"""Where the real data of tests and benchmarks lie; nothing of it is part of the project."""

import os
from pathlib import Path

import pytest

__all__ = ["shared_data"]


def shared_data(relative: str = "") -> Path:
    """A file or folder of the real data; the test that asks is skipped where it is absent."""
    root = Path(os.environ.get("CHORSU_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    path = root / relative
    if not path.exists():
        pytest.skip(f"the real data are not on this machine: {relative or root.name} (set CHORSU_SHARED_DATA)")
    return path
