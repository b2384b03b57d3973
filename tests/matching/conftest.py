"""What the tests of matching share."""

import pytest

from builders.seizures import follow, record


@pytest.fixture
def twice(bank, as_role):
    """One event, told finely by one agency and roughly by another, both for all member states; matched."""
    with as_role("worker"):
        (fine,) = record([{"quantity": 13.847, "kg": 13.847}], provider="example-border-uz", audience=[2])
        (rough,) = record([{"quantity": 13.8, "kg": 13.8}], provider="example-customs-kz", audience=[2])
        follow()
    return fine, rough
