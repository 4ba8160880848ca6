"""What a question that somebody waits for may take: so that no rule slows down anything else.

A newer question of the same asker ends the older one.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from polku.kit import columns
from polku.kit.ids import hash63, public

TIME_LIMIT_S = 10
MEMORY = 500 * 2**20
# One of the machine's cores stays for the intake and the loops.
THREADS = 1


def ask(sql: str, values: Mapping[str, Any], *, asker: str = "") -> list[tuple[Any, ...]]:
    """Raises columns.TooSlow, columns.TooBig; columns.Cancelled when the same asker has asked anew meanwhile."""
    settings: dict[str, Any] = {"max_threads": THREADS, "max_memory_usage": MEMORY}
    if asker:
        settings["log_comment"] = mark = f"asked by {public(hash63(asker.encode()))}"
        with suppress(columns.ColumnsError):  # on a server that does not let us, the older one goes on to its limit
            columns.cancel(mark)
    return columns.query(sql, values, time_limit_s=TIME_LIMIT_S, **settings)
