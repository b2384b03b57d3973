import pytest

from builders.drafts import Desk


@pytest.fixture
def desk(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return Desk(as_role)
