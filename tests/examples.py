"""How many examples a property is tried with."""

import os

ON_POSTGRESQL = 4  # the rules are the same there; its own ways with rows and locks show in the first ones


def examples(number: int) -> int:
    """All of them on SQLite, a quarter on PostgreSQL."""
    is_postgresql = os.environ.get("POLKU_TEST_DATABASE") == "postgresql"
    return max(1, number // ON_POSTGRESQL) if is_postgresql else number
