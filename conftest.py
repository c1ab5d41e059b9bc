"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings

from instep.warehouse.testing import Bench

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
"""How long an example takes is the machine's affair, not a rule of ours."""


@pytest.fixture
def warehouse() -> Bench:
    """An empty warehouse in memory."""
    return Bench()
