import pytest

from builders.models import serving


@pytest.fixture
def model():
    with serving() as one:
        yield one
