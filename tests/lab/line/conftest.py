"""A small world, and somebody who asks it."""

import pytest

from polku.lab.line.world import World
from tests.lab.line.asking import Lab


@pytest.fixture
def lab():
    return Lab(World(seed=3, friends=200, begin_ms=1_790_000_000_000))
