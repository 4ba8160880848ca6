"""Whole stories run the whole program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """One that the test starts, and that is killed in the end whatever happened."""
    program = Program(tmp_path)
    yield program
    program.kill()
