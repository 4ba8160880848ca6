"""How many examples a property is tried with."""

import os

ON_POSTGRESQL = 4  # the rules are the same there; its own ways with rows and locks show in the first ones
MANY = 25


def examples(number: int) -> int:
    """On SQLite half of what are many, on PostgreSQL a quarter; all of them where POLKU_TEST_EXAMPLES is "all"."""
    if os.environ.get("POLKU_TEST_EXAMPLES") == "all":
        return number
    if os.environ.get("POLKU_TEST_DATABASE") == "postgresql":
        return max(1, number // ON_POSTGRESQL)
    return number // 2 if number >= MANY else number
