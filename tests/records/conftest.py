"""What the tests of records share."""

import pytest

from builders.seizures import record


@pytest.fixture
def seizure(bank, as_role):
    """One seizure of the border guard of Uzbekistan, for that agency alone."""
    with as_role("worker"):
        (found,) = record([{}])
    return found
