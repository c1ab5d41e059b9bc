"""What every test may ask for."""

import pytest

from instep.warehouse.testing import Bench


@pytest.fixture
def warehouse() -> Bench:
    """An empty warehouse in memory."""
    return Bench()
